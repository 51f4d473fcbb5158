"""The marks of one .xlsx worksheet: by searches in its bytes, or a full parse if it is oddly written."""

import io
import re
from collections.abc import Iterator
from html import unescape

from lxml import etree

from bsreform.reading.decoding.marks import MAX_CELLS, Marks, column_number, reads_like_thousands
from bsreform.reading.decoding.raw import Area, Cell

_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_VALUE = re.compile(rb"<v[^>]*>[^<]|<is[ >/]")
_EMPTY_TEXT = re.compile(rb"<v\s*/?>")
_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]* t="e"[^>]*(?<!/)>(?:(?!</c>).)*?<v[^>]*>([^<]+)', re.DOTALL)
_FORMULA = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*)>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v[^>]*?(/>|>([^<]*)))?')
_DECIMAL = re.compile(rb"<v>(-?[1-9]\d{0,2}\.\d{3,17})</v>")
_HIDDEN_ROW = re.compile(rb'<row r="(\d+)"[^>]* hidden="(?:1|true)"')
_COLUMN = re.compile(rb"<col [^>]*>")
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_USUAL_START = re.compile(rb"\s*(?:<row r=\"\d+\"[^>]*>\s*(?:<c r=\"[A-Z]+\d+\"|</row>)|<row r=\"\d+\"[^>]*/>|$)")
_WIDER = (
    (26, re.compile(rb'<c r="[A-Z]{2}')),  # no choice in it: twice as fast, and enough for most sheets
    *((26 * (i + 1), re.compile(b'<c r="(?:[%c-Z][A-Z]|[A-Z]{3})' % (65 + i))) for i in range(1, 26)),
    (702, re.compile(rb'<c r="[A-Z]{3}')),
)
"""Pairs of a number of columns and the search that finds a cell beyond it."""
_DETAILS = ((b"e", b't="e"'), (b"f", b"<f"), (b"h", b'hidden="'))
"""Errors, formulas, hidden rows. Most sheets do not even have that letter, which is found ten times as fast."""
_QUOTED_OTHERWISE = re.compile(rb"<(?:c|row) [^>]*'")
_AREA = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")
_TRUE = {"1", "true"}


_PAGE = re.compile(rb"<(?:odd|even|first)(?:Header|Footer)(?:\s[^>]*)?>([^<]*)<")
_PAGE_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Za-z])')


def page_texts(xml: bytes) -> tuple[str, ...]:
    """What is printed above and below every page of the sheet, without the codes of its looks."""
    start = xml.rfind(b"<headerFooter")
    found = _PAGE.findall(xml, start) if start >= 0 else []
    return tuple(
        part.strip()
        for each in found
        for part in _PAGE_CODE.sub("\n", unescape(each.decode("utf-8", "ignore"))).split("\n")
    )


class _UnusualError(Exception):
    """The bytes are not written as the searches expect."""


def scan(xml: bytes) -> Marks:
    """The marks of a worksheet part. Raises lxml.etree.XMLSyntaxError if a full parse is needed and fails."""
    try:
        return _scan_usual(xml)
    except _UnusualError:
        return scan_exactly(xml)


def cells_spanned(xml: bytes) -> int:
    """At most how many cells the rectangle has that the decoder lays out; exact where that is a lot.

    Blank cells do not count. A sheet written in an unusual way is measured by a full parse.
    """
    last = xml.rfind(b'<c r="', 0, max(xml.rfind(b"</c>"), 0))
    place = re.compile(rb"[A-Z]+(\d+)").match(xml, last + 6) if last >= 0 else None
    if place is None:
        return _spanned_exactly(xml) if len(xml) else 0
    width = next((bound for bound, wider in _WIDER if not wider.search(xml)), 16_384)
    spanned = int(place[1]) * width
    return spanned if spanned <= MAX_CELLS else _spanned_exactly(xml)


def _spanned_exactly(xml: bytes) -> int:
    try:
        height, width = last_cell(xml)
    except etree.XMLSyntaxError:  # the decoder will say so itself
        return 0
    return height * width


