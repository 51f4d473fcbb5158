"""What page one of the annual report draws: the scores of the units on one scale, hollow where the evidence is thin."""

from bsreform.material.annual_parts import Proposals
from bsreform.material.values import Material
from bsreform.measures import Figures
from bsreform.report_model import Address, Bars, Column, Row, Table
from bsreform.reports.sheets.addresses import value

_MOST = 10
"""Rows that page one has room for: of every group the highest and the lowest, as many of each."""


def graded_units(material: Material, proposals: Proposals) -> Bars:
    """The highest and the lowest scores of every group on one scale; those without ground for a grade in a column of
    their own.
    """
    columns = (
        Column("no", "STT", "integer", width=2),
        Column("unit", "Đơn vị", width=9),
        Column("bar", "Thang 0–100 (nhạt: chưa đủ căn cứ)", "sparkline", width=12),
        Column("score", "Điểm", "decimal", width=3),
        Column("thin", "Chưa đủ căn cứ", "decimal", width=4),
    )
    groups = [found for group in material.groups if (found := _ordered(material, proposals, group.id))]
    ends = _MOST // max(2 * len(groups), 1)
    chosen = [unit for found in groups for unit in _ends(found, ends)]
    rows = tuple(_row(number, unit, proposals) for number, unit in enumerate(chosen, 1))
    title = "3. ĐIỂM THEO ĐƠN VỊ"
    if len(chosen) < sum(map(len, groups)):
        title += f": {ends} cao nhất, {ends} thấp nhất mỗi nhóm; các đơn vị khác ở trang “Xếp loại”"
    says = "; ".join(f"{row.cells['unit']}: {row.cells['score'] or row.cells['thin']}" for row in rows)
    figures = {"score": value("annual_score", "now"), "thin": value("annual_score", "now")}
    return Bars(
        Table("front_grades", title, columns, rows, figures=figures), "dots", "bar", ("score", "thin"), f"Điểm: {says}."
    )


def _ordered(material: Material, proposals: Proposals, group: str) -> list[Figures]:
    found = [unit for unit in material.members(group) if proposals.of(unit).score is not None]
    return sorted(found, key=lambda unit: (not proposals.of(unit).enough, -(proposals.of(unit).score or 0)))


def _ends(ordered: list[Figures], count: int) -> list[Figures]:
    """The first and the last so many, all where there are no more."""
    return ordered if len(ordered) <= 2 * count else [*ordered[:count], *ordered[-count:]]


def _row(number: int, unit: Figures, proposals: Proposals) -> Row:
    own = proposals.of(unit)
    cells = {"score": own.score if own.enough else "", "thin": "" if own.enough else own.score}
    return Row({"no": number, "unit": unit.short or unit.name, **cells}, about=Address(scope=f"unit:{unit.id}"))
