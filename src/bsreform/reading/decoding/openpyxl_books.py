"""Workbooks opened by openpyxl, whatever times and names their properties claim."""

from contextlib import suppress
from io import BytesIO

from openpyxl import Workbook
from openpyxl.reader.excel import ExcelReader


class _Reader(ExcelReader):
    """A broken property must cost neither the figures nor a copy."""

    def read_properties(self) -> None:
        with suppress(Exception):  # openpyxl has no exception of its own
            super().read_properties()

    def read_custom(self) -> None:
        with suppress(Exception):
            super().read_custom()


def to_read(data: bytes) -> Workbook:
    """The values of the workbook, sheet by sheet as they are asked for. Raises whatever openpyxl does."""
    return _opened(_Reader(BytesIO(data), read_only=True, data_only=True))


def to_change(data: bytes, macros: bool) -> Workbook:
    """The workbook with formulas and formatted texts. Raises whatever openpyxl does."""
    return _opened(_Reader(BytesIO(data), keep_vba=macros, rich_text=True))


def _opened(reader: _Reader) -> Workbook:
    reader.read()
    book: Workbook = reader.wb
    return book
