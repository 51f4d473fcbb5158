"""Workbooks that show other rows to one reader than to another; and odd but honest ones, which have one reading."""

import io
import re
import struct
import zipfile

from hostile import good
from hostile.binary_workbook import Sheet, xlsb
from hostile.hazard import READ, Hazard
from hostile.strangers import OTHER
from hostile.zips import edited, parts_of, zipped

_MAIN, _STRINGS, _RELATIONS = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"
_END = struct.Struct("<4s4H2IH")


def behind(first: bytes, second: bytes) -> bytes:
    """Two archives in one file; the places in the second one are counted from the start of the file."""
    moved = io.BytesIO()
    moved.write(first)
    with zipfile.ZipFile(moved, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.filelist.clear()
        archive.NameToInfo.clear()
        archive.start_dir = len(first)
        for name, content in parts_of(second).items():
            archive.writestr(name, content)
    return moved.getvalue()


def with_remark(data: bytes, remark: bytes) -> bytes:
    """The archive with a remark behind its end."""
    return data[:-2] + struct.pack("<H", len(remark)) + remark


def with_count(data: bytes, count: int) -> bytes:
    """The archive, whose end says that it has so many members."""
    *fields, size, offset, remark = _END.unpack(data[-_END.size :])
    return data[: -_END.size] + _END.pack(*fields[:3], count, count, size, offset, remark)


def with_hidden_member(data: bytes) -> bytes:
    """The archive with a member that only who reads it from the start meets."""
    hidden = zipped({"xl/worksheets/sheet1.xml": parts_of(good.xlsx(OTHER))["xl/worksheets/sheet1.xml"]})
    member = hidden[: hidden.index(b"PK\x01\x02")]
    *fields, count, size, offset, remark = _END.unpack(data[-_END.size :])
    end = _END.pack(*fields, count, size, offset + len(member), remark)
    return data[:offset] + member + data[offset : -_END.size] + end


def with_other_name(data: bytes, name: bytes, other: bytes) -> bytes:
    """The archive, in which one member has another name (as long) in its own header than in the directory."""
    return data.replace(name, other, 1)


def beside(data: bytes, kind: str, usual: str, other: str, decoy: bool) -> bytes:
    """The workbook with one part under another name, to which its relationships lead, and a decoy under the usual."""
    parts = parts_of(data)
    true, false = parts[usual], parts_of(good.shared_xlsx(OTHER))[usual]
    parts[other] = true
    parts[usual] = false
    for name in (_RELATIONS, "_rels/.rels", "[Content_Types].xml"):
        parts[name] = re.sub(rf"{kind}\.xml(?=\")".encode(), other.rpartition("/")[2].encode(), parts[name])
    if kind == "workbook":
        parts[f"xl/_rels/{other.rpartition('/')[2]}.rels"] = parts[_RELATIONS]
    if not decoy:
        del parts[usual]
    return zipped(parts)


def also_binary() -> bytes:
    """An .xlsb with an .xlsx within the same archive: each decoder has its own."""
    return zipped({**parts_of(good.shared_xlsx(OTHER)), **parts_of(good.xlsb())})


def also_open_document() -> bytes:
    """An .ods with an .xlsx within the same archive."""
    return zipped({**parts_of(good.ods()), **parts_of(good.xlsx(OTHER))})


def two_main_parts() -> bytes:
    """Two relationships to a main part."""
    more = b'<Relationship Id="rX" Type="x/officeDocument" Target="xl/other.xml"/></Relationships>'
    return edited(good.xlsx(), {r"^_rels": lambda part: part.replace(b"</Relationships>", more)})


def two_of_one_id() -> bytes:
    """Two relationships with the id of the sheet: to the first, or to the last."""
    parts = parts_of(good.shared_xlsx())
    parts["xl/worksheets/other.xml"] = parts_of(good.shared_xlsx(OTHER))["xl/worksheets/sheet1.xml"]
    sheet = re.search(rb'<Relationship [^>]*sheet1\.xml"/>', parts[_RELATIONS])
    assert sheet
    other = sheet[0].replace(b"sheet1.xml", b"other.xml")
    parts[_RELATIONS] = parts[_RELATIONS].replace(sheet[0], sheet[0] + other)
    return zipped(parts)


def two_bodies() -> bytes:
    """A sheet with rows twice."""
    return edited(
        good.xlsx(), {"sheet1": lambda part: part.replace(b"</sheetData>", b"</sheetData><sheetData></sheetData>")}
    )


def streamed(data: bytes) -> bytes:
    """The archive as a program writes it that cannot go back: sizes stand behind the members."""

    class Forward(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    file = Forward()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(data).items():
            archive.writestr(name, content)
    return file.getvalue()


def large(data: bytes) -> bytes:
    """The archive with headers for members beyond 4 GB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(data).items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(content)
    return file.getvalue()


def saved_on(stamp: str) -> bytes:
    """An .xlsx that says it was saved then."""
    return edited(
        good.xlsx(), {"core": lambda part: re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp.encode(), part)}
    )


def ods_saved_on(stamp: str) -> bytes:
    """An .ods that says it was saved then."""
    meta = f'<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:date>{stamp}</dc:date></m>'
    return good.with_part(good.ods(), "meta.xml", meta)


STAMPS = ("0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1000000000000", "-1", "")
_NAMES = {"workbook": (_MAIN, "xl/book.xml"), "sharedStrings": (_STRINGS, "xl/texts.xml")}
HAZARDS = (
    Hazard("hai kho liền nhau.xlsx", lambda: good.xlsx(OTHER) + good.xlsx(), "damaged_file"),
    Hazard("hai kho nối khéo.xlsx", lambda: behind(good.xlsx(OTHER), good.xlsx()), "damaged_file"),
    Hazard("hai kho nối khéo.ods", lambda: behind(good.ods(OTHER), good.ods()), "damaged_file"),
    Hazard("hai kho nối khéo.xlsb", lambda: behind(good.xlsb(OTHER), good.xlsb()), "damaged_file"),
    Hazard("lời ghi là kho.xlsx", lambda: with_remark(good.xlsx(), good.xlsx(OTHER)), "damaged_file"),
    Hazard("lời ghi là kho.xlsb", lambda: with_remark(good.xlsb(), good.xlsb(OTHER)), "damaged_file"),
    Hazard("lời ghi là kho.ods", lambda: with_remark(good.ods(), good.ods(OTHER)), "damaged_file"),
    Hazard("sau trang mạng là kho.xls", lambda: good.html(OTHER) + good.xlsx(), "damaged_file"),
    Hazard("đếm thiếu.xlsx", lambda: with_count(good.xlsx(), 3), "damaged_file"),
    Hazard("phần giấu.xlsx", lambda: with_hidden_member(good.xlsx()), "damaged_file"),
    Hazard("tên khác.ods", lambda: with_other_name(good.ods(), b"content.xml", b"Content.xmL"), "damaged_file"),
    Hazard("tên vòng.ods", lambda: good.with_part(good.ods(), "./content.xml", b"<x/>"), "damaged_file"),
    Hazard("tên mã hóa.xlsx", lambda: good.with_part(good.xlsx(), "xl/workbook%2exml", b"<x/>"), "damaged_file"),
    Hazard("cả hai dạng.xlsb", also_binary, "damaged_file"),
    Hazard("cả hai dạng.ods", also_open_document, "damaged_file"),
    Hazard("hai sổ.xlsx", two_main_parts, "damaged_file"),
    Hazard("hai quan hệ một tên.xlsx", two_of_one_id, "damaged_file"),
    Hazard("hai thân trang.xlsx", two_bodies, "damaged_file"),
    *(
        Hazard(f"{kind} giả.xlsx", lambda k=kind, n=names: beside(good.shared_xlsx(), k, *n, True), "damaged_file")
        for kind, names in _NAMES.items()
    ),
    *(
        Hazard(f"{kind} tên khác.xlsx", lambda k=kind, n=names: beside(good.shared_xlsx(), k, *n, False), READ)
        for kind, names in _NAMES.items()
    ),
    Hazard("có lời ghi.xlsx", lambda: with_remark(good.xlsx(), "Xuất từ hệ thống".encode()), READ),
    Hazard("viết một chiều.xlsx", lambda: streamed(good.shared_xlsx()), READ),
    Hazard("đầu phần lớn.xlsx", lambda: large(good.xlsx()), READ),
    *(Hazard(f"lưu lúc {n}.xlsx", lambda s=stamp: saved_on(s), READ) for n, stamp in enumerate(STAMPS)),
    *(Hazard(f"lưu lúc {n}.ods", lambda s=stamp: ods_saved_on(s), READ) for n, stamp in enumerate(STAMPS)),
    Hazard("hai trang một tên.xlsb", lambda: xlsb(Sheet("A", [["x"]]), Sheet("a", [["y"]])), "damaged_file"),
)
