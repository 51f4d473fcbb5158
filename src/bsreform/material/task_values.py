"""What the sheets on tasks are made from: lists, changes, trackers and the accounting of one period."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct, field

from bsreform.history.values import History, TaskChange
from bsreform.language.wording import official_date
from bsreform.material.values import Excluded
from bsreform.measures import Figures, Line, RowCount, TaskFigures
from bsreform.model import DataDay, Problem, Source

ORIGINS: Mapping[str, str] = {"software": "Phần mềm", "tracker": "Bảng theo dõi"}


class TaskLine(Struct, frozen=True):
    """An open task past its deadline or close to it. The days are days late, or left where it is not `overdue`.

    `updated` is the day of the last update of a row of a tracker, None of the software's.
    """

    document_no: str
    title: str
    unit: str
    due: date
    working_days: int
    calendar_days: int
    origin: str
    overdue: bool
    updated: date | None = None

    @property
    def remark(self) -> str:
        """What an overdue row of a tracker that was not updated since its deadline may owe to that."""
        if self.overdue and self.updated and self.updated <= self.due:
            return f"quá hạn theo bảng chưa cập nhật từ {official_date(self.updated)}"
        return ""


class Tracker(Struct, frozen=True):
    """One sheet of a tracker: its tasks, the open ones, its newest update, and how many open ones are stale."""

    path: str
    sheet: str
    tasks: int
    open: int
    updated: date | None
    stale: int


class TaskMaterial(Struct, frozen=True):
    """`lines_of` are the figures, `figures` the same for the JSON, by the id of unit, group and "total"; `previous` and
    `year` are the district's counts of the month before and of the year so far.

    `compared_with` is the day that the run before saw (None = no such run), `added` the tasks it did not know.
    `differences` are the problems that say where software and tracker disagree. `unsent` names the folders that
    hold no file. `data` says how old the exports of the software are.
    """

    lines_of: Mapping[str, Line]
    figures: Mapping[str, TaskFigures]
    previous: Mapping[str, int]
    year: Mapping[str, int]
    lines: tuple[TaskLine, ...]
    changes: tuple[TaskChange, ...]
    added: int
    compared_with: date | None
    trackers: tuple[Tracker, ...]
    differences: tuple[Problem, ...]
    excluded: tuple[Excluded, ...]
    rows: RowCount
    problems: tuple[Problem, ...]
    sources: tuple[Source, ...]
    data: DataDay
    history: History = field(default_factory=History)

    @property
    def knows(self) -> bool:
        """Is anything known of the period's tasks? Files that begin only after it tell nothing of it, not even 0."""
        return bool(self.rows.read and self.total.numbers["total_in"])

    def of(self, figures: Figures) -> TaskFigures:
        return self.figures[figures.id]

    def has_tasks(self, figures: Figures) -> bool:
        """Has the unit any task in the period, or sent any row?"""
        return sum(self.of(figures).sources.values()) > 0 or bool(self.of(figures).quality.out_of)

    @property
    def total(self) -> TaskFigures:
        return self.figures["total"]

    def line(self, figures: Figures) -> Line:
        """Every figure on tasks of the unit, group or total."""
        return self.lines_of[figures.id]

    def late(self, units: Iterable[Figures]) -> tuple[Figures, ...]:
        """Those of these units with overdue tasks, those with most of them first."""
        late = [unit for unit in units if self.of(unit).numbers["open_overdue"]]
        return tuple(sorted(late, key=lambda unit: -self.of(unit).numbers["open_overdue"]))
