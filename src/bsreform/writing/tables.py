"""A table on a sheet: header, rows with live formulas, verdict marks, data bars, sparklines and notes."""

from itertools import groupby

from bsreform.model import Column, Row, Table
from bsreform.wording import DASH
from bsreform.writing.canvas import Canvas, cut, name_column
from bsreform.writing.fitting import line_count, row_height
from bsreform.writing.formulas import Placed, formula
from bsreform.writing.styles import SMALL, is_ordinal

_BAR_COLOUR = "#9DB7D5"
_LINE_COLOUR = "#1F4E79"
_LEAST_POINTS = 18
_TITLE = 12


def write_table(canvas: Canvas, table: Table) -> None:
    """Title, header, body, notes; or title and the sentence `empty` where there are no rows."""
    style = canvas.styles.text
    if table.title:
        canvas.line(table.title, style(_TITLE, "left", bold=True))
    if not table.rows:
        canvas.line(table.empty, style(SMALL + 1, "left", italic=True))
    else:
        top = canvas.row
        _write_header(canvas, table)
        placed = Placed(table, top, canvas.row - 1, canvas.row)
        canvas.placed[table.id] = placed
        _write_body(canvas, placed)
        _decorate(canvas, placed)
    # Columns that are repeated on every printed page would repeat the first words of a note.
    first = name_column(table) + 1 if any(column.break_before for column in table.columns) else 0
    for note in table.notes:
        canvas.line(note, style(SMALL, "left", italic=True), first if first < canvas.span else 0)
    canvas.next_row(12)


def _write_header(canvas: Canvas, table: Table) -> None:
    """Bands merged over their labels, labels without a band over both rows, then the numbers of columns."""
    banded = any(column.band for column in table.columns)
    labels = canvas.row + banded
    start = 0
    for band, group in groupby(table.columns, key=lambda column: column.band):
        columns = list(group)
        if band:
            canvas.text(band, canvas.styles.header(), start, start + len(columns) - 1, canvas.row)
        for index, column in enumerate(columns, start):
            _write_label(canvas, column, index, top=labels if band else canvas.row, bottom=labels)
        start += len(columns)
    if banded:
        canvas.next_row(row_height(_band_lines(canvas, table), SMALL))
    canvas.next_row(row_height(_label_lines(canvas, table), SMALL))
    if table.numbered:
        look = canvas.styles.header(bold=False, italic=True, font_size=10)
        for index in range(len(table.columns)):
            canvas.sheet.write_string(canvas.row, index, f"({index + 1})", look)
        canvas.next_row(15)


def _write_label(canvas: Canvas, column: Column, index: int, top: int, bottom: int) -> None:
    look = canvas.styles.header()
    if bottom > top:
        canvas.sheet.merge_range(top, index, bottom, index, "", look)
    canvas.sheet.write_string(top, index, cut(column.label), look)


def _label_lines(canvas: Canvas, table: Table) -> int:
    """Lines of the row of labels; a label that also has the band's row needs one less."""
    banded = any(column.band for column in table.columns)
    return max(
        line_count(column.label, canvas.pixels(i, i), SMALL, bold=True) - (banded and not column.band)
        for i, column in enumerate(table.columns)
    )


def _band_lines(canvas: Canvas, table: Table) -> int:
    lines, start = 1, 0
    for band, group in groupby(table.columns, key=lambda column: column.band):
        count = len(list(group))
        lines = max(lines, line_count(band, canvas.pixels(start, start + count - 1), SMALL, bold=True))
        start += count
    return lines


def _write_body(canvas: Canvas, placed: Placed) -> None:
    drawn = {key for column in placed.table.columns for key in column.over}
    for index, row in enumerate(placed.table.rows):
        lines = 1
        for at, column in enumerate(placed.table.columns):
            _write_cell(canvas, placed, index, at, blank=column.key in drawn)
            lines = max(lines, _cell_lines(canvas, row, column, at))
        canvas.next_row(max(row_height(lines, SMALL), _LEAST_POINTS))


def _write_cell(canvas: Canvas, placed: Placed, index: int, at: int, blank: bool) -> None:
    """One body cell; `blank` leaves a missing number empty, because a sparkline would draw a dash as zero."""
    row, column = placed.table.rows[index], placed.table.columns[at]
    value, sheet = row.cells.get(column.key), canvas.sheet
    missing = value is None and column.kind in ("integer", "percent", "points") and not is_ordinal(column)
    look = canvas.styles.cell(column, row.level, row.verdicts.get(column.key), missing)
    live = formula(placed, index, column)
    if isinstance(value, float) and column.kind == "percent":
        value = round(value / 100, 6)
    elif isinstance(value, int) and column.kind == "percent":
        value = value / 100
    if live:
        sheet.write_formula(canvas.row, at, live, look, DASH if value is None else value)
    elif column.kind == "sparkline" or (value is None and (blank or not missing)):
        sheet.write_blank(canvas.row, at, None, look)
    elif value is None:
        sheet.write_string(canvas.row, at, DASH, look)
    elif isinstance(value, str):
        sheet.write_string(canvas.row, at, cut(value), look)
    elif isinstance(value, int | float):
        sheet.write_number(canvas.row, at, value, look)
    else:
        sheet.write_datetime(canvas.row, at, value, look)


def _cell_lines(canvas: Canvas, row: Row, column: Column, at: int) -> int:
    value = row.cells.get(column.key)
    if not isinstance(value, str) or column.kind != "text":
        return 1
    return line_count(cut(value), canvas.pixels(at, at), SMALL, bold=row.level != "row")


def _decorate(canvas: Canvas, placed: Placed) -> None:
    for at, column in enumerate(placed.table.columns):
        if column.bar:
            _add_bars(canvas, placed, at, column)
        if column.over:
            _add_sparklines(canvas, placed, at, column)
    if placed.table.filtered:
        _add_filter(canvas, placed)


def _add_bars(canvas: Canvas, placed: Placed, at: int, column: Column) -> None:
    """Data bars from zero; those of percents reach the cell's edge at 100 %."""
    scale = {"max_type": "num", "max_value": 1} if column.kind == "percent" else {}
    options = {"type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_color": _BAR_COLOUR}
    low = {"min_type": "num", "min_value": 0}
    canvas.sheet.conditional_format(placed.first_row, at, placed.last_row, at, {**options, **low, **scale})


def _add_sparklines(canvas: Canvas, placed: Placed, at: int, column: Column) -> None:
    look = {"series_color": _LINE_COLOUR, "markers": True, "weight": 1.25, "show_hidden": True}
    sheet = canvas.name.replace("'", "''")
    for index in range(len(placed.table.rows)):
        first, last = placed.cell(index, column.over[0]), placed.cell(index, column.over[-1])
        canvas.sheet.add_sparkline(placed.first_row + index, at, {"range": f"'{sheet}'!{first}:{last}", **look})


def _add_filter(canvas: Canvas, placed: Placed) -> None:
    """Filter buttons on the header; a total below stays outside, so that it is never filtered away."""
    last = placed.last_row
    while last > placed.first_row and placed.table.rows[last - placed.first_row].level == "total":
        last -= 1
    canvas.sheet.autofilter(placed.header_bottom, 0, last, len(placed.table.columns) - 1)
