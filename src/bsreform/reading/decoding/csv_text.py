"""Delimited text to one sheet: the delimiter is the one that cuts most rows into equally many cells."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

import pyarrow as pa

from bsreform.reading.decoding.marks import MAX_CELLS, Marks, sheet_of
from bsreform.reading.decoding.raw import RawBook, ReadFault

_DELIMITERS = ";\t,|"
_TRIED_RECORDS = 200
_MAX_FIELD = 1 << 30
_BATCH = 10_000
_END = "\0"
"""A last record that no text has (its NULs are dropped), unless a quote before it takes it in."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


def decode_csv(text: str) -> RawBook:
    """The sheet, named "CSV"; its rows are the records, as Excel counts them. Raises ReadFault."""
    csv.field_size_limit(_MAX_FIELD)
    declared, text = _declared(text)
    delimiter = declared or _delimiter(text)
    try:
        batches = [_columns(batch) for batch in _batches(_records(text, delimiter))]
    except csv.Error as fault:
        raise ReadFault("damaged_file", "csv") from fault
    sheet = sheet_of("CSV", _joined(batches), 1, True, Marks())
    return RawBook("csv", (sheet,) if sheet else ())


def _batches(records: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    """The records, a few at a time: as Python lists, all of them would take ten times the file's size."""
    while batch := list(islice(records, _BATCH)):
        yield batch


def _columns(records: list[list[str]]) -> list[pa.ChunkedArray]:
    width = max(map(len, records))
    if width * len(records) > MAX_CELLS:
        raise ReadFault("oversized_file", "cells of a text file")
    padding = [""] * width
    padded = [record + padding[len(record) :] for record in records]
    return [pa.array(column, pa.string()) for column in zip(*padded, strict=True)]


def _joined(batches: list[list[pa.ChunkedArray]]) -> list[pa.ChunkedArray]:
    width = max(map(len, batches), default=0)
    # A batch without any column is blank lines; only the last one may have fewer, and is cut anyway.
    heights = [len(batch[0]) if batch else _BATCH for batch in batches]
    if width * sum(heights) > MAX_CELLS:
        raise ReadFault("oversized_file", "cells of a text file")
    blanks = [pa.nulls(height, pa.string()) for height in heights]
    return [
        pa.concat_arrays([batch[i] if i < len(batch) else blank for batch, blank in zip(batches, blanks, strict=True)])
        for i in range(width)
    ]


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """The records. Raises ReadFault damaged_file after them if a quote is still open: it has swallowed what follows."""
    lines = chain((line[0] for line in _LINE.finditer(text)), (_END,))
    for record in csv.reader(lines, delimiter=delimiter):
        if record == [_END]:
            return
        yield record
    raise ReadFault("damaged_file", "csv: open quote")


def _declared(text: str) -> tuple[str | None, str]:
    """The delimiter that a first line “sep=;” names, which Excel obeys and does not show."""
    first, _, rest = text.partition("\n")
    named = first.strip('\r \ufeff"')
    if named.lower().startswith("sep=") and len(named) == 5:
        return named[4], rest
    if first.rstrip("\r\n").lower() == "sep=\t":
        return "\t", rest
    return None, text


def _delimiter(text: str) -> str:
    return max(_DELIMITERS, key=lambda each: _agreement(text, each))


def _agreement(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first records agree on a number of cells above one, and that number."""
    try:
        sizes = Counter(len(record) for record in islice(_records(text, delimiter), _TRIED_RECORDS))
    except (csv.Error, ReadFault):
        return 0, 0
    sizes = Counter({size: times for size, times in sizes.items() if size > 1})
    return max(((times, size) for size, times in sizes.items()), default=(0, 0))
