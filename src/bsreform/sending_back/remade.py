"""A workbook re-made from the values of a file that is no .xlsx, each at its own place, as text."""

import re
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from bsreform.language.wording import clean
from bsreform.sending_back.whole import PlainSheet, read_whole
from bsreform.writing.styles import FONT, SMALL
from bsreform.writing.workbook import sheet_names

_TRUE_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2}) (\d{2}:\d{2}:\d{2})(?:\.\d+)?")
_FONT: Final = Font(FONT, SMALL)
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
_WIDTHS: Final = (6, 40)


def remake(path: Path, most_mb: int) -> tuple[Workbook, dict[str, str]]:
    """The workbook, and the names of its sheets by those in the file (Excel does not take every name)."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets = read_whole(path, most_mb)
    names = sheet_names(sheet.name for sheet in sheets)
    for name, plain in zip(names, sheets, strict=True):
        _fill(book, name, plain)
    return book, {plain.name: name for name, plain in zip(names, sheets, strict=True)}


def _fill(book: Workbook, name: str, plain: PlainSheet) -> None:
    sheet = book.create_sheet(name)
    widths: dict[str, int] = {}
    for row, column, text in plain.cells:
        cell = sheet.cell(row, column, _shown(text))
        cell.data_type = "s"  # never a formula, whatever it begins with
        cell.number_format = "@"
        cell.font, cell.alignment = _FONT, _WRAPPED
        widths[cell.column_letter] = max(widths.get(cell.column_letter, 0), len(str(cell.value)))
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = min(max(width + 2, _WIDTHS[0]), _WIDTHS[1])
    for top, left, bottom, right in plain.merges:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def _shown(text: str) -> str:
    """A true date as a clerk writes it; anything else as it is."""
    if not (found := _TRUE_DATE.fullmatch(text)):
        return clean(text)
    year, month, day, clock = found.groups()
    return f"{day}/{month}/{year}" + ("" if clock == "00:00:00" else f" {clock}")
