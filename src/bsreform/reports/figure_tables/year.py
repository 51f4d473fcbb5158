"""“Lũy kế năm”: the ledger and the indicators of every unit since the start of the year."""

from bsreform.material.values import Material
from bsreform.report_model import Column, Table
from bsreform.reports.figure_tables.progress import IN, OPEN, OUT
from bsreform.reports.sheets.addresses import value
from bsreform.reports.sheets.layout import NAMES, filled, rate_columns, shown, silent_note, unit_rows

_PER_PAGE = 4
_LEDGER = (
    Column("carried", "Năm trước chuyển sang", "integer", IN, 8, adds=True, shows=value("carried", "year")),
    Column("received", "Tiếp nhận mới", "integer", IN, 8, adds=True, shows=value("received", "year")),
    Column("total_in", "Tổng số", "integer", IN, 8, sum_of=("carried", "received"), shows=value("total_in", "year")),
    Column("early", "Trước hạn", "integer", OUT, 8, adds=True, shows=value("early", "year")),
    Column("on_day", "Đúng hạn", "integer", OUT, 8, adds=True, shows=value("on_day", "year")),
    Column("late", "Quá hạn", "integer", OUT, 8, adds=True, shows=value("late", "year")),
    Column("closed", "Tổng số", "integer", OUT, 8, sum_of=("early", "on_day", "late"), shows=value("closed", "year")),
    Column("open_in_term", "Trong hạn", "integer", OPEN, 8, adds=True, shows=value("open_in_term", "year")),
    Column("open_overdue", "Quá hạn", "integer", OPEN, 8, adds=True, shows=value("open_overdue", "year")),
    Column("open", "Tổng số", "integer", OPEN, 8, sum_of=("open_in_term", "open_overdue"), shows=value("open", "year")),
)


def year_so_far(material: Material) -> Table:
    """The ledger and the rates since the start of the year."""
    columns = [*NAMES, *_LEDGER]
    for number, each in enumerate(material.main_indicators):
        columns += rate_columns(material, each, each.label, starts_page=number % _PER_PAGE == 0, span="year")
    return Table(
        id="by_unit_year",
        title="",
        columns=tuple(columns),
        rows=unit_rows(material, lambda figures: filled(columns, figures.lines)),
        notes=("Tổng số tiếp nhận = tổng số đã giải quyết + tổng số đang giải quyết.", *silent_note(material)),
        figures=shown(columns),
    )
