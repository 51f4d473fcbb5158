"""Reporting periods: from an id to its first and last day, from a day to the id; pure arithmetic."""

import re
from datetime import date, timedelta
from typing import Literal

from bsreform.model import CannotRun

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Mode = Literal["decree", "calendar"]

_WEEKDAYS: tuple[Weekday, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q(\d)", re.IGNORECASE)
_YEAR = re.compile(r"(\d{4})")
_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")
_FIRST_YEAR, _LAST_YEAR = 1990, 2110
# Decree 09/2019: the reporting month m runs from the 15th of the month before to the 14th of m.
_DECREE_LAST_DAY = 14


def week(id: str, week_ends_on: Weekday = "friday") -> tuple[date, date]:
    """First and last day of a week such as "2024-W10": the seven days up to the weekday that ends it.

    A week is named by the ISO week of its last day. CannotRun if there is no such week.
    """
    year, number = _numbers(_WEEK, id, "tuần", "2024-W10")
    try:
        end = date.fromisocalendar(year, number, _WEEKDAYS.index(week_ends_on) + 1)
    except ValueError:
        raise _no_such("tuần", id, "2024-W10") from None
    return end - timedelta(days=6), end


def week_id(day: date, week_ends_on: Weekday = "friday") -> str:
    """The id of the week that contains the day."""
    end = day + timedelta(days=(_WEEKDAYS.index(week_ends_on) - day.weekday()) % 7)
    year, number, _ = end.isocalendar()
    return f"{year:04}-W{number:02}"


def latest_week(today: date, week_ends_on: Weekday = "friday") -> str:
    """The id of the week whose last day is today or the latest before today."""
    back = (today.weekday() - _WEEKDAYS.index(week_ends_on)) % 7
    return week_id(today - timedelta(days=back), week_ends_on)


def month(id: str, mode: Mode = "decree") -> tuple[date, date]:
    """First and last day of a reporting month such as "2024-03". CannotRun if there is no such month."""
    year, number = _numbers(_MONTH, id, "tháng", "2024-03")
    if not 1 <= number <= 12:
        raise _no_such("tháng", id, "2024-03")
    return _months(year, number, number, mode)


def month_id(day: date, mode: Mode = "decree") -> str:
    """The id of the reporting month that contains the day."""
    year, number = _month_of(day, mode)
    return f"{year:04}-{number:02}"


def latest_month(today: date, mode: Mode = "decree") -> str:
    """The id of the reporting month whose last day is today or the latest before today."""
    return month_id(_latest_end(today, month(month_id(today, mode), mode)), mode)


def quarter(id: str, mode: Mode = "decree") -> tuple[date, date]:
    """First and last day of a reporting quarter such as "2024-Q1". CannotRun if there is no such quarter."""
    year, number = _numbers(_QUARTER, id, "quý", "2024-Q1")
    if not 1 <= number <= 4:
        raise _no_such("quý", id, "2024-Q1")
    return _months(year, 3 * number - 2, 3 * number, mode)


def quarter_id(day: date, mode: Mode = "decree") -> str:
    """The id of the reporting quarter that contains the day."""
    year, number = _month_of(day, mode)
    return f"{year:04}-Q{(number + 2) // 3}"


def latest_quarter(today: date, mode: Mode = "decree") -> str:
    """The id of the reporting quarter whose last day is today or the latest before today."""
    return quarter_id(_latest_end(today, quarter(quarter_id(today, mode), mode)), mode)


def year(id: str, mode: Mode = "decree") -> tuple[date, date]:
    """First and last day of a reporting year such as "2024". CannotRun if it is not a year."""
    (number,) = _numbers(_YEAR, id, "năm", "2024")
    return _months(number, 1, 12, mode)


def year_id(day: date, mode: Mode = "decree") -> str:
    """The id of the reporting year that contains the day."""
    return f"{_month_of(day, mode)[0]:04}"


def latest_year(today: date, mode: Mode = "decree") -> str:
    """The id of the reporting year whose last day is today or the latest before today."""
    return year_id(_latest_end(today, year(year_id(today, mode), mode)), mode)


def any_period(id: str, week_ends_on: Weekday = "friday", mode: Mode = "decree") -> tuple[date, date]:
    """First and last day of a week, month, quarter or year by its id. CannotRun if it is none."""
    text = id.strip()
    if _WEEK.fullmatch(text):
        return week(text, week_ends_on)
    for pattern, read in ((_MONTH, month), (_QUARTER, quarter), (_YEAR, year)):
        if pattern.fullmatch(text):
            return read(text, mode)
    raise _no_such("kỳ", id, "2024-W10, 2024-03, 2024-Q1 hoặc 2024")


def year_start(day: date, starts: str = "01-01") -> date:
    """The day "MM-DD" on or before `day`, from which “lũy kế từ đầu năm” counts.

    CannotRun if `starts` is not a day of every year.
    """
    month_number, day_number = _numbers(_MONTH_DAY, starts, "ngày bắt đầu năm", "01-01", years=False)
    try:
        date(2023, month_number, day_number)
    except ValueError:
        raise _no_such("ngày bắt đầu năm", starts, "01-01") from None
    start = date(day.year, month_number, day_number)
    return start if start <= day else start.replace(year=day.year - 1)


def _numbers(pattern: re.Pattern[str], id: str, what: str, example: str, years: bool = True) -> tuple[int, ...]:
    match = pattern.fullmatch(id.strip())
    numbers = tuple(map(int, match.groups())) if match else ()
    if not numbers or (years and not _FIRST_YEAR <= numbers[0] <= _LAST_YEAR):
        raise _no_such(what, id, example)
    return numbers


def _no_such(what: str, id: str, example: str) -> CannotRun:
    return CannotRun(f"Không có {what} “{id}”. Viết theo mẫu, ví dụ: {example}.")


def _month_of(day: date, mode: Mode) -> tuple[int, int]:
    if mode == "decree" and day.day > _DECREE_LAST_DAY:
        return (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return day.year, day.month


def _months(year_number: int, first: int, last: int, mode: Mode) -> tuple[date, date]:
    """From the first day of reporting month `first` to the last day of `last` of one year."""
    if mode == "decree":
        before = date(year_number, first, 1) - timedelta(days=1)
        return before.replace(day=_DECREE_LAST_DAY + 1), date(year_number, last, _DECREE_LAST_DAY)
    after = date(year_number + last // 12, last % 12 + 1, 1)
    return date(year_number, first, 1), after - timedelta(days=1)


def _latest_end(today: date, containing: tuple[date, date]) -> date:
    start, end = containing
    return end if end == today else start - timedelta(days=1)


def quarter_before(id_: str, count: int = 1) -> str:
    """The id of the quarter `count` quarters earlier."""
    quarters = int(id_[:4]) * 4 + int(id_[-1]) - 1 - count
    return f"{quarters // 4:04}-Q{quarters % 4 + 1}"
