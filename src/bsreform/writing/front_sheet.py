"""“Trang nhất” as a sheet: page one on thirty narrow columns, its drawings beside the figures that they draw."""

from datetime import date
from itertools import accumulate
from typing import Final

from bsreform.language.wording import clean, official_date, places_in_sheet
from bsreform.model import Value
from bsreform.report_model import Bars, Column, FrontPage, Row, Table
from bsreform.writing.canvas import Canvas, cut
from bsreform.writing.fitting import line_count, row_height
from bsreform.writing.formulas import Placed
from bsreform.writing.styles import HEADER_FILL, number_format
from bsreform.writing.xlsx import XlsxBook, XlsxFormat, XlsxOptions

_TEXT, _NOTE = 10, 9
_LINE = 12.0
"""Points of a line of text, close set."""
_LEAST: Final = {True: 19.5, False: 14.25}
_INDENT = 9
"""Pixels that a text keeps from the figures on its left."""
_GREYS: Final = ("#BFBFBF", "#7F7F7F", "#262626")
_ONE_DECIMAL: Final = "[$-42A]0.0"
_NUMBER_FORMAT: Final = "[$-42A]#,##0"


def write_front(canvas: Canvas, book: XlsxBook, front: FrontPage) -> None:
    """Fill the sheet, one printed page."""
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
        _draw(canvas, book, bars, _write_table(canvas, bars.table, even=True))
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


def _write_table(canvas: Canvas, table: Table, even: bool = False) -> Placed:
    """Title, header, rows (of one height where they are `even`), notes. An empty table says so in its rows' place."""
    look = canvas.styles.text
    canvas.line(table.title, look(11, bold=True, align="left"))
    header = canvas.row
    if table.rows:
        _write_header(canvas, table)
    placed = _place(canvas, table, header, canvas.row)
    if table.rows:
        canvas.placed[table.id] = placed
        least = max(_height(canvas, table, row) for row in table.rows) if even else 0.0
        for row in table.rows:
            _write_row(canvas, table, row, least)
    else:
        canvas.line(table.empty, look(_TEXT, align="left"))
    for note in table.notes:
        canvas.line(note, look(_NOTE, italic=True, align="left"))
    canvas.next_row(4)
    return placed


def _write_header(canvas: Canvas, table: Table) -> None:
    lines = 1
    for column, (first, last) in zip(table.columns, _spans(table), strict=True):
        look = canvas.styles.look(
            font_size=_NOTE, bold=True, bg_color=HEADER_FILL, border=1, align="center", valign="vcenter", text_wrap=True
        )
        lines = max(lines, canvas.text(column.label, look, first, last))
    canvas.next_row(row_height(lines, _NOTE))


def _write_row(canvas: Canvas, table: Table, row: Row, least: float) -> None:
    for index, (column, (first, last)) in enumerate(zip(table.columns, _spans(table), strict=True)):
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


def _place(canvas: Canvas, table: Table, header: int, first_row: int) -> Placed:
    return Placed(table, header, first_row - 1, first_row, tuple(first for first, _ in _spans(table)))


def _draw(canvas: Canvas, book: XlsxBook, bars: Bars, placed: Placed) -> None:
    """The drawing over the empty column `bars.at`: a chart without axes whose every bar or dot lies in its row."""
    if not bars.table.rows:
        return
    place = next(index for index, column in enumerate(bars.table.columns) if column.key == bars.at)
    first, last = _spans(bars.table)[place]
    chart = book.add_chart(_CHARTS[bars.kind])
    for index, key in enumerate(bars.over):
        chart.add_series(_series(canvas, placed, bars, key) | _LOOKS[bars.kind][index])
    hidden: XlsxOptions = {"visible": False, "major_gridlines": {"visible": False}}
    upright = hidden | {"reverse": True}
    if bars.kind == "dots":
        upright |= {"min": 0.5, "max": len(bars.table.rows) + 0.5}
    chart.set_x_axis(hidden | ({"min": 0} if bars.kind == "stack" else {"min": 0, "max": _TOPS[bars.kind]}))
    chart.set_y_axis(upright)
    chart.set_legend({"none": True})
    chart.set_title({"none": True})
    chart.set_plotarea({"layout": {"x": 0.01, "y": 0.0, "width": 0.98, "height": 1.0}, "fill": {"none": True}})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    points = sum(canvas.heights[placed.first_row : placed.last_row + 1])
    chart.set_size({"width": canvas.pixels(first, last) - 2, "height": round(points * 4 / 3)})
    options = {"x_offset": 1, "y_offset": 0, "object_position": 1, "description": clean(bars.says)}
    canvas.sheet.insert_chart(placed.first_row, first, chart, options)


def _series(canvas: Canvas, placed: Placed, bars: Bars, key: str) -> XlsxOptions:
    column = next(column for column in placed.table.columns if column.key == key)
    scale = 100 if column.kind == "percent" else 1
    found = [row.cells.get(key) for row in placed.table.rows]
    stored = [value / scale if isinstance(value, int | float) else "" for value in found]
    series = {"name": clean(column.label), "values": _area(canvas, placed, key), "values_data": stored}
    if bars.kind == "dots":
        heights = [row.cells.get("no") for row in placed.table.rows]
        series |= {"categories": series["values"], "categories_data": stored}
        series |= {"values": _area(canvas, placed, "no"), "values_data": heights}
    return series


def _area(canvas: Canvas, placed: Placed, key: str) -> list[object]:
    at = placed.column(key)
    return [canvas.name, placed.first_row, at, placed.last_row, at]


def _dot(fill: XlsxOptions) -> XlsxOptions:
    marker = {"type": "circle", "size": 7, "fill": fill, "border": {"color": "#262626"}}
    return {"marker": marker, "line": {"none": True}}


_CHARTS: Final[dict[str, dict[str, str]]] = {
    "bullet": {"type": "bar"},
    "stack": {"type": "bar", "subtype": "stacked"},
    "dots": {"type": "scatter"},
}
_TOPS: Final = {"bullet": 1, "dots": 100}
_LOOKS: Final[dict[str, tuple[XlsxOptions, ...]]] = {
    "bullet": (
        {"fill": {"color": "#A6A6A6"}, "border": {"none": True}, "gap": 45, "overlap": 100},
        {"fill": {"none": True}, "border": {"color": "#000000", "width": 1.5}, "gap": 45, "overlap": 100},
    ),
    "stack": tuple(
        {"fill": {"color": grey}, "border": {"color": "#FFFFFF", "width": 0.5}, "gap": 35} for grey in _GREYS
    ),
    "dots": (_dot({"color": "#262626"}), _dot({"color": "#D0D0D0"})),
}
