"""What the sheets on community digital teams are made from: the forms of one quarter, per unit and in total."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from bsreform.language.wording import official_count
from bsreform.layouts.digital_team import COUNTS
from bsreform.material.values import Excluded, Material
from bsreform.measures import Figures, Line, RowCount
from bsreform.model import Problem, Source
from bsreform.organisation.naming import governs_place

LEVELS: Mapping[str, str] = {
    "district": "Cấp huyện",
    "commune": "Cấp xã",
    "village": "Thôn, tổ dân phố",
    "": "Không ghi cấp",
}
TeamCounts = Mapping[str, int | None]
"""The COUNTS of the layout; None = no figure was given."""


class Teams(Struct, frozen=True):
    """The teams of one unit, group or the total. `sent`: some row of the quarter came, even if none could be counted.

    `lines` are the figures of the quarter ("now") and the one before ("before-1"). `plans` and `difficulties` are as
    written, `dated` is the day of the form that counts, `late` how many days after the 25th the first one was sent.
    """

    sent: bool
    lines: Mapping[str, Line]
    plans: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()
    dated: date | None = None
    late: int = 0
    excluded: int = 0

    @property
    def now(self) -> TeamCounts:
        """The counts of the quarter."""
        return counts_of(self.lines["now"])

    @property
    def before(self) -> TeamCounts:
        """Those of the quarter before."""
        return counts_of(self.lines["before-1"])


def counts_of(line: Line) -> TeamCounts:
    """The counts of the layout."""
    return {name: line.count(f"teams.{name}") for name in COUNTS}


class TeamMaterial(Struct, frozen=True):
    """`figures` by the id of unit, group and "total"; `levels` the figures by level of the teams. `day` is the 25th,
    `due` the working day on which the forms are due. `rows` are those of the quarter and those of no known quarter,
    `elsewhere` those of other quarters.
    """

    quarter: str
    figures: Mapping[str, Teams]
    levels: Mapping[str, Line]
    day: date
    due: date
    rows: RowCount
    elsewhere: int
    excluded: tuple[Excluded, ...]
    problems: tuple[Problem, ...]
    sources: tuple[Source, ...]

    def of(self, figures: Figures) -> Teams:
        return self.figures[figures.id]

    @property
    def total(self) -> Teams:
        return self.figures["total"]

    def expected(self, material: Material) -> tuple[Figures, ...]:
        """Those who have to send a form: every commune."""
        return tuple(unit for unit in material.units if governs_place(unit.name))

    def missing(self, material: Material) -> tuple[Figures, ...]:
        """The communes that have sent none, nor said that there was no work."""
        return tuple(unit for unit in self.expected(material) if not self.of(unit).sent and not unit.no_work)

    def late(self, material: Material) -> tuple[str, ...]:
        """The communes that sent their first form after the 25th, with the days: “Bình Long (03 ngày)”."""
        return tuple(
            f"{unit.short} ({official_count(self.of(unit).late)} ngày)"
            for unit in self.expected(material)
            if self.of(unit).late
        )

    def listed(self, material: Material) -> Material:
        """The material with the units that the sheets on teams list: every commune, and agencies that sent a form."""
        units = tuple(unit for unit in material.units if governs_place(unit.name) or self.of(unit).sent)
        shown = {unit.group for unit in units}
        return replace(material, units=units, groups=tuple(each for each in material.groups if each.group in shown))
