"""What the sheets of a report are made from: measured figures, rows, problems and sources of one period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bsreform.config import Config
from bsreform.model import Figures, LowUnit, Period, Problem, RowCount, Source
from bsreform.spec import Indicator


@dataclass(frozen=True, slots=True)
class Overdue:
    """A dossier past its due day: open (`ended` None) or returned late in the period. `days` are working days late."""

    code: str
    procedure: str
    unit: str
    due: date
    ended: date | None
    days: int


@dataclass(frozen=True, slots=True)
class Excluded:
    """A row left out of all figures: its place and the reasons."""

    place: str
    code: str
    reasons: str


@dataclass(frozen=True, slots=True)
class Names:
    """What the report calls its period (“tuần 10 năm 2024”) and the one before (“tuần trước”)."""

    now: str
    before: str


@dataclass(frozen=True, slots=True)
class Material:
    """`measurable` are the indicators that have data; `unlisted` dossiers have a procedure outside the catalogue.

    `trend_labels` head the columns of the trend, oldest first.
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
    rows: RowCount
    problems: tuple[Problem, ...]
    sources: tuple[Source, ...]
    has_catalogue: bool
    unlisted: int
    trend_labels: tuple[str, ...]
    config: Config
    version: str

    def members(self, group: str) -> tuple[Figures, ...]:
        """The units of a group, in order."""
        return tuple(unit for unit in self.units if unit.group == group)

    @property
    def main_indicators(self) -> tuple[Indicator, ...]:
        """All indicators but those of the essential services, which have a sheet of their own."""
        return tuple(each for each in self.indicators if not each.id.startswith("essential_"))

    @property
    def by_id(self) -> Mapping[str, Indicator]:
        return {each.id: each for each in self.indicators}
