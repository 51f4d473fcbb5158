"""Weeks end on Friday, months on the 14th (Decree 09/2019): the days tile, the ids come back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsreform import periods
from bsreform.model import CannotRun

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
MODES = st.sampled_from(["decree", "calendar"])
WEEKDAYS = st.sampled_from(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
KINDS = {
    "month": (periods.month, periods.month_id, periods.latest_month),
    "quarter": (periods.quarter, periods.quarter_id, periods.latest_quarter),
    "year": (periods.year, periods.year_id, periods.latest_year),
}


def test_a_week_runs_from_saturday_to_friday() -> None:
    assert periods.week("2024-W10") == (date(2024, 3, 2), date(2024, 3, 8))
    assert periods.week("2024-W01") == (date(2023, 12, 30), date(2024, 1, 5))
    assert periods.week("2024-W10", "sunday") == (date(2024, 3, 4), date(2024, 3, 10))
    assert periods.week_id(date(2024, 3, 2)) == periods.week_id(date(2024, 3, 8)) == "2024-W10"


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2024-03-08", "2024-W10"), ("2024-03-09", "2024-W10"), ("2024-03-07", "2024-W09")],
)
def test_the_latest_week_is_this_one_only_on_its_last_day(today: str, expected: str) -> None:
    assert periods.latest_week(date.fromisoformat(today)) == expected


def test_reporting_months_quarters_and_years_of_the_decree() -> None:
    assert periods.month("2024-03") == (date(2024, 2, 15), date(2024, 3, 14))
    assert periods.month("2024-01") == (date(2023, 12, 15), date(2024, 1, 14))
    assert periods.quarter("2024-Q1") == (date(2023, 12, 15), date(2024, 3, 14))
    assert periods.quarter("2024-Q2") == (date(2024, 3, 15), date(2024, 6, 14))
    assert periods.year("2024") == (date(2023, 12, 15), date(2024, 12, 14))


def test_calendar_months_quarters_and_years() -> None:
    assert periods.month("2024-02", "calendar") == (date(2024, 2, 1), date(2024, 2, 29))
    assert periods.month("2024-12", "calendar") == (date(2024, 12, 1), date(2024, 12, 31))
    assert periods.quarter("2024-Q4", "calendar") == (date(2024, 10, 1), date(2024, 12, 31))
    assert periods.year("2024", "calendar") == (date(2024, 1, 1), date(2024, 12, 31))


def test_the_latest_month_quarter_and_year() -> None:
    assert periods.latest_month(date(2024, 3, 14)) == "2024-03"
    assert periods.latest_month(date(2024, 3, 13)) == "2024-02"
    assert periods.latest_quarter(date(2024, 3, 14)) == "2024-Q1"
    assert periods.latest_quarter(date(2024, 3, 13)) == "2023-Q4"
    assert periods.latest_year(date(2024, 12, 14)) == "2024"
    assert periods.latest_year(date(2024, 12, 13)) == "2023"
    assert periods.latest_month(date(2024, 3, 31), "calendar") == "2024-03"


@given(DAYS, WEEKDAYS)
def test_weeks_tile(day: date, ends_on) -> None:
    id = periods.week_id(day, ends_on)
    start, end = periods.week(id, ends_on)
    assert start <= day <= end == start + timedelta(days=6)
    assert periods.week_id(start, ends_on) == periods.week_id(end, ends_on) == id
    following = periods.week_id(end + timedelta(days=1), ends_on)
    assert periods.week(following, ends_on)[0] == end + timedelta(days=1)
    assert periods.week(periods.latest_week(day, ends_on), ends_on)[1] <= day


@pytest.mark.parametrize("kind", KINDS)
@given(day=DAYS, mode=MODES)
def test_months_quarters_and_years_tile(kind: str, day: date, mode) -> None:
    span, id_of, latest = KINDS[kind]
    id = id_of(day, mode)
    start, end = span(id, mode)
    assert start <= day <= end
    assert id_of(start, mode) == id_of(end, mode) == id
    assert span(id_of(end + timedelta(days=1), mode), mode)[0] == end + timedelta(days=1)
    assert span(latest(day, mode), mode)[1] == (day if end == day else start - timedelta(days=1))


def test_the_year_so_far_starts_on_the_set_day() -> None:
    assert periods.year_start(date(2024, 3, 8)) == date(2024, 1, 1)
    assert periods.year_start(date(2024, 3, 8), "12-15") == date(2023, 12, 15)
    assert periods.year_start(date(2024, 12, 15), "12-15") == date(2024, 12, 15)


@pytest.mark.parametrize(
    ("read", "id", "example"),
    [
        (periods.week, "2024-10", "2024-W10"),
        (periods.week, "2023-W53", "2024-W10"),
        (periods.week, "2024-W00", "2024-W10"),
        (periods.week, "0001-W01", "2024-W10"),
        (periods.month, "2024-13", "2024-03"),
        (periods.month, "3/2024", "2024-03"),
        (periods.quarter, "2024-Q5", "2024-Q1"),
        (periods.year, "24", "2024"),
    ],
)
def test_an_impossible_id_is_refused_with_an_example(read, id: str, example: str) -> None:
    with pytest.raises(CannotRun, match=f"“{id}”.*ví dụ: {example}"):
        read(id)


@pytest.mark.parametrize("starts", ["02-29", "13-01", "1-1"])
def test_a_year_cannot_start_on_a_day_that_some_years_lack(starts: str) -> None:
    with pytest.raises(CannotRun, match="01-01"):
        periods.year_start(date(2024, 3, 8), starts)
