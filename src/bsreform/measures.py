"""What is measured: ratios, the figures of a unit, a group or the whole, scores and grades."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from bsreform.identities import AGEING, LEDGER, ROWS, TASK_LEDGER, named_counts, named_tasks
from bsreform.model import Group

Verdict = Literal["above", "equal", "below"]
VerdictBasis = Literal["period", "year"]
Grade = Literal["excellent", "good", "completed", "not_completed"]


class Ratio(Struct, frozen=True):
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


class Sum(Struct, frozen=True):
    """A figure of one scope: what is `counted`, what it is `out_of`, the `rows` of that base, and how many rows are
    `unknown` that may belong to it. `is_known`: is there anything that tells it at all?
    """

    counted: int = 0
    out_of: int = 0
    rows: int = 0
    unknown: int = 0
    is_rate: bool = False
    is_known: bool = True
    silent: bool = False

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(  # `replace` would take five times as long, and there are thousands
            counted=self.counted + other.counted,
            out_of=self.out_of + other.out_of,
            rows=self.rows + other.rows,
            unknown=self.unknown + other.unknown,
            is_rate=self.is_rate,
            is_known=self.is_known or other.is_known,
            silent=self.silent,
        )

    @property
    def has_data(self) -> bool:
        """A count is told only of rows that are all known, a rate of any that are; where nobody speaks there is
        nothing (see `Population.silent`).
        """
        if not self.is_known or (self.unknown and not (self.is_rate and self.rows)):
            return False
        return not self.silent or self.rows > 0

    @property
    def ratio(self) -> Ratio:
        """Both counts; of a mere count `out_of` is None, without data both are."""
        if not self.has_data:
            return Ratio(None, None, self.unknown)
        return Ratio(self.counted, self.out_of if self.is_rate else None, self.unknown)


class Line(Struct, frozen=True):
    """The figures of one scope (a unit, a shop, a field …) by id."""

    id: str
    name: str
    sums: Mapping[str, Sum]

    def ratio(self, figure: str) -> Ratio:
        """Both counts of a rate."""
        return self.sums[figure].ratio

    def count(self, figure: str) -> int | None:
        """The number of a count; None without data."""
        return self.sums[figure].ratio.counted

    def number(self, figure: str) -> int:
        """The number of a count that needs no column, and so always has data."""
        return self.sums[figure].counted

    @property
    def ledger(self) -> dict[str, int]:
        """The numbers of the ledger of dossiers."""
        return {name: self.number(name) for name in LEDGER}


class Measure(Struct, frozen=True):
    """One indicator of one unit: this period, its target and verdict, the period before, the year so far.

    The verdict is that of the period, or of the year so far where the period has too `few` rows (`basis`); None where
    both have. `short_by`: the least number more that would have met the target; None without a verdict.
    """

    now: Ratio
    target: float | None
    verdict: Verdict | None
    previous: Ratio
    year: Ratio
    trend: tuple[Ratio, ...] = ()
    basis: VerdictBasis | None = None
    short_by: int | None = None
    few: bool = False

    @property
    def own_verdict(self) -> Verdict | None:
        """That of the period's own counts: beside them one of the year would read as theirs."""
        return self.verdict if self.basis == "period" else None

    @property
    def judged(self) -> Ratio:
        """The counts on which the verdict rests."""
        return self.year if self.basis == "year" else self.now

    @property
    def change(self) -> float | None:
        """Percentage points against the period before; None where either is missing."""
        now, before = self.now.percent, self.previous.percent
        return None if now is None or before is None else round(now - before, 2)


class TaskFigures(Struct, frozen=True):
    """The tasks of one unit, group or the total: every count of the registry by its id (`numbers`).

    `quality` = rows sent without an error-level problem / rows sent.
    """

    numbers: Mapping[str, int]
    quality: Ratio

    @property
    def ledger(self) -> dict[str, int]:
        """The keys of the dossiers' ledger plus closed_no_deadline and open_no_deadline."""
        return {name: self.numbers[name] for name in TASK_LEDGER}

    @property
    def sources(self) -> dict[str, int]:
        """The tasks by origin."""
        return {name: self.numbers[name] for name in ("software", "tracker")}

    @property
    def ageing(self) -> dict[str, int]:
        """The overdue ones by calendar days late."""
        return {name: self.numbers[name] for name in AGEING}

    @property
    def counts(self) -> dict[str, int]:
        """The counts between which identities hold, by the names that these give them."""
        return {**self.ledger, **{f"overdue {each}": count for each, count in self.ageing.items()}, **self.sources}


class Grading(Struct, frozen=True):
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


class Figures(Struct, frozen=True):
    """All figures of one unit, group or the total (`id` = the id of the unit or group, "total").

    `lines` are its counts and rates by span ("now", "year", "before-1"). `score` are the points of QĐ 766 that the
    rates give; None without any. `short` is the name for narrow tables. A unit that `receives` no dossiers (or no
    tasks) is not missed where it has none, nor one that has declared that it had `no_work` in the period.
    """

    id: str
    name: str
    group: Group | None
    has_data: bool
    lines: Mapping[str, Line]
    indicators: Mapping[str, Measure]
    score: float | None = None
    short: str = ""
    receives: bool = True
    receives_tasks: bool = True
    no_work: bool = False
    tasks: TaskFigures | None = None
    grading: Grading | None = None

    @property
    def ledger(self) -> dict[str, int]:
        """The ledger of the period."""
        return self.lines["now"].ledger

    @property
    def year_ledger(self) -> dict[str, int]:
        """The ledger of the year so far."""
        return self.lines["year"].ledger

    @property
    def counts(self) -> dict[str, int | None]:
        """Every count of the period by name (see identities.py); None = no data."""
        ratios = {name: measure.now for name, measure in self.indicators.items()}
        return {**named_counts(self.ledger, ratios), **(named_tasks(self.tasks.ledger) if self.tasks else {})}


class LowUnit(Struct, frozen=True):
    """A unit below its target, by `short_by` dossiers; `percent`, `counted` of `out_of`, is that of the period or of
    the year (`basis`).

    `weeks_in_a_row` counts this period too; `since_start`: it is as long as there are data.
    """

    unit: str
    name: str
    indicator: str
    percent: float
    target: float
    weeks_in_a_row: int
    short_by: int = 0
    basis: VerdictBasis = "period"
    since_start: bool = False
    counted: int = 0
    out_of: int = 0

    @property
    def judged(self) -> Ratio:
        return Ratio(self.counted, self.out_of)


class Short(Struct, frozen=True):
    """An indicator that misses its target by `short_by` dossiers, with the counts on which that rests."""

    indicator: str
    short_by: int
    counted: int
    out_of: int


class Call(Struct, frozen=True):
    """A unit to be called: its open overdue dossiers, those more than 30 working days late, what is `short`, and, in a
    report on tasks, its overdue ones.
    """

    unit: str
    overdue: int
    overdue_30: int
    short: tuple[Short, ...]
    overdue_tasks: int | None = None


class RowCount(Struct, frozen=True):
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
        return {name: getattr(self, name) for name in self.__struct_fields__}
