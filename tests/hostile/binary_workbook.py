"""A small writer of .xlsb workbooks (BIFF12): no Python library makes them. Source: [MS-XLSB]."""

import struct
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from hostile.zips import zipped

ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
PLAIN, DATE = 0, 1
"""Cell formats of every workbook made here."""
_DAY_ZERO = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Override PartName="/xl/styles.bin" ContentType="application/vnd.ms-excel.styles"/>'
    '<Override PartName="/xl/sharedStrings.bin" ContentType="application/vnd.ms-excel.sharedStrings"/>{}</Types>'
)


class Formula(Struct, frozen=True):
    """A formula with its stored result; "" with `pending` is one that nobody has calculated."""

    result: "float | str | bool"
    pending: bool = False


class Error(Struct, frozen=True):
    """An error cell."""

    text: str


class Sheet(Struct, frozen=True):
    """What stands in a sheet; areas and rows count from 1, as Excel shows them."""

    name: str
    rows: Sequence[Sequence[object]]
    merges: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    visible: bool = True
    extra: Mapping[tuple[int, int], object] | None = None


def record(kind: int, body: bytes = b"") -> bytes:
    """One record: its kind and its size in seven-bit groups, then its body."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(body)
    groups = []
    while True:
        groups.append(size & 0x7F | (0x80 if size > 127 else 0))
        size >>= 7
        if not size:
            return head + bytes(groups) + body


def wide(text: str) -> bytes:
    """A text with its length in UTF-16 units; lone surrogates stay what they are."""
    coded = text.encode("utf-16-le", "surrogatepass")
    return struct.pack("<I", len(coded) // 2) + coded


def xlsb(*sheets: Sheet, date1904: bool = False, shared: bool = True) -> bytes:
    """The workbook; with `shared`, plain texts are kept in the table of shared strings, as Excel does."""
    strings: dict[str, int] | None = {} if shared else None
    parts = {f"xl/worksheets/sheet{n}.bin": _sheet(sheet, strings, date1904) for n, sheet in enumerate(sheets, 1)}
    relations = {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(sheets) + 1)}
    relations |= {"rIdA": ("styles", "styles.bin"), "rIdB": ("sharedStrings", "sharedStrings.bin")}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.ms-excel.worksheet"/>' for name in parts
    )
    return zipped(
        {
            "[Content_Types].xml": _TYPES.format(overrides),
            "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.bin")}),
            "xl/workbook.bin": _workbook(sheets, date1904),
            "xl/_rels/workbook.bin.rels": _relations(relations),
            **parts,
            "xl/styles.bin": _styles(),
            "xl/sharedStrings.bin": _strings(list(strings or ())),
        }
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    lines = (
        f'<Relationship Id="{key}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _workbook(sheets: Sequence[Sheet], date1904: bool) -> bytes:
    bundles = b"".join(
        record(156, struct.pack("<II", 0 if sheet.visible else 1, n) + wide(f"rId{n}") + wide(sheet.name))
        for n, sheet in enumerate(sheets, 1)
    )
    properties = record(153, struct.pack("<II", int(date1904), 0) + wide(""))
    return record(131) + properties + record(143) + bundles + record(144) + record(132)


def _strings(texts: Sequence[str]) -> bytes:
    items = b"".join(record(19, b"\0" + wide(text)) for text in texts)
    return record(159, struct.pack("<II", len(texts), len(texts))) + items + record(160)


def _styles() -> bytes:
    one = struct.pack("<I", 1)
    font = record(
        43, struct.pack("<HHHHBBBB8sB", 220, 0, 400, 0, 0, 2, 0, 0, b"\x07\x01\0\0\0\0\0\xff", 2) + wide("Arial")
    )
    fill, border = record(45, struct.pack("<I", 0) + bytes(64)), record(46, bytes(51))

    def formats(*numbers: int) -> bytes:
        body = (struct.pack("<HHHHHBBHBB", 0, number, 0, 0, 0, 0, 0, 0, 0, 0) for number in numbers)
        return b"".join(record(47, each) for each in body)

    return b"".join(
        (
            record(278),
            record(615, one) + record(44, struct.pack("<H", 164) + wide("dd/mm/yyyy hh:mm:ss")) + record(616),
            record(611, one) + font + record(612),
            record(603, one) + fill + record(604),
            record(613, one) + border + record(614),
            record(626, one) + formats(0) + record(627),
            record(617, struct.pack("<I", 2)) + formats(0, 164) + record(618),
            record(279),
        )
    )


def _sheet(sheet: Sheet, strings: dict[str, int] | None, date1904: bool) -> bytes:
    cells = {
        (r, c): value for r, row in enumerate(sheet.rows) for c, value in enumerate(row) if value not in ("", None)
    }
    cells |= {(row - 1, column - 1): value for (row, column), value in (sheet.extra or {}).items()}
    last = (max((r for r, _ in cells), default=0), max((c for _, c in cells), default=0))
    merges = b"".join(record(176, struct.pack("<4I", t - 1, b - 1, le - 1, r - 1)) for t, le, b, r in sheet.merges)
    columns = b"".join(record(60, struct.pack("<IIIIH", c - 1, c - 1, 2560, 0, 1)) for c in sheet.hidden_columns)
    return b"".join(
        (
            record(129) + record(148, struct.pack("<4I", 0, last[0], 0, last[1])),
            record(390) + columns + record(391) if columns else b"",
            record(145),
            *_rows(cells, set(sheet.hidden_rows), strings, date1904),
            record(146),
            record(177, struct.pack("<I", len(sheet.merges))) + merges + record(178) if merges else b"",
            record(130),
        )
    )


def _rows(
    cells: Mapping[tuple[int, int], object], hidden: set[int], strings: dict[str, int] | None, date1904: bool
) -> Iterable[bytes]:
    open_row = -1
    for row, column in sorted(cells):
        if row != open_row:
            flags = 0x10 if row + 1 in hidden else 0
            yield record(0, struct.pack("<IIHBBBIII", row, 0, 300, 0, flags, 0, 1, 0, 16_383))
            open_row = row
        yield _cell(column, cells[row, column], strings, date1904)


def _cell(column: int, value: object, strings: dict[str, int] | None, date1904: bool) -> bytes:
    place = struct.pack("<II", column, DATE if isinstance(value, datetime) else PLAIN)
    if isinstance(value, datetime):
        value = (value - _DAY_ZERO[date1904]).total_seconds() / 86_400
    match value:
        case Formula():
            return _formula(place, value)
        case Error():
            return record(3, place + bytes([ERRORS[value.text]]))
        case bool():
            return record(4, place + bytes([value]))
        case int() | float():
            return record(5, place + struct.pack("<d", value))
        case _ if strings is None:
            return record(6, place + wide(str(value)))
        case _:
            return record(7, place + struct.pack("<I", strings.setdefault(str(value), len(strings))))


def _formula(place: bytes, formula: Formula) -> bytes:
    # The expression is the number 1: what is stored, not what is computed, is read.
    rest = (
        struct.pack("<H", 2 if formula.pending else 0) + struct.pack("<I", 3) + b"\x1e\x01\x00" + struct.pack("<I", 0)
    )
    match formula.result:
        case bool():
            return record(10, place + bytes([formula.result]) + rest)
        case str():
            return record(8, place + wide(formula.result) + rest)
        case number:
            return record(9, place + struct.pack("<d", number) + rest)
