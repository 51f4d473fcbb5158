"""Small files that want to become large: in memory, on unpacking, or in time."""

import re
import struct
import zipfile
from io import BytesIO

from hostile import good
from hostile.binary_workbook import Sheet, xlsb
from hostile.hazard import READ, Hazard
from hostile.zips import edited, zipped

UNPACKED_MB = 64
"""The limit that the bombs are made for: run them with it."""
_TOO_MUCH = UNPACKED_MB * 1024**2 + 1
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_DOCTYPE = f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}<!ENTITY file SYSTEM "file:///etc/hostname">]>'.encode()
_END_OF_ROWS = b"</sheetData>"


def huge_member() -> bytes:
    """A sheet with more blanks than may be unpacked."""
    return edited(good.xlsx(), {"sheet1": lambda part: part.replace(_END_OF_ROWS, b" " * _TOO_MUCH + _END_OF_ROWS)})


def lying_member() -> bytes:
    """The same, but the zip directory says that the sheet unpacks to 1,000 bytes."""
    content = bytearray(huge_member())
    for signature, name_at, size_at in ((b"PK\x01\x02", 46, 24), (b"PK\x03\x04", 30, 22)):
        at = content.find(b"xl/worksheets/sheet1.xml")
        while at >= 0:
            if content[at - name_at : at - name_at + 4] == signature:
                struct.pack_into("<I", content, at - name_at + size_at, 1000)
            at = content.find(b"xl/worksheets/sheet1.xml", at + 1)
    return bytes(content)


def with_members(data: bytes, count: int, content: bytes) -> bytes:
    """A good workbook with many more members beside its own."""
    file = BytesIO(data)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count):
            archive.writestr(f"xl/media/{number}", content)
    return file.getvalue()


def overlapping_members() -> bytes:
    """Thousands of directory entries that all unpack the same bytes."""
    kernel = zipped({"a": bytes(1024**2)})
    start = kernel.index(b"PK\x01\x02")
    end = kernel.index(b"PK\x05\x06")
    entries = kernel[start:end] * 1000
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1000, 1000, len(entries), start, 0)
    return kernel[:start] + entries + tail


def nested(levels: int) -> bytes:
    """A zip of zips of zips, of which the innermost ones are large."""
    data = bytes(1024**2)
    for _ in range(levels):
        data = zipped({f"{n}.zip": data for n in range(16)})
    return data


def with_entities(part: bytes) -> bytes:
    """XML with nested entities, ten to the ninth in all, and one that names a file; used in the first text."""
    head, _, body = part.rpartition(b"?>")
    used = re.sub(rb"<(t|text:p)>[^<]*<", rb"<\1>&l9;&file;<", body, count=1)
    return head + (b"?>" if head else b"") + _DOCTYPE.replace(b"DOCTYPE x", b"DOCTYPE " + _root(body)) + used


def _root(body: bytes) -> bytes:
    found = re.search(rb"<([\w:.-]+)", body)
    assert found
    return found[1]


