"""One good dossier export in every format that is read: what hazards are made of, and what they stand beside."""

import io
import warnings
import zipfile
from collections.abc import Mapping, Sequence

import olefile
import xlsxwriter
import xlwt
from openpyxl import Workbook

from hostile import binary_workbook
from hostile.zips import edited, zipped

HEADER = (
    "Mã hồ sơ",
    "Đơn vị giải quyết",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày có kết quả",
    "Trạng thái",
    "Lệ phí",
)
ROWS = tuple(
    (
        f"000.00.53.H48-240304-{number:04d}",
        "UBND xã Bình Chánh",
        f"0{number}/03/2024 08:00:00",
        f"1{number}/03/2024 17:00:00",
        f"0{number}/03/2024 16:30:00",
        "Đã trả kết quả",
        10_000,
    )
    for number in range(1, 9)
)
CODES = [row[0] for row in ROWS]
Rows = Sequence[Sequence[object]]
_MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def xlsx(rows: Rows = ROWS, extra: Mapping[str, object] | None = None) -> bytes:
    """An .xlsx with its texts in the cells. `extra` sets cells by name, before the workbook is saved."""
    return saved(workbook(rows, extra))


def shared_xlsx(rows: Rows = ROWS) -> bytes:
    """An .xlsx as Excel saves it: its texts are in a part of their own, the shared strings."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("HS")
        for number, row in enumerate([HEADER, *rows]):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def workbook(rows: Rows = ROWS, extra: Mapping[str, object] | None = None) -> Workbook:
    """The same, still open for changes."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEADER, *rows):
        sheet.append(row)
    for cell, value in (extra or {}).items():
        sheet[cell] = value
    return book


def empty_workbook() -> Workbook:
    """A workbook with one sheet and no cell."""
    return Workbook()


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xlsm() -> bytes:
    """An .xlsm: the same, with a project of macros beside it."""
    data = xlsx()
    main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    data = edited(data, {r"Content_Types": lambda part: part.replace(main, _MACRO_TYPE)})
    return with_part(data, "xl/vbaProject.bin", binary_workbook.record(1, bytes(2000)))


def with_part(data: bytes, name: str, content: "bytes | str") -> bytes:
    """The zip with one more part; where it has one of that name, it has two then."""
    file = io.BytesIO(data)
    with warnings.catch_warnings(), zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # a second member of one name
        archive.writestr(name, content)
    return file.getvalue()


def xlsb(rows: Rows = ROWS) -> bytes:
    """An .xlsb."""
    return binary_workbook.xlsb(binary_workbook.Sheet("HS", [HEADER, *rows]))


def xls(rows: Rows = ROWS, names: Sequence[str] = ("HS",)) -> bytes:
    """An .xls (BIFF8); with more `names`, as many sheets, all alike."""
    book = xlwt.Workbook()
    for sheet in map(book.add_sheet, names):
        for number, row in enumerate([HEADER, *rows]):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook_stream(data: bytes) -> bytes:
    """The stream of an .xls that holds its records."""
    with olefile.OleFileIO(data) as book:
        content: bytes = book.openstream("Workbook").read()
    return content


def ods(rows: Rows = ROWS, more: str = "") -> bytes:
    """An .ods; `more` is XML after the rows of its sheet."""
    lines = "".join(ods_row(row) for row in (HEADER, *rows))
    return ods_of(f'<table:table table:name="HS">{lines}{more}</table:table>')


def ods_row(row: Sequence[object]) -> str:
    """One row as content.xml has it, all texts as texts."""
    cells = (
        f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>' for value in row
    )
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def ods_of(tables: str) -> bytes:
    """An .ods with these tables."""
    spaces = " ".join(f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {spaces}>{body}</office:document-content>",
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def csv(rows: Rows = ROWS, delimiter: str = ";") -> bytes:
    """A .csv as Excel saves it."""
    return "".join(delimiter.join(map(str, row)) + "\r\n" for row in (HEADER, *rows)).encode("utf-8-sig")


def html(rows: Rows = ROWS, around: tuple[str, str] = ("", "")) -> bytes:
    """A table as web systems make it, and name .xls."""
    lines = ["<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>" for row in (HEADER, *rows)]
    table = f"<table border=1>{''.join(lines)}</table>"
    return f"<html><head><meta charset='utf-8'></head><body>{around[0]}{table}{around[1]}</body></html>".encode()


GOOD = {"xlsx": xlsx, "xlsm": xlsm, "xlsb": xlsb, "xls": xls, "ods": ods, "csv": csv, "html": html}
"""Every format that is read."""
