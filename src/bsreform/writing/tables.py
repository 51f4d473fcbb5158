"""A table on a sheet: header, rows with live formulas, verdict marks, data bars, sparklines and notes."""

from itertools import groupby
from typing import Final, Literal

from msgspec import Struct, field
from xlsxwriter.utility import xl_rowcol_to_cell

from bsreform.language.wording import DASH
from bsreform.measures import Verdict
from bsreform.report_model import Column, Row, Table
from bsreform.writing.canvas import Canvas, cut, is_mention, name_column
from bsreform.writing.fitting import line_count, row_height
from bsreform.writing.formulas import Placed, formula, is_live, runs
from bsreform.writing.styles import alignment, is_ordinal
from bsreform.writing.xlsx import XlsxFormat, XlsxOptions

_BAR_COLOUR = "#C5D5E8"
_SPARK_COLOUR = "#41719C"
_NUMBERS = ("integer", "counted", "of", "decimal", "percent", "points")
_TITLE = 12
_INDENT_PIXELS = 9
Level = Literal["band", "subband"]
_LEVELS: Final[tuple[Level, ...]] = ("band", "subband")


def write_table(canvas: Canvas, table: Table) -> None:
    """Title, header, body, notes; or title and the sentence `empty` where there are no rows."""
    style = canvas.styles.text
    if table.title:
        canvas.line(table.title, style(_TITLE, "left", bold=True))
    if not table.rows:
        canvas.line(table.empty, style(canvas.styles.size + 1, "left", italic=True))
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
        canvas.line(note, style(canvas.styles.size, "left", italic=True), first if first < canvas.span else 0)
    canvas.next_row(canvas.styles.gap)


def _write_header(canvas: Canvas, table: Table) -> None:
    """Bands merged over their columns, each label from below its last band to the bottom, then the column numbers."""
    look, levels, size = canvas.styles.header(), levels_of(table), canvas.styles.size
    for row, level in enumerate(levels, canvas.row):
        for text, first, last in stretches(table, level):
            canvas.text(text, look, first, last, row)
    bottom = canvas.row + len(levels)
    for index, column in enumerate(table.columns):
        top = bottom - spare_rows(column, levels)
        if bottom > top:
            canvas.sheet.merge_range(top, index, bottom, index, "", look)
        canvas.sheet.write_string(top, index, cut(column.label), look)
    for level in levels:
        widths = ((text, canvas.pixels(first, last)) for text, first, last in stretches(table, level))
        lines = max(line_count(text, wide, size, bold=True) for text, wide in widths)
        canvas.next_row(row_height(lines, size, canvas.styles.padding))
    canvas.next_row(row_height(_label_lines(canvas, table, levels), size, canvas.styles.padding))
    if table.numbered:
        _write_numbers(canvas, table)


def levels_of(table: Table) -> list[Level]:
    """The rows of bands that the header has, from the top."""
    return [level for level in _LEVELS if any(getattr(column, level) for column in table.columns)]


def stretches(table: Table, level: Level) -> list[tuple[str, int, int]]:
    """Each band of a level with its first and last column."""
    found, start = [], 0
    for (*_, text), group in groupby(table.columns, key=lambda column: (column.band, getattr(column, level))):
        end = start + len(list(group))
        found += [(text, start, end - 1)] if text else []
        start = end
    return found


def spare_rows(column: Column, levels: list[Level]) -> int:
    """How many rows of bands the label of a column takes too: those below its last band."""
    taken = [row for row, level in enumerate(levels, 1) if getattr(column, level)]
    return len(levels) - max(taken, default=0)


def _label_lines(canvas: Canvas, table: Table, levels: list[Level]) -> int:
    """Lines of the row of labels; a label that also has rows of bands needs fewer."""
    return max(
        line_count(column.label, canvas.pixels(i, i), canvas.styles.size, bold=True) - spare_rows(column, levels)
        for i, column in enumerate(table.columns)
    )


def _write_numbers(canvas: Canvas, table: Table) -> None:
    look = canvas.styles.header(bold=False, italic=True)
    texts = [column.number or f"({index})" for index, column in enumerate(table.columns, 1)]
    for index, text in enumerate(texts):
        canvas.sheet.write_string(canvas.row, index, text, look)
    lines = max(line_count(text, canvas.pixels(i, i), canvas.styles.size) for i, text in enumerate(texts))
    canvas.next_row(row_height(lines, canvas.styles.size))


def _write_body(canvas: Canvas, placed: Placed) -> None:
    table, size = placed.table, canvas.styles.size
    spots = [_spot(canvas, table, at) for at in range(len(table.columns))]
    for index, row in enumerate(table.rows):
        if row.level == "group" and _is_heading(row, table):
            _write_heading(canvas, row, table)
            continue
        lines = max([_write_cell(canvas, placed, index, spot) for spot in spots])
        canvas.next_row(max(row_height(lines, size, canvas.styles.padding), canvas.styles.least))


class _Spot(Struct, frozen=True):
    """What all cells of one column have in common: its 0-based place, the pixels that a text has (0 = it stays on one
    line), whether an absent number gets a dash, whether there may be live formulas, in rows of units and in sums of
    such rows; the looks made so far, and of each text (bold or not) what its cell holds, how many lines that takes and
    whether it is kept as a mention: most columns repeat few texts.
    """

    column: Column
    at: int
    indent: int
    room: int
    dashed: bool
    live: tuple[bool, bool]
    looks: dict[tuple[str, Verdict | None, bool], XlsxFormat] = field(default_factory=dict)
    texts: dict[tuple[str, bool], tuple[str, int, bool]] = field(default_factory=dict)


