"""What is due when, what proves it, and how it reads: on the screen, as JSON, in Outlook."""

import json
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from icalendar import Calendar
from msgspec.structs import replace
from typer.testing import CliRunner, Result

from bsreform import cli
from bsreform.material.schedule import AssignedTask, Facts, Item, occurrences, schedule, together
from bsreform.organisation.config import Config
from bsreform.organisation.obligations import Evidence, Obligation, load_obligations
from bsreform.organisation.units import load_registry
from bsreform.organisation.working_days import load_calendar
from bsreform.periods import MONTH, WEEK
from bsreform.writing.calendar_file import calendar_bytes

CALENDAR = load_calendar(None)
NOTHING = Facts()
SHIPPED = load_obligations(None, load_registry(None))
MARCH = date(2024, 3, 1), date(2024, 3, 31)


def duty(id_: str) -> Obligation:
    return next(each for each in SHIPPED if each.id == id_)


def due(id_: str, start: date, end: date, config: Config | None = None) -> dict[str, str]:
    """Period → due day."""
    found = occurrences(duty(id_), start, end, config or Config(), CALENDAR)
    return {each.period: str(each.due) for each in found}


def items(facts: Facts = NOTHING, as_of: date = date(2024, 3, 20), span: tuple[date, date] = MARCH) -> tuple[Item, ...]:
    return schedule(SHIPPED, facts, span, as_of, Config(), CALENDAR).items


def state(id_: str, facts: Facts = NOTHING, as_of: date = date(2024, 3, 20), period: str = "") -> str:
    found = [item for item in items(facts, as_of) if item.obligation.id == id_]
    return next(item.state for item in found if item.occurrence.period == period)


