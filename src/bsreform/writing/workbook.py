"""The report as an Excel workbook: one sheet per section, the same bytes for the same report."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import xlsxwriter

from bsreform.forms.marks import LOOKUP_SHEET
from bsreform.language.wording import clean
from bsreform.report_model import (
    Chart,
    FrontPage,
    Paragraphs,
    Report,
    Section,
    Table,
    TwoSides,
    front_page,
)
from bsreform.writing.canvas import Canvas, breaks, new_canvas, tables
from bsreform.writing.charts import SMALL_ONES, Spot, has_figures, reserve_rows, write_chart
from bsreform.writing.formulas import Placed
from bsreform.writing.front_charts import OnSheets
from bsreform.writing.front_sheet import write_front
from bsreform.writing.links import write_links, write_mentions, write_way_back
from bsreform.writing.lookup import write_lookup
from bsreform.writing.printing import set_up_page
from bsreform.writing.styles import DEFAULT_FORMAT, SMALL, Styles
from bsreform.writing.tables import write_table
from bsreform.writing.texts import write_paragraphs, write_sides
from bsreform.writing.xlsx import XlsxBook

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": DEFAULT_FORMAT,
}
_LONGEST_NAME = 31
_CARRIED = 4


def write_workbook(report: Report, target: Path | BinaryIO) -> None:
    """Write `report` as .xlsx to a path or a binary stream; raises as `write_sections`."""
    write_sections(report.sections, report.title, report.period.as_of, target, report)


def write_sections(
    sections: Sequence[Section],
    title: str,
    dated: date,
    target: Path | BinaryIO,
    report: Report | None = None,
) -> None:
    """Write sheets as .xlsx to a path or a binary stream. `dated` is the day of the workbook.

    Where they are those of a `report`, a last sheet tells which figures their cells show (see lookup.py).
    Raises AssertionError where a live formula would not give the report's figure, OSError from the file.
    """
    # Built in memory: XlsxWriter hides a full disk or a missing right behind errors of its own.
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, dict(_OPTIONS))
    made = datetime.combine(dated, time())
    book.set_properties({"title": clean(title), "author": clean(report.author if report else ""), "created": made})
    styles = {compact: Styles(book, compact) for compact in (False, True)}
    *names, lookup = sheet_names([*(section.name for section in sections), LOOKUP_SHEET])
    canvases = [
        new_canvas(book, name, styles[section.compact], section) for name, section in zip(names, sections, strict=True)
    ]
    if sections and front_page(sections[0]):
        for canvas in canvases[1:]:
            write_way_back(canvas, names[0])
    drawn = {table.id: table for section in sections for table in tables(section)}
    sources: dict[str, tuple[str, Placed]] = {}
    charts = []
    # Page one last: it draws what stands on other sheets.
    for canvas, section in sorted(zip(canvases, sections, strict=True), key=lambda each: bool(front_page(each[1]))):
        charts += [(canvas, *chart) for chart in _write_section(canvas, book, section, drawn, sources)]
        sources |= {id_: (canvas.name, placed) for id_, placed in canvas.placed.items()}
    for canvas, chart, spot in charts:
        write_chart(canvas, book, chart, spot, *sources[chart.table])
    write_links(canvases)
    write_mentions(canvases)
    if report:
        write_lookup(book, lookup, styles[False], report, canvases)
    book.close()
    if isinstance(target, Path):
        target.write_bytes(stream.getvalue())
    else:
        target.write(stream.getvalue())


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names that Excel takes: at most 31 letters (an emoji two), without []:*?/\\ or outer apostrophes, each once."""
    names: list[str] = []
    taken: set[str] = set()
    for text in wanted:
        base = _cut(re.sub(r"[\[\]:*?/\\\n\t]", " ", clean(text)).strip("' "), _LONGEST_NAME) or "Trang"
        name, number = base, 2
        while name.casefold() in taken:
            end = f" ({number})"
            name, number = _cut(base, _LONGEST_NAME - len(end)) + end, number + 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(text: str, most: int) -> str:
    return text.encode("utf-16-le", "ignore")[: 2 * most].decode("utf-16-le", "ignore").strip("' ")


def _write_section(
    canvas: Canvas, book: XlsxBook, section: Section, drawn: Mapping[str, Table], others: OnSheets
) -> list[tuple[Chart, Spot]]:
    """Fill one sheet; the charts and the spots kept for them come back, as their tables may follow on other sheets."""
    styles = canvas.styles
    if section.title:
        # Columns that are repeated on every printed page would repeat the first letters of a title.
        after_names = 2 if section.compact and breaks(section) else 0
        canvas.line(section.title, styles.text(14, bold=True), after_names)
        if section.subtitle:
            canvas.line(section.subtitle, styles.text(SMALL + 1, italic=True))
        canvas.next_row(styles.gap)
    charts: list[tuple[Chart, Spot]] = []
    for block in section.blocks:
        canvas.blocks.append(_with_signature(canvas) if isinstance(block, TwoSides) and block.room else canvas.row)
        if isinstance(block, FrontPage):
            write_front(canvas, book, block, others)
        elif isinstance(block, Paragraphs | TwoSides | Table):
            _write_block(canvas, block)
        elif isinstance(block, Chart) and has_figures(block, drawn[block.table]):
            charts.append((block, _spot(canvas, charts)))
    set_up_page(canvas, section)
    return charts


def _spot(canvas: Canvas, before: Sequence[tuple[Chart, Spot]]) -> Spot:
    """Beside the chart before, as long as there is room; else in rows kept for it."""
    if before and (place := before[-1][1].place + 1) < SMALL_ONES:
        return Spot(before[-1][1].row, place)
    return Spot(reserve_rows(canvas))


def _with_signature(canvas: Canvas) -> int:
    """The row that starts the page of a signature: it never stands alone, but takes the last rows before it along;
    from a table so short that its header would be left behind, all rows.
    """
    start = max(canvas.row - _CARRIED, 0)
    behind = any(start <= placed.first_row for placed in canvas.placed.values())
    return min(start, canvas.blocks[-1]) if behind and canvas.blocks else start


def _write_block(canvas: Canvas, block: Paragraphs | TwoSides | Table) -> None:
    match block:
        case Paragraphs():
            write_paragraphs(canvas, block)
        case TwoSides():
            write_sides(canvas, block)
        case Table():
            write_table(canvas, block)
