"""What an explanation is: a figure of a report taken apart into the very rows behind it."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from bsreform.files.changed_files import FileChange
from bsreform.measures import Ratio
from bsreform.model import Period, Source, SubjectId, Value
from bsreform.report_model import Address, Column


class Behind(Struct, frozen=True):
    """A row behind a figure: its place, what it is called, and whether it is `counted` (else it is only in the base).

    `amount` is what it adds: 1, or the number in its cell. `values` are by the keys of `Part.columns`.
    """

    source: Source
    row: int
    name: str
    unit: str
    counted: bool
    amount: int
    values: Mapping[str, Value]


class ExplainedPart(Struct, frozen=True):
    """What a figure is made of: one set of rows, or two (`is_rate`): all `rows`, and those that are counted.

    `called` heads what the rows are called. `has_data` is False where no source has the columns that it needs
    (`missing` names them), or all rows are `unknown`: those that may belong here, but their sheets lack a column that
    is needed, or the catalogue their procedure. `target` and `weight` are those of the parts of a score.
    """

    figure: str
    label: str
    called: str
    formula: str
    clause: str
    is_rate: bool
    rows: tuple[Behind, ...]
    columns: tuple[Column, ...] = ()
    has_data: bool = True
    missing: tuple[str, ...] = ()
    target: float | None = None
    weight: float | None = None
    unknown: tuple[Behind, ...] = ()

    @property
    def ratio(self) -> Ratio:
        """Both counts. Of a mere count `out_of` is None; of a rate without data both are."""
        if not self.has_data:
            return Ratio(None, None, len(self.unknown))
        counted = sum(each.amount for each in self.rows if each.counted)
        out_of = sum(each.amount for each in self.rows) if self.is_rate else None
        return Ratio(counted, out_of, len(self.unknown))


class LeftOut(Struct, frozen=True):
    """A row that is in no figure, though it may belong here, and why."""

    source: Source
    row: int
    name: str
    reasons: str


class Since(Struct, frozen=True):
    """What is different from when the report was written: its figure then, and the files that have changed."""

    file: str
    reported: float | str | None
    changes: tuple[tuple[str, FileChange], ...]


class Explanation(Struct, frozen=True):
    """A figure with all its rows. `days` are those of its span (both included), `whose` the name of its scope.

    `value` is what the report prints: the percent of a rate, the number of a count, or a score. `superseded` and
    `not_accepted` count rows of the scope that are left out without being wrong. `subjects` are what was read for it.
    `since` is None without a report to compare with. `before` are the parts of the period before, where the cell shows
    a change: then `value` is the difference.
    """

    report: str
    period: Period
    address: Address
    label: str
    whose: str
    days: Period
    parts: tuple[ExplainedPart, ...]
    value: float | None
    before: tuple[ExplainedPart, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    superseded: int = 0
    not_accepted: int = 0
    subjects: tuple[SubjectId, ...] = ()
    sources: tuple[Source, ...] = ()
    since: Since | None = None

    @property
    def shows_percent(self) -> bool:
        """Is what the cell shows a percent?"""
        return self.address.side == "value" and self.ratio.out_of is not None and not self.is_score

    @property
    def is_score(self) -> bool:
        """Is the figure made of weighted parts?"""
        return any(part.weight is not None for part in self.parts)

    @property
    def shown(self) -> float | None:
        """What the cell shows now: one of the counts, or the value."""
        sides = {"counted": self.ratio.counted, "out_of": self.ratio.out_of}
        return sides.get(self.address.side, self.value)

    @property
    def ratio(self) -> Ratio:
        """The counts of all parts together."""
        return together(self.parts)


def together(parts: Iterable[ExplainedPart]) -> Ratio:
    """The counts of these parts; a part without data adds nothing, (None, None) where none has any."""
    given = tuple(parts)
    unknown = sum(len(part.unknown) for part in given)
    told = [part.ratio for part in given if part.has_data]
    if not told:
        return Ratio(None, None, unknown)
    bases = [each.out_of for each in told if each.out_of is not None]
    return Ratio(sum(each.counted or 0 for each in told), sum(bases) if bases else None, unknown)
