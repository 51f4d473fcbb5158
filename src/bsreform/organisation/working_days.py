"""Working days: Monday to Friday without public holidays, plus make-up days; corrections by file."""

from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from bsreform.files.toml_file import TomlFile, nearest, read_own, read_toml
from bsreform.language.wording import plain_date
from bsreform.model import CannotRun

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SHIPPED = Path(__file__).parents[1] / "data" / "calendar.toml"
_KEYS = ("off", "worked")
_FIRST_YEAR, _LAST_YEAR = 1999, 2101


class WorkingCalendar(Struct, frozen=True, dict=True):
    """Which days are worked. `off` and `worked` are exceptions by file, and complete for the years
    `complete` (first, last); other years take their holidays from the package `holidays`.
    """

    off: frozenset[date]
    worked: frozenset[date]
    complete: tuple[int, int]

    def is_working(self, day: date) -> bool:
        if day in self.off:
            return False
        if day in self.worked:
            return True
        if self._is_complete(day.year):
            return day.weekday() < 5
        holidays, makeup = _public(day.year)
        return day in makeup or (day.weekday() < 5 and day not in holidays)

    def before(self, day: date) -> date:
        """The day itself if it is worked, else the nearest working day before it."""
        while not self.is_working(day):
            day -= timedelta(days=1)
        return day

    def after(self, day: date) -> date:
        """The day itself if it is worked, else the nearest working day after it."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def between(self, a: date, b: date) -> int:
        """How many days in (a, b] are worked; negative where b is before a."""
        import numpy as np

        first, last = self.counts(np.array([a, b], dtype="datetime64[D]"))
        return int(last - first)

    def counts(self, days: "NDArray[np.datetime64]") -> "NDArray[np.int64]":
        """A running number of working days up to and including each day: counts(b) − counts(a) is
        the number in (a, b]. Its zero is arbitrary but fixed. NaT gets some number, to be masked.

        Right for the years 1999 to 2101; a day outside is counted as their first or last day.
        """
        import numpy as np

        dates = np.asarray(days, dtype="datetime64[D]")
        first, last = np.datetime64(f"{self.complete[0]}-01-01"), np.datetime64(f"{self.complete[1]}-12-31")
        # Importing `holidays` takes longer than all else here: not for the years known without it.
        outside = bool(((dates < first) | (dates > last)).any())
        table = self._table if outside else self._table_of_complete_years
        place = (dates - np.datetime64(f"{_FIRST_YEAR}-01-01")).astype(np.int64)
        counted: NDArray[np.int64] = table[np.clip(place, 0, len(table) - 1)]
        return counted

    def covers(self, year: int) -> bool:
        """Are the days off of that year known from a file, not only from what the package expects?"""
        return self.complete[0] <= year <= self.complete[1] or any(day.year == year for day in self.off)

    def _is_complete(self, year: int) -> bool:
        return self.complete[0] <= year <= self.complete[1] or not _FIRST_YEAR <= year <= _LAST_YEAR

    @cached_property
    def _table_of_complete_years(self) -> "NDArray[np.int64]":
        return self._running(set(), set())

    @cached_property
    def _table(self) -> "NDArray[np.int64]":
        years = [y for y in range(_FIRST_YEAR, _LAST_YEAR + 1) if not self._is_complete(y)]
        known = [_public(year) for year in years]
        return self._running({d for off, _ in known for d in off}, {d for _, worked in known for d in worked})

    def _running(self, off: set[date], worked: set[date]) -> "NDArray[np.int64]":
        """The table from 1999-01-01, zero at the start of the complete years.

        That origin makes both tables agree on those years, so numbers from either may be subtracted.
        """
        import numpy as np

        start = date(_FIRST_YEAR, 1, 1)
        length = (date(_LAST_YEAR, 12, 31) - start).days + 1
        is_working = (np.arange(length) + start.weekday()) % 7 < 5
        for days, worked_then in ((off, False), (worked, True), (self.off, False), (self.worked, True)):
            places = [(day - start).days for day in days if _FIRST_YEAR <= day.year <= _LAST_YEAR]
            is_working[places] = worked_then
        running = np.cumsum(is_working, dtype=np.int64)
        origin = running[(date(self.complete[0], 1, 1) - start).days]
        shifted: NDArray[np.int64] = running - origin
        return shifted


@cache
def _public(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Holidays and make-up days of a year, as far as the package `holidays` knows them."""
    from holidays.countries.vietnam import Vietnam

    known = Vietnam(years=year)  # type: ignore[no-untyped-call]
    makeup = getattr(known, "weekend_workdays", ())
    return frozenset(d for d in known if d.year == year), frozenset(d for d in makeup if d.year == year)


def load_calendar(user_file: Path | None) -> WorkingCalendar:
    """The shipped calendar, corrected by the user's file if there is one. CannotRun on a mistake in it."""
    shipped = read_toml(_SHIPPED).data
    off, worked = set(shipped["off"]), set(shipped["worked"])
    if own_file := read_own(user_file):
        user_off, user_worked = _corrections(own_file)
        off, worked = (off - user_worked) | user_off, (worked - user_off) | user_worked
    first, last = shipped["complete_years"]
    return WorkingCalendar(frozenset(off), frozenset(worked), (first, last))


def _corrections(file: TomlFile) -> tuple[set[date], set[date]]:
    for key in file.data:
        if key not in _KEYS:
            hint = nearest(key, _KEYS) or "chỉ có hai khóa “off” và “worked”."
            raise CannotRun(f"{_place(file, key)}: không có khóa “{key}” – {hint}")
    off, worked = (_dates(file, key) for key in _KEYS)
    if both := off & worked:
        raise CannotRun(f"{_place(file, 'worked')}: ngày {plain_date(min(both))} vừa ở “off” vừa ở “worked”.")
    return off, worked


def _dates(file: TomlFile, key: str) -> set[date]:
    given: Any = file.data.get(key, [])
    # type() and not isinstance(): a date with a time of day is also a `date`.
    if not isinstance(given, list) or any(type(day) is not date for day in given):
        raise CannotRun(
            f"{_place(file, key)}: “{key}” phải là danh sách ngày không đặt trong dấu nháy, "
            f"ví dụ: {key} = [2024-04-29, 2024-05-02]"
        )
    return set(given)


def _place(file: TomlFile, key: str) -> str:
    line = file.line_of([key])
    return f"{file.path}, dòng {line}" if line else str(file.path)
