"""A zip package (xlsx, ods), its parts inflated against a budget: the directory alone is never believed."""

import re
import zipfile
import zlib
from datetime import datetime

from lxml import etree

from bsreform.files.moments import vietnamese
from bsreform.reading.decoding.archive import members, packed_at, part_name
from bsreform.reading.decoding.content import Content
from bsreform.reading.decoding.raw import ReadFault

_BEFORE_ROOT = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_MARKS = re.compile(rb"\xef\xbb\xbf|\xff\xfe|\xfe\xff")


class Package:
    """The parts of one zip file. `limit` is how many bytes all of them may unpack to."""

    def __init__(self, content: Content, limit: int) -> None:
        self._entries = {part_name(entry.filename): entry for entry in members(content.data, limit)}
        self._content = content
        self._left = limit

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def names(self) -> tuple[str, ...]:
        """The names of all parts, in lower case (part names do not depend on case)."""
        return tuple(self._entries)

    def size(self, name: str) -> int:
        """The bytes of a part, as the archive tells them; 0 where there is none."""
        entry = self._entries.get(name.lower())
        return entry.file_size if entry else 0

    def read(self, name: str) -> bytes:
        """One part, really inflated. Raises ReadFault: damaged_file, or oversized_file past the budget."""
        entry = self._entries.get(name.lower())
        if entry is None:
            raise ReadFault("damaged_file", f"missing part {name}")
        content = self._inflate(entry, self._packed(entry))
        self._left -= len(content)
        if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
            raise ReadFault("damaged_file", f"checksum of {name}")
        if _has_own_grammar(content):  # no writer makes one, and each decoder makes something else of it
            raise ReadFault("damaged_file", f"entities in {name}")
        return content

    def _packed(self, entry: zipfile.ZipInfo) -> bytes:
        data = self._content.data
        start = packed_at(data, entry)
        packed = data[start : start + entry.compress_size]
        if len(packed) < entry.compress_size:
            raise ReadFault("damaged_file", "truncated zip")
        return packed

    def _inflate(self, entry: zipfile.ZipInfo, packed: bytes) -> bytes:
        if entry.compress_type == zipfile.ZIP_STORED:
            content = packed
        elif entry.compress_type == zipfile.ZIP_DEFLATED:
            stream = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                content = stream.decompress(packed, self._left + 1)
            except zlib.error as fault:
                raise ReadFault("damaged_file", "deflate") from fault
            if not stream.eof and len(content) <= self._left:
                raise ReadFault("damaged_file", "truncated part")
            if stream.unused_data:  # who reads from the start would meet it as the next part
                raise ReadFault("damaged_file", "bytes behind a part")
        else:
            raise ReadFault("damaged_file", f"zip method {entry.compress_type}")
        if len(content) > self._left:
            raise ReadFault("oversized_file", "inflated parts")
        return content

    def xml(self, name: str) -> etree._Element:
        """The root of one XML part; entities are not resolved. Raises ReadFault damaged_file."""
        try:
            return etree.fromstring(self.read(name), safe_parser())
        except etree.XMLSyntaxError as fault:
            raise ReadFault("damaged_file", f"XML of {name}") from fault


def _has_own_grammar(content: bytes) -> bool:
    """Whether an XML part declares entities or attributes of its own, also in UTF-16."""
    start = _MARKS.match(content)
    plain = content[start.end() if start else 0 :]
    if b"\0" in plain[:2]:
        plain = plain.replace(b"\0", b"")
    root = _BEFORE_ROOT.match(plain)
    return root is not None and plain.startswith(b"<!", root.end())


def safe_parser() -> etree.XMLParser:
    """A parser that neither expands entities nor reaches for the network."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def vietnamese_time(stamp: str | None) -> datetime | None:
    """An ISO stamp in Vietnamese time (UTC+7) without zone; None where there is none or it cannot be one of a file.

    A stamp without a zone is taken to be local already.
    """
    try:
        return vietnamese(datetime.fromisoformat((stamp or "").strip()[:35]))
    except ValueError:
        return None
