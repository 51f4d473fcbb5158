"""What kind of file this is, told by its content alone."""

import re

from bsreform.reading.decoding.content import Content
from bsreform.reading.decoding.ole import MAGIC, Container
from bsreform.reading.decoding.package import Package
from bsreform.reading.decoding.plain_text import decode_text
from bsreform.reading.decoding.raw import FileKind, ReadFault
from bsreform.reading.decoding.xlsx_parts import workbook_name
from bsreform.reading.notes import ONLY_ZEROS

_HEAD = 64_000
_ZIP, _ZIP_END = b"PK\x03\x04", b"PK\x05\x06"
_ZIP_TAIL = 66_000
"""Bytes in which readers look for the end of a zip."""
_NO_TEXT = (
    b"%PDF",
    b"{\\rtf",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BM",
)
_OLD_EXCEL = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00")
_BEFORE_HTML = re.compile(r"(?:\s|\ufeff|<!--.*?-->|<\?xml[^>]*\?>)*", re.DOTALL)
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|meta|title|style|link|script|body|table|thead|tbody|tr|div|center|p|h\d|font|span)\b",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\s*(?:MIME-Version|Content-Type|From|X-Document-Type)\s*:", re.IGNORECASE)


def sniff(content: Content, limit: int) -> FileKind:
    """The kind of a whole file; `limit` is how many bytes a zip may unpack to.

    Raises ReadFault: empty_file, not_synced_file, encrypted_file, damaged_file, oversized_file,
    unsupported_file.
    """
    data = content.data
    if not data:
        raise ReadFault("empty_file", "0 bytes")
    if data.count(0) == len(data):
        raise ReadFault("not_synced_file", ONLY_ZEROS)
    if data.startswith((_ZIP, _ZIP_END)):
        return _zip_kind(Package(content, limit))
    if data.startswith(MAGIC):
        return _ole_kind(Container(data))
    if data.startswith(MAGIC[:4]) or (len(data) > 1 and any(start.startswith(data) for start in (MAGIC, _ZIP))):
        raise ReadFault("damaged_file", "header")
    if data.startswith(_NO_TEXT) or _OLD_EXCEL.match(data):
        raise ReadFault("unsupported_file", data[:4].hex())
    return _text_kind(data)


def _zip_kind(package: Package) -> FileKind:
    if "mimetype" in package:
        if "[Content_Types].xml" in package:
            raise ReadFault("damaged_file", "two kinds of workbook")
        kind = package.read("mimetype")[:200]
        if b"opendocument.spreadsheet" in kind:
            return "ods"
        raise ReadFault("unsupported_file", "mimetype")
    main = workbook_name(package) if "[Content_Types].xml" in package else None
    names = package.names()
    if (main or "").lower().endswith(".bin"):
        return "xlsb"
    if any(name.startswith(("word/", "ppt/", "visio/")) for name in names):
        raise ReadFault("unsupported_file", "Office document")
    if main or any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "content.xml" in package and b"office:spreadsheet" in package.read("content.xml"):
        return "ods"
    raise ReadFault("unsupported_file", "zip")


def _ole_kind(container: Container) -> FileKind:
    if container.has("EncryptedPackage") or container.has("\x06DataSpaces"):
        raise ReadFault("encrypted_file", "EncryptedPackage")
    if not container.has("Workbook"):
        raise ReadFault("unsupported_file", "OLE without a Workbook")
    return "xls"


def _text_kind(data: bytes) -> FileKind:
    if _ZIP_END in data[-_ZIP_TAIL:]:
        raise ReadFault("damaged_file", "an archive behind a text")
    head = decode_text(data[:_HEAD])
    if head is None:
        raise ReadFault("unsupported_file", "binary")
    if not head.strip():
        if decode_text(data) is not None and not (decode_text(data) or "").strip():
            raise ReadFault("empty_file", "white space")
        return "csv"
    if _MAIL.match(head) and "multipart/related" in head.lower():
        raise ReadFault("unsupported_file", "MHTML")
    start = _BEFORE_HTML.match(head)
    opening = head[start.end() if start else 0 :]
    if _HTML.match(opening):
        return "html"
    if head.lstrip("\ufeff \t\r\n").startswith("<?xml") or opening.startswith(("<Workbook", "<ss:Workbook")):
        raise ReadFault("unsupported_file", "XML")
    return "csv"
