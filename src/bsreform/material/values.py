"""What the sheets of a report are made from: measured figures, rows, problems and sources of one period."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from bsreform.history.values import History
from bsreform.material.aggregates import Beside
from bsreform.measures import Call, Figures, Line, LowUnit, Ratio, RowCount
from bsreform.model import DataDay, Period, Problem, Source
from bsreform.organisation.config import Config
from bsreform.periods import Names
from bsreform.spec import Indicator


class Overdue(Struct, frozen=True):
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


class Excluded(Struct, frozen=True):
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


class Material(Struct, frozen=True):
    """`calls` are the units to be called, first things first; `low_units` follow that order.

    `measurable` are the indicators that have data; `unlisted` dossiers have a procedure outside the catalogue.

    `quality` are the rows sent without an error out of all rows sent, by the id of unit, group and "total".
    `shops` are the figures of the one-stop shops that received (letter, clause 2.2), `fields` those of the fields of
    procedures.
    `trend_labels` head the columns of the trend, oldest first. `has_receiving`: some
    source says who received. `aggregates` are tables of form II.06a that were sent, beside the rows.
    """

    period: Period
    names: Names
    year_start: date
    units: tuple[Figures, ...]
    groups: tuple[Figures, ...]
    total: Figures
    low_units: tuple[LowUnit, ...]
    calls: tuple[Call, ...]
    indicators: tuple[Indicator, ...]
    measurable: frozenset[str]
    overdue: tuple[Overdue, ...]
    excluded: tuple[Excluded, ...]
    fields: tuple[Line, ...]
    rows: RowCount
    quality: Mapping[str, Ratio]
    problems: tuple[Problem, ...]
    sources: tuple[Source, ...]
    has_catalogue: bool
    unlisted: int
    trend_labels: tuple[str, ...]
    config: Config
    version: str
    shops: tuple[Line, ...]
    has_receiving: bool
    data: DataDay
    history: History = field(default_factory=History)
    aggregates: tuple[Beside, ...] = ()

    def members(self, group: str) -> tuple[Figures, ...]:
        """The units of a group, in order."""
        return tuple(unit for unit in self.units if unit.group == group)

    @property
    def level(self) -> str:
        """“huyện”: what the whole is called in sentences (“toàn huyện”)."""
        return self.config.organisation.level

    @property
    def short_names(self) -> Mapping[str, str]:
        """Of the units, by id."""
        return {unit.id: unit.short or unit.name for unit in self.units}

    @property
    def silent(self) -> tuple[Figures, ...]:
        """The units that have sent nothing, no table of form II.06a either, nor said that there was no work."""
        counted = {each.given.unit for each in self.aggregates}
        quiet = (unit for unit in self.units if unit.receives and not unit.has_data and not unit.no_work)
        return tuple(unit for unit in quiet if unit.id not in counted)

    @property
    def knows(self) -> bool:
        """Is anything known of the period's dossiers? Files from before or after it tell nothing, not even 0."""
        return bool(self.rows.read) and not self.data.stale and (self.total.has_data or not self.silent)

    @property
    def idle(self) -> tuple[Figures, ...]:
        """The units that had no work, as they say; what they sent all the same counts."""
        return tuple(unit for unit in self.units if unit.no_work and not unit.has_data)

    @property
    def main_indicators(self) -> tuple[Indicator, ...]:
        """All indicators but those of the essential services, which have a sheet of their own."""
        return tuple(each for each in self.indicators if not each.id.startswith("essential_"))

    @property
    def by_id(self) -> Mapping[str, Indicator]:
        return {each.id: each for each in self.indicators}
