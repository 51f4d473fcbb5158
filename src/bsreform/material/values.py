"""What the sheets of a report are made from: measured figures, rows, problems and sources of one period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bsreform.history.values import History
from bsreform.model import Figures, LowUnit, Period, Problem, Ratio, RowCount, Source
from bsreform.organisation.config import Config
from bsreform.periods import Names
from bsreform.spec import Indicator


@dataclass(frozen=True, slots=True)
class Overdue:
    """A dossier past its due day: open (`ended` None) or returned late in the period. `days` are working days late.

    `shop` is the one-stop shop that received it, `unit` the unit that handles it.
    """

    code: str
    procedure: str
    unit: str
    due: date
    ended: date | None
    days: int
    shop: str


@dataclass(frozen=True, slots=True)
class Shop:
    """The ledger of the dossiers that one one-stop shop received (letter, clause 2.2); `waiting` is a part of
    `open_in_term`: the clock stands until the citizen brings more. `id` is that of the unit, "" for several together.
    """

    name: str
    carried: int
    received: int
    early: int
    on_day: int
    late: int
    open_in_term: int
    open_overdue: int
    waiting: int
    id: str = ""

    def __post_init__(self) -> None:
        closed = self.early + self.on_day + self.late
        if self.carried + self.received != closed + self.open_in_term + self.open_overdue:
            raise AssertionError(f"one-stop shop: carried + received = closed + open does not hold: {self}")

    @property
    def on_time(self) -> Ratio:
        """Returned before or on the due day, out of all returned."""
        in_time = self.early + self.on_day
        return Ratio(in_time, in_time + self.late)

    @property
    def letters(self) -> int:
        """Dossiers for which an apology letter is owed."""
        return self.late + self.open_overdue


@dataclass(frozen=True, slots=True)
class Excluded:
    """A row left out of all figures: its place and the reasons. `row` is the number that Excel shows."""

    path: str
    sheet: str
    row: int
    code: str
    reasons: str

    @property
    def place(self) -> str:
        """`tệp[trang], dòng N`."""
        sheet = f"[{self.sheet}]" if self.sheet else ""
        return f"{self.path}{sheet}, dòng {self.row}"


FORM_COUNTS = ("carried", "received", "closed", "early", "on_day", "late", "open", "open_in_term", "open_overdue")
"""What form II.06a counts that the ledger of the district counts, too."""


@dataclass(frozen=True, slots=True)
class FieldLedger:
    """The dossiers of one field of procedures, as form II.06a/VPCP/KSTT counts them: its columns (4)–(6), (8)–(10),
    (12) and (13). Of those `unstated` no source says how they came; they are in (3) alone.
    """

    name: str
    online: int
    direct: int
    unstated: int
    carried: int
    early: int
    on_day: int
    late: int
    open_in_term: int
    open_overdue: int

    def __post_init__(self) -> None:
        if self.carried + self.received != self.closed + self.open:
            raise AssertionError(f"form II.06a: (3) = (7) + (11) does not hold: {self}")

    @property
    def received(self) -> int:
        return self.online + self.direct + self.unstated

    @property
    def closed(self) -> int:
        return self.early + self.on_day + self.late

    @property
    def open(self) -> int:
        return self.open_in_term + self.open_overdue


def together(fields: Iterable[FieldLedger]) -> dict[str, int]:
    """The fields added up, as the ledger of the district names its counts."""
    rows = tuple(fields)
    return {name: sum(getattr(row, name) for row in rows) for name in FORM_COUNTS}


@dataclass(frozen=True, slots=True)
class Material:
    """`measurable` are the indicators that have data; `unlisted` dossiers have a procedure outside the catalogue.

    `quality` are the rows sent without an error out of all rows sent, by the id of unit, group and "total".
    `trend_labels` head the columns of the trend, oldest first. `has_receiving`: some source says who received.
    """

    period: Period
    names: Names
    year_start: date
    units: tuple[Figures, ...]
    groups: tuple[Figures, ...]
    total: Figures
    low_units: tuple[LowUnit, ...]
    indicators: tuple[Indicator, ...]
    measurable: frozenset[str]
    overdue: tuple[Overdue, ...]
    excluded: tuple[Excluded, ...]
    fields: tuple[FieldLedger, ...]
    rows: RowCount
    quality: Mapping[str, Ratio]
    problems: tuple[Problem, ...]
    sources: tuple[Source, ...]
    has_catalogue: bool
    unlisted: int
    trend_labels: tuple[str, ...]
    config: Config
    version: str
    shops: tuple[Shop, ...]
    has_receiving: bool
    history: History = field(default_factory=History)

    def members(self, group: str) -> tuple[Figures, ...]:
        """The units of a group, in order."""
        return tuple(unit for unit in self.units if unit.group == group)

    @property
    def level(self) -> str:
        """“huyện”: what the whole is called in sentences (“toàn huyện”)."""
        return self.config.organisation.level

    @property
    def silent(self) -> tuple[Figures, ...]:
        """The units that have sent nothing."""
        return tuple(unit for unit in self.units if unit.receives and not unit.has_data)

    @property
    def main_indicators(self) -> tuple[Indicator, ...]:
        """All indicators but those of the essential services, which have a sheet of their own."""
        return tuple(each for each in self.indicators if not each.id.startswith("essential_"))

    @property
    def by_id(self) -> Mapping[str, Indicator]:
        return {each.id: each for each in self.indicators}
