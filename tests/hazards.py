"""Makes the files that break readers, as they are met in practice or as someone ill-disposed would make them.

`HAZARDS` lists them all with the rule id that reading must answer with; None = it must simply be read.
"""

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import olefile
import xlwt
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

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
BOMB_MB = 40
"""What the bombs unpack to; run them with a limit below it."""

SECTOR = 512
END_OF_CHAIN, FAT_SECTOR, FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
BOF, FILEPASS = 0x0809, 0x002F


# --- whole files, good ones, as raw material -------------------------------------------------


def xlsx(rows: tuple[tuple[object, ...], ...] = ROWS, extra: Mapping[str, object] | None = None) -> bytes:
    """A good dossier export. `extra` sets cells by name, before the workbook is saved."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADER)
    for row in rows:
        sheet.append(row)
    for cell, value in (extra or {}).items():
        sheet[cell] = value
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xls() -> bytes:
    """The same export as BIFF8."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("HS")
    for number, row in enumerate([HEADER, *ROWS]):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def html(rows: tuple[tuple[object, ...], ...] = ROWS) -> bytes:
    """The same export as web systems make it: a table that is named .xls."""
    lines = ["<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>" for row in (HEADER, *rows)]
    table = f"<table border=1>{''.join(lines)}</table>"
    return f"<html><head><meta charset='utf-8'></head><body>{table}</body></html>".encode()


