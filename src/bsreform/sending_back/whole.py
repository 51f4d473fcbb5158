"""A whole file as plain cells, for copies that go back to its sender; decoded in a guarded worker, never cached."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from bsreform.reading.decoding.decode import decode
from bsreform.reading.decoding.raw import Area
from bsreform.reading.guarded.pool import ReadingLimits, start
from bsreform.reading.notes import Extract, Options
from bsreform.reading.recognising.privacy import told

_EXTRACTOR = "bsreform.sending_back.whole:whole"


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """A sheet of a decoded file: its cells as (row, column, text), 1-based as Excel counts, and its merged areas."""

    name: str
    cells: tuple[tuple[int, int, str], ...]
    merges: tuple[Area, ...]


def whole(path: Path, options: Options) -> Extract:
    """In the worker: every cell with a text, as rows (sheet, row, column, text). Raises ReadFault."""
    book = decode(path, options["max_unpacked_mb"])
    places: list[tuple[int, int, int]] = []
    texts: list[str] = []
    for number, sheet in enumerate(book.sheets):
        for index, column in enumerate(sheet.columns, start=sheet.first_column):
            for row, text in enumerate(column.to_pylist(), start=sheet.first_row):
                if text:
                    places.append((number, row, index))
                    texts.append(text)
    numbers, rows, columns = zip(*places, strict=True) if places else ((), (), ())
    table = pa.table(
        {
            "sheet": pa.array(numbers, pa.int32()),
            "row": pa.array(rows, pa.int32()),
            "column": pa.array(columns, pa.int32()),
            "text": pa.array(texts, pa.string()),
        }
    )
    described = [{"name": told(sheet.name), "merges": sheet.merges} for sheet in book.sheets]
    return table, {"sha256": book.sha256, "sheets": described}


def read_whole(path: Path, limits: ReadingLimits) -> tuple[PlainSheet, ...]:
    """The sheets of a file of any kind that we read; () if it cannot be read."""
    # Personal data: nothing of it may stay behind.
    with start([path], {}, limits, extractor=_EXTRACTOR, keep=False) as reading:
        result = reading.results()[0]
    if result.table is None or result.meta is None:
        return ()
    cells: list[list[tuple[int, int, str]]] = [[] for _ in result.meta["sheets"]]
    for sheet, row, column, text in zip(*(column.to_pylist() for column in result.table.columns), strict=True):
        cells[sheet].append((row, column, text))
    return tuple(
        PlainSheet(described["name"], tuple(own), tuple(tuple(area) for area in described["merges"]))
        for described, own in zip(result.meta["sheets"], cells, strict=True)
    )