def one_text_many_times() -> bytes:
    """A shared string of 100 kB that a hundred thousand cells refer to: 10 GB, if each has a copy."""
    cells = b"".join(b'<row r="%d"><c r="H%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(20, 100_020))
    long = b"a" * 100_000
    return edited(
        good.shared_xlsx(),
        {
            "sheet1": lambda part: part.replace(_END_OF_ROWS, cells + _END_OF_ROWS),
            "sharedStrings": lambda part: re.sub(rb"<t>[^<]*</t>", b"<t>%s</t>" % long, part, count=1),
        },
    )


def many_texts() -> bytes:
    """Four million shared strings that nobody refers to."""
    more = b"<si/>" * 4_000_000
    return edited(good.shared_xlsx(), {"sharedStrings": lambda part: part.replace(b"</sst>", more + b"</sst>")})


def giant_styles() -> bytes:
    """Half a million cell formats."""
    more = b'<xf numFmtId="14" fontId="0" fillId="0" borderId="0"/>' * 500_000
    return edited(good.xlsx(), {"styles": lambda part: part.replace(b"</cellXfs>", more + b"</cellXfs>")})


def deep_html(tag: str, depth: int) -> bytes:
    """A table within very many elements."""
    return good.html(around=(f"<{tag}>" * depth, f"</{tag}>" * depth))


def nested_tables(depth: int) -> bytes:
    """Tables within tables, with the good one innermost."""
    return good.html(around=("<table><tr><td>" * depth, "</td></tr></table>" * depth))


def spans(down: int, right: int) -> bytes:
    """HTML cells that each span a large area."""
    cells = f"<tr>{f'<td rowspan={down} colspan={right}>x</td>' * 50}</tr>" * 400
    return good.html(around=("", f"<table>{cells}</table>"))


def repeated_ods() -> bytes:
    """A filled cell, repeated over all rows and columns of an .ods."""
    cell = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    return good.ods(more=cell)


def deep_xml() -> bytes:
    """A hundred thousand elements within each other, in a sheet."""
    nest = b"<extLst>" * 100_000 + b"</extLst>" * 100_000
    return edited(good.xlsx(), {"sheet1": lambda part: part.replace(_END_OF_ROWS, _END_OF_ROWS + nest)})


HAZARDS = (
    Hazard("bom một phần.xlsx", huge_member, "oversized_file"),
    Hazard("bom giấu cỡ.xlsx", lying_member, "oversized_file"),
    Hazard("bom nhiều phần.xlsx", lambda: with_members(good.xlsx(), 70, bytes(1024**2)), "oversized_file"),
    Hazard("bom chồng nhau.xlsx", overlapping_members, "oversized_file"),
    Hazard("vạn phần rỗng.xlsx", lambda: with_members(good.xlsx(), 20_000, b""), READ),
    Hazard("zip lồng zip.xlsx", lambda: nested(4), "unsupported_file"),
    Hazard("zip lồng trong xlsx.xlsx", lambda: good.with_part(good.xlsx(), "xl/media/a.zip", nested(2)), READ),
    Hazard("thực thể trang.xlsx", lambda: edited(good.xlsx(), {"sheet1": with_entities}), "damaged_file"),
    Hazard("thực thể chuỗi.xlsx", lambda: edited(good.shared_xlsx(), {"sharedStrings": with_entities}), "damaged_file"),
    Hazard("thực thể sổ.xlsx", lambda: edited(good.xlsx(), {r"xl/workbook\.xml": with_entities}), "damaged_file"),
    Hazard("thực thể.ods", lambda: edited(good.ods(), {"content": with_entities}), "damaged_file"),
    Hazard("thực thể.html", lambda: _DOCTYPE.replace(b"DOCTYPE x", b"DOCTYPE html") + good.html(), READ),
    Hazard("một chuỗi vạn ô.xlsx", one_text_many_times, "oversized_file"),
    Hazard("triệu chuỗi.xlsx", many_texts, READ),
    Hazard("nửa triệu định dạng.xlsx", giant_styles, READ),
    Hazard("lồng sâu.html", lambda: deep_html("div", 100_000), "damaged_file"),
    Hazard("lồng vừa.html", lambda: deep_html("div", 200), READ),
    Hazard("bảng lồng bảng.html", lambda: nested_tables(5_000), "damaged_file"),
    Hazard("rowspan.html", lambda: spans(10**6, 1000), "oversized_file"),
    Hazard("lặp ô.ods", repeated_ods, "oversized_file"),
    Hazard("xml lồng sâu.xlsx", deep_xml, READ),
    Hazard("ô cuối.xlsx", lambda: good.xlsx(extra={"XFD1048576": "x"}), "oversized_file"),
    Hazard("ô cuối.xlsb", lambda: xlsb(Sheet("A", [good.HEADER], extra={(2**20, 2**14): "x"})), "oversized_file"),
)
