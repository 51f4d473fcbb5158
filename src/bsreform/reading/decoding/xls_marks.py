"""The marks of the sheets of an .xls, by a walk over the BIFF8 records of its Workbook stream."""

import struct
from collections.abc import Iterator

from msgspec import Struct

from bsreform.reading.decoding.raw import ReadFault
from bsreform.reading.decoding.walk import Walk

COLUMNS = 256
"""How many columns a sheet of this format has."""
_RECORD = struct.Struct("<HH")
_PLACE = struct.Struct("<HH")
_BOF, _EOF, _FILEPASS, _DATEMODE, _BOUNDSHEET = 0x809, 0x0A, 0x2F, 0x22, 0x85
_ROW, _COLINFO, _MERGED, _MULRK, _BOOLERR = 0x208, 0x7D, 0xE5, 0xBD, 0x205
_FORMULAS = {0x06, 0x206, 0x406}
_NUMBER, _RK = 0x203, 0x27E
_VALUES = {_NUMBER, _RK, 0xFD, 0x204, 0xD6}
_TOLD = {_BOF, _EOF, _ROW, _COLINFO, _MERGED, _MULRK, _BOOLERR} | _FORMULAS | _VALUES
_EMPTY_RESULT, _ERROR_RESULT = 3, 2
_CALCULATE_ON_LOAD = 2


class XlsSheet(Struct, frozen=True):
    """A worksheet as the workbook lists it; `index` counts all sheets, `start` is its place in the stream."""

    index: int
    name: str
    visible: bool
    start: int


def read_globals(stream: bytes) -> tuple[tuple[XlsSheet, ...], bool]:
    """The worksheets (no chart, macro or dialog sheets), and whether dates count from 1904.

    Raises ReadFault: encrypted_file, unsupported_file (older than Excel 97), damaged_file.
    """
    sheets: list[XlsSheet] = []
    listed = 0
    date1904 = False
    for kind, body in _records(stream, 0):
        if kind == _BOF and body[:2] != b"\x00\x06":
            raise ReadFault("unsupported_file", "Excel 5.0/95")
        if kind == _FILEPASS:
            raise ReadFault("encrypted_file", "FILEPASS")
        if kind == _DATEMODE:
            date1904 = body[:1] == b"\x01"
        elif kind == _BOUNDSHEET:
            if body[5] == 0:
                start = int.from_bytes(body[:4], "little")
                sheets.append(XlsSheet(listed, _name(body), body[4] & 3 == 0, start))
            listed += 1
        elif kind == _EOF:
            return tuple(sheets), date1904
    raise ReadFault("damaged_file", "truncated Workbook stream")


def _name(body: bytes) -> str:
    return body[8:].decode("utf-16-le" if body[7] & 1 else "latin-1", "replace")[: body[6]]


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    end = len(stream) - 4
    while start <= end:
        kind, size = _RECORD.unpack_from(stream, start)
        if kind in _TOLD or start < 4 or kind in {_FILEPASS, _DATEMODE, _BOUNDSHEET}:
            yield kind, stream[start + 4 : start + 4 + size]
        start += 4 + size


def scan(stream: bytes, start: int, calculated: bool = True) -> Walk:
    """What stands in the sheet that starts there.

    `calculated`: an empty result was worked out, not left open by a library that cannot calculate.

    Raises ReadFault damaged_file where the sheet does not end, or a record is too short.
    """
    walk = Walk()
    depth = 0
    try:
        for kind, body in _records(stream, start):
            if kind == _BOF:
                depth += 1
            elif kind == _EOF:
                depth -= 1
                if depth <= 0:
                    return walk
            elif depth == 1:  # deeper records belong to an embedded chart
                _note(walk, kind, body, calculated)
    except (struct.error, IndexError) as fault:
        raise ReadFault("damaged_file", "short record") from fault
    raise ReadFault("damaged_file", "truncated sheet")


def _note(walk: Walk, kind: int, body: bytes, calculated: bool) -> None:
    if kind in _VALUES:
        row, column = _PLACE.unpack_from(body)
        walk.value(row, column, column)
        _note_number(walk, kind, body)
    elif kind == _MULRK:
        row, column = _PLACE.unpack_from(body)
        walk.value(row, column, int.from_bytes(body[-2:], "little"))
        _note_number(walk, kind, body)
    elif kind in _FORMULAS:
        _note_formula(walk, body, calculated)
    elif kind == _BOOLERR:
        row, column = _PLACE.unpack_from(body)
        if body[7]:
            walk.error(row, column, body[6])
        else:
            walk.value(row, column, column)
    elif kind == _ROW:
        if body[12] & 0x20:
            walk.hidden_rows.add(int.from_bytes(body[:2], "little") + 1)
    elif kind == _COLINFO:
        first, last = _PLACE.unpack_from(body)
        if body[8] & 1:
            walk.hidden_columns.update(range(first + 1, min(last, 255) + 2))
    elif kind == _MERGED:
        for top, bottom, left, right in struct.iter_unpack("<4H", body[2 : 2 + body[0] * 8 + body[1] * 2048]):
            walk.merged(top, left, bottom, right)


def _note_number(walk: Walk, kind: int, body: bytes) -> None:
    row, column = _PLACE.unpack_from(body)
    if kind == _NUMBER:
        walk.number(row, column, *struct.unpack_from("<d", body, 6))
    elif kind == _RK:
        walk.compressed(row, column, body[6:10])
    elif kind == _MULRK:
        for place in range((len(body) - 6) // 6):
            walk.compressed(row, column + place, body[6 + 6 * place : 10 + 6 * place])


def _note_formula(walk: Walk, body: bytes, calculated: bool) -> None:
    row, column = _PLACE.unpack_from(body)
    result, flags = body[6:14], body[14]
    told = result[6:] == b"\xff\xff"
    if told and result[0] == _ERROR_RESULT:
        walk.error(row, column, result[2])
        return
    left_open = flags & _CALCULATE_ON_LOAD or not calculated
    if told and result[0] == _EMPTY_RESULT and left_open:
        walk.left_open(row, column)
    if not told:
        walk.number(row, column, *struct.unpack("<d", result))
    walk.value(row, column, column)
