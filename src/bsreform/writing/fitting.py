"""How much room a text takes in Times New Roman, so that no row of the workbook cuts its text."""

import unicodedata
from functools import cache, lru_cache
from math import ceil
from typing import Final

MAX_HEIGHT: Final = 409.0
"""Points: no row of a sheet can be higher."""
# Advance widths of Times New Roman in thousandths of the type size; marks add nothing after NFD.
_WIDTHS: Final = {
    char: width
    for width, chars in (
        (250, " .,\u00a0"),
        (278, "ijlt/:;\\|"),
        (333, "frI()[]-'‘’!`"),
        (389, "sJ"),
        (444, "acez?“”"),
        (556, "PSF"),
        (611, "ELTZ"),
        (667, "BCR"),
        (722, "wADGHKNOQUVXY"),
        (778, "m"),
        (833, "%&"),
        (889, "M"),
        (944, "W"),
        (1000, "…—@"),
    )
    for char in chars
}
_OTHER = 500
_BOLD = 1.07
# Printers and the Excel of another system set the same text a little wider.
_SAFETY = 1.05
_PADDING = 8


def pixels(width: float) -> int:
    """A column width in characters, as pixels at 96 dpi (Times New Roman 11 has digits of 7 pixels)."""
    return int(width * 7 + 0.5) + 5


@lru_cache(maxsize=4096)
def text_pixels(text: str, size: float, bold: bool = False) -> float:
    """The width of one line of `text` at `size` points."""
    return sum(map(_units, text)) / 1000 * size * 4 / 3 * (_BOLD if bold else 1.0) * _SAFETY


@cache
def _units(char: str) -> int:
    """The width of a character in thousandths of the type size, its marks without."""
    parts = unicodedata.normalize("NFD", char)
    return sum(_WIDTHS.get(part, _OTHER) for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=4096)  # the same sentence stands in many rows
def line_count(text: str, width: float, size: float, bold: bool = False) -> int:
    """The number of lines that `text` needs when wrapped in a cell of `width` pixels."""
    room = max(width - _PADDING, 1)
    return sum([_wrapped(line, room, size, bold) for line in text.split("\n")])


def row_height(lines: int, size: float, padding: float = 4) -> float:
    """Points for a row of so many lines, capped at what a sheet allows."""
    return min(round(lines * size * 1.22 + padding, 2), MAX_HEIGHT)


def _wrapped(line: str, room: float, size: float, bold: bool) -> int:
    if text_pixels(line, size, bold) <= room:
        return 1
    space, lines, used = text_pixels(" ", size, bold), 1, 0.0
    for word in line.split(" "):
        width = text_pixels(word, size, bold)
        needed = used + space + width if used else width
        if used and needed > room:
            lines, needed = lines + 1, width
        # A word wider than the cell is broken wherever the line ends.
        extra = ceil(needed / room) - 1 if needed > room else 0
        lines, used = lines + extra, needed - extra * room
    return lines
