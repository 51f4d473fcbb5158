"""“Tra cứu”: the sheet by which `explain` finds, from a cell of a workbook that we wrote, the figure that it shows.

Its records are read again by reading/report_book.py: "report", "period", "source", "column" and "row".
"""

from collections.abc import Iterable, Iterator, Sequence

from xlsxwriter.utility import xl_col_to_name

from bsreform.forms.marks import LOOKUP_MARK
from bsreform.language.wording import clean
from bsreform.report_model import Address, Report
from bsreform.writing.canvas import Canvas
from bsreform.writing.formulas import Placed
from bsreform.writing.styles import SMALL, Styles
from bsreform.writing.xlsx import XlsxBook

_TITLE = (
    "TRA CỨU. Muốn xem các dòng đứng sau một số liệu, chạy lệnh: "
    "bsreform explain TÊN-TỆP 'TÊN-TRANG!Ô' (ví dụ 'Các đơn vị!F12')."
)
_HEADER = "Loại, trang hoặc tệp, từ dòng, đến dòng, cột, số liệu, kỳ, vế, phạm vi"
LookupLine = Sequence[str | int]


def write_lookup(book: XlsxBook, name: str, styles: Styles, report: Report, canvases: Iterable[Canvas]) -> None:
    """Add the sheet as the last one, hidden: it is for `explain`, not for readers.

    A record is one cell, its parts joined by LOOKUP_MARK: ten times as many cells would cost a tenth of the run.
    """
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, 100, styles.look(font_size=SMALL))
    for row, text in enumerate((_TITLE, _HEADER)):
        sheet.write_string(row, 0, text, styles.look(font_size=SMALL, bold=True))
    for row, record in enumerate(_records(report, canvases), 2):
        sheet.write_string(row, 0, clean(LOOKUP_MARK.join(map(str, record))))
    sheet.hide()


def _records(report: Report, canvases: Iterable[Canvas]) -> Iterator[LookupLine]:
    period = report.period
    yield "report", report.kind
    days = (period.start, period.end, period.as_of, *((period.seen,) if period.seen else ()))
    yield "period", period.id, *(day.isoformat() for day in days)
    for source in report.sources:
        yield "source", source.sha256 or "", source.path
    for canvas in canvases:
        for placed in canvas.placed.values():
            yield from _of_table(canvas.name, placed)


def _of_table(sheet: str, placed: Placed) -> Iterator[LookupLine]:
    """One record for each column that shows figures, one for each row that says whose they are."""
    table = placed.table
    keys = [column.key for column in table.columns]
    columns = [(placed.columns[key], own) for key in keys if (own := table.figures.get(key))]
    if not columns or not any(row.about for row in table.rows):
        return
    first, last = placed.first_row + 1, placed.last_row + 1
    yield from (("column", sheet, first, last, xl_col_to_name(at), *_parts(own)) for at, own in columns)
    yield from (
        ("row", sheet, number, number, "", *_parts(row.about))
        for number, row in enumerate(table.rows, first)
        if row.about
    )


def _parts(address: Address) -> tuple[str, str, str, str]:
    return address.figure, address.span, address.side, address.scope
