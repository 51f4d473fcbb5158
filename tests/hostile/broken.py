"""Files that are cut, empty, mixed up, incomplete, or something else than their name says."""

from collections.abc import Iterator

from hostile import good
from hostile.binary_workbook import Sheet, record, wide, xlsb
from hostile.compound import ole
from hostile.good import GOOD
from hostile.hazard import READ, Hazard
from hostile.zips import edited, parts_of, zipped

_SHEET = "xl/worksheets/sheet1.xml"
_MACRO_SHEET = "application/vnd.ms-excel.macrosheet+xml"
_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_XLM = "http://schemas.microsoft.com/office/excel/2006/main"


def cut(kind: str, percent: int) -> bytes:
    """The first part of a good file."""
    data = GOOD[kind]()
    return data[: len(data) * percent // 100]


def _cut_files() -> Iterator[Hazard]:
    for kind in GOOD:
        for percent in range(5, 100, 5):
            yield Hazard(f"cắt {percent:02}%.{kind}", lambda k=kind, p=percent: cut(k, p), *_after_cut(kind, percent))


def _after_cut(kind: str, percent: int) -> tuple[str, int | None]:
    """A text file has no end mark: what is left of it is read, the row that was cut lacks its dates."""
    if kind == "csv":
        return READ, None
    if kind == "html" and b"<tr" not in cut(kind, percent):
        return "unreadable_file", None
    return "damaged_file", None


def _misnamed_files() -> Iterator[Hazard]:
    for kind, make in GOOD.items():
        for name in (*GOOD, "txt", "bin"):
            if name != kind:
                yield Hazard(f"thật ra là {kind}.{name}", make, READ)


def without(data: bytes, *names: str) -> bytes:
    """The zip without these parts."""
    return zipped({name: part for name, part in parts_of(data).items() if name not in names})


def two_sheets(second: str = "Hai") -> bytes:
    """An .xlsx with a second sheet, a copy of the first."""
    book = good.workbook()
    sheet = book.create_sheet(second)
    for row in (good.HEADER, *good.ROWS):
        sheet.append(row)
    return good.saved(book)


def beside_macro_sheet() -> bytes:
    """An .xlsm whose second sheet is one of Excel 4.0 macros."""
    parts = parts_of(two_sheets("Macro1"))
    macro = f'<xm:macrosheet xmlns:xm="{_XLM}" xmlns="{_SPREADSHEET}"><sheetData/></xm:macrosheet>'
    parts["xl/macrosheets/sheet1.xml"] = macro.encode()
    del parts["xl/worksheets/sheet2.xml"]
    relations, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    parts[relations] = parts[relations].replace(
        b'relationships/worksheet" Target="/xl/worksheets/sheet2.xml"',
        b'relationships/xlMacrosheet" Target="/xl/macrosheets/sheet1.xml"',
    )
    assert b"macrosheets" in parts[relations], parts[relations]
    ours = b"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    old = b'PartName="/xl/worksheets/sheet2.xml" ContentType="%s"' % ours
    new = f'PartName="/xl/macrosheets/sheet1.xml" ContentType="{_MACRO_SHEET}"'
    parts[types] = parts[types].replace(old, new.encode())
    return zipped(parts)


def beside_macro_sheet_xls() -> bytes:
    """An .xls whose second sheet is one of Excel 4.0 macros."""
    stream = bytearray(good.workbook_stream(good.xls(names=["HS", "Macro1"])))
    at = stream.rindex(b"\x85\x00", 0, stream.index(b"\x0a\x00\x00\x00"))
    stream[at + 9] = 1
    return ole({"Workbook": bytes(stream)})


def beside_macro_sheet_xlsb() -> bytes:
    """An .xlsb whose second sheet is one of Excel 4.0 macros."""
    data = xlsb(Sheet("HS", [good.HEADER, *good.ROWS]), Sheet("Macro1", [["=HALT()"]]))
    kind = b'worksheet" Target="worksheets/sheet2.bin'
    return edited(
        data, {r"workbook\.bin\.rels": lambda part: part.replace(kind, kind.replace(b"worksheet", b"xlMacrosheet", 1))}
    )


def twice(data: bytes, name: str) -> bytes:
    """The zip with two members of one name: which of them counts is a matter of taste."""
    return good.with_part(data, name, parts_of(data)[name].replace(b"B\xc3\xacnh", b"An"))


def word() -> bytes:
    """A Word document."""
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document>Kính gửi</document>"})


def records_without_end() -> bytes:
    """An .xlsb whose sheet breaks off between two records."""
    return edited(good.xlsb(), {r"sheet1\.bin": lambda part: part[: -len(record(130))]})


def beyond_the_sheet() -> bytes:
    """An .xlsb with a cell in a row that no sheet has."""
    cell = record(0, b"\xff\xff\xff\x7f" + bytes(21)) + record(6, bytes(8) + wide("x"))
    return edited(good.xlsb(), {r"sheet1\.bin": lambda part: part.replace(record(146), cell + record(146))})


_PAGE = "<html><body><p>Phiên làm việc đã hết hạn</p></body></html>"
HAZARDS = (
    *_cut_files(),
    *_misnamed_files(),
    *(Hazard(f"rỗng.{kind}", lambda: b"", "empty_file") for kind in GOOD),
    *(Hazard(f"toàn số không.{kind}", lambda: bytes(8192), "not_synced_file") for kind in GOOD),
    Hazard("chỉ có dấu cách.csv", lambda: b" \r\n\t\r\n" * 1000, "empty_file"),
    Hazard("không có ô.xlsx", lambda: good.saved(good.empty_workbook()), "empty_file"),
    Hazard("hết hạn.xls", _PAGE.encode, "unreadable_file"),
    Hazard("công văn.docx", word, "unsupported_file"),
    Hazard("công văn.xlsx", word, "unsupported_file"),
    Hazard("bản in.pdf", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "unsupported_file"),
    Hazard("ảnh chụp.png", lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(50), "unsupported_file"),
    Hazard("tệp nén.zip", lambda: zipped({"hồ sơ.xlsx": good.xlsx()}), "unsupported_file"),
    Hazard("hai byte.xlsx", lambda: b"PK", "damaged_file"),
    Hazard("hai byte.xls", lambda: b"\xd0\xcf", "damaged_file"),
    Hazard("rác.xlsx", lambda: b"PK\x03\x04" + bytes(range(256)) * 8, "damaged_file"),
    Hazard("rác.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8, "damaged_file"),
    Hazard("rác.csv", lambda: bytes(range(256)) * 8, "unsupported_file"),
    Hazard("thiếu sổ.xlsx", lambda: without(good.xlsx(), "xl/workbook.xml"), "damaged_file"),
    Hazard("thiếu trang.xlsx", lambda: without(good.xlsx(), _SHEET), "damaged_file"),
    Hazard("thiếu chuỗi.xlsx", lambda: without(good.shared_xlsx(), "xl/sharedStrings.xml"), "damaged_file"),
    Hazard("thiếu định dạng.xlsx", lambda: without(good.xlsx(), "xl/styles.xml"), READ),
    Hazard("thiếu quan hệ.xlsx", lambda: without(good.xlsx(), "xl/_rels/workbook.xml.rels"), "damaged_file"),
    Hazard("thiếu trang hai.xlsx", lambda: without(two_sheets(), "xl/worksheets/sheet2.xml"), READ),
    Hazard("thiếu trang.xlsb", lambda: without(good.xlsb(), "xl/worksheets/sheet1.bin"), "damaged_file"),
    Hazard("thiếu chuỗi.xlsb", lambda: without(good.xlsb(), "xl/sharedStrings.bin"), "damaged_file"),
    Hazard("thiếu nội dung.ods", lambda: without(good.ods(), "content.xml"), "damaged_file"),
    Hazard("trang macro.xlsm", beside_macro_sheet, READ),
    Hazard("trang macro.xls", beside_macro_sheet_xls, READ),
    Hazard("trang macro.xlsb", beside_macro_sheet_xlsb, READ),
    Hazard("hai phần một tên.xlsx", lambda: twice(good.xlsx(), _SHEET), "damaged_file"),
    Hazard("hai phần một tên.xlsb", lambda: twice(good.xlsb(), "xl/sharedStrings.bin"), "damaged_file"),
    Hazard("hai phần một tên.ods", lambda: twice(good.ods(), "content.xml"), "damaged_file"),
    Hazard("đứt giữa bản ghi.xlsb", records_without_end, "damaged_file"),
    Hazard("ngoài trang.xlsb", beyond_the_sheet, "damaged_file"),
    Hazard("ngoặc mở.csv", lambda: good.csv().replace(b"UBND", b'"UBND', 1), "damaged_file"),
)
