"""“Các đơn vị”: every unit on one landscape page: what came, what is overdue, the rates of the letter."""

from bsreform.language.wording import NO_DATA, official_date
from bsreform.material.values import Material
from bsreform.measures import Figures, Verdict
from bsreform.model import Value
from bsreform.report_model import Address, Column, Section, Table
from bsreform.reports.sheets.addresses import counts, rates
from bsreform.reports.sheets.layout import NAMES, points_note, silent_note, unit_rows
from bsreform.spec import Indicator

UNITS = "units"
"""The table in which every unit has its row: what other sheets link to."""
SHOWN = (
    "on_time_rate",
    "online_rate",
    "online_payment_rate",
    "component_digitisation_rate",
    "result_digitisation_rate",
)
_LEDGER = (
    Column("received", "Tiếp nhận", "integer", width=7, adds=True),
    Column("closed", "Đã giải quyết", "integer", width=7, adds=True),
    Column("open", "Đang giải quyết", "integer", width=7, adds=True),
    Column("open_overdue", "Quá hạn", "integer", width=7, adds=True),
)


def unit_overview(material: Material) -> Section:
    """The sheet: one table; a rate that misses its target is shaded."""
    found = [material.by_id[name] for name in SHOWN if name in material.by_id]
    points = Column("score", "Điểm QĐ 766", "decimal", width=7)
    columns = (*NAMES, *_LEDGER, *(column for each in found for column in _rate(each)), points)

    def cells(figures: Figures) -> dict[str, Value]:
        shown: dict[str, Value] = {**figures.ledger, "score": figures.score}
        for each in found:
            now = figures.indicators[each.id].now
            shown |= {f"{each.id}.counted": now.counted, f"{each.id}.out_of": now.out_of}
            shown |= {f"{each.id}.counted": "", f"{each.id}.out_of": NO_DATA} if now.out_of is None else {}
        return shown

    table = Table(
        UNITS,
        "",
        columns,
        unit_rows(material, cells, lambda figures: _verdicts(figures, found)),
        ("Số hồ sơ đạt / tổng số. Ô tô đậm: không đạt chỉ tiêu.", points_note(material), *silent_note(material)),
        figures={**counts((*(each.key for each in _LEDGER), "score")), **_addresses(found)},
    )
    days = f"từ ngày {official_date(material.period.start)} đến ngày {official_date(material.period.as_of)}"
    title = f"CÁC ĐƠN VỊ, {material.names.now.upper()} ({days})"
    return Section("Các đơn vị", (table,), title, landscape=True, compact=True)


def _rate(indicator: Indicator) -> tuple[Column, ...]:
    return (
        Column(f"{indicator.id}.counted", "Đạt", "integer", indicator.short, 5, adds=True),
        Column(f"{indicator.id}.out_of", "/tổng số", "of", indicator.short, 9.5, adds=True),
    )


def _verdicts(figures: Figures, indicators: list[Indicator]) -> dict[str, Verdict]:
    missed = (each for each in indicators if figures.indicators[each.id].own_verdict == "below")
    return {f"{each.id}.{side}": "below" for each in missed for side in ("counted", "out_of")}


def _addresses(indicators: list[Indicator]) -> dict[str, Address]:
    return {key: own for key, own in rates(each.id for each in indicators).items() if not key.endswith(".percent")}
