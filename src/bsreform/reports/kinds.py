"""The kinds of reports: what each is called, what it reads, and what is enough to make one."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from bsreform.layouts import sent
from bsreform.model import Subject
from bsreform.spec import Layout


@dataclass(frozen=True, slots=True)
class ReportKind:
    """`noun` is what a clerk calls its period (“tuần”). `reads`: by subject the layouts of the files that are read;
    `beside`: those that are read, too, but alone make no report. `compares`: with the tasks of the run before.
    """

    id: str
    noun: str
    reads: Mapping[Subject, tuple[str, ...]]
    beside: tuple[str, ...] = ()
    compares: bool = False

    @property
    def enough(self) -> tuple[Layout, ...]:
        """The layouts of which one file is enough to report on."""
        read = [name for names in self.reads.values() for name in names if name not in self.beside]
        return tuple(each for each in sent(*self.reads) if each.id in read)

    @property
    def spec(self) -> ModuleType:
        """Its declaration; imported late, as it needs all that its sheets need."""
        return import_module(f"bsreform.reports.{self.id}")


_DOSSIERS, _TASKS, _TEAMS = ("dossier_export",), ("task_export", "task_tracker"), ("digital_team",)
# Of tasks the annual report counts the software's alone (letter, clause 2.1 d).
REPORTS: Mapping[str, ReportKind] = {
    each.id: each
    for each in (
        ReportKind("weekly", "tuần", {"dossiers": _DOSSIERS}),
        ReportKind("monthly", "tháng", {"dossiers": _DOSSIERS, "tasks": _TASKS}, compares=True),
        ReportKind("quarterly", "quý", {"dossiers": _DOSSIERS, "digital_teams": _TEAMS}),
        ReportKind(
            "annual", "năm", {"dossiers": _DOSSIERS, "tasks": ("task_export",), "digital_teams": _TEAMS}, beside=_TEAMS
        ),
    )
}
