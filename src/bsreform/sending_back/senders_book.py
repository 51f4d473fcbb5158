"""A sender's own workbook opened to be changed and saved as a copy: what the copy keeps, and what it cannot."""

import warnings
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from bsreform.files.plain_file import read_plain
from bsreform.reading.decoding.openpyxl_books import to_change

MOST_UNPACKED: Final = 64 * 1024**2
"""Bytes of XML: what openpyxl can hold in a moment and a memory that a clerk's computer has."""
HIDDEN: Final = "(đã ẩn)"
_PICTURES = ("xl/media/", "xl/charts/", "xl/drawings/drawing", "xl/diagrams/")
_CONTROLS = ("xl/slicers/", "xl/ctrlProps/", "xl/activeX/", "xl/embeddings/", "xl/threadedComments/", "xl/timelines/")
_EXTENSIONS = {
    "Data Validation": "danh sách thả xuống lấy từ trang khác",
    "Conditional Formatting": "một số định dạng có điều kiện",
}


class TooLargeError(Exception):
    """The workbook is too large to be opened for changes."""


class CannotCopyError(Exception):
    """The workbook holds something that cannot be written again."""


class SendersBook(Struct, frozen=True):
    """`lost` names what the copy may not keep; `macros`: it has to be saved as .xlsm."""

    book: Workbook
    macros: bool
    lost: tuple[str, ...]

    @property
    def suffix(self) -> str:
        """The only ending with which Excel opens it."""
        return ".xlsm" if self.macros else ".xlsx"


def open_book(path: Path) -> SendersBook | None:
    """The workbook with styles, formulas and macros; None if it is no .xlsx, whatever its name.

    Raises TooLargeError, OSError.
    """
    data = read_plain(path, MOST_UNPACKED)
    try:
        parts = {info.filename: info.file_size for info in ZipFile(BytesIO(data)).infolist()}
    except BadZipFile:
        return None
    if "xl/workbook.xml" not in parts:
        return None
    if sum(parts.values()) > MOST_UNPACKED:
        raise TooLargeError
    macros = "xl/vbaProject.bin" in parts
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            book = to_change(data, macros)
        except Exception:  # openpyxl has no exception of its own
            return None
    told = " ".join(str(warning.message) for warning in heard)
    return SendersBook(book, macros, _lost(parts, told)) if book.worksheets else None


def _lost(parts: dict[str, int], warned: str) -> tuple[str, ...]:
    lost = []
    if any(name.startswith(_PICTURES) for name in parts):
        lost.append("hình ảnh, biểu đồ, hình vẽ")
    if any(name.startswith(_CONTROLS) for name in parts):
        lost.append("nút bấm, bộ lọc nhanh, đối tượng nhúng, trao đổi trong ghi chú")
    lost += [words for sign, words in _EXTENSIONS.items() if f"{sign} extension" in warned]
    return tuple(lost)


def own_cell(sheet: Worksheet, place: str) -> Cell:
    """The cell at “D4”; within a merged area, the one that holds its value."""
    cell: Cell | MergedCell = sheet[place]
    if isinstance(cell, MergedCell):
        area = next(area for area in sheet.merged_cells.ranges if place in area)
        cell = sheet.cell(area.min_row, area.min_col)
    assert isinstance(cell, Cell)
    return cell


def filled_cells(sheet: Worksheet) -> list[Cell]:
    """The cells that the sheet has, without making those between them: one far away may span millions."""
    return [cell for cell in sheet._cells.values() if isinstance(cell, Cell)]


def hide(cell: Cell) -> None:
    """No word of the cell stays; its look does."""
    cell.comment = None
    if cell.value is not None:
        cell.value, cell.hyperlink = HIDDEN, None


def copy_bytes(book: Workbook) -> bytes:
    """The book as a file. Excel computes all formulas when it opens the copy. Raises CannotCopyError."""
    book.calculation = book.calculation or CalcProperties()  # none where the file says nothing of it
    book.calculation.fullCalcOnLoad = True
    stream = BytesIO()
    try:
        _InMemory(book, ZipFile(stream, "w", ZIP_DEFLATED)).save()
    except MemoryError:
        raise
    except Exception as fault:  # openpyxl has no exception of its own
        raise CannotCopyError from fault
    return stream.getvalue()


class _InMemory(ExcelWriter):
    """openpyxl keeps each sheet in a temporary file meanwhile: a killed run would leave the sender's data there, and
    a full disk would make errors of its own.
    """

    def write_worksheet(self, ws: Any) -> None:
        drawing = SpreadsheetDrawing()
        drawing.charts, drawing.images = ws._charts, ws._images
        ws._drawing = drawing
        writer: Any = WorksheetWriter(ws, out=BytesIO())
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], writer.read())  # type: ignore[attr-defined]
        self.manifest.append(ws)
