"""The binary parts of an .xlsb, by a walk over their records: the workbook's sheets, and the marks of one sheet.

Source: [MS-XLSB], 2.1.4 (records), 2.2.1 (cells) and 2.4 (kinds of records).
"""

import struct
from collections.abc import Iterator

from bsreform.reading.decoding.package import Package
from bsreform.reading.decoding.raw import ReadFault
from bsreform.reading.decoding.walk import Walk
from bsreform.reading.decoding.xlsx_parts import (
    SheetPart,
    WorkbookPart,
    modified,
    relations,
    shared_parts,
    told_apart,
    workbook_name,
)

_WORKBOOK_PROPERTIES, _SHEET, _END_OF_SHEETS = 153, 156, 144
_ROW, _COLUMN, _MERGED, _END_OF_PART = 0, 60, 176, 130
_RK, _REALS = 2, {5, 9}
_VALUES = {_RK, 4, 6, 7, 10, 62} | _REALS
"""Cells with a number, a truth value or a text, formulas with the first two; not those with errors."""
_ERRORS, _TEXT_OF_FORMULA = {3, 11}, 8
_TOLD = {_ROW, _COLUMN, _MERGED, _END_OF_PART, _TEXT_OF_FORMULA} | _VALUES | _ERRORS
_ALWAYS_CALCULATE = 2
_ROWS, _COLUMNS = 1 << 20, 1 << 14


def read_workbook(package: Package) -> WorkbookPart:
    """The worksheets in order. Raises ReadFault damaged_file where parts are missing or broken."""
    main = workbook_name(package) or ""
    content, targets = package.read(main), relations(package, main)
    shared = shared_parts(package, main, targets)
    sheets: list[SheetPart] = []
    listed = 0
    date1904 = False
    try:
        for kind, body in _records(content):
            if kind == _WORKBOOK_PROPERTIES:
                date1904 = bool(body[0] & 1)
            elif kind == _SHEET:
                relation, end = _text(body, 8)
                part, what = targets.get(relation, ("", "worksheet"))
                if what == "worksheet":
                    sheets.append(SheetPart(listed, _text(body, end)[0], part, not body[0] & 3))
                listed += 1
            elif kind == _END_OF_SHEETS:
                return WorkbookPart(told_apart(sheets), date1904, modified(package), shared)
    except (struct.error, IndexError) as fault:
        raise ReadFault("damaged_file", "short record") from fault
    raise ReadFault("damaged_file", "truncated workbook part")


def _text(body: bytes, at: int) -> tuple[str, int]:
    """The text whose length stands there, and where it ends; a missing one is ""."""
    length = int.from_bytes(body[at : at + 4], "little")
    if length == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """(kind, body): both the kind and the size are written in groups of seven bits. Raises IndexError."""
    at, end = 0, len(part)
    while at < end:
        kind = part[at]
        at += 1
        if kind > 127:
            kind = kind & 0x7F | part[at] << 7
            at += 1
        size = shift = 0
        while True:
            group = part[at]
            at += 1
            size |= (group & 0x7F) << shift
            shift += 7
            if group < 128 or shift == 28:
                break
        if at + size > end:
            raise ReadFault("damaged_file", "truncated record")
        yield kind, part[at : at + size]
        at += size


def scan(part: bytes) -> Walk:
    """What stands in a worksheet part. Raises ReadFault damaged_file if it does not end or a record is too short."""
    walk = Walk()
    row = 0
    try:
        for kind, body in _records(part):
            if kind not in _TOLD:
                continue
            if kind == _ROW:
                row = int.from_bytes(body[:4], "little")
                if body[11] & 0x10:
                    walk.hidden_rows.add(row + 1)
            elif kind == _END_OF_PART:
                return walk
            else:
                _note(walk, kind, row, body)
    except (struct.error, IndexError) as fault:
        raise ReadFault("damaged_file", "short record") from fault
    raise ReadFault("damaged_file", "truncated sheet")


def _note(walk: Walk, kind: int, row: int, body: bytes) -> None:
    if kind == _COLUMN:
        first, last = struct.unpack_from("<II", body)
        if body[16] & 1:
            walk.hidden_columns.update(range(first + 1, min(last + 1, _COLUMNS) + 1))
        return
    if kind == _MERGED:
        top, bottom, left, right = struct.unpack_from("<4I", body)
        walk.merged(top, left, bottom, right)
        return
    column = int.from_bytes(body[:4], "little")
    if row >= _ROWS or column >= _COLUMNS:
        raise ReadFault("damaged_file", "cell beyond the sheet")
    if kind in _ERRORS:
        walk.error(row, column, body[8])
        return
    if kind == _TEXT_OF_FORMULA and not any(body[8:12]) and body[12] & _ALWAYS_CALCULATE:
        walk.left_open(row, column)
    if kind == _RK:
        walk.compressed(row, column, body[8:12])
    elif kind in _REALS:
        walk.number(row, column, *struct.unpack_from("<d", body, 8))
    walk.value(row, column, column)
