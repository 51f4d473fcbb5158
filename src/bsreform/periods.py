"""Reporting periods: the four kinds in one table, and what can be done with any of them; days are both included."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal, Protocol

from msgspec import Struct

from bsreform.language.text import clean
from bsreform.language.wording import official_count, official_date
from bsreform.model import CannotRun, Period

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Mode = Literal["decree", "calendar"]
Numbers = tuple[int, int]
"""The year of a period, and which of that year it is, from 1."""

_WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ROMAN = ("I", "II", "III", "IV")
_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")
_FIRST_YEAR, _LAST_YEAR = 1990, 2110
# Decree 09/2019: the reporting month m runs from the 15th of the month before to the 14th of m.
_DECREE_LAST_DAY = 14


class Cut(Protocol):
    """How periods are cut: the part [periods] of the settings, or a `PlainCut`."""

    @property
    def week_ends_on(self) -> Weekday: ...

    @property
    def mode(self) -> Mode: ...


class PlainCut(Struct, frozen=True):
    """How periods are cut where no settings say so."""

    week_ends_on: Weekday = "friday"
    mode: Mode = "decree"


USUAL = PlainCut()
CALENDAR = PlainCut(mode="calendar")
"""Months, quarters and years as on the wall, which duties and forms go by."""


class Names(Struct, frozen=True):
    """What a report calls its period (“tuần 10 năm 2024”) and the one before (“tuần trước”)."""

    now: str
    before: str

    @property
    def noun(self) -> str:
        """“tuần”."""
        return self.before.partition(" ")[0]


class PeriodKind(Struct, frozen=True):
    """One kind of period. `months` of each, 0 = it is a week, named by the ISO week of its last day.

    `id` (“2024-W10”), `short` (as people write it), `name` and `label` (in a trend) are made of {year}, {number} and
    {roman}; `written`: the ways to write it, after `_plain`. `file`: how the names of its reports begin.
    """

    report: str
    noun: str
    months: int
    id: str
    short: str
    name: str
    label: str
    file: str
    written: tuple[re.Pattern[str], ...]

    @property
    def option(self) -> str:
        """The option that names one of them: “--week”, “--year”."""
        return "--year" if self.months == 12 else f"--{self.report.removesuffix('ly')}"

    def parse(self, text: str, cut: Cut = USUAL) -> str:
        """The id of the period that people may write in many ways. CannotRun, with what exists, if there is none."""
        found = self._numbers(text)
        if found and not _FIRST_YEAR <= found[0] <= _LAST_YEAR:
            found = None
        if found is None or not 1 <= found[1] <= self.count(found[0]):
            raise CannotRun(self._what_exists(text, found[0] if found else None, cut))
        return self._id(found)

    def days(self, id: str, cut: Cut = USUAL) -> tuple[date, date]:
        """First and last day. CannotRun if it is not the id of a period."""
        if not self.is_id(id):
            raise CannotRun(self._what_exists(id, None, cut))
        year, number = self._known(id)
        if self.months:
            return _months(year, self.months * (number - 1) + 1, self.months * number, cut.mode)
        end = date.fromisocalendar(year, number, _WEEKDAYS.index(cut.week_ends_on) + 1)
        return end - timedelta(days=6), end

    def is_id(self, text: str) -> bool:
        """Is it the id of a period, just as it is written here, with both its ends in the calendar?"""
        numbers = self._numbers(text)
        if numbers is None or not date.min.year < numbers[0] < date.max.year:
            return False
        return self._id(numbers) == text and 1 <= numbers[1] <= self.count(numbers[0])

    def of(self, day: date, cut: Cut = USUAL) -> str:
        """The id of the period that contains the day."""
        if self.months:
            year, month = _month_of(day, cut.mode)
            return self._id((year, (month - 1) // self.months + 1))
        end = day + timedelta(days=(_WEEKDAYS.index(cut.week_ends_on) - day.weekday()) % 7)
        return self._id(end.isocalendar()[:2])

    def latest(self, today: date, cut: Cut = USUAL) -> str:
        """The id of the period whose last day is today or the latest before today."""
        running = self.of(today, cut)
        return running if self.days(running, cut)[1] == today else self.before(running)

    def before(self, id: str, count: int = 1) -> str:
        """The id of the period `count` periods earlier."""
        year, number = self._known(id)
        if self.months:
            years, place = divmod(year * self.count(year) + number - 1 - count, self.count(year))
            return self._id((years, place + 1))
        return self._id((date.fromisocalendar(year, number, 1) - timedelta(weeks=count)).isocalendar()[:2])

    def count(self, year: int) -> int:
        """How many a year has."""
        return 12 // self.months if self.months else date(year, 12, 28).isocalendar().week

    def period(self, text: str, as_of: date | None, cut: Cut = USUAL) -> Period:
        """The period named, seen at the end of `as_of`, or of its last day if that is earlier or None.

        CannotRun if it begins after `as_of`: nothing of it has happened yet.
        """
        id = self.parse(text, cut)
        start, end = self.days(id, cut)
        if as_of and as_of < start:
            day, seen = official_date(start), official_date(as_of)
            raise CannotRun(f"Chưa đến {self.noun} {id}: bắt đầu ngày {day}, sau ngày {seen}.")
        last = date(int(id), 12, 31) if self.months == 12 else end
        return Period(id, start, end, min(as_of or end, end), min(as_of or last, last) if last != end else None)

    def names(self, id: str) -> Names:
        """What the report calls it."""
        return Names(_filled(self.name, self._known(id)), f"{self.noun} trước")

    def written_short(self, id: str) -> str:
        """As people write it: “10/2024”."""
        return _filled(self.short, self._known(id))

    def labels(self, id: str, count: int) -> tuple[str, ...]:
        """How it and those before it, `count` together, are called in a trend, oldest first."""
        ids = (self.before(id, back) for back in range(count - 1, -1, -1))
        return tuple(_filled(self.label, self._known(each)) for each in ids)

    def file_name(self, id: str) -> str:
        """Where its workbook goes below the folder of reports: “2024/tuan-2024-W10.xlsx”."""
        return f"{id[:4]}/{self.file}-{id}.xlsx"

    def _id(self, numbers: Numbers) -> str:
        return _filled(self.id, numbers)

    def _known(self, id: str) -> Numbers:
        numbers = self._numbers(id)
        assert numbers, id
        return numbers

    def _numbers(self, text: str) -> Numbers | None:
        plain = _plain(text)
        match = next(filter(None, (pattern.fullmatch(plain) for pattern in self.written)), None)
        if not match or match["year"] == "0000":
            return None
        number = match.groupdict().get("number") or "1"
        return int(match["year"]), int(number) if number.isdecimal() else _ROMAN.index(number.upper()) + 1

    def _what_exists(self, text: str, year: int | None, cut: Cut) -> str:
        """An answer for whoever named no period: how many there are, and one of them written out."""
        if self.months == 12:
            return f"Không có năm “{text}”. Năm báo cáo ghi bốn chữ số, ví dụ 2024."
        number = 3 if self.months == 1 else 1 if self.months else 10
        example = (year or 2024, number)
        there = f"Năm {year} có {official_count(self.count(year))} {self.noun}; " if year else ""
        end = official_date(self.days(self._id(example), cut)[1])
        ways = f"{self._id(example)} hoặc {self.written_short(self._id(example))}"
        told = f"{there}{self.noun} kết thúc {end} ghi {ways}."
        return f"Không có {self.noun} “{text}”. {told[0].upper()}{told[1:]}"


def _filled(pattern: str, numbers: Numbers) -> str:
    year, number = numbers
    return pattern.format(year=year, number=number, roman=_ROMAN[number - 1] if number <= len(_ROMAN) else "")


def _plain(text: str) -> str:
    """In small letters without marks, single spaces."""
    letters = unicodedata.normalize("NFD", clean(text).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _ways(noun: str, mark: str, number: str, first: str) -> tuple[re.Pattern[str], ...]:
    """“10/2024”, “tuần 10 năm 2024”, “W10-2024”; with the year `first`: “2024-W10”."""
    year = r"(?P<year>\d{4})"
    return (
        re.compile(rf"{year}{first}(?P<number>{number})"),
        re.compile(rf"(?:{noun}|{mark})? ?(?P<number>{number})(?: ?[-/.] ?| nam | ){year}"),
    )


_TWO_DIGITS = r"\d{1,2}"
WEEK = PeriodKind(
    report="weekly",
    noun="tuần",
    months=0,
    id="{year:04}-W{number:02}",
    short="{number}/{year}",
    name="tuần {number} năm {year}",
    label="Tuần {number}",
    file="tuan",
    written=_ways("tuan", "w", _TWO_DIGITS, " ?[-/.]? ?w ?"),
)
MONTH = PeriodKind(
    report="monthly",
    noun="tháng",
    months=1,
    id="{year:04}-{number:02}",
    short="{number}/{year}",
    name="tháng {number} năm {year}",
    label="{number}/{year}",
    file="thang",
    written=_ways("thang", "t", _TWO_DIGITS, " ?[-/.] ?t?"),
)
QUARTER = PeriodKind(
    report="quarterly",
    noun="quý",
    months=3,
    id="{year:04}-Q{number}",
    short="{roman}/{year}",
    name="quý {roman} năm {year}",
    label="{roman}/{year}",
    file="quy",
    written=_ways("quy", "q", r"\d|iv|i{1,3}", " ?[-/.]? ?q ?"),
)
YEAR = PeriodKind(
    report="annual",
    noun="năm",
    months=12,
    id="{year:04}",
    short="năm {year}",
    name="năm {year}",
    label="{year}",
    file="nam",
    written=(re.compile(r"(?:nam )?(?P<year>\d{4})"),),
)
KINDS: Mapping[str, PeriodKind] = {kind.report: kind for kind in (WEEK, MONTH, QUARTER, YEAR)}
"""The kinds of periods by the report on them."""


def any_period(id: str, cut: Cut = USUAL) -> tuple[date, date]:
    """First and last day of a week, month, quarter or year by its id. CannotRun if it is none."""
    kind = next((each for each in KINDS.values() if each.is_id(id)), None)
    if kind is None:
        raise CannotRun(f"Không có kỳ “{id}”. Viết theo mẫu, ví dụ: 2024-W10, 2024-03, 2024-Q1 hoặc 2024.")
    return kind.days(id, cut)


def year_start(day: date, starts: str = "01-01") -> date:
    """The day "MM-DD" on or before `day`, from which “lũy kế từ đầu năm” counts.

    CannotRun if `starts` is not a day of every year.
    """
    match = _MONTH_DAY.fullmatch(starts.strip())
    try:
        first = date(2023, int(match[1]), int(match[2])) if match else None
    except ValueError:
        first = None
    if first is None:
        raise CannotRun(f"Không có ngày bắt đầu năm “{starts}”. Viết theo mẫu, ví dụ: 01-01.")
    start = first.replace(year=day.year)
    return start if start <= day else start.replace(year=day.year - 1)


def _month_of(day: date, mode: Mode) -> Numbers:
    if mode == "decree" and day.day > _DECREE_LAST_DAY:
        return (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return day.year, day.month


def _months(year: int, first: int, last: int, mode: Mode) -> tuple[date, date]:
    """From the first day of reporting month `first` to the last day of `last` of one year."""
    if mode == "decree":
        before = date(year, first, 1) - timedelta(days=1)
        return before.replace(day=_DECREE_LAST_DAY + 1), date(year, last, _DECREE_LAST_DAY)
    after = date(year + last // 12, last % 12 + 1, 1)
    return date(year, first, 1), after - timedelta(days=1)
