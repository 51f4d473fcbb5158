"""OpenDocument spreadsheets: cells and marks in one pass over content.xml, repeated blanks never laid out."""

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from lxml import etree
from msgspec import Struct, field

from bsreform.reading.decoding.content import Content
from bsreform.reading.decoding.marks import MAX_CELLS, Marks, reads_like_thousands, sheet_of, text_columns
from bsreform.reading.decoding.openpyxl_sheets import DAY_ZERO, text_of
from bsreform.reading.decoding.package import Package, vietnamese_time
from bsreform.reading.decoding.raw import Area, Cell, RawBook, RawSheet, ReadFault

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_TAGS = (_TABLE + "table", _TABLE + "table-column", _TABLE + "table-row", _STYLE + "style")
_ERROR = re.compile(r"#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)|(Err|Lỗi):\d+")
_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?")
_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_OUT_OF_SIGHT = {"collapse", "filter"}
_SPOKEN_APART = {_OFFICE + "annotation", _TEXT + "note", _TEXT + "ruby-text"}
_OF_ANOTHER_FILE = re.compile(r"'.*'#")


class _OdsSheet(Struct):
    """One sheet while it is read; `row` and `column` are the last ones passed."""

    name: str
    style: str
    row: int = 0
    column: int = 0
    filled: int = 0
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: list[range] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)
    errors: dict[Cell, str] = field(default_factory=dict)
    uncalculated: set[Cell] = field(default_factory=set)


def decode_ods(content: Content, limit: int) -> RawBook:
    """The sheets of an .ods; `limit` is in bytes. Raises ReadFault."""
    package = Package(content, limit)
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise ReadFault("encrypted_file", "manifest")
    try:
        sheets = tuple(_sheets(package.read("content.xml")))
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise ReadFault("damaged_file", "content.xml") from fault
    return RawBook("ods", sheets, modified=_modified(package))


def _modified(package: Package) -> datetime | None:
    try:
        stamps = package.xml("meta.xml").iter("{http://purl.org/dc/elements/1.1/}date")
        return vietnamese_time(next(stamps).text)
    except (ReadFault, StopIteration):  # a missing or broken property must not cost the figures
        return None


def _sheets(xml: bytes) -> Iterator[RawSheet]:
    hidden_styles: set[str] = set()
    open_sheets: list[_OdsSheet] = []  # a table within a cell is no sheet of its own, nor is one outside of the body
    for event, element in etree.iterparse(
        io.BytesIO(xml), ("start", "end"), tag=_TAGS, resolve_entities=False, no_network=True, huge_tree=True
    ):
        name = etree.QName(element).localname
        if name == "table" and event == "start":
            sheet = _OdsSheet(element.get(_TABLE + "name", ""), element.get(_TABLE + "style-name", ""))
            open_sheets.append(sheet)
        elif event == "end" and name == "table":
            sheet = open_sheets.pop()
            if _is_sheet(element) and (read := _finished(sheet, sheet.style not in hidden_styles)):
                yield read
        elif event == "end" and name == "style":
            shown = element.find(_STYLE + "table-properties")
            if shown is not None and shown.get(_TABLE + "display") == "false":
                hidden_styles.add(element.get(_STYLE + "name", ""))
        elif event == "end" and len(open_sheets) == 1:
            _pass_column(open_sheets[0], element) if name == "table-column" else _pass_row(open_sheets[0], element)
            _forget(element)


def _is_sheet(table: etree._Element) -> bool:
    """What LibreOffice keeps of other files, of links and of changes are tables, too."""
    parent = table.getparent()
    listed = parent is not None and parent.tag == _OFFICE + "spreadsheet"
    return listed and not _OF_ANOTHER_FILE.match(table.get(_TABLE + "name", ""))


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]


def _times(element: etree._Element, name: str) -> int:
    said = element.get(_TABLE + name)
    return max(int(said), 1) if said else 1


def _pass_column(sheet: _OdsSheet, element: etree._Element) -> None:
    passed = range(sheet.column + 1, sheet.column + 1 + _times(element, "number-columns-repeated"))
    sheet.column = passed.stop - 1
    if element.get(_TABLE + "visibility") in _OUT_OF_SIGHT:
        sheet.hidden_columns.append(passed)


