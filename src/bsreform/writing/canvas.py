"""A worksheet being filled from top to bottom: its columns, where the next block starts, and text on it."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct, field

from bsreform.language.wording import clean
from bsreform.report_model import Section, Table, front_page
from bsreform.writing.fitting import line_count, pixels, row_height
from bsreform.writing.formulas import Placed
from bsreform.writing.sheet import Sheet
from bsreform.writing.styles import Styles
from bsreform.writing.xlsx import XlsxBook, XlsxFormat, XlsxSheet

_LIST_MM: Final = {"left": 20, "right": 10, "top": 15, "bottom": 15}
_FRONT_MM: Final = {"left": 13, "right": 13, "top": 8, "bottom": 12}
_COMPACT_MM: Final = {"left": 12, "right": 10, "top": 6, "bottom": 13}
FRONT_COLUMNS: Final = 30
"""Page one stands on so many columns of one width."""
_FRONT_WIDTH: Final = 18 / 7
MAX_TEXT: Final = 32_767
_A4_MM: Final = (210, 297)
# Printers, and Excel on another system, set columns a little wider than the screen; rows keep their points.
_PRINTED_WIDTH = 0.95
_PRINTED_HEIGHT = 0.98
_SPARE_COLUMN = 8.0
LEAST_SCALE: Final = {True: 100, False: 82}
"""Percent, by whether the sheet is compact: at less its type would come out below 9 points on paper."""
_NARROWEST: Final = (20.0, 14.0, 8.0, 7.5)
"""Characters to which wide columns may be narrowed for that, step by step."""


class Canvas(Struct):
    """One worksheet. `row`: the 0-based row of the next block; `span`: how many columns running text has.

    `heights` are the points of the rows above `row`; `blocks` the rows at which blocks start. `looks` are those of the
    cells that may become links, `mentions` the texts that name a sheet of the book.
    """

    sheet: XlsxSheet
    name: str
    styles: Styles
    widths: tuple[float, ...]
    span: int
    row: int = 0
    placed: dict[str, Placed] = field(default_factory=dict)
    heights: list[float] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    looks: dict[tuple[int, int], XlsxFormat] = field(default_factory=dict)
    mentions: dict[tuple[int, int], tuple[str, XlsxFormat]] = field(default_factory=dict)

    def pixels(self, first: int, last: int) -> int:
        """The width of columns `first`..`last`, both included."""
        return sum(pixels(width) for width in self.widths[first : last + 1])

    def text(self, text: str, look: XlsxFormat, first: int = 0, last: int | None = None, row: int | None = None) -> int:
        """Write `text` over columns `first`..`last` of one row; the number of lines it takes comes back."""
        last = self.span - 1 if last is None else last
        row = self.row if row is None else row
        if last > first:
            self.sheet.merge_range(row, first, row, last, "", look)
        self.sheet.write_string(row, first, cut(text), look)
        if is_mention(text):
            self.mentions[row, first] = (text, look)
        if look.shrink:
            return 1
        return line_count(cut(text), self.pixels(first, last), look.font_size, bool(look.bold))

    def line(self, text: str, look: XlsxFormat, first: int = 0) -> None:
        """One row of running text, as high as it needs and on to the next row."""
        lines = self.text(text, look, first)
        self.next_row(row_height(lines, look.font_size))

    def next_row(self, points: float) -> None:
        """Give the current row its height and go on to the next; by itself, an empty row."""
        self.sheet.set_row(self.row, points)
        self.heights.append(points)
        self.row += 1

    @property
    def half(self) -> int:
        """How many columns the left half of the page takes."""
        wanted = self.pixels(0, self.span - 1) / 2
        return min(range(1, self.span), key=lambda count: abs(self.pixels(0, count - 1) - wanted))


def is_mention(text: str) -> bool:
    """Does it say on which sheet something stands?"""
    return "trang “" in text


def cut(text: str) -> str:
    """`text` as a cell can hold it: without unwritable characters, at most 32,767 long."""
    text = clean(text)
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"


def margins(section: Section) -> Mapping[str, int]:
    """Millimetres."""
    if front_page(section):
        return _FRONT_MM
    return _COMPACT_MM if section.compact else _LIST_MM


def page_pixels(section: Section) -> int:
    """The width that surely fits an A4 page at full size."""
    edges = margins(section)
    width = _A4_MM[1 if section.landscape else 0] - edges["left"] - edges["right"]
    return int(width / 25.4 * 96 * _PRINTED_WIDTH)


def full_scale(section: Section, wide: int) -> int:
    """Percent, at most 100, at which a page of `wide` pixels fits the paper."""
    return max(10, min(100, 100 * page_pixels(section) // wide))


def page_points(section: Section) -> float:
    """The height that surely fits an A4 page at full size."""
    edges = margins(section)
    height = _A4_MM[0 if section.landscape else 1] - edges["top"] - edges["bottom"]
    return height / 25.4 * 72 * _PRINTED_HEIGHT


def breaks(section: Section) -> list[int]:
    """The 0-based columns before which a new printed page starts."""
    found = {i for table in tables(section) for i, column in enumerate(table.columns) if column.break_before}
    return sorted(found - {0})


def name_column(table: Table) -> int:
    """The column that names the row: the first wide text column, else the first column."""
    wide = (i for i, column in enumerate(table.columns) if column.kind == "text" and column.width >= 12)
    return next(wide, 0)


def tables(section: Section) -> list[Table]:
    """The tables among its blocks and on page one, from top to bottom."""
    front = front_page(section)
    return [*(front.tables if front else ()), *(block for block in section.blocks if isinstance(block, Table))]


def column_widths(section: Section) -> tuple[float, ...]:
    """The sheet's column widths in characters: what its tables ask for, made up to the width of a page."""
    if front_page(section):
        return (_FRONT_WIDTH,) * FRONT_COLUMNS
    filled = [table for table in tables(section) if table.rows] or tables(section)
    count = max((len(table.columns) for table in filled), default=0)
    asked = [[t.columns[i].width for t in filled if i < len(t.columns)] for i in range(count)]
    widths = [max(found) for found in asked]
    if breaks(section) or section.audit:
        return tuple(widths)
    _narrow(widths, section)
    _stretch_name(widths, section)
    while _missing(widths, section) > pixels(_SPARE_COLUMN) / 2 or len(widths) < 2:
        widths.append(_SPARE_COLUMN)
    return tuple(widths)


