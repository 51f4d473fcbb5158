"""“Trang nhất” as a sheet: page one on thirty narrow columns, its drawings beside the figures that they draw."""

from datetime import date
from itertools import accumulate
from math import ceil
from typing import Final

from bsreform.language.wording import official_date, places_in_sheet
from bsreform.model import Value
from bsreform.report_model import Bars, Column, FrontPage, Row, Table
from bsreform.writing.canvas import Canvas, cut
from bsreform.writing.fitting import line_count, row_height
from bsreform.writing.formulas import Placed
from bsreform.writing.front_charts import STRIP_POINTS, OnSheets, draw
from bsreform.writing.styles import HEADER_FILL, number_format
from bsreform.writing.xlsx import XlsxBook, XlsxFormat, XlsxOptions

_TEXT, _NOTE = 10, 9
_LINE = 12.0
"""Points of a line of text, close set."""
_LEAST: Final = {True: 19.5, False: 14.25}
_INDENT = 9
"""Pixels that a text keeps from the figures on its left."""
_ONE_DECIMAL: Final = "[$-42A]0.0"
_NUMBER_FORMAT: Final = "[$-42A]#,##0"


def write_front(canvas: Canvas, book: XlsxBook, front: FrontPage, others: OnSheets) -> None:
    """Fill the sheet, one printed page; `others` are the tables of the other sheets, which drawings may show."""
    look = canvas.styles.text
    canvas.line(front.band, look(15, bold=True, align="left"))
    canvas.line(front.seen, look(_TEXT, italic=True, align="left"))
    if front.warning:
        canvas.line(front.warning, look(11, bold=True, align="left", border=2))
    canvas.line(front.headline, look(13, bold=True, align="left"))
    canvas.next_row(5)
    if front.boxes:
        _write_boxes(canvas, front.boxes)
    if front.calls:
        _write_table(canvas, front.calls)
    for bars in front.bars:
        _write_table(canvas, bars.table, bars)
        if bars.table.rows:
            own = {id_: (canvas.name, placed) for id_, placed in canvas.placed.items()}
            draw(canvas, book, bars, _span(bars), {**others, **own})
    for table in front.lists:
        _write_table(canvas, table)
    if front.remark:
        canvas.next_row(6)
        remark = {"font_size": 11, "bold": True, "align": "left", "valign": "top", "border": 1}
        canvas.text(front.remark, canvas.styles.look(**remark))
        canvas.next_row(27)


def _write_boxes(canvas: Canvas, table: Table) -> None:
    """The large figures: the number at 22 points, below it what it is."""
    row, spans = table.rows[0], _spans(table)
    canvas.placed[table.id] = _place(canvas, table, canvas.row, canvas.row)
    sides = {"left": 2, "right": 2, "align": "center", "text_wrap": True}
    number = canvas.styles.look(font_size=22, bold=True, top=2, valign="vcenter", num_format=_NUMBER_FORMAT, **sides)
    label = canvas.styles.look(font_size=_TEXT, bottom=2, valign="top", **sides)
    lines = 1
    for column, (first, last) in zip(table.columns, spans, strict=True):
        _put(canvas, row.cells.get(column.key), first, last, number)
        lines = max(lines, canvas.text(column.label, label, first, last, canvas.row + 1))
    canvas.next_row(28)
    canvas.next_row(row_height(lines, _TEXT))
    canvas.next_row(5)


def _write_table(canvas: Canvas, table: Table, bars: Bars | None = None) -> None:
    """Title, header, rows (of one height beside `bars`), notes. An empty table says so in its rows' place."""
    look = canvas.styles.text
    canvas.line(table.title, look(11, bold=True, align="left"))
    header = canvas.row
    if table.rows:
        _write_header(canvas, table)
    if table.rows:
        canvas.placed[table.id] = _place(canvas, table, header, canvas.row)
        least = _least_height(canvas, bars) if bars else 0.0
        strip = bars.at if bars and bars.kind == "strip" else ""
        for row in table.rows:
            _write_row(canvas, table, row, least, strip)
        if strip and bars:
            frame = canvas.styles.look(border=1)
            first, last = _span(bars)
            canvas.sheet.merge_range(canvas.row - len(table.rows), first, canvas.row - 1, last, "", frame)
    else:
        canvas.line(table.empty, look(_TEXT, align="left"))
    for note in table.notes:
        canvas.line(note, look(_NOTE, italic=True, align="left"))
    canvas.next_row(4)


