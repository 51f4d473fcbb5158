"""The report as an Excel workbook: one sheet per section, the same bytes for the same report."""

import re
from collections.abc import Iterable
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter

from bsreform.model import Chart, Closing, Letterhead, Paragraphs, Report, Section, Table
from bsreform.wording import clean
from bsreform.writing.canvas import Canvas, new_canvas
from bsreform.writing.charts import reserve_rows, write_chart
from bsreform.writing.document import write_closing, write_letterhead, write_paragraphs
from bsreform.writing.printing import set_up_page
from bsreform.writing.styles import DEFAULT_FORMAT, SMALL, Styles
from bsreform.writing.tables import write_table

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": DEFAULT_FORMAT,
}
_LONGEST_NAME = 31


def write_workbook(report: Report, target: Path | BinaryIO) -> None:
    """Write `report` as .xlsx to a path or a binary stream.

    Raises AssertionError where a live formula would not give the report's figure, OSError from the file.
    """
    # Built in memory: XlsxWriter hides a full disk or a missing right behind errors of its own.
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, dict(_OPTIONS))
    made = datetime.combine(report.period.as_of, time())
    book.set_properties({"title": clean(report.title), "created": made})
    styles = Styles(book)
    names = sheet_names(section.name for section in report.sections)
    for name, section in zip(names, report.sections, strict=True):
        _write_section(book, styles, name, section, report.period.end.year)
    book.close()
    if isinstance(target, Path):
        target.write_bytes(stream.getvalue())
    else:
        target.write(stream.getvalue())


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names that Excel takes: at most 31 characters, without []:*?/\\ or outer apostrophes, each once."""
    names: list[str] = []
    taken: set[str] = set()
    for text in wanted:
        base = re.sub(r"[\[\]:*?/\\\n\t]", " ", clean(text)).strip("' ")[:_LONGEST_NAME] or "Trang"
        name, number = base, 2
        while name.casefold() in taken:
            end = f" ({number})"
            name, number = base[: _LONGEST_NAME - len(end)] + end, number + 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _write_section(book: Any, styles: Styles, name: str, section: Section, year: int) -> None:
    canvas = new_canvas(book, name, styles, section)
    if section.title and not any(isinstance(block, Letterhead) for block in section.blocks):
        canvas.line(section.title.upper(), styles.text(14, bold=True))
        if section.subtitle:
            canvas.line(section.subtitle, styles.text(SMALL + 1, italic=True))
        canvas.next_row(10)
    charts = []
    for block in section.blocks:
        # A signature never stands on a page without text.
        if not isinstance(block, Closing):
            canvas.blocks.append(canvas.row)
        if not isinstance(block, Chart):
            _write_block(canvas, block, year)
        elif (row := reserve_rows(canvas, block, section)) is not None:
            charts.append((block, row))
    for chart, row in charts:
        write_chart(canvas, book, chart, row)
    set_up_page(canvas, section)


def _write_block(canvas: Canvas, block: Letterhead | Paragraphs | Table | Closing, year: int) -> None:
    match block:
        case Letterhead():
            write_letterhead(canvas, block, year)
        case Paragraphs():
            write_paragraphs(canvas, block)
        case Table():
            write_table(canvas, block)
        case Closing():
            write_closing(canvas, block)
