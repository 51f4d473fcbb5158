"""What reports leave for the reports that follow: small files that hold counts, hashes and codes, and nothing else."""

import json
from datetime import date
from functools import cache

import pytest
from msgspec.structs import replace

from bsreform import periods
from bsreform.files import kept_files
from bsreform.files.kept_files import FOLDER, mark
from bsreform.history import issued, kept_reports
from bsreform.history.issued import Issued
from bsreform.model import SetAside
from bsreform.organisation.config import Config
from bsreform.organisation.working_days import load_calendar
from bsreform.reports import weekly
from bsreform.reports.composing import Contents, compose
from bsreform.spec import TREND, spans_of
from issued_reports import issue_report
from raw_tables import WEEK, report, rows, settings

ROWS = """
| code               | handling   | received | due   | finished | status            |
| H48.53-240226-0001 | Bình Chánh | 26/02    | 01/03 |          | Đang xử lý        |
| H48.53-240304-0002 | Bình Chánh | 04/03    | 07/03 | 06/03    | Đã xử lý xong     |
| H48.53-240304-0003 | Bình An    | 04/03    | 11/03 |          | Chờ bổ sung       |
| H48.53-240304-0004 | Bình An    | 04/03    |       |          | Đang xử lý        |
| H48.53-240304-0005 | Bình An    | 04/03    | 11/03 |          | Mới đăng ký       |
"""
MENDED = ROWS.replace("06/03    | Đã xử lý xong", "08/03    | Đã xử lý xong")
NEXT = "2024-W11"


@cache
def made(table=ROWS, week=WEEK, as_of=None):
    """The weekly report on these rows."""
    return compose(weekly.KIND.report, weekly.SPEC, Contents(report(rows(table), settings(), week, as_of), "x.xlsx"))


def earlier(root, week=NEXT, as_of=None, kind="weekly"):
    """What the report on that week knows of earlier ones."""
    period = periods.WEEK.period(week, as_of, Config().periods)
    labels = periods.WEEK.labels(period.id, TREND)
    return kept_reports.earlier(root, kind, spans_of(periods.WEEK, period, Config().periods), labels)


def test_what_was_reported_comes_back(tmp_path):
    issue_report(tmp_path, made())
    (found,) = earlier(tmp_path)
    assert (found.label, found.period) == ("Tuần 10", made().period)
    assert found.figures == {unit.id: unit.counts for unit in made().units}
    assert found.codes == made().codes


def test_a_draft_is_compared_with_nothing(tmp_path):
    kept_reports.keep(tmp_path, made())
    assert earlier(tmp_path) == earlier(tmp_path, WEEK) == ()
    issue_report(tmp_path, made())
    kept_reports.keep(tmp_path, made(MENDED))
    assert [each.figures for each in earlier(tmp_path)] == [{unit.id: unit.counts for unit in made().units}]


def test_what_version_0_2_0_left_are_drafts_that_can_still_be_issued(tmp_path):
    content = json.loads(kept_reports.text(made()))
    old = json.dumps({key: value for key, value in content.items() if key not in ("tasks", "data_day")} | {"schema": 1})
    file = kept_files.keep(tmp_path, "weekly", date(2024, 3, 8), old)
    assert earlier(tmp_path) == ()
    period, hashes = made().period, content["sources"]
    kept, found = kept_reports.behind(tmp_path, "weekly", period, hashes)
    assert (kept.path, found.tasks, found.data_day) == (file, "", None)
    assert kept_reports.behind(tmp_path, "weekly", period, {**hashes, "ho-so/b.csv": "0"}) is None
    issued.record(tmp_path, Issued("weekly", period.id, period.as_of, "x.xlsx", kept.mark, "", "", date(2024, 3, 9)))
    assert [each.figures for each in earlier(tmp_path)] == [{unit.id: unit.counts for unit in made().units}]


@pytest.mark.parametrize(
    ("exported", "old"), [("2024-03-07", True), ("2024-03-08", False), ("2024-03-11", False), (None, False)]
)
def test_a_report_is_of_old_data_if_the_newest_export_is_older_than_its_last_working_day(exported, old):
    content = json.loads(kept_reports.text(made())) | {"data_day": exported}
    kept = kept_reports.KeptReport.model_validate_json(json.dumps(content))
    assert kept_reports.from_old_data(kept, load_calendar(None)) == old


def test_only_the_codes_that_the_next_report_needs_are_kept(tmp_path):
    codes = made().codes
    assert codes.open == {"binh-chanh": ("H48.53-240226-0001",), "binh-an": ("H48.53-240304-0003",)}
    assert codes.closed == ("H48.53-240304-0002",)
    assert (codes.excluded, codes.not_accepted) == (("H48.53-240304-0004",), ("H48.53-240304-0005",))


