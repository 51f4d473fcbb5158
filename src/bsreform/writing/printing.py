"""How a sheet prints: A4, margins, page breaks, repeated headers, page numbers; and what stays in view."""

from itertools import pairwise

from bsreform.model import Letterhead, Section, Table
from bsreform.writing.canvas import MARGINS_MM, Canvas, breaks, name_column, page_pixels, page_points
from bsreform.writing.fitting import pixels

_PAPER_A4 = 9


def set_up_page(canvas: Canvas, section: Section) -> None:
    """Page set-up of a finished sheet; its print area is everything written."""
    sheet = canvas.sheet
    sheet.set_paper(_PAPER_A4)
    sheet.hide_gridlines(2)
    sheet.set_margins(**{side: millimetres / 25.4 for side, millimetres in MARGINS_MM.items()})
    sheet.set_footer('&C&"Times New Roman"&11Trang &P/&N', {"margin": 0.4})
    if section.landscape:
        sheet.set_landscape()
    sheet.print_area(0, 0, max(canvas.row - 1, 0), len(canvas.widths) - 1)
    _set_pages(canvas, section)
    _repeat_header(canvas, section)
    _freeze(canvas, section)
    # Codes kept as text and sums of chosen cells are meant so: no green corners.
    area = f"A1:XFD{canvas.row + 1}"
    sheet.ignore_errors(dict.fromkeys(("number_stored_as_text", "formula_differs", "formula_range"), area))


def _set_pages(canvas: Canvas, section: Section) -> None:
    """One page wide; or, with page breaks, one scale at which every page fits: Excel ignores breaks while
    it fits to a width."""
    starts = breaks(section)
    if starts:
        _break_columns(canvas, section, starts)
    elif len(canvas.blocks) > 1:
        _set_scale(canvas, section, canvas.pixels(0, len(canvas.widths) - 1))
        canvas.sheet.set_h_pagebreaks(_whole_blocks(canvas, _room(canvas, section)))
    else:
        canvas.sheet.fit_to_pages(1, 0)


def _break_columns(canvas: Canvas, section: Section, starts: list[int]) -> None:
    """New pages before the columns `starts`, each with the names on its left."""
    canvas.sheet.set_v_pagebreaks(starts)
    ends = [*starts[1:], len(canvas.widths)]
    repeated = sum(map(pixels, canvas.widths[: _names(canvas) + 1]))
    first = sum(map(pixels, canvas.widths[: starts[0]]))
    pages = [first, *(repeated + canvas.pixels(a, b - 1) for a, b in zip(starts, ends, strict=True))]
    _set_scale(canvas, section, max(pages))
    canvas.sheet.repeat_columns(0, _names(canvas))


def _set_scale(canvas: Canvas, section: Section, width: int) -> None:
    """Print at the scale at which `width` pixels fit the page."""
    canvas.sheet.set_print_scale(_scale(section, width))


def _scale(section: Section, width: int) -> int:
    """Percent, at most 100: Excel takes 10 to 400."""
    return max(10, min(100, int(100 * page_pixels(section.landscape) / width)))


def _room(canvas: Canvas, section: Section) -> float:
    """The points of rows on one page of a sheet that is one page wide."""
    scale = _scale(section, canvas.pixels(0, len(canvas.widths) - 1))
    return page_points(section.landscape) * 100 / scale


def _whole_blocks(canvas: Canvas, room: float) -> list[int]:
    """The rows before which to start a page of `room` points, so that no block that fits a page is split."""
    starts, used = [], 0.0
    for top, end in pairwise([*canvas.blocks, canvas.row]):
        height = sum(canvas.heights[top:end])
        if used and used + height > room >= height:
            starts.append(top)
            used = 0.0
        used = (used + height) % room
    return starts


def _names(canvas: Canvas) -> int:
    """The column of names of the sheet's widest table."""
    return name_column(max((placed.table for placed in canvas.placed.values()), key=lambda t: len(t.columns)))


def _repeat_header(canvas: Canvas, section: Section) -> None:
    """Repeat the header of a last table that is longer than a page; not above the text of a document."""
    if not canvas.placed or any(isinstance(block, Letterhead) for block in section.blocks):
        return
    last = list(canvas.placed.values())[-1]
    if sum(canvas.heights[: last.last_row + 1]) > _room(canvas, section) or breaks(section):
        canvas.sheet.repeat_rows(last.header_top, last.header_bottom)


def _freeze(canvas: Canvas, section: Section) -> None:
    """Keep header and names in view where a table opens the sheet."""
    first = section.blocks[0] if section.blocks else None
    if isinstance(first, Table) and first.id in canvas.placed:
        placed = canvas.placed[first.id]
        canvas.sheet.freeze_panes(placed.first_row, name_column(first) + 1)
