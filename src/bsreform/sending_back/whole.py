"""A whole file as plain cells, for copies that go back to its sender."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from bsreform.reading.decoding.decode import decode
from bsreform.reading.decoding.raw import Area, RawSheet, ReadFault
from bsreform.reading.recognising.privacy import told

MOST_CELLS = 500_000
"""Of a copy: what a sender would look through, and a worker can hold as cells of a workbook."""


class PlainSheet(Struct, frozen=True):
    """A sheet of a decoded file: its cells as (row, column, text), 1-based as Excel counts, and its merged areas."""

    name: str
    cells: tuple[tuple[int, int, str], ...]
    merges: tuple[Area, ...]


def read_whole(path: Path, most_mb: int) -> tuple[PlainSheet, ...]:
    """In a guarded worker: the sheets of a file of any kind that we read. Raises ReadFault."""
    book = decode(path, most_mb)
    sheets = tuple(PlainSheet(told(sheet.name), tuple(_cells(sheet)), tuple(sheet.merges)) for sheet in book.sheets)
    if sum(len(sheet.cells) for sheet in sheets) > MOST_CELLS:
        raise ReadFault("oversized_file", "too many cells")
    return sheets


def _cells(sheet: RawSheet) -> Iterator[tuple[int, int, str]]:
    for index, column in enumerate(sheet.columns, start=sheet.first_column):
        for row, text in enumerate(column.to_pylist(), start=sheet.first_row):
            if text:
                yield row, index, text
