"""Weeks end on Friday, months on the 14th (Decree 09/2019): the days tile, the ids come back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsreform import periods
from bsreform.model import CannotRun
from bsreform.periods import CALENDAR, KINDS, MONTH, QUARTER, WEEK, YEAR, PeriodKind, PlainCut

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
MODES = st.sampled_from(["decree", "calendar"])
EXAMPLES = ((WEEK, "2024-W10"), (MONTH, "2024-03"), (QUARTER, "2024-Q1"), (YEAR, "2024"))
WEEKDAYS = st.sampled_from(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])


def test_a_week_runs_from_saturday_to_friday() -> None:
    assert WEEK.days("2024-W10") == (date(2024, 3, 2), date(2024, 3, 8))
    assert WEEK.days("2024-W01") == (date(2023, 12, 30), date(2024, 1, 5))
    assert WEEK.days("2024-W10", PlainCut("sunday")) == (date(2024, 3, 4), date(2024, 3, 10))
    assert WEEK.of(date(2024, 3, 2)) == WEEK.of(date(2024, 3, 8)) == "2024-W10"


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2024-03-08", "2024-W10"), ("2024-03-09", "2024-W10"), ("2024-03-07", "2024-W09")],
)
def test_the_latest_week_is_this_one_only_on_its_last_day(today: str, expected: str) -> None:
    assert WEEK.latest(date.fromisoformat(today)) == expected


def test_reporting_months_quarters_and_years_of_the_decree() -> None:
    assert MONTH.days("2024-03") == (date(2024, 2, 15), date(2024, 3, 14))
    assert MONTH.days("2024-01") == (date(2023, 12, 15), date(2024, 1, 14))
    assert QUARTER.days("2024-Q1") == (date(2023, 12, 15), date(2024, 3, 14))
    assert QUARTER.days("2024-Q2") == (date(2024, 3, 15), date(2024, 6, 14))
    assert YEAR.days("2024") == (date(2023, 12, 15), date(2024, 12, 14))


def test_calendar_months_quarters_and_years() -> None:
    assert MONTH.days("2024-02", CALENDAR) == (date(2024, 2, 1), date(2024, 2, 29))
    assert MONTH.days("2024-12", CALENDAR) == (date(2024, 12, 1), date(2024, 12, 31))
    assert QUARTER.days("2024-Q4", CALENDAR) == (date(2024, 10, 1), date(2024, 12, 31))
    assert YEAR.days("2024", CALENDAR) == (date(2024, 1, 1), date(2024, 12, 31))


def test_the_latest_month_quarter_and_year() -> None:
    assert MONTH.latest(date(2024, 3, 14)) == "2024-03"
    assert MONTH.latest(date(2024, 3, 13)) == "2024-02"
    assert QUARTER.latest(date(2024, 3, 14)) == "2024-Q1"
    assert QUARTER.latest(date(2024, 3, 13)) == "2023-Q4"
    assert YEAR.latest(date(2024, 12, 14)) == "2024"
    assert YEAR.latest(date(2024, 12, 13)) == "2023"
    assert MONTH.latest(date(2024, 3, 31), CALENDAR) == "2024-03"


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@given(day=DAYS, ends_on=WEEKDAYS, mode=MODES)
def test_periods_tile(kind: PeriodKind, day: date, ends_on, mode) -> None:
    cut = PlainCut(ends_on, mode)
    id_ = kind.of(day, cut)
    start, end = kind.days(id_, cut)
    assert start <= day <= end
    assert kind.of(start, cut) == kind.of(end, cut) == id_
    following = kind.of(end + timedelta(days=1), cut)
    assert kind.days(following, cut)[0] == end + timedelta(days=1)
    assert kind.before(following) == id_
    assert kind.days(kind.latest(day, cut), cut)[1] == (day if end == day else start - timedelta(days=1))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@given(day=DAYS, back=st.integers(0, 8))
def test_what_a_period_is_called_names_it(kind: PeriodKind, day: date, back: int) -> None:
    id_ = kind.before(kind.of(day), back)
    assert {kind.parse(way) for way in (id_, kind.names(id_).now, kind.written_short(id_))} == {id_}
    assert kind.before(id_, back) == kind.before(kind.before(id_, back // 2), back - back // 2)


@pytest.mark.parametrize(
    ("kind", "id_", "written"),
    [
        (
            WEEK,
            "2024-W10",
            (" 2024-W10 ", "2024-w10", "10/2024", "W10/2024", "tuần 10 năm 2024", "TUẦN 10/2024"),
        ),
        (MONTH, "2024-03", (" 2024-03", "2024-3", "3/2024", "03/2024", "3-2024", "T3/2024", "Tháng 3 năm 2024")),
        (QUARTER, "2024-Q1", ("2024-q1", "I/2024", "1/2024", "Q1/2024", "quý 1/2024", "Quý I năm 2024")),
        (YEAR, "2024", (" 2024", "năm 2024", "NĂM 2024")),
    ],
)
def test_a_period_is_taken_as_people_write_it(kind: PeriodKind, id_: str, written: tuple[str, ...]) -> None:
    assert [kind.parse(each) for each in written] == [id_] * len(written)
    assert all(kind.period(each, None).id == id_ for each in written)


def test_names_labels_and_files() -> None:
    assert [kind.names(id_).now for kind, id_ in EXAMPLES] == [
        "tuần 10 năm 2024",
        "tháng 3 năm 2024",
        "quý I năm 2024",
        "năm 2024",
    ]
    assert [kind.labels(id_, 2) for kind, id_ in EXAMPLES] == [
        ("Tuần 9", "Tuần 10"),
        ("2/2024", "3/2024"),
        ("IV/2023", "I/2024"),
        ("2023", "2024"),
    ]
    assert [kind.file_name(id_) for kind, id_ in EXAMPLES] == [
        "2024/tuan-2024-W10.xlsx",
        "2024/thang-2024-03.xlsx",
        "2024/quy-2024-Q1.xlsx",
        "2024/nam-2024.xlsx",
    ]


def test_the_year_so_far_starts_on_the_set_day() -> None:
    assert periods.year_start(date(2024, 3, 8)) == date(2024, 1, 1)
    assert periods.year_start(date(2024, 3, 8), "12-15") == date(2023, 12, 15)
    assert periods.year_start(date(2024, 12, 15), "12-15") == date(2024, 12, 15)


WEEK_TOLD = "uần kết thúc 08/3/2024 ghi 2024-W10 hoặc 10/2024."


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        (WEEK, "2024-W53", f"Năm 2024 có 52 tuần; t{WEEK_TOLD}"),
        (WEEK, "2024-W00", f"Năm 2024 có 52 tuần; t{WEEK_TOLD}"),
        (WEEK, "53/2023", "Năm 2023 có 52 tuần; tuần kết thúc 10/3/2023 ghi 2023-W10 hoặc 10/2023."),
        (WEEK, "2024-10", f"T{WEEK_TOLD}"),
        (WEEK, "0001-W01", f"T{WEEK_TOLD}"),
        (MONTH, "2024-13", "Năm 2024 có 12 tháng; tháng kết thúc 14/3/2024 ghi 2024-03 hoặc 3/2024."),
        (QUARTER, "2024-Q5", "Năm 2024 có 04 quý; quý kết thúc 14/3/2024 ghi 2024-Q1 hoặc I/2024."),
        (YEAR, "24", "Năm báo cáo ghi bốn chữ số, ví dụ 2024."),
    ],
)
def test_a_period_that_does_not_exist_is_answered_with_what_exists(kind: PeriodKind, text: str, told: str) -> None:
    with pytest.raises(CannotRun) as problem:
        kind.parse(text)
    assert str(problem.value) == f"Không có {kind.noun} “{text}”. {told}"


def test_only_the_id_itself_is_an_id() -> None:
    with pytest.raises(CannotRun, match="2024-W10"):
        WEEK.days("10/2024")


@pytest.mark.parametrize("text", ["0000-W01", "0001-W01", "9999-W52", "0001-01", "9999"])
def test_nor_is_one_at_the_ends_of_the_calendar(text: str) -> None:
    assert not any(kind.is_id(text) for kind in KINDS.values())


@pytest.mark.parametrize("starts", ["02-29", "13-01", "1-1"])
def test_a_year_cannot_start_on_a_day_that_some_years_lack(starts: str) -> None:
    with pytest.raises(CannotRun, match="01-01"):
        periods.year_start(date(2024, 3, 8), starts)