def test_the_same_report_is_kept_once_and_no_file_is_ever_changed(tmp_path):
    first = kept_reports.keep(tmp_path, made())
    content = first.read_bytes()
    assert kept_reports.keep(tmp_path, made()) is None
    kept_reports.keep(tmp_path, made(MENDED))
    assert first.read_bytes() == content
    assert len(list((tmp_path / FOLDER).iterdir())) == 2


def test_neither_the_order_of_rows_nor_of_files_matters():
    table = report(list(reversed(rows(ROWS))), settings(), WEEK)
    assert kept_reports.text(compose(weekly.KIND.report, weekly.SPEC, Contents(table, "x.xlsx"))) == kept_reports.text(
        made()
    )


def test_of_a_period_before_the_last_report_counts(tmp_path):
    issue_report(tmp_path, made())
    issue_report(tmp_path, made(MENDED))
    issue_report(tmp_path, made(week="2024-W09"))
    assert [(each.label, each.codes.closed) for each in earlier(tmp_path)] == [
        ("Tuần 10", ("H48.53-240304-0002",)),
        ("Tuần 9", ()),
    ]
    assert earlier(tmp_path)[0].figures == {unit.id: unit.counts for unit in made(MENDED).units}


def test_a_report_from_the_middle_of_a_week_gives_way_to_that_of_its_end(tmp_path):
    middle = date(2024, 3, 6)
    issue_report(tmp_path, made(as_of=middle))
    assert [each.period.as_of for each in earlier(tmp_path)] == [middle]
    issue_report(tmp_path, made())
    issue_report(tmp_path, made(MENDED, as_of=middle))
    assert [each.period.as_of for each in earlier(tmp_path)] == [date(2024, 3, 8)]


def test_of_this_very_period_the_last_report_and_the_last_with_other_figures(tmp_path):
    issue_report(tmp_path, made())
    issue_report(tmp_path, made(MENDED))
    other = replace(made(MENDED), sources=())
    issue_report(tmp_path, other)
    last, before = earlier(tmp_path, WEEK)
    assert (last.sources, last.figures) == ({}, {unit.id: unit.counts for unit in other.units})
    assert before.figures == {unit.id: unit.counts for unit in made().units}
    assert earlier(tmp_path, WEEK, date(2024, 3, 7)) == ()


def test_a_later_report_and_one_of_another_kind_are_not_looked_at(tmp_path):
    issue_report(tmp_path, made(week="2024-W12"))
    assert earlier(tmp_path) == ()
    issue_report(tmp_path, made())
    assert earlier(tmp_path, kind="monthly") == ()


def test_weeks_that_end_on_another_day_than_then_are_not_compared(tmp_path):
    shifted = made()
    days = replace(shifted.period, start=date(2024, 3, 3))
    issue_report(tmp_path, replace(shifted, period=days))
    assert earlier(tmp_path) == ()


def relaid(root, kept, content):
    """The workspace with that content in place of the file, under the name that it would have, and issued."""
    for path in (root / FOLDER).iterdir():
        path.unlink()
    text = json.dumps(content)
    kept.with_name(f"{kept.name[:-13]}{mark(text)}.json").write_text(text, encoding="utf-8")
    period = made().period
    issued.record(root, Issued("weekly", period.id, period.as_of, "x.xlsx", mark(text), "", "", period.end))
    return root


def _without_a_code(content):
    content["open"]["binh-an"] = []


def _twice_the_same(content):
    content["open"]["binh-an"] = content["open"]["binh-chanh"]


def _of_a_later_version(content):
    content["schema"] = 99


def _texts_for_counts(content):
    content["units"]["binh-an"] = ["1"] * len(content["figures"])


def _too_few_counts(content):
    content["units"]["binh-an"].pop()


@pytest.mark.parametrize(
    "damage", [_without_a_code, _twice_the_same, _of_a_later_version, _texts_for_counts, _too_few_counts]
)
def test_a_file_that_does_not_agree_with_itself_is_passed_over(tmp_path, damage):
    kept = issue_report(tmp_path, made())
    content = json.loads(kept.read_text(encoding="utf-8"))
    assert earlier(relaid(tmp_path, kept, content)) != ()
    damage(content)
    with pytest.warns(SetAside):
        assert earlier(relaid(tmp_path, kept, content)) == ()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", bytes(4096), b'{"schema": 1}'])
def test_a_damaged_file_is_passed_over_for_the_one_before_it(tmp_path, content):
    issue_report(tmp_path, made())
    issue_report(tmp_path, made(MENDED)).write_bytes(content)
    assert [each.figures for each in earlier(tmp_path)] == [{unit.id: unit.counts for unit in made().units}]
