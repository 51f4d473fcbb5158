"""Rule organisation_ended: what it says, and what it leaves alone."""

from datetime import date

import pytest
from msgspec.structs import replace

from bsreform import pipeline
from bsreform.organisation.config import Config
from bsreform.periods import WEEK
from bsreform.records.loading import Workspace
from bsreform.reports.kinds import REPORTS
from bsreform.rules import organisation_ended
from calling import call


def found(dossiers, context, start, **organisation):
    config = Config.model_validate({"organisation": {**context.config.organisation.model_dump(), **organisation}})
    seen = replace(context, config=config, start=start, today=date(2026, 3, 6))
    return [each.message for each in organisation_ended.check(dossiers("| unit |"), seen)]


def test_a_report_of_a_period_after_the_last_day_is_wrong(dossiers, context):
    (told,) = found(dossiers, context, date(2025, 7, 1))
    assert told == "UBND huyện Bình Sơn hoạt động đến hết ngày 30/06/2025; kỳ báo cáo bắt đầu ngày 01/07/2025."


@pytest.mark.parametrize(("week", "told"), [("2025-W27", 0), ("2025-W28", 1), ("2026-W10", 1)])
def test_a_report_in_its_name_says_so_as_an_error(tmp_path, week, told):
    (tmp_path / "ho-so").mkdir()
    lines = "Mã hồ sơ;Đơn vị;Ngày tiếp nhận;Ngày hẹn trả", "H48.53-250626-0001;UBND xã Bình An;26/06/2025;01/07/2026"
    (tmp_path / "ho-so" / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    place = Workspace.open(tmp_path)
    report = pipeline.report(place, REPORTS["weekly"], WEEK.period(week, None, place.config.periods)).report
    ended = [problem for problem in report.problems if problem.rule == "organisation_ended"]
    assert [problem.severity for problem in ended] == ["error"] * told


@pytest.mark.parametrize("start", [date(2025, 6, 30), date(2024, 12, 15), None], ids=str)
def test_a_period_with_its_last_day_and_what_is_no_report_are_right(dossiers, context, start):
    assert found(dossiers, context, start) == []


def test_another_organisation_has_another_last_day_or_none(dossiers, context):
    assert found(dossiers, context, date(2026, 3, 1), name="UBND xã Bình Sơn") == []
    assert found(dossiers, context, date(2026, 3, 1), name="UBND xã Bình Sơn", last_day=date(2026, 2, 28)) != []


def test_under_quiet_it_is_told_on_stderr(tmp_path):
    (tmp_path / "bsreform.toml").touch()
    (tmp_path / "ho-so").mkdir()
    lines = "Mã hồ sơ;Đơn vị;Ngày tiếp nhận;Ngày hẹn trả", "H48.53-250626-0001;UBND xã Bình An;26/06/2025;01/07/2026"
    (tmp_path / "ho-so" / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    ended = call("weekly", "--week", "2025-W28", "-q", "-w", tmp_path)
    assert (ended.code, ended.out) == (1, b"")
    assert "hoạt động đến hết ngày 30/06/2025" in ended.err.decode()
