"""The values that flow through bsreform, from a cell that was read to a figure that was measured."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from bsreform.identities import ROWS, named_counts, named_tasks

if TYPE_CHECKING:
    import pandas as pd

Severity = Literal["error", "warning"]
Group = str
"""The id of a group of units: a key of the settings' [groups]."""
Verdict = Literal["above", "equal", "below"]
Grade = Literal["excellent", "good", "completed", "not_completed"]
SubjectId = Literal["dossiers", "tasks", "digital_teams"]
Value = str | int | float | date | None


class CannotRun(Exception):
    """The run itself is impossible (settings, usage, no input): the message is shown, exit code 2."""


class SetAside(UserWarning):
    """A file that is not used although the run goes on; the message names it, and `edges` shows it in one line."""


# --- what was read -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that reading noticed and that a rule may complain of; `kind` is the id of that rule.

    `source` indexes `Dataset.sources`, in the worker the tables of its file. `row` is the number that Excel shows;
    `column` its letter; `detail` carries what the rule needs to word its message.
    """

    source: int
    kind: str
    row: int | None = None
    column: str | None = None
    field: str | None = None
    raw: str = ""
    detail: str = ""


def as_values(fact: Fact) -> list[int | str | None]:
    """As it stands in the notes of an extract; `Fact(*values)` is the fact again."""
    return [fact.source, fact.kind, fact.row, fact.column, fact.field, fact.raw, fact.detail]


@dataclass(frozen=True, slots=True)
class Source:
    """One sheet that was read, or one file that could not be (`fault` = the rule id that says why).

    `path` is relative to the workspace, with forward slashes. `columns` maps field → column letter.
    `accounting` counts the rows of the table by kind: title, header, section, total, blank, footer, data, unread (told
    by `unread_row`), and in tasks part (of the task above). A sheet with several tables is as many sources.
    `exported_at` is Vietnamese local time without zone; `exported_from` says where it was found.
    `filled` are the columns that it has and that are not wholly blank, and those that follow from them.
    `titles` are the lines above the header that may name the unit; `quarter` is the one they state ("2024-Q1"), "" if
    none. `form` is the fill-in form of bsreform that the sheet is (“tracker/1”), if it is one.
    """

    path: str
    sheet: str | None = None
    layout: str | None = None
    rows: int = 0
    exported_at: datetime | None = None
    exported_from: Literal["title", "property", "file"] = "file"
    sha256: str | None = None
    fault: str | None = None
    detail: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    filled: frozenset[str] = frozenset()
    accounting: Mapping[str, int] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    form: str = ""
    quarter: str = ""

    @property
    def unread(self) -> bool:
        """Could its file or sheet not be read? (A conflict copy could, but does not count.)"""
        return self.fault not in (None, "conflict_copy")


@dataclass(frozen=True, slots=True)
class Dataset:
    """All rows of one subject from all sources: canonical columns plus `source` and `row`.

    `available` names the canonical columns that at least one source has and fills.
    """

    frame: "pd.DataFrame"
    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    available: frozenset[str] = frozenset()
    subject: SubjectId = "dossiers"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, before the engine adds id, severity and place.

    `source` -1 is the workspace itself. `field` names the column of the place, if any; `column` "" =
    the value stands in no column. `excludes` = the row leaves every figure (no `row` = every row of
    the source does). `severity` replaces the rule's own for this finding, `sheet` the source's.
    """

    source: int
    message: str
    hint: str
    row: int | None = None
    field: str | None = None
    column: str | None = None
    raw: str = ""
    excludes: bool = False
    severity: Severity | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One complaint about the users' data, in Vietnamese, with its place and its remedy."""

    rule: str
    severity: Severity
    file: str
    sheet: str | None
    cell: str | None
    row: int | None
    column: str | None
    field: str | None
    raw: str
    message: str
    hint: str

    @property
    def place(self) -> str:
        """`tệp[trang]!ô`, as far as it is known."""
        sheet = f"[{self.sheet}]" if self.sheet else ""
        cell = self.cell or (f"dòng {self.row}" if self.row else "")
        return f"{self.file}{sheet}" + (f"!{cell}" if cell else "")


# --- what is measured ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Period:
    """The days `start`..`end`, both included, seen at the end of the day `as_of` (start ≤ as_of ≤ end).

    `seen` ≥ as_of is the day up to which duties of the calendar year are judged, which may end after the period's.
    """

    id: str
    start: date
    end: date
    as_of: date
    seen: date | None = None


