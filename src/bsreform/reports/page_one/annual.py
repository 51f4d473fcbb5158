"""What page one of the annual report draws: the scores of the units on one scale, hollow where the evidence is thin."""

from bsreform.material.annual_parts import Proposals
from bsreform.material.values import Material
from bsreform.measures import Figures
from bsreform.report_model import Address, Bars, Column, Row, Table
from bsreform.reports.sheets.addresses import value

_MOST = 14


def graded_units(material: Material, proposals: Proposals) -> Bars:
    """The highest scores, group by group; those without ground for a grade in a column of their own."""
    columns = (
        Column("no", "STT", "integer", width=2),
        Column("unit", "Đơn vị", width=9),
        Column("bar", "Thang 0–100 (nhạt: chưa đủ căn cứ)", "sparkline", width=12),
        Column("score", "Điểm", "decimal", width=3),
        Column("thin", "Chưa đủ căn cứ", "decimal", width=4),
    )
    scored = [unit for group in material.groups for unit in _ordered(material, proposals, group.id)]
    rows = tuple(_row(number, unit, proposals) for number, unit in enumerate(scored[:_MOST], 1))
    title = "3. ĐIỂM THEO ĐƠN VỊ"
    if len(scored) > _MOST:
        title += f": {_MOST}/{len(scored)} đơn vị, các đơn vị khác ở trang “Xếp loại”"
    says = "; ".join(f"{row.cells['unit']}: {row.cells['score'] or row.cells['thin']}" for row in rows)
    figures = {"score": value("annual_score", "now"), "thin": value("annual_score", "now")}
    return Bars(
        Table("front_grades", title, columns, rows, figures=figures), "dots", "bar", ("score", "thin"), f"Điểm: {says}."
    )


def _ordered(material: Material, proposals: Proposals, group: str) -> list[Figures]:
    found = [unit for unit in material.members(group) if proposals.of(unit).score is not None]
    return sorted(found, key=lambda unit: (not proposals.of(unit).enough, -(proposals.of(unit).score or 0)))


def _row(number: int, unit: Figures, proposals: Proposals) -> Row:
    own = proposals.of(unit)
    cells = {"score": own.score if own.enough else "", "thin": "" if own.enough else own.score}
    return Row({"no": number, "unit": unit.short or unit.name, **cells}, about=Address(scope=f"unit:{unit.id}"))