class TestDueDays:
    def test_every_friday(self) -> None:
        assert due("bao-cao-tuan", *MARCH) == {
            "2024-W09": "2024-03-01",
            "2024-W10": "2024-03-08",
            "2024-W11": "2024-03-15",
            "2024-W12": "2024-03-22",
            "2024-W13": "2024-03-29",
        }

    def test_a_friday_off_moves_to_the_working_day_before(self) -> None:
        # 09/02/2024 is the eve of Tết; the last working day is Wednesday.
        assert due("bao-cao-tuan", date(2024, 2, 5), date(2024, 2, 11)) == {"2024-W06": "2024-02-07"}

    def test_the_day_before_the_monthly_session(self) -> None:
        config = Config.model_validate({"periods": {"sessions": {"2024-03": date(2024, 3, 25)}}})
        assert due("bao-cao-nhiem-vu", date(2024, 3, 1), date(2024, 5, 31), config) == {
            "2024-03": "2024-03-22",  # the 24th is a Sunday
            "2024-04": "2024-04-26",  # the 27th is a Saturday
            "2024-05": "2024-05-27",
        }

    def test_the_25th_of_the_last_month_of_each_quarter(self) -> None:
        assert due("to-cong-nghe-so-bao-cao", date(2024, 1, 1), date(2024, 12, 31)) == {
            "2024-Q1": "2024-03-25",
            "2024-Q2": "2024-06-25",
            "2024-Q3": "2024-09-25",
            "2024-Q4": "2024-12-25",
        }
        assert due("to-cong-nghe-so-bao-cao", date(2027, 9, 1), date(2027, 9, 30)) == {"2027-Q3": "2027-09-24"}

    def test_once_a_year(self) -> None:
        assert due("danh-gia-thi-dua", date(2024, 1, 1), date(2025, 12, 31)) == {
            "2024": "2024-12-31",
            "2025": "2025-12-31",
        }

    def test_the_pilots_keep_their_sunday(self) -> None:
        assert due("chinh-quyen-so-bao-cao", *MARCH) == {"": "2024-03-31"}

    def test_nothing_was_due_before_the_letter(self) -> None:
        assert due("bao-cao-tuan", date(2023, 12, 1), date(2024, 1, 7)) == {"2024-W01": "2024-01-05"}

    def test_each_due_day_falls_into_exactly_one_month(self) -> None:
        starts = [date(2024 + month // 12, month % 12 + 1, 1) for month in range(25)]
        spans = [(start, date.fromordinal(after.toordinal() - 1)) for start, after in pairwise(starts)]
        for id_ in ("bao-cao-tuan", "bao-cao-nhiem-vu", "to-cong-nghe-so-bao-cao", "danh-gia-thi-dua"):
            by_month = [period for span in spans for period in due(id_, *span)]
            assert by_month == list(due(id_, spans[0][0], spans[-1][1]))


class TestStates:
    def test_a_report_that_is_there_is_done_whatever_the_day(self) -> None:
        facts = Facts(files=("bao-cao/2024/tuan-2024-W10.xlsx",))
        assert [state("bao-cao-tuan", facts, period=f"2024-W{week:02}") for week in (9, 10)] == ["late", "done"]

    def test_a_report_from_old_data_proves_nothing(self) -> None:
        old = Facts(("bao-cao/2024/tuan-2024-W10.xlsx",), from_old_data=lambda kind, period: kind == "weekly")
        assert state("bao-cao-tuan", old, period="2024-W10") == "old_data"
        told = replace(old, notes={"bao-cao-tuan/2024-W10": "Báo cáo giấy ngày 08/3/2024"})
        assert state("bao-cao-tuan", told, period="2024-W10") == "done"

    def test_a_report_that_nobody_has_issued_is_told_to_be_a_draft(self) -> None:
        written = Facts(("bao-cao/2024/tuan-2024-W10.xlsx",), issued=frozenset())
        sent = replace(written, issued=frozenset({("weekly", "2024-W10")}))
        noted = replace(written, notes={"bao-cao-tuan/2024-W10": "Báo cáo giấy ngày 08/3/2024"})
        key = ("bao-cao-tuan", "2024-W10")
        drafts = [
            [
                item.is_draft
                for item in items(facts, date(2024, 3, 20))
                if (item.obligation.id, item.occurrence.period) == key
            ]
            for facts in (written, sent, noted)
        ]
        assert drafts == [[True], [False], [False]]

    def test_what_the_report_covers_is_done_with_it(self) -> None:
        facts = Facts(files=("bao-cao/2024/tuan-2024-W10.xlsx",))
        assert state("de-an-06", facts, period="2024-W10") == "done"

    def test_the_names_of_reports_are_those_that_the_commands_write(self) -> None:
        names = [
            WEEK.file_name(WEEK.period("2024-W10", None, Config().periods).id),
            MONTH.file_name(MONTH.period("2024-03", None, Config().periods).id),
        ]
        facts = Facts(files=tuple(f"bao-cao/{name}" for name in names))
        found = [state("bao-cao-tuan", facts, period="2024-W10"), state("bao-cao-nhiem-vu", facts, period="2024-03")]
        assert found == ["done", "done"]

    @pytest.mark.parametrize(
        ("as_of", "expected"),
        [("2024-03-18", "upcoming"), ("2024-03-19", "due_soon"), ("2024-03-22", "due_soon"), ("2024-03-23", "late")],
    )
    def test_the_due_day_itself_is_in_term(self, as_of: str, expected: str) -> None:
        assert state("bao-cao-tuan", as_of=date.fromisoformat(as_of), period="2024-W12") == expected

    def test_without_a_due_day_evidence_is_there_or_missing(self) -> None:
        facts = Facts(files=("theo-doi/xa/Bình Châu.XLSX",))
        assert (state("bang-theo-doi"), state("bang-theo-doi", facts)) == ("missing", "done")
        assert state("tai-lieu-mat") == "standing", "nothing in a workspace can prove it"

    def test_a_finished_task_proves_a_duty_and_an_open_one_beside_it_does_not(self) -> None:
        done = AssignedTask("12/UBND – Khảo sát mô hình bộ phận MỘT CỬA", date(2024, 3, 5))
        later = AssignedTask("Khảo sát thêm một cửa các xã", date(2024, 4, 1))
        assert state("mot-cua-kieu-mau", Facts(tasks=(done,))) == "done"
        assert state("mot-cua-kieu-mau", Facts(tasks=(done, later))) == "missing", "on 20/3 that task was still open"

    def test_a_note_in_the_settings_proves_one_period(self) -> None:
        facts = Facts(notes={"bao-cao-tuan/2024-W09": "Báo cáo giấy ngày 01/3/2024"})
        assert [state("bao-cao-tuan", facts, period=f"2024-W{week:02}") for week in (9, 10)] == ["done", "late"]
        assert state("so-hoa-ho-so", facts, period="2024-W09") == "done", "carried out with it"

    def test_what_was_to_be_done_once_stays_until_it_is(self) -> None:
        def pilots(facts: Facts) -> list[str]:
            listed = items(facts, date(2024, 7, 1), (date(2024, 7, 1), date(2024, 7, 31)))
            return [item.state for item in listed if item.obligation.clause == "2.4 a"]

        assert pilots(NOTHING) == ["late"] * 3
        assert pilots(Facts(notes={"chinh-quyen-so-chon": "Quyết định số 10"})) == ["late"] * 2

    @pytest.mark.parametrize(
        ("as_of", "span", "listed"),
        [
            ("2025-06-30", ("2025-06-01", "2025-07-31"), 3),  # still open, and somebody is there to do it
            ("2025-07-01", ("2025-06-01", "2025-07-31"), 0),  # the district has ended
            ("2026-03-02", ("2026-03-01", "2026-03-31"), 0),
            ("2026-03-02", ("2024-01-01", "2024-12-31"), 3),  # what was due in the days that are asked for
        ],
    )
    def test_what_was_to_be_done_once_ends_with_the_organisation(
        self, as_of: str, span: tuple[str, str], listed: int
    ) -> None:
        start, end = map(date.fromisoformat, span)
        found = items(NOTHING, date.fromisoformat(as_of), (start, end))
        assert sum(item.obligation.clause == "2.4 a" for item in found) == listed

    def test_no_duty_outlives_the_organisation(self) -> None:
        listed = items(NOTHING, date(2025, 6, 2), (date(2025, 6, 1), date(2025, 12, 31)))
        weeks = [item.occurrence.due for item in listed if item.obligation.id == "bao-cao-tuan"]
        assert (weeks[0], weeks[-1]) == (date(2025, 6, 6), date(2025, 6, 27))
        assert items(NOTHING, date(2026, 3, 2), (date(2026, 3, 1), date(2026, 3, 31))) == ()
        alive = Config.model_validate({"organisation": {"name": "UBND xã Vạn Tường"}})
        year = date(2026, 3, 1), date(2026, 3, 31)
        assert len(schedule(SHIPPED, NOTHING, year, year[0], alive, CALENDAR).items) > 10

    def test_a_pattern_may_name_the_period(self) -> None:
        each = Obligation(
            "x",
            "4",
            "X",
            "X",
            ("A",),
            ("A",),
            "quarterly",
            day=25,
            evidence=(Evidence("file", "{reports}/*{period}*"),),
        )
        facts = Facts(files=("bao-cao/khác/quy 2024-Q1 ban ky.pdf",))
        span = date(2024, 1, 1), date(2024, 6, 30)
        found = schedule([each], facts, span, date(2024, 7, 1), Config(), CALENDAR).items
        assert [(item.occurrence.period, item.state) for item in found] == [("2024-Q1", "done"), ("2024-Q2", "late")]


class TestOrder:
    def test_by_due_day_then_those_without(self) -> None:
        days = [item.occurrence.due for item in items()]
        dated = [day for day in days if day]
        assert days == [*sorted(dated), *[None] * (len(days) - len(dated))]

    def test_duties_of_one_report_stand_together_the_report_first(self) -> None:
        groups = together(items())
        fridays = [group for group in groups if group[0].obligation.id == "bao-cao-tuan"]
        assert [len(group) for group in fridays] == [6] * 5
        assert sum(len(group) for group in groups) == len(items())


class TestCalendarFile:
    def made(self, as_of: date = date(2024, 3, 20)) -> bytes:
        return calendar_bytes(schedule(SHIPPED, NOTHING, MARCH, as_of, Config(), CALENDAR))

    def test_is_what_rfc_5545_asks_for(self) -> None:
        content = self.made()
        assert content == self.made(), "the same schedule gives the same bytes"
        assert content.count(b"\n") == content.count(b"\r\n")
        assert max(len(line) for line in content.split(b"\r\n")) <= 75
        calendar = Calendar.from_ical(content)
        assert (calendar["version"], calendar.errors) == ("2.0", [])
        for event in calendar.walk("VEVENT"):
            assert event.errors == []
            assert event.decoded("dtstamp") == datetime(2024, 3, 20, tzinfo=UTC)
            assert (event.decoded("dtend") - event.decoded("dtstart")).days == 1

    def test_has_one_event_for_each_due_day_of_a_duty(self) -> None:
        events = {str(event["uid"]): event for event in Calendar.from_ical(self.made()).walk("VEVENT")}
        assert sorted(events) == [
            "bao-cao-nhiem-vu-2024-03@bsreform",
            *(f"bao-cao-tuan-2024-W{week:02}@bsreform" for week in range(9, 14)),
            *(f"chinh-quyen-so-{what}-2024-03-31@bsreform" for what in ("bao-cao", "chon", "thi-diem")),
            "to-cong-nghe-so-bao-cao-2024-Q1@bsreform",
        ]
        week = events["bao-cao-tuan-2024-W10@bsreform"]
        assert week.decoded("dtstart") == date(2024, 3, 8)
        assert str(week["summary"]) == "[2.3 d] Báo cáo tuần về số hóa, dịch vụ công trực tuyến (2024-W10)"
        assert "Điểm 2.3 e" in str(week["description"])

    def test_a_moved_day_is_told(self) -> None:
        february = date(2024, 2, 5), date(2024, 2, 11)
        content = calendar_bytes(schedule(SHIPPED, NOTHING, february, february[0], Config(), CALENDAR))
        assert "ngày 09/02/2024" in str(Calendar.from_ical(content).walk("VEVENT")[0]["description"])


# --- the command -------------------------------------------------------------------------------------


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one weekly report and one finished task."""
    monkeypatch.setenv("BSREFORM_CACHE", str(tmp_path / "cache"))
    root = tmp_path / "ws"
    (root / "bao-cao" / "2024").mkdir(parents=True)
    (root / "bao-cao" / "2024" / "tuan-2024-W10.xlsx").write_bytes(b"PK")
    (root / "bsreform.toml").write_text('[obligations]\nchinh-quyen-so-chon = "Quyết định số 10/QĐ-UBND"\n', "utf-8")
    (root / "theo-doi").mkdir()
    tracker = (
        "Tên nhiệm vụ;Đơn vị chủ trì;Thời hạn;Trạng thái;Ngày hoàn thành thực tế\n"
        "Khảo sát bộ phận Một cửa kiểu mẫu;Văn phòng HĐND và UBND;29/03/2024;Đã hoàn thành;08/03/2024\n"
    )
    (root / "theo-doi" / "van-phong.csv").write_text(tracker, "utf-8-sig")
    return root


def run(place: Path, *arguments: str) -> Result:
    asked = ["schedule", "-w", str(place), "--as-of", "2024-03-20", *arguments]
    return CliRunner().invoke(cli.app, asked, standalone_mode=False)


def entries(result: Result) -> dict[tuple[str, str | None], dict[str, object]]:
    return {(each["id"], each["period"]): each for each in json.loads(result.stdout)["items"]}


def test_json_tells_due_days_states_and_evidence(place: Path) -> None:
    result = run(place, "--json")
    document = json.loads(result.stdout)
    assert (document["from"], document["to"], document["as_of"]) == ("2024-03-01", "2024-04-20", "2024-03-20")
    found = entries(result)
    assert found["bao-cao-tuan", "2024-W10"]["evidence"] == ["bao-cao/2024/tuan-2024-W10.xlsx"]
    assert found["bao-cao-tuan", "2024-W11"]["state"] == "late"
    assert found["bao-cao-nhiem-vu", "2024-03"]["due"] == "2024-03-27"
    assert found["mot-cua-kieu-mau", None]["evidence"] == ["nhiệm vụ: Khảo sát bộ phận Một cửa kiểu mẫu"]
    assert found["chinh-quyen-so-chon", None]["evidence"] == ["Quyết định số 10/QĐ-UBND"]
    assert sum(document["states"].values()) == len(document["items"])


def test_from_and_to_choose_the_days(place: Path) -> None:
    found = entries(run(place, "--from", "2024-06-01", "--to", "30/6/2024", "--json"))
    assert found["to-cong-nghe-so-bao-cao", "2024-Q2"]["due"] == "2024-06-25"
    assert ("bao-cao-tuan", "2024-W10") not in found


def test_the_screen_fits_80_columns(place: Path) -> None:
    result = run(place)
    assert "Điểm 2.3 d thực hiện cùng điểm 2.2 a" in result.stdout
    *lines, step = result.stdout.splitlines()
    assert [line for line in lines if len(line) > 80] == []
    assert step.startswith("Bước tiếp theo: "), "it holds what has to be copied whole, and is not broken"


def test_the_screen_shows_the_id_and_the_line_to_write(place: Path) -> None:
    shown = run(place, "--as-of", "2024-04-02").stdout
    assert " chinh-quyen-so-thi-diem " in shown, "an id is never broken"
    line = 'chinh-quyen-so-thi-diem = "Báo cáo số … ngày …"'
    assert 'thêm dòng: chinh-quyen-so-thi-diem = "Báo cáo số … ngày …"' in " ".join(shown.split())
    settings = place / "bsreform.toml"
    settings.write_text(settings.read_text("utf-8") + line, "utf-8")
    proved = entries(run(place, "--as-of", "2024-04-02", "--json", "--from", "2024-03-01"))
    assert proved["chinh-quyen-so-thi-diem", None]["state"] == "done"


def test_after_the_organisations_last_day_nothing_is_due_which_is_told(place: Path) -> None:
    result = run(place, "--as-of", "2026-03-02")
    assert "Không còn: cơ quan báo cáo hoạt động đến hết ngày 30/6/2025" in " ".join(result.stdout.split())
    assert entries(run(place, "--as-of", "2026-03-02", "--json")) == {}


def test_the_calendar_is_saved_and_saved_again_alike(place: Path, tmp_path: Path) -> None:
    target = tmp_path / "lịch" / "lich.ics"
    first = run(place, "--ics", str(target), "-q")
    content = target.read_bytes()
    run(place, "--ics", str(target), "-q")
    assert (first.stdout, target.read_bytes()) == ("", content)
    assert len(Calendar.from_ical(content).walk("VEVENT")) > 5


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--from", "hôm nay"), "--from “hôm nay” không phải là ngày"),
        (("--from", "2024-05-01", "--to", "2024-04-01"), "--to phải là ngày sau"),
        (("--ics", "bsreform.toml"), "đuôi .ics"),
    ],
)
def test_wrong_arguments_are_refused(place: Path, arguments: tuple[str, ...], told: str) -> None:
    result = run(place, *arguments)
    assert type(result.exception).__name__ == "CannotRun"
    assert told in str(result.exception)


def test_what_was_due_before_the_workspace_was_there_is_told_and_never_late(place: Path) -> None:
    late = [each for each in entries(run(place, "--json")).values() if each["state"] == "late"]
    settings = place / "bsreform.toml"
    settings.write_text("[organisation]\ntracked_from = 2024-03-19\n" + settings.read_text("utf-8"), "utf-8")
    document = json.loads(run(place, "--json").stdout)
    still = [each for each in document["items"] if each["state"] == "late"]
    assert late and {each["cadence"] for each in still} <= {"once"}
    assert document["untracked"] == len(late) - len(still)
    assert ("bao-cao-tuan", "2024-W10") in entries(run(place, "--json")), "what left evidence was done"
    told = f"{document['untracked']:02} đầu việc định kỳ có hạn trước ngày 19/3/2024 không theo dõi ở đây"
    assert told in " ".join(run(place).stdout.split())


def test_3_when_a_tracker_cannot_be_read_which_is_told(place: Path) -> None:
    (place / "theo-doi" / "hong.xlsx").write_bytes(b"PK\x03\x04" + bytes(range(200)))
    result = run(place, "--json")
    assert (result.return_value, json.loads(result.stdout)["unread"]) == (3, ["theo-doi/hong.xlsx"])


def test_4_when_the_calendar_cannot_be_written(place: Path, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("một tệp thay cho thư mục")
    result = run(place, "--json", "--ics", str(tmp_path / "tệp" / "lich.ics"))
    assert result.return_value == 4
    assert json.loads(result.stdout)["calendar_file"] is None