def last_cell(xml: bytes) -> Cell:
    """The last row and the last column that hold a value, by a full parse; (0, 0) without any.

    Raises lxml.etree.XMLSyntaxError.
    """
    rows = columns = 0
    for row, column, cell in _cells(xml):
        if cell.findtext("{*}v") or cell.find("{*}is") is not None:
            rows, columns = max(rows, row), max(columns, column)
    return rows, columns


def _scan_usual(xml: bytes) -> Marks:
    start = xml.find(b"<sheetData")
    body = xml.find(b">", start) + 1
    if start < 0 or not body:
        raise _UnusualError
    if xml[body - 2 : body] == b"/>":
        return Marks()
    end = xml.rfind(b"</sheetData>")
    _require_usual(xml, body, end)
    details = any(all(xml.find(each, body, end) >= 0 for each in needles) for needles in _DETAILS)
    if details and not _every_cell_has_place(xml, body, end):
        raise _UnusualError
    errors = dict(_errors(xml, body, end)) if details else {}
    uncalculated = frozenset(_uncalculated(xml, body, end)) if details else frozenset()
    rows = frozenset(_hidden_rows(xml, body, end)) if details else frozenset()
    columns = frozenset(_hidden_columns(xml[:start]))
    decimals = frozenset(_decimals(xml, body, end))
    return Marks(_anchor(xml, body, end), tuple(_merges(xml, end)), rows, columns, errors, uncalculated, decimals)


def _require_usual(xml: bytes, body: int, end: int) -> None:
    if end < 0 or not _USUAL_START.match(xml, body, end):
        raise _UnusualError
    if xml.find(b"'", body, end) >= 0 and _QUOTED_OTHERWISE.search(xml, body, end):
        raise _UnusualError


def _every_cell_has_place(xml: bytes, body: int, end: int) -> bool:
    if xml.find(b"<!", body, end) >= 0 or xml.find(b"<c>", body, end) >= 0:
        return False
    rows = xml.count(b"<row", body, end) == xml.count(b'<row r="', body, end)
    return rows and xml.count(b"<c ", body, end) == xml.count(b'<c r="', body, end)


def _cell(column: bytes, row: bytes) -> Cell:
    return int(row), column_number(column.decode())


def _anchor(xml: bytes, body: int, end: int) -> Cell | None:
    found: Cell | None = None
    position = body
    for match in _CELL.finditer(xml, body, end):
        if xml.find(b"<c>", position, match.start()) >= 0 or xml.find(b"<c ", position, match.start()) >= 0:
            raise _UnusualError
        position = match.end()
        column, row, attributes, content = match.groups()
        if found and int(row) != found[0]:
            return found
        if content and _decodes(attributes, content):
            place = _cell(column, row)
            found = min(found, place) if found else place
    return found


def _decodes(attributes: bytes, content: bytes) -> bool:
    """Whether the decoder gives a text for the cell: an empty one counts, an error is none."""
    if b't="str"' in attributes:
        return _EMPTY_TEXT.search(content) is not None or _VALUE.search(content) is not None
    return _VALUE.search(content) is not None and b't="e"' not in attributes


def _around(xml: bytes, needle: bytes, tag: bytes, body: int, end: int) -> Iterator[int]:
    """Where the tag starts that stands last before each needle: far faster than a pattern tried on every cell."""
    at = xml.find(needle, body, end)
    while at >= 0:
        start = xml.rfind(tag, body, at)
        if start >= 0:
            yield start
        at = xml.find(needle, at + 1, end)


def _errors(xml: bytes, body: int, end: int) -> Iterator[tuple[Cell, str]]:
    for start in _around(xml, b't="e"', b'<c r="', body, end):
        if match := _ERROR.match(xml, start, end):
            column, row, text = match.groups()
            yield _cell(column, row), text.decode()


def _uncalculated(xml: bytes, body: int, end: int) -> Iterator[Cell]:
    for start in _around(xml, b"<f", b'<c r="', body, end):
        if match := _FORMULA.match(xml, start, end):
            column, row, attributes, value, text = match.groups()
            if not text and (value is None or b't="str"' not in attributes):
                yield _cell(column, row)


def _decimals(xml: bytes, body: int, end: int) -> Iterator[Cell]:
    if xml.find(b".", body, end) < 0:  # texts stand elsewhere, and most exports hold but texts and whole numbers
        return
    for value in _DECIMAL.finditer(xml, body, end):
        start = xml.rfind(b'<c r="', body, value.start())
        match = _CELL.match(xml, start, end) if start >= 0 and reads_like_thousands(float(value[1])) else None
        if match and _is_number(match[3]):
            yield _cell(match[1], match[2])


