"""What earlier reports gave, and how this one differs: dossiers carried over, figures adjusted since."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct, field

from bsreform.model import Period
from bsreform.report_model import Codes

Why = Literal[
    "moved_in", "reopened", "was_excluded", "was_not_accepted", "entered_late",
    "moved_out", "ended_before", "received_later", "excluded", "not_accepted", "gone",
]  # fmt: skip
"""Why a dossier is carried over although it was not reported as open (the first five), or the other way round."""


class Reported(Struct, frozen=True):
    """What a report gave when its workbook was written. `label` is what trends call its period.

    `figures`: unit id → name of the count (`Figures.counts`) → count; groups and total are their sums.
    `sources`: path → SHA-256, "" for a file that could not be read.
    """

    label: str
    period: Period
    figures: Mapping[str, Mapping[str, int | None]]
    sources: Mapping[str, str]
    codes: Codes


class CarriedDossier(Struct, frozen=True):
    """A dossier that the unit has in only one of both reports.

    `day`: when it was received (ended, of one that ended_before), None where that does not matter; `other`: the name
    of the unit that has it in the other report.
    """

    code: str
    why: Why
    day: date | None = None
    other: str = ""


class CarriedUnit(Struct, frozen=True):
    """A unit whose dossiers carried over are not those `reported` as open: which were `added`, which `removed`."""

    id: str
    name: str
    reported: int
    carried: int
    added: tuple[CarriedDossier, ...]
    removed: tuple[CarriedDossier, ...]

    def __post_init__(self) -> None:
        if self.carried - self.reported != len(self.added) - len(self.removed):
            raise AssertionError(f"{self.id}: carried - reported = added - removed does not hold")


class CarriedOver(Struct, frozen=True):
    """The report `before`, on the period before this one; how many it left open, how many are carried over now, and
    the units whose dossiers differ.
    """

    before: Reported
    reported: int
    carried: int
    units: tuple[CarriedUnit, ...]

    def __post_init__(self) -> None:
        if self.carried - self.reported != sum(unit.carried - unit.reported for unit in self.units):
            raise AssertionError("the units do not explain what is carried over")


class Adjustment(Struct, frozen=True):
    """A figure that a `report` gave as `reported` and that is another `now`: one count, or both counts of a rate.

    None = no data. `unit` "total" is the whole.
    """

    report: Reported
    unit: str
    name: str
    figure: str
    label: str
    reported: tuple[int | None, ...]
    now: tuple[int | None, ...]

    @property
    def counts(self) -> Iterator[tuple[str, int | None, int | None]]:
        """The counts that differ: their names as in `Figures.counts`, reported, now."""
        names = (self.figure,) if len(self.now) == 1 else (f"{self.figure}.counted", f"{self.figure}.out_of")
        for name, before, now in zip(names, self.reported, self.now, strict=True):
            if before != now:
                yield name, before, now


class History(Struct, frozen=True):
    """Of one subject. `labels` name its counts; `carried` is None where no report on the period before was kept."""

    reported: tuple[Reported, ...] = ()
    codes: Codes = field(default_factory=Codes)
    carried: CarriedOver | None = None
    adjusted: tuple[Adjustment, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)


ChangeKind = Literal["deadline_moved", "task_vanished", "completion_withdrawn"]


class TaskChange(Struct, frozen=True):
    """What became of a task since the run before: its deadline or completion `before` and `after` (None = none)."""

    kind: ChangeKind
    document_no: str
    title: str
    unit: str
    before: date | None
    after: date | None
