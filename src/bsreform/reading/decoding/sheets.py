"""Workbooks (.xlsx, .xlsb, .xls) to sheets: the fast decoder, the marks beside it, and openpyxl where it refuses."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from typing import Any, TypeVar

import fastexcel
import pyarrow as pa
from lxml import etree
from msgspec.structs import replace

from bsreform.reading.decoding import one_reading, openpyxl_sheets, xls_marks, xlsb_parts, xlsx_marks
from bsreform.reading.decoding.content import Content
from bsreform.reading.decoding.marks import MAX_CELLS, MisplacedError, first_column, sheet_of
from bsreform.reading.decoding.ole import Container
from bsreform.reading.decoding.package import Package
from bsreform.reading.decoding.raw import RawBook, RawSheet, ReadFault
from bsreform.reading.decoding.walk import Walk
from bsreform.reading.decoding.xls_marks import XlsSheet
from bsreform.reading.decoding.xlsx_parts import SheetPart, WorkbookPart, read_workbook

_Done = TypeVar("_Done")
_Listed = TypeVar("_Listed", SheetPart, XlsSheet)
_LARGE = 100_000_000
"""Bytes of XML that are not kept while the decoder works: some 150,000 rows of 20 columns."""


class RefusedError(Exception):
    """The fast decoder does not take the workbook or the sheet."""


def decode_xlsx(content: Content, limit: int) -> RawBook:
    """The sheets of an .xlsx; `limit` is in bytes. Raises ReadFault, LostError."""
    package = Package(content, limit)
    workbook = read_workbook(package)
    for part in _read_shared(package, workbook):
        one_reading.require_one_list(part)
    with ThreadPoolExecutor(1) as thread:  # it is done before the file is answered for, whatever becomes of it
        decoding = _Decoding(content, package, workbook, thread)
        sheets, unread = _each(workbook.sheets, decoding.sheet)
    return RawBook("xlsx", sheets, workbook.date1904, workbook.modified, unread)


def _read_shared(package: Package, workbook: WorkbookPart) -> list[bytes]:
    """Counts the parts that belong to every sheet against the limit, before the decoder inflates them."""
    return [package.read(part) for part in workbook.shared]


class _Decoding:
    """The sheets of one workbook. The decoder works in a thread while Python searches for marks; beside a large sheet,
    which takes all the memory, one waits for the other.
    """

    def __init__(self, content: Content, package: Package, workbook: WorkbookPart, thread: ThreadPoolExecutor) -> None:
        self._content, self._package, self._thread = content, package, thread
        self._large = any(package.size(each.part) > _LARGE for each in workbook.sheets)
        self._reader = self._begun(lambda: _reader(content.data))  # it holds the texts of all sheets

    def _begun(self, work: Callable[[], _Done]) -> Callable[[], _Done]:
        """What waits for the work to be done."""
        if not self._large:
            with suppress(RuntimeError):  # the system has no thread left
                return self._thread.submit(work).result
        return cache(work)

    def sheet(self, sheet: SheetPart) -> RawSheet | None:
        """None if it is empty. Raises ReadFault, LostError."""
        xml = self._package.read(sheet.part)
        _require_room(xlsx_marks.cells_spanned(xml))
        columns = self._begun(lambda: _columns(self._reader(), sheet))
        page = xlsx_marks.page_texts(xml)
        try:
            one_reading.require_one_body(xml)
            marks = xlsx_marks.scan(xml)
            if one_reading.has_quoted_values(xml):
                raise RefusedError
            if self._large:
                self._reader()
                xml = b""  # the decoder takes twice as much, and inflates it once more
                self._content.let_go()  # it has a copy of its own
            found = sheet_of(sheet.name, columns(), first_column(columns(), marks), sheet.visible, marks)
        except (RefusedError, MisplacedError):
            found = openpyxl_sheets.read(self._content.data, sheet, xml or self._package.read(sheet.part))
        except (etree.XMLSyntaxError, ValueError) as fault:
            raise ReadFault("damaged_file", "XML of a sheet") from fault
        return replace(found, page=page) if found else None


def decode_xlsb(content: Content, limit: int) -> RawBook:
    """The sheets of an .xlsb; `limit` is in bytes. Raises ReadFault."""
    package = Package(content, limit)
    workbook = xlsb_parts.read_workbook(package)
    _read_shared(package, workbook)
    reader = _reader(content.data)
    sheets, unread = _each(
        workbook.sheets, lambda sheet: _binary_sheet(reader, sheet, xlsb_parts.scan(package.read(sheet.part)))
    )
    return RawBook("xlsb", sheets, workbook.date1904, workbook.modified, unread)


def decode_xls(data: bytes) -> RawBook:
    """The sheets of an .xls (Excel 97 and later). Raises ReadFault."""
    container = Container(data)
    stream = container.workbook()
    listed, date1904 = xls_marks.read_globals(stream)
    # Excel and LibreOffice leave a summary; libraries that write formulas without results do not.
    calculated = container.has("\x05SummaryInformation")
    walks = {sheet: _walk(stream, sheet, calculated) for sheet in listed}
    for walk in walks.values():
        if isinstance(walk, Walk):  # the decoder lays out all sheets as soon as it opens the file
            _require_room(walk.cells_spanned)
    reader = _reader(data)
    sheets, unread = _each(listed, lambda sheet: _xls_sheet(reader, sheet, walks[sheet]))
    return RawBook("xls", sheets, date1904, container.modified(), unread)


def _walk(stream: bytes, sheet: XlsSheet, calculated: bool) -> Walk | ReadFault:
    try:
        return xls_marks.scan(stream, sheet.start, calculated)
    except ReadFault as fault:
        return fault


def _xls_sheet(reader: Any, sheet: XlsSheet, walk: Walk | ReadFault) -> RawSheet | None:
    if isinstance(walk, ReadFault):
        raise walk
    if walk.last[1] >= xls_marks.COLUMNS:
        raise ReadFault("damaged_file", "cell beyond the sheet")
    return _binary_sheet(reader, sheet, walk)


def _binary_sheet(reader: Any, sheet: SheetPart | XlsSheet, walk: Walk) -> RawSheet | None:
    _require_room(walk.cells_spanned)
    marks = walk.marks()
    try:
        columns = _columns(reader, sheet)
        return sheet_of(sheet.name, columns, first_column(columns, marks), sheet.visible, marks)
    except (RefusedError, MisplacedError) as fault:
        raise ReadFault("damaged_file", f"decoder: {type(fault).__name__}") from fault


def _require_room(cells: int) -> None:
    if cells > MAX_CELLS:
        raise ReadFault("oversized_file", f"a sheet spans {cells} cells")


def _each(
    listed: Iterable[_Listed], read: Callable[[_Listed], RawSheet | None]
) -> tuple[tuple[RawSheet, ...], tuple[str, ...]]:
    """The sheets that can be read, and the names of those that cannot; empty sheets are neither."""
    sheets: list[RawSheet] = []
    faults: dict[str, ReadFault] = {}
    for each in listed:
        try:
            sheet = read(each)
        except ReadFault as fault:
            faults[each.name] = fault
        else:
            sheets += [sheet] if sheet else []
    if faults and not sheets:
        raise next(iter(faults.values()))
    return tuple(sheets), tuple(faults)


def _reader(data: bytes) -> Any:
    try:
        return fastexcel.read_excel(data)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # a panic of the decoder is no Exception
        return None


def _columns(reader: Any, sheet: SheetPart | XlsSheet) -> list[pa.ChunkedArray]:
    """The decoded columns. With `skip_rows=0` their index 0 is row 1, wherever the first value stands."""
    names = reader.sheet_names if reader is not None else []
    if not (sheet.index < len(names) and names[sheet.index] == sheet.name):
        raise RefusedError
    try:
        batch = reader.load_sheet(sheet.index, header_row=None, skip_rows=0, dtypes="string", eager=True)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as fault:  # a panic of the decoder is no Exception
        raise RefusedError from fault
    return list(batch.columns)
