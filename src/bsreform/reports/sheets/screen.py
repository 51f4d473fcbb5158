"""The screen: low units first, then the district, then the units that have data, in 80 columns."""

from collections.abc import Sequence

from bsreform.language.wording import DASH, counts_of, percent_of
from bsreform.material.values import Material
from bsreform.measures import Figures, LowUnit, Ratio, Verdict
from bsreform.model import Value
from bsreform.report_model import Column, Row, Table

_RATES = {
    "online_rate": "Trực\ntuyến",
    "online_payment_rate": "Thanh\ntoán TT",
    "component_digitisation_rate": "Số hóa\nhồ sơ",
    "result_digitisation_rate": "Số hóa\nkết quả",
    "on_time_rate": "Đúng\nhạn",
}

_NO_DATA = "không có"


def screen(material: Material) -> tuple[Table, ...]:
    """The tables of the terminal, made from the same figures as the workbook."""
    return (_low(material), _district(material), _units(material))


def _low(material: Material) -> Table:
    columns = (
        Column("unit", "Đơn vị"),
        Column("worst", "Thiếu nhiều nhất ở"),
        Column("percent", "Tỷ lệ", "percent", ratio=("counted", "out_of")),
        Column("counts", "Đạt/\ntổng số", "line"),
        Column("target", "Chỉ tiêu", "percent"),
        Column("weeks", f"Số {material.names.noun}\nliên tiếp", "integer"),
        Column("count", "Số\nchỉ tiêu", "integer"),
    )
    by_unit: dict[str, list[LowUnit]] = {}
    for each in material.low_units:
        by_unit.setdefault(each.unit, []).append(each)
    noun = material.names.noun
    shorts = {unit.id: unit.short for unit in material.units}
    rows = tuple(
        Row(
            {
                "unit": shorts[unit],
                "worst": material.by_id[lows[0].indicator].short,
                **_rate(lows[0].judged),
                "target": lows[0].target,
                "weeks": lows[0].weeks_in_a_row,
                "count": len(lows),
            },
            verdicts={"percent": "below"},
        )
        for unit, lows in by_unit.items()
    )
    note = f"Số {noun} liên tiếp: số {noun} chỉ tiêu ấy không đạt. Số chỉ tiêu: số chỉ tiêu không đạt của đơn vị."
    return Table(
        "low_units",
        "ĐƠN VỊ CÓ CHỈ TIÊU KHÔNG ĐẠT (cần đôn đốc trước ở trên)",
        columns,
        rows,
        notes=(note,) if rows else (),
        empty="Không có đơn vị nào thấp hơn chỉ tiêu được giao.",
    )


def _rate(ratio: Ratio, prefix: str = "") -> dict[str, Value]:
    """The cells of a percent and, beside it, of its counts."""
    counts = "" if ratio.out_of is None else counts_of(ratio)
    own = {"percent": ratio.percent, "counted": ratio.counted, "out_of": ratio.out_of, "counts": counts}
    return {f"{prefix}{key}": value for key, value in own.items()}


def _district(material: Material) -> Table:
    columns = (
        Column("label", f"Toàn {material.level}"),
        Column("percent", "Tỷ lệ", "percent", ratio=("counted", "out_of")),
        Column("counts", "Đạt/\ntổng số", "line"),
        Column("target", "Chỉ tiêu", "percent"),
        Column("change", f"So với\n{material.names.before}", "points"),
        Column("year.percent", "Lũy kế\nnăm", "percent", ratio=("year.counted", "year.out_of")),
        Column("year.counts", "Đạt/\ntổng số", "line"),
    )
    rows = []
    for each in material.main_indicators:
        if each.id in material.measurable:
            measure = material.total.indicators[each.id]
            cells: dict[str, Value] = {"label": each.label, "target": measure.target, "change": measure.change}
            cells |= _rate(measure.now) | _rate(measure.year, "year.")
            rows.append(Row(cells, verdicts={"percent": measure.own_verdict} if measure.own_verdict else {}))
    missing = [each.short for each in material.main_indicators if each.id not in material.measurable]
    notes = (f"Không có số liệu: {', '.join(missing)}.",) if missing else ()
    return Table("district", f"CHỈ TIÊU TOÀN {material.level.upper()}", columns, tuple(rows), notes=notes)


def _units(material: Material) -> Table:
    names = [name for name in _RATES if name in material.measurable]
    columns = (
        Column("unit", "Đơn vị"),
        Column("received", "Tiếp\nnhận", "integer"),
        *(Column(name, _RATES[name], "line") for name in names),
        Column("overdue", "Quá\nhạn", "integer"),
    )
    rows = [_unit_row(material.total, "total", names)]
    for group in material.groups:
        rows.append(_unit_row(group, "group", names))
        rows += [_unit_row(unit, "row", names) for unit in material.members(group.id) if unit.has_data]
    silent = [unit.short for unit in material.silent]
    notes = [f"Chưa có số liệu ({len(silent)} đơn vị): {', '.join(silent)}."] if silent else []
    if any(_NO_DATA in row.cells.values() for row in rows):
        notes.append(f"“{_NO_DATA}”: không có số liệu, tệp của đơn vị không có cột ấy.")
    return Table("units", "THEO ĐƠN VỊ", columns, tuple(rows), notes=tuple(notes))


def _unit_row(figures: Figures, level: str, names: Sequence[str]) -> Row:
    cells: dict[str, Value] = {"unit": figures.short, "received": figures.ledger["received"]}
    for name in names:
        now = figures.indicators[name].now
        cells[name] = _NO_DATA if now.out_of is None else f"{percent_of(now)}\n{counts_of(now)}" if now.out_of else DASH
    cells["overdue"] = figures.ledger["open_overdue"]
    verdicts: dict[str, Verdict] = {name: told for name in names if (told := figures.indicators[name].own_verdict)}
    return Row(cells, "total" if level == "total" else "group" if level == "group" else "row", verdicts)
