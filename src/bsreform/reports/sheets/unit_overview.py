"""“Các đơn vị”: every unit on one landscape page: what came, what is overdue, the rates of the letter."""

from bsreform.language.wording import NO_DATA, official_date
from bsreform.material.values import Material
from bsreform.measures import Figures, Verdict
from bsreform.model import Value
from bsreform.report_model import Column, Section, Table
from bsreform.reports.sheets.addresses import counts, now, rate
from bsreform.reports.sheets.layout import NAMES, filled, points_note, shown, silent_note, unit_rows
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
    Column("received", "Tiếp nhận", "integer", width=6.5, adds=True, shows=now("received")),
    Column("closed", "Đã giải quyết", "integer", width=6.5, adds=True, shows=now("closed")),
    Column("open", "Đang giải quyết", "integer", width=6.5, adds=True, shows=now("open")),
    Column("open_overdue", "Quá hạn", "integer", width=6.5, adds=True, shows=now("open_overdue")),
)


def unit_overview(material: Material) -> Section:
    """The sheet: one table; a rate that misses its target is shaded."""
    found = [material.by_id[name] for name in SHOWN if name in material.by_id]
    points = Column("score", "Điểm QĐ 766", "decimal", width=6)
    columns = (*NAMES, *_LEDGER, *(column for each in found for column in _rate(each)), points)

    def cells(figures: Figures) -> dict[str, Value]:
        unknown = (each.id for each in found if figures.indicators[each.id].now.out_of is None)
        words = {key: text for id_ in unknown for key, text in ((f"{id_}.counted", ""), (f"{id_}.out_of", NO_DATA))}
        return {**filled(columns, figures.lines), **words, "score": figures.score}

    table = Table(
        UNITS,
        "",
        columns,
        unit_rows(material, cells, lambda figures: _verdicts(figures, found)),
        ("Số hồ sơ đạt / tổng số. Ô tô đậm: không đạt chỉ tiêu.", points_note(material), *silent_note(material)),
        figures={**shown(columns), **counts(("score",))},
    )
    days = f"từ ngày {official_date(material.period.start)} đến ngày {official_date(material.period.as_of)}"
    title = f"CÁC ĐƠN VỊ, {material.names.now.upper()} ({days})"
    return Section("Các đơn vị", (table,), title, landscape=True, compact=True)


def _rate(indicator: Indicator) -> tuple[Column, ...]:
    counted, out_of, _ = addresses = rate(indicator.id, indicator.id)
    return (
        Column(counted, "Đạt", "counted", indicator.short, 5, adds=True, shows=addresses[counted]),
        Column(out_of, "/tổng", "of", indicator.short, 7, adds=True, shows=addresses[out_of]),
    )


def _verdicts(figures: Figures, indicators: list[Indicator]) -> dict[str, Verdict]:
    missed = (each for each in indicators if figures.indicators[each.id].own_verdict == "below")
    return {f"{each.id}.{side}": "below" for each in missed for side in ("counted", "out_of")}
