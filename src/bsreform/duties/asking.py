"""What a unit may be asked for at all: by duties that are in force, of units that owe them, in periods with work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bsreform.files.toml_file import nearest
from bsreform.model import CannotRun, Period, Unit
from bsreform.organisation.due_days import quarterly_day
from bsreform.organisation.naming import governs_place
from bsreform.organisation.obligations import EvidenceKind, Obligation
from bsreform.periods import CALENDAR, QUARTER, PlainCut, any_period
from bsreform.spec import Context


@dataclass(frozen=True)
class Asking:
    """What is asked at the end of the day that `context` is seen from: of the full `week`, and of a `quarter`
    ("2024-Q1"). A duty that did not exist then, or no longer, asks for nothing.
    """

    obligations: Sequence[Obligation]
    context: Context
    week: Period
    quarter: str

    def dossiers(self, unit: Unit) -> bool:
        """Its dossiers of the week, and that they meet the targets."""
        asked = unit.receives_dossiers and self._in_force("report", "weekly", self.week.end)
        return asked and not self._declared(unit, (self.week.start, self.week.end))

    def form(self, unit: Unit) -> bool:
        """The form of its digital teams of the quarter: every commune's."""
        days = QUARTER.days(self.quarter, CALENDAR)
        asked = governs_place(unit.name) and self._in_force("report", "quarterly", quarterly_day(self.quarter))
        return asked and not self._declared(unit, days, calendar=True)

    def trackers(self, unit: Unit) -> bool:
        """That its trackers are kept up to date."""
        return unit.receives_tasks and self._in_force("file", "{trackers}", self.context.today)

    def _in_force(self, kind: EvidenceKind, value: str, day: date) -> bool:
        """Is there a duty of that day which such evidence proves?"""
        ends = self.context.config.organisation.ends
        return (ends is None or day <= ends) and any(
            duty.in_force(day, day) and any(way.kind == kind and value in way.value for way in duty.evidence)
            for duty in self.obligations
        )

    def _declared(self, unit: Unit, days: tuple[date, date], calendar: bool = False) -> bool:
        """Has the unit said that there was no work on any of these days?"""
        usual = self.context.config.periods
        cut = PlainCut(usual.week_ends_on, "calendar") if calendar else usual
        spans = (any_period(id_, cut) for id_ in self.context.config.declared.get(unit.id, ()))
        return any(start <= days[0] and days[1] <= end for start, end in spans)


def check_declared(context: Context) -> None:
    """CannotRun if a key of the settings' [declared] is the id of no unit."""
    known = [unit.id for unit in context.registry.units]
    for id_ in context.config.declared:
        if id_ not in known:
            hint = nearest(id_, known) or "phải là id của một đơn vị trong danh mục."
            raise CannotRun(f"bsreform.toml, mục [declared]: không có đơn vị “{id_}” – {hint}")
