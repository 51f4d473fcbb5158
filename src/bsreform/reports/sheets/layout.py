"""Rows of a table over all units: the total, then each group followed by its units."""

from collections.abc import Callable, Mapping

from bsreform.model import Figures, Row, Value, Verdict
from bsreform.reports.material import Material

ROMAN = ("I", "II", "III")
NO_DATA = "không có số liệu"
VERDICTS: Mapping[Verdict, str] = {"above": "Vượt", "equal": "Đạt", "below": "Không đạt"}
Cells = Callable[[Figures], Mapping[str, Value]]
Verdicts = Callable[[Figures], Mapping[str, Verdict]]


def unit_rows(material: Material, cells: Cells, verdicts: Verdicts = lambda _: {}) -> tuple[Row, ...]:
    """One row per unit, group and the total, with its number (`no`) and name (`unit`) in front."""
    rows = [Row({"no": None, "unit": "TỔNG SỐ", **cells(material.total)}, "total", verdicts(material.total))]
    for number, group in zip(ROMAN, material.groups, strict=False):
        rows.append(Row({"no": number, "unit": group.name, **cells(group)}, "group", verdicts(group)))
        for index, unit in enumerate(material.members(group.id), 1):
            rows.append(Row({"no": index, "unit": unit.name, **cells(unit)}, "row", verdicts(unit)))
    return tuple(rows)