def _is_number(attributes: bytes) -> bool:
    return b' t="' not in attributes or b' t="n"' in attributes


def _hidden_rows(xml: bytes, body: int, end: int) -> Iterator[int]:
    for start in _around(xml, b'hidden="', b'<row r="', body, end):
        if match := _HIDDEN_ROW.match(xml, start, end):
            yield int(match[1])


def _hidden_columns(head: bytes) -> Iterator[int]:
    for tag in _COLUMN.findall(head):
        attributes = dict(re.findall(rb"(\w+)=[\"']([^\"']*)", tag))
        if attributes.get(b"hidden", b"").decode() in _TRUE:
            yield from range(int(attributes[b"min"]), min(int(attributes[b"max"]), 16_384) + 1)


def _merges(xml: bytes, end: int) -> Iterator[Area]:
    for left, top, right, bottom in _MERGE.findall(xml, end):
        yield (*_cell(left, top), *_cell(right, bottom))


def _cells(xml: bytes) -> Iterator[tuple[int, int, etree._Element]]:
    """Every cell with its place, by a full parse; one that does not tell its place follows the one before."""
    row = column = 0
    for event, element in _parse(xml, ("start", "end"), ("{*}row", "{*}c")):
        is_row = etree.QName(element).localname == "row"
        if is_row and event == "start":
            row, column = int(element.get("r") or row + 1), 0
        elif is_row:
            element.clear()
        elif event == "end":
            place = element.get("r") or ""
            letters = place.rstrip("0123456789")
            column = column_number(letters) if letters else column + 1
            yield int(place[len(letters) :] or row), column, element


def _parse(xml: bytes, events: tuple[str, ...], tags: tuple[str, ...]) -> Iterator[tuple[str, etree._Element]]:
    return iter(
        etree.iterparse(
            io.BytesIO(xml), events=events, tag=tags, resolve_entities=False, no_network=True, huge_tree=True
        )
    )


def scan_exactly(xml: bytes) -> Marks:
    """The marks by a full parse, whatever prefixes, quotes or missing places the part has."""
    anchor: Cell | None = None
    errors: dict[Cell, str] = {}
    uncalculated: set[Cell] = set()
    decimals: set[Cell] = set()
    for row, column, cell in _cells(xml):
        kind, value = cell.get("t"), cell.find("{*}v")
        text = value.text if value is not None else None
        if text and kind == "e":
            errors[row, column] = text
        elif text or cell.find("{*}is") is not None or (value is not None and kind == "str"):
            anchor = min(anchor or (row, column), (row, column))
        if text and kind in (None, "n") and _DECIMAL.fullmatch(f"<v>{text}</v>".encode()):
            decimals |= {(row, column)} if reads_like_thousands(float(text)) else set()
        if cell.find("{*}f") is not None and not text and (value is None or kind != "str"):
            uncalculated.add((row, column))
    rows, columns, merges = _exact_areas(xml)
    return Marks(anchor, merges, rows, columns, errors, frozenset(uncalculated), frozenset(decimals))


def _exact_areas(xml: bytes) -> tuple[frozenset[int], frozenset[int], tuple[Area, ...]]:
    rows: set[int] = set()
    columns: set[int] = set()
    merges: list[Area] = []
    row = 0
    for _, element in _parse(xml, ("end",), ("{*}row", "{*}col", "{*}mergeCell")):
        name = etree.QName(element).localname
        hidden = element.get("hidden") in _TRUE
        if name == "row":
            row = int(element.get("r") or row + 1)
            rows |= {row} if hidden else set()
        elif name == "col" and hidden:
            columns |= set(range(int(element.get("min", "1")), min(int(element.get("max", "1")), 16_384) + 1))
        elif name == "mergeCell" and (area := _AREA.fullmatch(element.get("ref", ""))):
            left, top, right, bottom = area.groups()
            merges.append((int(top), column_number(left), int(bottom), column_number(right)))
        element.clear()
    return frozenset(rows), frozenset(columns), tuple(merges)
