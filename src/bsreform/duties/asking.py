"""What a unit may be asked for at all: by duties that are in force, of units that owe them, in periods with work."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from bsreform.model import NoWork, Period, Unit
from bsreform.organisation.declared import had_no_work
from bsreform.organisation.due_days import quarterly_day
from bsreform.organisation.naming import governs_place
from bsreform.organisation.obligations import EvidenceKind, Obligation
from bsreform.periods import CALENDAR, QUARTER
from bsreform.spec import Context


class Asking(Struct, frozen=True):
    """What is asked at the end of the day that `context` is seen from: of the full `week`, and of a `quarter`
    ("2024-Q1"). `forms` declare periods without work. A duty that did not exist then, or no longer, asks for nothing.
    """

    obligations: Sequence[Obligation]
    context: Context
    week: Period
    quarter: str
    forms: Sequence[NoWork] = ()

    def dossiers(self, unit: Unit) -> bool:
        """Its dossiers of the week, and that they meet the targets."""
        asked = unit.receives_dossiers and self._in_force("report", "weekly", self.week.end)
        return asked and not had_no_work(unit.id, (self.week.start, self.week.end), self.context.config, self.forms)

    def form(self, unit: Unit) -> bool:
        """The form of its digital teams of the quarter: every commune's."""
        days = QUARTER.days(self.quarter, CALENDAR)
        asked = governs_place(unit.name) and self._in_force("report", "quarterly", quarterly_day(self.quarter))
        return asked and not had_no_work(unit.id, days, self.context.config, self.forms, CALENDAR)

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
