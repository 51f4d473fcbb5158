"""How a sheet prints: A4, margins, page breaks, repeated headers, page numbers; and what stays in view."""

from itertools import pairwise

from bsreform.report_model import Section, front_page
from bsreform.writing.canvas import (
    LEAST_SCALE,
    Canvas,
    breaks,
    full_scale,
    margins,
    name_column,
    page_points,
    tables,
)
from bsreform.writing.formulas import Placed
from bsreform.writing.styles import AUDIT_TAB
from bsreform.writing.xlsx import XlsxSheet

_PAPER_A4 = 9
_LAST_COLUMN = 255
_GOOD_PART = 0.3
_FROZEN_POINTS = 200
"""The most that stays in view above a table: more would leave a telephone no room for its rows."""


def set_up_page(canvas: Canvas, section: Section) -> None:
    """Page set-up of a finished sheet; its print area is everything written."""
    sheet = canvas.sheet
    sheet.set_paper(_PAPER_A4)
    sheet.hide_gridlines(2)
    sheet.set_margins(**{side: millimetres / 25.4 for side, millimetres in margins(section).items()})
    sheet.set_footer('&C&"Times New Roman"&11Trang &P/&N', {"margin": 0.3})
    if section.landscape:
        sheet.set_landscape()
    if section.audit:
        keep_off_paper(sheet)
    else:
        sheet.print_area(0, 0, max(canvas.row - 1, 0), len(canvas.widths) - 1)
    if front_page(section):
        sheet.fit_to_pages(1, 1)
    else:
        _set_pages(canvas, section)
        _freeze(canvas, section)
    # Codes kept as text and sums of chosen cells are meant so: no green corners.
    area = f"A1:XFD{canvas.row + 1}"
    sheet.ignore_errors(dict.fromkeys(("number_stored_as_text", "formula_differs", "formula_range"), area))


def keep_off_paper(sheet: XlsxSheet) -> None:
    """Nothing of the sheet is printed: its print area is one blank cell far from all others."""
    sheet.set_tab_color(AUDIT_TAB)
    sheet.print_area(0, _LAST_COLUMN, 0, _LAST_COLUMN)


def _set_pages(canvas: Canvas, section: Section) -> None:
    """One scale at which every page fits, with breaks of our own: Excel ignores breaks while it fits to a width."""
    if starts := breaks(section):
        canvas.sheet.set_v_pagebreaks(starts)
        canvas.sheet.repeat_columns(0, _names(canvas))
    scale = _scale(canvas, section, starts)
    room = page_points(section) * 100 / scale
    new_pages = _new_pages(canvas, room)
    canvas.sheet.set_print_scale(scale)
    canvas.sheet.set_h_pagebreaks(new_pages)
    _repeat_header(canvas, room, new_pages)


def _scale(canvas: Canvas, section: Section, starts: list[int]) -> int:
    """Percent, at most 100, at which the widest page fits; with column breaks all rows, too, if they stay readable."""
    scale = full_scale(section, _widest_page(canvas, starts))
    if starts:
        all_rows = int(100 * page_points(section) / sum(canvas.heights))
        scale = min(scale, all_rows) if all_rows >= LEAST_SCALE[section.compact] else scale
    return scale


def _widest_page(canvas: Canvas, starts: list[int]) -> int:
    """Pixels of the widest page; every page but the first repeats the names on its left."""
    if not starts:
        return canvas.pixels(0, len(canvas.widths) - 1)
    repeated = canvas.pixels(0, _names(canvas))
    ends = [*starts[1:], len(canvas.widths)]
    later = (repeated + canvas.pixels(first, end - 1) for first, end in zip(starts, ends, strict=True))
    return max(canvas.pixels(0, starts[0] - 1), *later)


def _new_pages(canvas: Canvas, room: float) -> list[int]:
    """The rows before which to start a page of `room` points, so that nothing that fits a page is split, and of what
    does not at least a good part stands below its heading.
    """
    pages, used = [], 0.0
    for top, end in pairwise([*_starts(canvas), canvas.row]):
        height = sum(canvas.heights[top:end])
        left = room - used
        if used and (left < height <= room or (height > room and left < room * _GOOD_PART)):
            pages.append(top)
            used = _header_height(canvas, top)
        used = (used + height) % room
    return pages


def _starts(canvas: Canvas) -> list[int]:
    """Where a page may start: at a block, and in a sheet of one table at any row but the first ones of a group, which
    would leave its heading behind.
    """
    rows = [
        placed.first_row + index
        for placed in canvas.placed.values()
        for index, row in enumerate(placed.table.rows)
        if len(canvas.placed) == 1 and index > 1 and placed.table.rows[index - 1].level != "group"
    ]
    return sorted({0, *canvas.blocks[1:], *rows})


def _header_height(canvas: Canvas, top: int) -> float:
    """The points of the header that is repeated above row `top`."""
    last = _last(canvas)
    if last is None or top <= last.header_bottom:
        return 0.0
    return sum(canvas.heights[last.header_top : last.header_bottom + 1])


def _repeat_header(canvas: Canvas, room: float, new_pages: list[int]) -> None:
    """Repeat the header of a last table that goes on to another page."""
    last = _last(canvas)
    if last is None:
        return
    start = max((row for row in new_pages if row <= last.header_top), default=0)
    goes_on = any(last.header_bottom < row <= last.last_row for row in new_pages)
    if goes_on or sum(canvas.heights[start : last.last_row + 1]) > room:
        canvas.sheet.repeat_rows(last.header_top, last.header_bottom)


def _last(canvas: Canvas) -> Placed | None:
    return max(canvas.placed.values(), key=lambda placed: placed.first_row, default=None)


def _names(canvas: Canvas) -> int:
    """The column of names of the sheet's widest table."""
    return name_column(max((placed.table for placed in canvas.placed.values()), key=lambda t: len(t.columns)))


def _freeze(canvas: Canvas, section: Section) -> None:
    """Keep header and names in view where the sheet begins with its only table."""
    placed = _last(canvas)
    if placed is None or len(tables(section)) > 1:
        return
    if sum(canvas.heights[: placed.first_row]) <= _FROZEN_POINTS:
        canvas.sheet.freeze_panes(placed.first_row, name_column(placed.table) + 1)