def _spot(canvas: Canvas, table: Table, at: int) -> _Spot:
    column, indent = table.columns[at], _indent(table, at)
    room = 0 if column.kind == "line" else canvas.pixels(at, at) - indent * _INDENT_PIXELS
    dashed = column.kind in _NUMBERS and not is_ordinal(column)
    live = is_live(column, sums=False), is_live(column, sums=True)
    return _Spot(column, at, indent, room, dashed, live)


def _is_heading(row: Row, table: Table) -> bool:
    """Does a row of a group say nothing but its name?"""
    first, *others = table.columns
    return isinstance(row.cells.get(first.key), str) and all(
        row.cells.get(each.key, "") in ("", None) for each in others
    )


def _write_heading(canvas: Canvas, row: Row, table: Table) -> None:
    look = canvas.styles.cell(row, table.columns[0], False, 0)
    canvas.text(str(row.cells[table.columns[0].key]), look, 0, len(table.columns) - 1)
    canvas.next_row(canvas.styles.least)


def _write_cell(canvas: Canvas, placed: Placed, index: int, spot: _Spot) -> int:
    """Write one cell of the body; the number of lines it takes comes back."""
    row, column, at = placed.table.rows[index], spot.column, spot.at
    value, sheet = row.cells.get(column.key), canvas.sheet
    look = _look(canvas, row, spot, value is None and spot.dashed)
    if column.link:
        canvas.looks[canvas.row, at] = look
    if isinstance(value, str) and value and column.kind != "sparkline":
        return _write_text(canvas, value, spot, look, bold=row.level != "row")
    if column.kind == "percent" and isinstance(value, int | float):
        value = round(value / 100, 6)
    if spot.live[row.level != "row"] and (live := formula(placed, index, column)):
        sheet.write_formula(canvas.row, at, live, look, DASH if value is None else value)
    elif column.kind == "sparkline" or value == "" or (value is None and not spot.dashed):
        sheet.write_blank(canvas.row, at, None, look)
    elif value is None:
        sheet.write_string(canvas.row, at, DASH, look)
    elif isinstance(value, int | float):
        sheet.write_number(canvas.row, at, value, look)
    else:
        sheet.write_datetime(canvas.row, at, value, look)
    return 1


def _write_text(canvas: Canvas, value: str, spot: _Spot, look: XlsxFormat, *, bold: bool) -> int:
    key = value, bold
    if key not in spot.texts:
        text = cut(value)
        lines = line_count(text, spot.room, canvas.styles.size, bold=bold) if spot.room else 1
        spot.texts[key] = text, lines, is_mention(value)
    text, lines, mentions = spot.texts[key]
    canvas.sheet.write_string(canvas.row, spot.at, text, look)
    if mentions:
        canvas.mentions[canvas.row, spot.at] = (value, look)
    return lines


def _look(canvas: Canvas, row: Row, spot: _Spot, missing: bool) -> XlsxFormat:
    if spot.column.kind == "percent":  # its decimals go by the figures of each row
        return canvas.styles.cell(row, spot.column, missing, spot.indent)
    key = row.level, row.verdicts.get(spot.column.key), missing
    if key not in spot.looks:
        spot.looks[key] = canvas.styles.cell(row, spot.column, missing, spot.indent)
    return spot.looks[key]


def _indent(table: Table, at: int) -> int:
    """1 for text that would touch the figures on its left."""
    before = table.columns[at - 1] if at else table.columns[at]
    return int(alignment(before) == "right" and alignment(table.columns[at]) == "left")


def _decorate(canvas: Canvas, placed: Placed) -> None:
    for at, column in enumerate(placed.table.columns):
        if column.bar:
            _add_bars(canvas, placed, at, column)
        if column.over:
            _add_sparklines(canvas, placed, at, column)
    if placed.table.filtered:
        _add_filter(canvas, placed)


def _add_bars(canvas: Canvas, placed: Placed, at: int, column: Column) -> None:
    """Data bars from zero, those of percents up to 100 %; none on the filled rows of sums."""
    scale = {"max_type": "num", "max_value": 1} if column.kind == "percent" else {}
    options = {"type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_color": _BAR_COLOUR}
    low = {"min_type": "num", "min_value": 0}
    plain = [index for index, row in enumerate(placed.table.rows) if row.level == "row"]
    for first, last in runs(plain):
        area = (placed.first_row + first, at, placed.first_row + last, at)
        canvas.sheet.conditional_format(*area, {**options, **low, **scale})


def _add_sparklines(canvas: Canvas, placed: Placed, at: int, column: Column) -> None:
    """Columns: they print in grey, and a dash stays empty where a line would fall to zero."""
    look: XlsxOptions = {"type": "column", "series_color": _SPARK_COLOUR, "show_hidden": True}
    kinds = {each.kind for each in placed.table.columns if each.key in column.over}
    look |= {"min": 0, "max": 1} if kinds == {"percent"} else {"min": 0}
    sheet = canvas.name.replace("'", "''")
    places, ranges = [], []
    for index in range(len(placed.table.rows)):
        first, last = placed.cell(index, column.over[0]), placed.cell(index, column.over[-1])
        places.append(xl_rowcol_to_cell(placed.first_row + index, at))
        ranges.append(f"'{sheet}'!{first}:{last}")
    if places:  # one group: the library builds its table of styles anew for every call
        canvas.sheet.add_sparkline(places[0], {"location": places, "range": ranges, **look})


def _add_filter(canvas: Canvas, placed: Placed) -> None:
    """Filter buttons on the header; a total below stays outside, so that it is never filtered away."""
    last = placed.last_row
    while last > placed.first_row and placed.table.rows[last - placed.first_row].level == "total":
        last -= 1
    canvas.sheet.autofilter(placed.header_bottom, 0, last, len(placed.table.columns) - 1)