def _narrow(widths: list[float], section: Section) -> None:
    """Take from the columns what the page has no room for at a size that can be read: from the wide ones first."""
    for least in _NARROWEST:
        over = sum(map(pixels, widths)) - 100 * page_pixels(section) / LEAST_SCALE[section.compact]
        spare = [max(width - least, 0) for width in widths]
        share = min(max(over, 0) / 7 / max(sum(spare), 1), 1)
        widths[:] = [width - share * own for width, own in zip(widths, spare, strict=True)]


def _stretch_name(widths: list[float], section: Section) -> None:
    """Let the column of names take the room left on the page."""
    if not widths:
        return
    filled = [table for table in tables(section) if table.rows] or tables(section)
    name = max(filled, key=lambda table: len(table.columns))
    at = name_column(name)
    widths[at] += max(min(_missing(widths, section) / 7, widths[at]), 0)


def _missing(widths: list[float], section: Section) -> float:
    return page_pixels(section) - sum(map(pixels, widths))


def new_canvas(book: XlsxBook, name: str, styles: Styles, section: Section) -> Canvas:
    """An empty worksheet with the columns that the section's tables need."""
    widths = column_widths(section)
    folded = {at for table in tables(section) for at, column in enumerate(table.columns) if column.outline}
    sheet = book.add_worksheet(name, Sheet)
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width, styles.look(), {"level": 1} if index in folded else {})
    first_page = next(iter(breaks(section)), len(widths))
    return Canvas(sheet, name, styles, widths, max(first_page, 2))
