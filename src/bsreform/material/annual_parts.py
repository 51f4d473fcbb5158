"""The annual score: its parts with their counts, the proposals, and the official names of the grades."""

from collections.abc import Mapping

from msgspec import Struct

from bsreform.figures.annual_score import PARTS
from bsreform.figures.pooling import pooled
from bsreform.figures.registry import FIGURES
from bsreform.material.task_values import TaskMaterial
from bsreform.material.values import Material
from bsreform.measures import Figures, Grade, Grading, Ratio

GRADES: Mapping[Grade, str] = {
    "excellent": "Hoàn thành xuất sắc nhiệm vụ",
    "good": "Hoàn thành tốt nhiệm vụ",
    "completed": "Hoàn thành nhiệm vụ",
    "not_completed": "Không hoàn thành nhiệm vụ",
}
UNGRADED = "Chưa đủ căn cứ"


class Proposals(Struct, frozen=True):
    """The gradings by the id of unit, group and "total"; `trackers` counts the files that were not counted."""

    graded: Mapping[str, Grading]
    trackers: int

    def of(self, figures: Figures) -> Grading:
        return self.graded[figures.id]

    def ranked(self, material: Material, group: str) -> tuple[tuple[Figures, Grading], ...]:
        """The graded units of a group, the best first."""
        found = [(unit, own) for unit in material.members(group) if (own := self.of(unit)).rank is not None]
        return tuple(sorted(found, key=lambda each: each[1].rank or 0))

    def ungraded(self, material: Material) -> tuple[Figures, ...]:
        """The units that have too little to be graded by."""
        return tuple(unit for unit in material.units if not self.of(unit).enough)


def cases(material: Material) -> Mapping[str, int]:
    """The dossiers of the year, carried over or received in it, by the id of unit, group and "total"."""
    return {
        each.id: each.ledger["carried"] + each.ledger["received"]
        for each in (*material.units, *material.groups, material.total)
    }


def parts(
    material: Material, tasks: TaskMaterial, punctuality: Mapping[str, Ratio]
) -> Mapping[str, Mapping[str, Ratio]]:
    """The counts of every part by the id of unit, group and "total". `tasks` are those of the software alone."""
    return {
        each.id: _parts(each, material, tasks, punctuality)
        for each in (*material.units, *material.groups, material.total)
    }


def _parts(
    figures: Figures, material: Material, tasks: TaskMaterial, punctuality: Mapping[str, Ratio]
) -> Mapping[str, Ratio]:
    known = {name: measure.now for name, measure in figures.indicators.items()}
    known |= {name: each.ratio for name, each in tasks.lines_of[figures.id].sums.items()}
    known |= {"quality": material.quality[figures.id], "punctuality": punctuality[figures.id]}
    return {part.id: pooled(*(known[addend.id] for addend in FIGURES[part.figure].addends)) for part in PARTS}
