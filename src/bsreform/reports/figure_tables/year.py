"""“Lũy kế năm”: the ledger and the indicators of every unit since the start of the year."""

from bsreform.material.values import Material
from bsreform.measures import Figures
from bsreform.model import Value
from bsreform.report_model import Column, Table
from bsreform.reports.figure_tables.progress import IN, OPEN, OUT
from bsreform.reports.sheets.addresses import counts, rates
from bsreform.reports.sheets.layout import NAMES, rate_cells, rate_columns, silent_note, unit_rows

_PER_PAGE = 4
_LEDGER = (
    Column("carried", "Năm trước chuyển sang", "integer", IN, 8, adds=True),
    Column("received", "Tiếp nhận mới", "integer", IN, 8, adds=True),
    Column("total_in", "Tổng số", "integer", IN, 8, sum_of=("carried", "received")),
    Column("early", "Trước hạn", "integer", OUT, 8, adds=True),
    Column("on_day", "Đúng hạn", "integer", OUT, 8, adds=True),
    Column("late", "Quá hạn", "integer", OUT, 8, adds=True),
    Column("closed", "Tổng số", "integer", OUT, 8, sum_of=("early", "on_day", "late")),
    Column("open_in_term", "Trong hạn", "integer", OPEN, 8, adds=True),
    Column("open_overdue", "Quá hạn", "integer", OPEN, 8, adds=True),
    Column("open", "Tổng số", "integer", OPEN, 8, sum_of=("open_in_term", "open_overdue")),
)


def year_so_far(material: Material) -> Table:
    """The ledger and the rates since the start of the year."""
    columns = [*NAMES, *_LEDGER]
    for number, each in enumerate(material.main_indicators):
        columns += rate_columns(material, each, each.label, starts_page=number % _PER_PAGE == 0)

    def cells(figures: Figures) -> dict[str, Value]:
        ledger = figures.year_ledger
        found: dict[str, Value] = {**ledger, "total_in": ledger["carried"] + ledger["received"]}
        for each in material.main_indicators:
            found |= rate_cells(each.id, figures.indicators[each.id].year)
        return found

    return Table(
        id="by_unit_year",
        title="",
        columns=tuple(columns),
        rows=unit_rows(material, cells),
        notes=("Tổng số tiếp nhận = tổng số đã giải quyết + tổng số đang giải quyết.", *silent_note(material)),
        figures={
            **counts((each.key for each in _LEDGER), "year"),
            **rates((each.id for each in material.main_indicators), "year"),
        },
    )
