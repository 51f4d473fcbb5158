"""Workbooks in which who goes by namespaces, or only by the body, meets other rows than who goes by bare names."""

import re
import struct
import zlib
from collections.abc import Callable

from hostile import good
from hostile.compound import ole
from hostile.hazard import READ, Hazard
from hostile.zips import edited, parts_of, zipped

OTHER = tuple((f"000.00.53.H48-240304-9{n:03d}", *row[1:]) for n, row in enumerate(good.ROWS))
"""What another reader would see."""
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHOICE = (
    b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:z="urn:z">'
    b'<mc:Choice Requires="z">%b</mc:Choice></mc:AlternateContent>'
)
_SHEET, _BOOK, _RELATIONS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_OTHER_SHEET = parts_of(good.xlsx(OTHER))[_SHEET]
_ROWS = _OTHER_SHEET.partition(b"<sheetData>")[2].partition(b"</sheetData>")[0]
_LOCAL = struct.Struct("<4s5H3I2H")
_LISTED = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


def sheet(edit: Callable[[bytes], bytes]) -> bytes:
    """An .xlsx whose sheet is edited."""
    return edited(good.xlsx(), {"sheet1": edit})


def before_rows(part: bytes, tag: bytes = b"<sheetData>") -> bytes:
    """An .xlsx with something before the body, or before what has this `tag`."""
    return sheet(lambda xml: xml.replace(tag, part + tag, 1))


def cells(pattern: bytes) -> bytes:
    """An .xlsx with the codes written otherwise: @ is their place, # their text, ~ the one that others shall see."""

    def anew(found: "re.Match[bytes]") -> bytes:
        return pattern.replace(b"@", found[1]).replace(b"#", found[2]).replace(b"~", found[2] + b"9")

    return sheet(lambda xml: re.sub(rb'<c r="(A\d+)"[^>]*><is><t>(000[^<]*)</t></is></c>', anew, xml))


def shared(part: bytes) -> bytes:
    """An .xlsx with something before its shared texts."""
    return edited(good.shared_xlsx(), {"sharedStrings": lambda xml: xml.replace(b"<si>", part + b"<si>", 1)})


def listed(instead: bytes) -> bytes:
    """An .xlsx with another sheet, rX, and a list of sheets made anew: @ is the usual entry."""
    parts = parts_of(good.xlsx())
    parts["xl/worksheets/other.xml"] = _OTHER_SHEET
    relation = (
        b'<Relationship Id="rX" Type="%b/worksheet" Target="/xl/worksheets/other.xml"/></Relationships>' % _OFFICE
    )
    parts[_RELATIONS] = parts[_RELATIONS].replace(b"</Relationships>", relation)
    parts[_BOOK] = re.sub(rb"<sheet [^>]*/>", lambda usual: instead.replace(b"@", usual[0]), parts[_BOOK])
    return zipped(parts)


def with_grammar(data: bytes, part: str, declared: str, code: str = "utf-8") -> bytes:
    """The workbook with a part that has a grammar of its own, far behind the start."""
    before = f"<!--{'x' * 70_000}--><!DOCTYPE x [{declared}]>"
    return edited(data, {part: lambda xml: (before + re.sub(r"^<\?xml.*?\?>", "", xml.decode())).encode(code)})


def ods_beside(before: str, after: str, inside: bool = True) -> bytes:
    """An .ods with another table in its body, besides the sheet, or before the body."""
    rows = "".join(map(good.ods_row, (good.HEADER, *OTHER)))
    mark = b"</office:spreadsheet>" if inside else b"<office:body>"
    return edited(good.ods(), {"content": lambda xml: xml.replace(mark, f"{before}{rows}{after}".encode() + mark)})


def with_header(data: bytes, name: str, **told: int) -> bytes:
    """The archive, of which one member says other things in its own header than in the directory."""
    content = bytearray(data)
    at = data.index(name.encode()) - _LOCAL.size
    fields = ("sign", "version", "flags", "method", "time", "day", "checksum", "packed", "unpacked", "name", "extra")
    _LOCAL.pack_into(content, at, *(dict(zip(fields, _LOCAL.unpack_from(data, at), strict=True)) | told).values())
    return bytes(content)


