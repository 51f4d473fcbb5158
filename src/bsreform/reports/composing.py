"""The composing engine: what is known of a period, and the declaration of a report → the report as a value."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from bsreform.figures.calls import as_called, calls_with_tasks
from bsreform.history.values import History
from bsreform.material import aggregates
from bsreform.material.self_checks import SelfChecks, document, line, self_checks
from bsreform.material.values import Material
from bsreform.measures import Figures, Line
from bsreform.model import Problem, Source
from bsreform.report_model import Report, Section, Table
from bsreform.reports.sentences.data_day import notices

if TYPE_CHECKING:
    from bsreform.material.annual_parts import Proposals
    from bsreform.material.schedule import Item
    from bsreform.material.task_values import TaskMaterial
    from bsreform.material.team_values import TeamMaterial

Sentences = tuple[tuple[str, ...], ...]
"""What a report concludes: one list for each of its subjects."""


class Contents(Struct, frozen=True):
    """All that a report may tell: `material` on dossiers, and what else its kind reads. `due` are the day on which it
    is due and the day of the session; `fault_titles` say in words why a file could not be read.
    """

    material: Material
    file: str
    fault_titles: Mapping[str, str] = field(default_factory=dict)
    task_material: "TaskMaterial | None" = None
    team_material: "TeamMaterial | None" = None
    graded: "Proposals | None" = None
    duties: "tuple[Item, ...]" = ()
    due: tuple[date, date] | None = None
    sentences: Sentences = ()

    @property
    def tasks(self) -> "TaskMaterial":
        """Of a report that reads tasks."""
        return _there(self.task_material)

    @property
    def teams(self) -> "TeamMaterial":
        """Of a report on the digital teams."""
        return _there(self.team_material)

    @property
    def proposals(self) -> "Proposals":
        """Of a report that grades."""
        return _there(self.graded)

    @property
    def has_dossiers(self) -> bool:
        return self.material.rows.read > 0

    @property
    def has_tasks(self) -> bool:
        return self.task_material is not None and self.task_material.rows.read > 0

    @property
    def sources(self) -> tuple[Source, ...]:
        """All that was read."""
        return tuple(source for part in self._parts for source in part.sources)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for part in self._parts for problem in part.problems)

    @property
    def _parts(self) -> "Iterable[Material | TaskMaterial | TeamMaterial]":
        return (each for each in (self.material, self.task_material, self.team_material) if each is not None)

    def of(self, figures: Figures) -> Figures:
        """The figures of a unit, a group or the whole, with what the other subjects say of it."""
        if self.team_material and figures.id not in ("total", figures.group):
            figures = replace(figures, has_data=figures.has_data or self.team_material.of(figures).sent)
        if self.task_material:
            has_data = figures.has_data or self.task_material.has_tasks(figures)
            figures = replace(figures, tasks=self.task_material.of(figures), has_data=has_data)
        return replace(figures, grading=self.graded.of(figures)) if self.graded else figures


Sheets = Callable[[Contents, SelfChecks], Iterable[Section]]
"""Sheets that stand beside each other in a workbook: those of a subject that has no data are none."""


class ReportSpec(Struct, frozen=True):
    """What a report says: its title, its sentences, its sheets in their order, the tables of its whole screen; the
    `document` that is signed is no sheet; `more` are keys of its JSON. `form`: does it have the form II.06a?
    """

    title: Callable[[Contents], str]
    sentences: Callable[[Contents], Sentences]
    document: Callable[[Contents], Section]
    sheets: tuple[Sheets, ...]
    screen: Callable[[Contents], tuple[Table, ...]]
    more: Callable[[Contents], Mapping[str, object]] = lambda _: {}
    form: bool = True


def compose(kind: str, spec: ReportSpec, given: Contents) -> Report:
    """The report, for every writer; what it checks of itself is a sheet among the others."""
    material, tasks = given.material, given.task_material
    notice = notices(material.data, tasks.data if tasks else None, material.short_names)
    called = material.calls
    if tasks and tasks.knows:
        called = calls_with_tasks(called, material.units, tasks.figures)
    given = replace(given, material=replace(material, low_units=as_called(material.low_units, called)))
    first, *others = spec.sentences(given)
    told = replace(given, sentences=((*filter(None, (notice,)), *first), *others))
    made = Report(
        kind=kind,
        title=spec.title(told),
        period=material.period,
        file=told.file,
        units=tuple(map(told.of, material.units)),
        groups=tuple(map(told.of, material.groups)),
        total=told.of(material.total),
        low_units=told.material.low_units,
        calls=called,
        data=material.data,
        task_data=tasks.data if tasks else None,
        notice=notice,
        rows=material.rows,
        task_rows=tasks.rows if tasks else None,
        sources=told.sources,
        problems=told.problems,
        conclusions=tuple(sentence for each in told.sentences for sentence in each),
        sections=(),
        screen=spec.screen(told),
        codes=material.history.codes,
        author=material.config.organisation.name,
        document=spec.document(told),
    )
    fields: tuple[Line, ...] = material.fields if spec.form else ()
    checks = self_checks(made, material, fields, tasks.history if tasks else History())
    return replace(
        made,
        sections=tuple(section for sheets in spec.sheets for section in sheets(told, checks)),
        more={**spec.more(told), **document(checks), **aggregates.document(material.aggregates)},
        self_check=line(checks),
    )


_Part = TypeVar("_Part")


def _there(part: _Part | None) -> _Part:
    if part is None:
        raise TypeError("this kind of report does not read that")
    return part