def _least_height(canvas: Canvas, bars: Bars) -> float:
    """Points, in whole pixels, so that the bars of a drawing lie in their rows."""
    rows = bars.table.rows
    strip = ceil(STRIP_POINTS / len(rows) / 0.75) * 0.75 if bars.kind == "strip" else 0.0
    return max(strip, *(_height(canvas, bars.table, row) for row in rows))


def _write_header(canvas: Canvas, table: Table) -> None:
    lines = 1
    for column, (first, last) in zip(table.columns, _spans(table), strict=True):
        look = canvas.styles.look(
            font_size=_NOTE, bold=True, bg_color=HEADER_FILL, border=1, align="center", valign="vcenter", text_wrap=True
        )
        lines = max(lines, canvas.text(column.label, look, first, last))
    canvas.next_row(row_height(lines, _NOTE))


def _write_row(canvas: Canvas, table: Table, row: Row, least: float, strip: str) -> None:
    """At least so many points high; without the column of a `strip`, which is one over all rows."""
    for index, (column, (first, last)) in enumerate(zip(table.columns, _spans(table), strict=True)):
        if column.key == strip:
            continue
        heavy = index == 0 and column.kind == "integer" and table.id == "calls"
        size = 14 if heavy else _TEXT
        look = _cell_look(canvas, column, row, size, heavy)
        value = row.cells.get(column.key)
        if column.link:
            canvas.looks[canvas.row, first] = look
        _put(canvas, value, first, last, look, column)
    canvas.next_row(max(_height(canvas, table, row), least))


def _height(canvas: Canvas, table: Table, row: Row) -> float:
    """Points of a row: close set, for one page; whole pixels, so that the bars of a drawing lie in their rows."""
    texts = ((row.cells.get(column.key), *span) for column, span in zip(table.columns, _spans(table), strict=True))
    lines = [
        _lines(canvas, text, first, last, _TEXT, row.level != "row")
        for text, first, last in texts
        if isinstance(text, str)
    ]
    return max(max(lines, default=1) * _LINE + 1.5, _LEAST[table.id == "calls"])


def _cell_look(canvas: Canvas, column: Column, row: Row, size: float, heavy: bool) -> XlsxFormat:
    verdict = row.verdicts.get(column.key)
    properties: XlsxOptions = {"border": 1, "valign": "vcenter"}
    if verdict == "below":
        properties |= {"bold": True, "bg_color": "#D9D9D9"}
    if heavy or row.level != "row":
        properties["bold"] = True
    if column.kind == "text":
        return canvas.styles.look(font_size=size, align="left", text_wrap=True, indent=1, **properties)
    number = number_format(column.kind, places=places_in_sheet(row, column))
    if column.kind == "decimal":
        number = _ONE_DECIMAL
    return canvas.styles.look(font_size=size, align="right" if not heavy else "center", num_format=number, **properties)


def _put(canvas: Canvas, value: Value, first: int, last: int, look: XlsxFormat, column: Column | None = None) -> None:
    """A value over merged columns; a missing number is a dash."""
    if last > first:
        canvas.sheet.merge_range(canvas.row, first, canvas.row, last, "", look)
    if isinstance(value, date):
        value = official_date(value)
    if isinstance(value, str):
        canvas.sheet.write_string(canvas.row, first, cut(value), look)
    elif value is None:
        text = "" if column is not None and column.kind in ("text", "sparkline") else "–"
        canvas.sheet.write_string(canvas.row, first, text, look)
    elif isinstance(value, date):
        canvas.sheet.write_string(canvas.row, first, official_date(value), look)
    else:
        percent = column is not None and column.kind == "percent"
        canvas.sheet.write_number(canvas.row, first, round(value / 100, 6) if percent else value, look)


def _lines(canvas: Canvas, text: str, first: int, last: int, size: float, bold: bool) -> int:
    return line_count(cut(text), canvas.pixels(first, last) - _INDENT, size, bold)


def _spans(table: Table) -> list[tuple[int, int]]:
    """The first and last grid column of every column of the table."""
    ends = list(accumulate(int(column.width) for column in table.columns))
    return list(zip([0, *ends[:-1]], [end - 1 for end in ends], strict=True))


def _span(bars: Bars) -> tuple[int, int]:
    """The first and last grid column of the drawing."""
    at = next(index for index, column in enumerate(bars.table.columns) if column.key == bars.at)
    return _spans(bars.table)[at]


def _place(canvas: Canvas, table: Table, header: int, first_row: int) -> Placed:
    return Placed(table, header, first_row - 1, first_row, tuple(first for first, _ in _spans(table)))