def with_bytes_behind(name: str, more: bytes) -> bytes:
    """An .xlsx with a member that is longer than its packed content."""
    body, directory, parts = b"", b"", parts_of(good.xlsx())
    for each, content in parts.items():
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        packed = packer.compress(content) + packer.flush() + (more if each == name else b"")
        fields = (0, 8, 0, 33, zlib.crc32(content), len(packed), len(content), len(each), 0)
        directory += _LISTED.pack(b"PK\1\2", 20, 20, *fields, 0, 0, 0, 0, len(body)) + each.encode()
        body += _LOCAL.pack(b"PK\3\4", 20, *fields) + each.encode() + packed
    return body + directory + _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), len(directory), len(body), 0)


def foreign(data: bytes, *tags: bytes) -> bytes:
    """The sheet, in which elements of these tags are of another namespace."""
    for tag in tags:
        data = re.sub(rb"<(/?)" + tag + rb"(?=[ >])", rb"<\1q:" + tag, data)
    return data.replace(b"<sheetData", b'<sheetData xmlns:q="urn:q"', 1)


_IN_MAIN = b'<x:sheetData xmlns:x="%b">%b</x:sheetData>' % (_MAIN, _ROWS)
_STRANGE_ROWS = b'<q:sheetData xmlns:q="urn:q">%b</q:sheetData>' % _ROWS
_BAD = {
    "hai thân, một có tiền tố.xlsx": lambda: before_rows(_IN_MAIN),
    "thân lạ trước thân.xlsx": lambda: before_rows(_STRANGE_ROWS),
    "thân để chọn.xlsx": lambda: before_rows(_CHOICE % _IN_MAIN),
    "chỉ có thân lạ.xlsx": lambda: sheet(lambda xml: foreign(xml, b"sheetData")),
    "thân trong vỏ lạ.xlsx": lambda: sheet(
        lambda xml: xml.replace(b"<sheetData>", b'<q:a xmlns:q="urn:q"><sheetData>').replace(
            b"</sheetData>", b"</sheetData></q:a>"
        )
    ),
    "dòng lạ.xlsx": lambda: sheet(lambda xml: foreign(xml, b"row")),
    "ô lạ.xlsx": lambda: sheet(lambda xml: foreign(xml, b"c", b"v")),
    "dòng để chọn.xlsx": lambda: before_rows(_CHOICE % _ROWS, b'<row r="2"'),
    "giá trị lạ.xlsx": lambda: cells(b'<c r="@" t="str"><v>#</v><q:v xmlns:q="urn:q">~</q:v></c>'),
    "hai giá trị.xlsx": lambda: cells(b'<c r="@" t="str"><v>#</v> <is><t>~</t></is></c>'),
    "hai giá trị ngược.xlsx": lambda: cells(b'<c r="@" t="inlineStr"><is><t>#</t></is><v>~</v></c>'),
    "chuỗi lạ.xlsx": lambda: shared(b'<q:si xmlns:q="urn:q"><q:t>x</q:t></q:si>'),
    "chuỗi để chọn.xlsx": lambda: shared(_CHOICE % b"<si><t>x</t></si>"),
    "hai số hiệu trang.xlsx": lambda: listed(
        b'<sheet xmlns:r="urn:q" xmlns:y="%b" name="A" sheetId="1" y:id="rId1" r:id="rX"/>' % _OFFICE
    ),
    "trang lạ.xlsx": lambda: listed(
        b'<q:sheet xmlns:q="urn:q" xmlns:r="%b" name="B" sheetId="2" r:id="rX"/>@' % _OFFICE
    ),
    "trang để chọn.xlsx": lambda: listed(_CHOICE % b"@"),
    "trang ở ngoài.xlsx": lambda: edited(
        good.xlsx(), {"workbook.xml.rels": lambda xml: xml.replace(b"sheet1.xml", b'sheet1.xml" TargetMode="External')}
    ),
    "thực thể xa.ods": lambda: with_grammar(good.ods(), "content", '<!ENTITY a "x">'),
    "thực thể utf-16.xlsx": lambda: with_grammar(good.xlsx(), "sheet1", '<!ENTITY a "x">', "utf-16"),
    "thuộc tính ngầm.ods": lambda: with_grammar(
        good.ods(), "content", '<!ATTLIST table:table-row table:number-rows-repeated CDATA "3">'
    ),
    "thuộc tính ngầm.xlsx": lambda: with_grammar(good.xlsx(), "sheet1", '<!ATTLIST row hidden CDATA "1">'),
    "hai kiểu ô.ods": lambda: edited(
        good.ods(),
        {
            "content": lambda xml: xml.replace(
                b'office:value-type="string">',
                b'office:value-type="float" office:value="5" xmlns:c="urn:org:documentfoundation:names:experimental:'
                b'calc:xmlns:calcext:1.0" c:value-type="string">',
            )
        },
    ),
    "mã hóa một nửa.xlsx": lambda: with_header(good.xlsx(), _SHEET, flags=1),
    "cách nén khác.xlsx": lambda: with_header(good.xlsx(), _SHEET, flags=8, method=0),
    "cỡ khác sau cờ.xlsx": lambda: with_header(good.xlsx(), _SHEET, flags=8, packed=7),
    "cỡ lớn không có.xlsx": lambda: with_header(good.xlsx(), _SHEET, packed=0xFFFFFFFF, unpacked=0xFFFFFFFF),
    "đuôi sau phần.xlsx": lambda: with_bytes_behind(_SHEET, b"PK\x07\x08"),
    "hai luồng một tên.xls": lambda: ole(
        {"WORKBOOK": good.workbook_stream(good.xls(OTHER)), "Workbook": good.workbook_stream(good.xls())}
    ),
    "hai đời trong một.xls": lambda: ole(
        {"Book": good.workbook_stream(good.xls(OTHER)), "Workbook": good.workbook_stream(good.xls())}
    ),
}
_GOOD = {
    "tiền tố x.xlsx": lambda: sheet(
        lambda xml: re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", xml).replace(b"xmlns=", b"xmlns:x=", 1)
    ),
    "khai lại không gian tên.xlsx": lambda: sheet(lambda xml: xml.replace(b"<row ", b'<row xmlns="%b" ' % _MAIN)),
    "giá trị trong CDATA.xlsx": lambda: cells(b'<c r="@" t="str"><v><![CDATA[#]]></v></c>'),
    "chú thích trong quan hệ.xlsx": lambda: edited(
        good.xlsx(), {"workbook.xml.rels": lambda xml: xml.replace(b"<Relationship ", b"<!-- x --><Relationship ", 1)}
    ),
    "bảng của tệp khác.ods": lambda: ods_beside("<table:table table:name=\"'file:///x.ods'#HS\">", "</table:table>"),
    "bảng của liên kết.ods": lambda: ods_beside(
        "<table:dde-links><table:dde-link><table:table>", "</table:table></table:dde-link></table:dde-links>"
    ),
    "bảng ngoài thân.ods": lambda: ods_beside("<table:table>", "</table:table>", inside=False),
    "phiên âm.ods": lambda: edited(
        good.ods(),
        {
            "content": lambda xml: re.sub(
                rb"<text:p>(000[^<]*)", rb"<text:p><text:ruby>\1<text:ruby-text>x</text:ruby-text></text:ruby>", xml
            )
        },
    ),
}
HAZARDS = (
    *(Hazard(name, make, "damaged_file") for name, make in _BAD.items()),
    *(Hazard(name, make, READ) for name, make in _GOOD.items()),
    Hazard(
        "bảng ẩn.html",
        lambda: good.html().replace(b"<table", b'<table style="display:none"'),
        READ,
        facts=frozenset({"hidden_rows"}),
    ),
)