def edited(content: bytes, edits: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """A zip file with the parts whose names match a pattern changed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            for pattern, edit in edits.items():
                part = edit(part) if re.search(pattern, name) else part
            new.writestr(name, part)
    return stream.getvalue()


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams in its root (each padded to whole sectors, at least 4,096 bytes)."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    padded = {name: data + b"\0" * (-len(data) % SECTOR) for name, data in padded.items()}
    directory_size = -(-(len(padded) + 1) // 4)
    fat = [FAT_SECTOR, *_chain(1, directory_size)]
    entries, body = [_entry("Root Entry", 5, END_OF_CHAIN, 0, child=1)], b""
    for number, (name, data) in enumerate(padded.items(), 1):
        right = number + 1 if number < len(padded) else FREE
        entries.append(_entry(name, 2, len(fat), len(data), right=right))
        fat += _chain(len(fat), len(data) // SECTOR)
        body += data
    assert len(fat) <= SECTOR // 4, "one FAT sector is all this writer knows"
    fat += [FREE] * (SECTOR // 4 - len(fat))
    head = struct.pack("<8s16xHHHHH6xIII4xIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
                       0, 1, 1, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0)  # fmt: skip
    head += struct.pack("<109I", 0, *[FREE] * 108)
    directory = b"".join(entries).ljust(directory_size * SECTOR, b"\0")
    return head + struct.pack("<128I", *fat) + directory + body


def _chain(start: int, length: int) -> list[int]:
    return [*range(start + 1, start + length), END_OF_CHAIN]


def _entry(name: str, kind: int, start: int, size: int, right: int = FREE, child: int = FREE) -> bytes:
    coded = name.encode("utf-16-le")
    head = struct.pack("<64sHBB", coded, len(coded) + 2, kind, 1)
    return head + struct.pack("<III36xIII", FREE, right, child, start, size, 0)


# --- the hazards -----------------------------------------------------------------------------


def encrypted_xlsx() -> bytes:
    """What Excel makes of a workbook with a password."""
    info = struct.pack("<HHI", 4, 4, 0x40) + b'<?xml version="1.0"?><encryption/>'
    return ole({"EncryptionInfo": info, "EncryptedPackage": struct.pack("<Q", 5000) + bytes(range(256)) * 20})


def encrypted_xls() -> bytes:
    """BIFF with a password: the FILEPASS record follows the first BOF, all after it is cipher text."""
    with olefile.OleFileIO(xls()) as book:
        stream = book.openstream("Workbook").read()
    kind, size = struct.unpack_from("<HH", stream)
    assert kind == BOF
    password = struct.pack("<HHHHH", FILEPASS, 54, 1, 1, 1) + bytes(range(48))
    return ole({"Workbook": stream[: 4 + size] + password + stream[4 + size :]})


def fat_loop_xls() -> bytes:
    """An .xls whose sector chain bites its own tail: it aborts decoders that follow it blindly."""
    content = bytearray(xls())
    [fat_sector] = struct.unpack_from("<I", content, 76)
    fat = SECTOR * (fat_sector + 1)
    struct.pack_into("<II", content, fat, 1, 0)
    return bytes(content)


def strict_xlsx() -> bytes:
    """“Strict Open XML Spreadsheet”: other namespaces, the same content."""

    def renamed(part: bytes) -> bytes:
        part = part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        return part.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    def conforming(part: bytes) -> bytes:
        return part.replace(b"<workbook ", b'<workbook conformance="strict" ', 1)

    return edited(xlsx(), {r"\.(xml|rels)$": renamed, r"xl/workbook\.xml$": conforming})


def true_dates_1904() -> bytes:
    """A workbook of an old Mac: day 0 is 01/01/1904; its dates are true dates."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.append(HEADER)
    for row in ROWS:
        days = [datetime.strptime(str(text), "%d/%m/%Y %H:%M:%S") for text in row[2:5]]
        sheet.append([*row[:2], *days, *row[5:]])
    return saved(book)


def stale_dimension() -> bytes:
    """Says that only A1 is used, as files of some office programs do."""
    return edited(xlsx(), {"sheet1": lambda part: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:A1"', part)})


def last_cell() -> bytes:
    """A cell at the far end of the sheet: a dense grid of it would take 500 GB."""
    return xlsx(extra={"XFD1048576": "x"})


def uncalculated() -> bytes:
    """Formulas written by a program that never calculated them."""
    return xlsx(extra={"G2": "=5000*2"})


def error_cells() -> bytes:
    """Cells that hold #N/A and #REF!."""
    return xlsx(extra={"G2": "#N/A", "D3": "#REF!"})


def bomb() -> bytes:
    """A small file whose sheet unpacks to `BOMB_MB` of blanks."""
    return edited(
        xlsx(),
        {"sheet1": lambda part: part.replace(b"</sheetData>", b" " * BOMB_MB * 1024**2 + b"</sheetData>")},
    )


def lying_bomb() -> bytes:
    """The same, but the zip directory says that the sheet unpacks to 1,000 bytes."""
    content = bytearray(bomb())
    for signature, name_at, size_at in ((b"PK\x01\x02", 46, 24), (b"PK\x03\x04", 30, 22)):
        at = content.find(b"xl/worksheets/sheet1.xml")
        while at >= 0:
            if content[at - name_at : at - name_at + 4] == signature:
                struct.pack_into("<I", content, at - name_at + size_at, 1000)
            at = content.find(b"xl/worksheets/sheet1.xml", at + 1)
    return bytes(content)


def docx() -> bytes:
    """A Word document."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", "<document>Kính gửi</document>")
    return stream.getvalue()


HAZARDS: Mapping[str, tuple[Callable[[], bytes], str | None]] = {
    "có mật khẩu.xlsx": (encrypted_xlsx, "encrypted_file"),
    "có mật khẩu.xls": (encrypted_xls, "encrypted_file"),
    "cắt ngang.xlsx": (lambda: xlsx()[: len(xlsx()) // 2], "damaged_file"),
    "vòng lặp.xls": (fat_loop_xls, "damaged_file"),
    "rỗng.xlsx": (lambda: b"", "empty_file"),
    "toàn số không.xlsx": (lambda: bytes(8192), "not_synced_file"),
    "không có bảng.xls": (
        "<html><body><p>Phiên làm việc đã hết hạn</p></body></html>".encode,
        "unreadable_file",
    ),
    "công văn.docx": (docx, "unsupported_file"),
    "công văn.xlsx": (docx, "unsupported_file"),
    "bản in.pdf": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "unsupported_file"),
    "ảnh chụp.png": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(50), "unsupported_file"),
    "ô cuối.xlsx": (last_cell, "oversized_file"),
    "bom.xlsx": (bomb, "oversized_file"),
    "bom giấu.xlsx": (lying_bomb, "oversized_file"),
    "thật ra là xlsx.xls": (xlsx, None),
    "thật ra là xls.xlsx": (xls, None),
    "thật ra là html.xls": (html, None),
    "strict.xlsx": (strict_xlsx, None),
    "mốc 1904.xlsx": (true_dates_1904, None),
    "dimension sai.xlsx": (stale_dimension, None),
    "chưa tính.xlsx": (uncalculated, None),
    "ô lỗi.xlsx": (error_cells, None),
}
"""File name → how it is made, and the fault that it must get. All that are read hold the rows `ROWS`."""


def make(folder: Path, name: str) -> Path:
    """Writes one hazard into the folder."""
    path = folder / name
    path.write_bytes(HAZARDS[name][0]())
    return path
