"""The first rows of every sheet as plain cells, for somebody to look at; decoded in a guarded worker, never kept."""

from pathlib import Path

import pyarrow as pa
from msgspec import Struct

from bsreform.forms.marks import is_side_sheet
from bsreform.language.legacy import from_legacy, legacy_encoding
from bsreform.language.text import clean
from bsreform.reading.decoding.decode import decode
from bsreform.reading.guarded.pool import ReadingLimits, start
from bsreform.reading.notes import Extract, Options

_EXTRACTOR = "bsreform.reading.first_rows:first_rows"
MOST_ROWS = 400


class FirstRows(Struct, frozen=True):
    """A sheet: its first rows of equal length, "" = blank; `row` and `column` are those of its first cell in Excel."""

    name: str
    row: int
    column: int
    rows: tuple[tuple[str, ...], ...]


def first_rows(path: Path, options: Options) -> Extract:
    """In the worker: each sheet with words, none of ours that holds no data. Raises ReadFault."""
    sheets = []
    for sheet in decode(path, options["max_unpacked_mb"]).sheets:
        columns = [[clean(text or "") for text in column[:MOST_ROWS].to_pylist()] for column in sheet.columns]
        texts = [text for column in columns for text in column if text]
        if encoding := legacy_encoding(texts):
            columns = [[from_legacy(text, encoding) for text in column] for column in columns]
        if texts and not is_side_sheet(texts):
            rows = [list(row) for row in zip(*columns, strict=True)]
            sheets.append([sheet.name, sheet.first_row, sheet.first_column, rows])
    return pa.table({}), {"sheets": sheets}


def read_first_rows(path: Path, limits: ReadingLimits) -> tuple[FirstRows, ...] | str:
    """The sheets of the file, or the id of the rule that says why it cannot be read."""
    with start([path], {}, limits, extractor=_EXTRACTOR, keep=False) as reading:
        (result,) = reading.results()
    if result.fault or result.meta is None:
        return result.fault or "damaged_file"
    sheets = result.meta["sheets"]
    return tuple(FirstRows(name, row, column, tuple(map(tuple, rows))) for name, row, column, rows in sheets)
