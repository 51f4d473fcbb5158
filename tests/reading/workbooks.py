"""Small workbooks made on the spot, and their parts edited by hand, for the tests of reading."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import xlsxwriter
import xlwt

from bsreform.reading.decoding.decode import decode
from bsreform.reading.decoding.raw import RawBook, RawSheet

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(fill: Callable[[xlsxwriter.Workbook], object], **options: object) -> bytes:
    """A workbook that XlsxWriter makes."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **options}) as book:
        fill(book)
    return file.getvalue()


def with_parts(data: bytes, changed: Mapping[str, "bytes | str | None"]) -> bytes:
    """The same zip with other parts; None leaves one out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = changed.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return file.getvalue()


def zipped(parts: Mapping[str, "bytes | str"]) -> bytes:
    """A zip of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def one_sheet(rows: str, *, tail: str = "", head: str = "") -> bytes:
    """An .xlsx whose only sheet has these rows of XML; shared strings: 0 = “abc”, 1 = “”."""
    sheet = f'<worksheet xmlns="{NAMESPACE}">{head}<sheetData>{rows}</sheetData>{tail}</worksheet>'
    return with_sheet(sheet)


def with_sheet(sheet: "str | bytes") -> bytes:
    """An .xlsx with this worksheet part."""
    base = xlsx(lambda book: book.add_worksheet("Dữ liệu").write(0, 0, "x"))
    shared = f'<sst xmlns="{NAMESPACE}"><si><t>abc</t></si><si><t></t></si></sst>'
    return with_parts(base, {"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": shared})


def xls(fill: Callable[[xlwt.Workbook], object]) -> bytes:
    """A BIFF8 workbook that xlwt makes."""
    book = xlwt.Workbook(encoding="utf-8")
    fill(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def book_of(folder: Path, data: "bytes | str", name: str = "tep.xlsx") -> RawBook:
    """What `decode` makes of these bytes."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return decode(path, max_unpacked_mb=64)


def table(sheet: RawSheet) -> list[list[str]]:
    """The sheet from A1, row by row, empty cells as ""."""
    rows = zip(*(column.to_pylist() for column in sheet.columns), strict=True)
    blank = [[""] * (sheet.first_column - 1 + len(sheet.columns))] * (sheet.first_row - 1)
    return blank + [[""] * (sheet.first_column - 1) + [text or "" for text in row] for row in rows]