@dataclass(frozen=True, slots=True)
class DataDay:
    """How old the data of a report on [`start`, `end`] are: the oldest of the units' newest exports (`first`) and the
    newest of all (`last`), None where there is no export. `stale_units` (ids) sent older ones than the others, or than
    the end.
    """

    first: date | None
    last: date | None
    start: date
    end: date
    stale_units: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Did every unit's newest export see the end of the period? (So it did where nothing was exported.)"""
        return self.first is None or self.first >= self.end

    @property
    def stale(self) -> bool:
        """Were all exports made before the period began?"""
        return self.last is not None and self.last < self.start


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the registry, valid from `valid_from` to `valid_to`, both included (None = open).

    One that receives no dossiers (or tasks) is never asked for them nor missed.
    """

    id: str
    name: str
    group: Group
    short: str = ""
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None
    receives_dossiers: bool = True
    receives_tasks: bool = True


@dataclass(frozen=True, slots=True)
class Ratio:
    """Two counts of rows, and how many more may belong to them: those `unknown` in what is needed.

    `out_of` is None where there are no others, or no source has the column (“không có số liệu”).
    """

    counted: int | None
    out_of: int | None
    unknown: int = 0

    @property
    def percent(self) -> float | None:
        """`counted / out_of` in percent, 2 decimals, half up; None without a denominator."""
        if not self.out_of or self.counted is None:
            return None
        return ((self.counted * 20_000 + self.out_of) // (2 * self.out_of)) / 100


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator of one unit: this period, its target and verdict, the period before, the year so far."""

    now: Ratio
    target: float | None
    verdict: Verdict | None
    previous: Ratio
    year: Ratio
    trend: tuple[float | None, ...] = ()

    @property
    def change(self) -> float | None:
        """Percentage points against the period before; None where either is missing."""
        now, before = self.now.percent, self.previous.percent
        return None if now is None or before is None else round(now - before, 2)


@dataclass(frozen=True, slots=True)
class TaskFigures:
    """The tasks of one unit, group or the total: the ledger of the period and what is counted beside it.

    `ledger` has the keys of the dossiers' ledger plus closed_no_deadline and open_no_deadline. `completed…` are
    the closings of the period; `due_soon` are open tasks close to their deadline; `sources` counts the tasks by
    origin (software, tracker); `ageing` the overdue ones by calendar days late ("1-7", "8-30", "31-90", ">90");
    `quality` = rows sent without an error-level problem / rows sent.
    """

    ledger: Mapping[str, int]
    due_soon: int
    completed: int
    completed_on_time: int
    completed_late: int
    sources: Mapping[str, int]
    ageing: Mapping[str, int]
    quality: Ratio

    @property
    def counts(self) -> dict[str, int]:
        """The counts between which identities hold, by the names that these give them."""
        return {**self.ledger, **{f"overdue {each}": count for each, count in self.ageing.items()}, **self.sources}


@dataclass(frozen=True, slots=True)
class Grading:
    """The proposal for one unit and year (letter, clause 2.1 d), 0-100; all None where there is nothing to grade.

    `parts` are the counts behind each part of the score, `points` what each part with data gave, `weight` the most
    that these could give: score = 100 × sum of points / weight. `rank` is the place within the group; neither grade
    nor rank without `enough` behind the score. `capped`: the score is that of “excellent”, but no more units may be.
    `dossiers` are those of the year; the unit that `compiles` the report is told.
    """

    parts: Mapping[str, Ratio]
    points: Mapping[str, float]
    weight: float
    score: float | None = None
    grade: Grade | None = None
    rank: int | None = None
    capped: bool = False
    enough: bool = False
    dossiers: int = 0
    compiles: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one unit, group or the total (`id` = the id of the unit or group, "total").

    `score` is the composite, 0-100; None where nothing can be scored. `short` is the name for narrow tables.
    A unit that `receives` no dossiers is not missed where it has none.
    """

    id: str
    name: str
    group: Group | None
    has_data: bool
    ledger: Mapping[str, int]
    year_ledger: Mapping[str, int]
    indicators: Mapping[str, Measure]
    score: float | None = None
    short: str = ""
    receives: bool = True
    tasks: TaskFigures | None = None
    grading: Grading | None = None

    @property
    def counts(self) -> dict[str, int | None]:
        """Every count of the period by name (see identities.py); None = no data."""
        ratios = {name: measure.now for name, measure in self.indicators.items()}
        return {**named_counts(self.ledger, ratios), **(named_tasks(self.tasks.ledger) if self.tasks else {})}


@dataclass(frozen=True, slots=True)
class LowUnit:
    """A unit below its target; `weeks_in_a_row` counts this period too."""

    unit: str
    name: str
    indicator: str
    percent: float
    target: float
    weeks_in_a_row: int


@dataclass(frozen=True, slots=True)
class RowCount:
    """Where every row that was read went (`identities.ROWS`)."""

    read: int
    used: int
    superseded: int
    excluded: int
    not_accepted: int

    def __post_init__(self) -> None:
        left, right = ROWS.sides(self.counts)
        if left != right:
            raise AssertionError(f"rows do not add up: {self}")

    @property
    def counts(self) -> dict[str, int]:
        """The numbers by name."""
        return {name: getattr(self, name) for name in self.__slots__}