def _pass_row(sheet: _OdsSheet, element: etree._Element) -> None:
    passed = range(sheet.row + 1, sheet.row + 1 + _times(element, "number-rows-repeated"))
    sheet.row = passed.stop - 1
    if element.get(_TABLE + "visibility") in _OUT_OF_SIGHT:
        sheet.hidden_rows.append(passed)
    column = 1
    for cell in element.iterchildren(_TABLE + "table-cell", _TABLE + "covered-table-cell"):
        following = column + _times(cell, "number-columns-repeated")
        _note(sheet, cell, passed, range(column, following))
        column = following


def _note(sheet: _OdsSheet, cell: etree._Element, rows: range, columns: range) -> None:
    text = _value(cell)
    formula = cell.get(_TABLE + "formula") is not None
    error = cell.get(_CALC + "value-type") == "error" or (formula and _ERROR.fullmatch(_shown(cell)))
    missing = formula and text is None
    if text or error or missing:
        sheet.filled += len(rows) * len(columns)
        if sheet.filled > MAX_CELLS:
            raise ReadFault("oversized_file", "repeated cells")
        for place in ((row, column) for row in rows for column in columns):
            if error:
                sheet.errors[place] = _shown(cell) or "#N/A"
            elif missing:
                sheet.uncalculated.add(place)
            else:
                sheet.rows.setdefault(place[0], {})[place[1]] = text or ""
    down, right = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
    if down > 1 or right > 1:
        sheet.merges.append((rows.start, columns.start, rows.start + down - 1, columns.start + right - 1))


def _value(cell: etree._Element) -> str | None:
    """The cell's text as `RawSheet` writes it; None where it has neither a value nor a text."""
    kind = cell.get(_OFFICE + "value-type")
    if cell.get(_CALC + "value-type", kind) not in {kind, "error"}:
        raise ReadFault("damaged_file", "a cell of two types")
    number = cell.get(_OFFICE + "value")
    day, span = cell.get(_OFFICE + "date-value"), cell.get(_OFFICE + "time-value")
    if kind == "boolean":
        return cell.get(_OFFICE + "boolean-value")
    if kind == "date" and day:
        return _day(day)
    if kind == "time" and span and (found := _DURATION.fullmatch(span)):
        hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in found.groups())
        return text_of(DAY_ZERO + timedelta(hours=hours, minutes=minutes, seconds=seconds))
    if kind in {"float", "percentage", "currency"} and number:
        written = number if _PLAIN_NUMBER.fullmatch(number) else text_of(float(number))
        return f"{written}0" if reads_like_thousands(float(number)) else written
    said = cell.get(_OFFICE + "string-value")
    return said if said is not None else (_shown(cell) or ("" if kind else None))


def _day(stamp: str) -> str:
    try:
        return text_of(datetime.fromisoformat(stamp))
    except ValueError:
        return stamp


def _shown(cell: etree._Element) -> str:
    return "\n".join([_words(paragraph) for paragraph in cell if paragraph.tag == _TEXT + "p"])


def _words(element: etree._Element) -> str:
    if not len(element):
        return element.text or ""
    parts = [element.text or ""]
    for child in element:
        if child.tag == _TEXT + "s":
            parts.append(" " * min(int(child.get(_TEXT + "c", "1")), 1000))
        elif child.tag == _TEXT + "tab":
            parts.append("\t")
        elif child.tag == _TEXT + "line-break":
            parts.append("\n")
        elif isinstance(child.tag, str) and child.tag not in _SPOKEN_APART:
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _finished(sheet: _OdsSheet, visible: bool) -> RawSheet | None:
    width = max((max(cells) for cells in sheet.rows.values()), default=0)
    if width * max(sheet.rows, default=0) > MAX_CELLS:
        raise ReadFault("oversized_file", "a sheet spans too many cells")
    last = max([*sheet.rows, *(row for row, _ in sheet.errors), *(row for row, _ in sheet.uncalculated)], default=0)
    marks = Marks(
        merges=tuple(sheet.merges),
        hidden_rows=frozenset(row for rows in sheet.hidden_rows for row in rows if row <= last),
        hidden_columns=frozenset(column for columns in sheet.hidden_columns for column in columns if column <= 16_384),
        error_cells=sheet.errors,
        uncalculated=frozenset(sheet.uncalculated),
    )
    return sheet_of(sheet.name, text_columns(sheet.rows), 1, visible, marks)
