"""A workbook that bsreform wrote, read back: which figure a cell shows, and what the report was made from.

Read in a guarded worker as any other file is: `extract` is an extractor of `pool`.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from bsreform.forms.marks import LOOKUP_MARK, LOOKUP_SHEET
from bsreform.reading.decoding.decode import decode
from bsreform.reading.decoding.raw import RawSheet
from bsreform.reading.notes import Extract, Notes, Options
from bsreform.reading.recognising.column_types import empty_table

EXTRACTOR = "bsreform.explaining.report_book:extract"
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_RECORDS = ("report", "period", "source", "column", "row")
LookupRecord = Sequence[str]


class CellPlace(Struct, frozen=True):
    """A cell of a sheet; `column` in capital letters."""

    sheet: str
    column: str
    row: int


def extract(path: Path, options: Options) -> Extract:
    """An empty table, and as notes the `records` of the lookup sheet and the `cells` of the others, by sheet and cell.

    Raises ReadFault as `decode`.
    """
    from bsreform.layouts import layout

    book = decode(path, options["max_unpacked_mb"])
    records = [record for sheet in book.sheets if sheet.name.startswith(LOOKUP_SHEET) for record in _records(sheet)]
    named = {record[1] for record in records if record[0] == "column"}
    cells = {sheet.name: _cells(sheet) for sheet in book.sheets if sheet.name in named}
    notes: Notes = {"kind": book.kind, "modified": None, "unread": [], "sheets": [], "facts": []}
    return empty_table(layout("dossier_export")), {**notes, "records": records, "cells": cells}


def parse_place(text: str) -> CellPlace | None:
    """“Các đơn vị!F12” (also quoted, as formulas write it) → the cell; None if it is none."""
    sheet, mark, cell = text.strip().rpartition("!")
    match = _CELL.fullmatch(cell.strip())
    if not mark or not match:
        return None
    name = sheet.strip().strip("'").replace("''", "'")
    return CellPlace(name, match[1].upper(), int(match[2]))


def _records(sheet: RawSheet) -> Iterator[list[str]]:
    for text in sheet.columns[0].to_pylist():
        record = (text or "").split(LOOKUP_MARK)
        if record[0] in _RECORDS:
            yield record


def _cells(sheet: RawSheet) -> dict[str, str]:
    from bsreform.reading.recognising.tables import letter

    return {
        f"{letter(at)}{row}": text
        for at, column in enumerate(sheet.columns, sheet.first_column)
        for row, text in enumerate(column.to_pylist(), sheet.first_row)
        if text
    }
