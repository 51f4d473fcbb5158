"""The kinds of reports: what each is called, what it reads, and what is enough to make one."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct

from bsreform.layouts import sent
from bsreform.model import SubjectId
from bsreform.periods import MONTH, QUARTER, WEEK, YEAR, PeriodKind
from bsreform.spec import Layout

if TYPE_CHECKING:
    from bsreform.reports.composing import ReportSpec


class ReportKind(Struct, frozen=True):
    """`period` is the kind of its periods. `reads`: by subject the layouts of the files that are read;
    `beside`: those that are read, too, but alone make no report. `compares`: with the tasks of the run before;
    `grades` the units; `has_duties`: it tells of those of its days.
    """

    period: PeriodKind
    reads: Mapping[SubjectId, tuple[str, ...]]
    beside: tuple[str, ...] = ()
    compares: bool = False
    grades: bool = False
    has_duties: bool = False

    @property
    def id(self) -> str:
        """“weekly” …: the report is named by the kind of its periods."""
        return self.period.report

    @property
    def enough(self) -> tuple[Layout, ...]:
        """The layouts of which one file is enough to report on."""
        read = [name for names in self.reads.values() for name in names if name not in self.beside]
        return tuple(each for each in sent(*self.reads) if each.id in read)

    @property
    def spec(self) -> "ReportSpec":
        """What it says; imported late, as it needs all that its sheets need."""
        spec: ReportSpec = import_module(f"bsreform.reports.{self.id}").SPEC
        return spec


_DOSSIERS, _TASKS, _TEAMS = ("dossier_export",), ("task_export", "task_tracker"), ("digital_team",)
# Of tasks the annual report counts the software's alone (letter, clause 2.1 d).
REPORTS: Mapping[str, ReportKind] = {
    each.id: each
    for each in (
        ReportKind(WEEK, {"dossiers": _DOSSIERS}),
        ReportKind(MONTH, {"dossiers": _DOSSIERS, "tasks": _TASKS}, compares=True),
        ReportKind(QUARTER, {"dossiers": _DOSSIERS, "digital_teams": _TEAMS}, has_duties=True),
        ReportKind(
            YEAR,
            {"dossiers": _DOSSIERS, "tasks": ("task_export",), "digital_teams": _TEAMS},
            beside=_TEAMS,
            grades=True,
        ),
    )
}
