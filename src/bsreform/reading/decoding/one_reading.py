"""Parts of an .xlsx that say the same to Excel, which goes by namespaces, and to the decoder, which goes by names."""

import io
import re
from collections.abc import Iterable, Mapping

from lxml import etree

from bsreform.reading.decoding.raw import ReadFault

MAIN = frozenset(
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"}
)
"""The namespace of sheets and texts, transitional and strict."""
_OFFICE = ("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")
_RELATION_IDS = frozenset(f"{{{office}relationships}}id" for office in _OFFICE)
_BODY = re.compile(rb"<(?:[^\s<>:/]+:)?sheetData[\s/>]")
_TEXTS = re.compile(rb"<(?:[^\s<>:/]+:)?sst(?:\s[^>]*)?>")
_BARE = re.compile(rb"<[^\s<>:/!?]+[\s/>]")
_TWO_VALUES = re.compile(rb"</(?:v>\s*<is|is>\s*<v)[\s/>]")
_QUOTED_VALUE = re.compile(rb"[<:]v(?:\s[^>]*)?>[^<]*<!\[CDATA\[")


def require_one_body(xml: bytes) -> None:
    """Raises ReadFault damaged_file where a worksheet part has not one body, which holds but rows of its own.

    A part that names no body so (in UTF-16) is not for the fast decoder, and passes.
    """
    bodies = _BODY.findall(xml) if xml.count(b"sheetData") > 2 else []
    if len(bodies) > 1:
        raise ReadFault("damaged_file", "two bodies of a sheet")
    body = _BODY.search(xml)
    if body is None:
        return
    start, end = body.start(), xml.rfind(b"sheetData")
    _require_no_stranger(xml, start, end, _spaces(xml[:start]))
    if _holds(xml, start, end, b"i", b"<is") and _TWO_VALUES.search(xml, start):
        raise ReadFault("damaged_file", "two values of a cell")


def require_one_list(xml: bytes) -> None:
    """Raises ReadFault damaged_file where the table of texts holds anything but texts of its own."""
    start = _TEXTS.search(xml)
    try:
        if start and not start[0].endswith(b"/>"):
            _require_no_stranger(xml, start.end(), len(xml), _spaces(xml[: start.end()]))
    except etree.XMLSyntaxError as fault:
        raise ReadFault("damaged_file", "XML of the texts") from fault


def has_quoted_values(xml: bytes) -> bool:
    """Whether a value is quoted whole (CDATA), which the fast decoder passes over."""
    return _holds(xml, 0, len(xml), b"!", b"<![CDATA[") and _QUOTED_VALUE.search(xml) is not None


def relation_id(sheet: etree._Element) -> str:
    """The id of the relationship to the sheet's part. Raises ReadFault damaged_file where there are two."""
    ids = {str(key): str(value) for key, value in sheet.attrib.items() if str(key).rpartition("}")[2] == "id"}
    if len(ids) > 1 or not ids.keys() <= _RELATION_IDS:
        raise ReadFault("damaged_file", "two ids of a sheet")
    return next(iter(ids.values()), "")


def own_elements(root: etree._Element, *path: str) -> list[etree._Element]:
    """The elements at this path, in the namespace of the root. Raises ReadFault damaged_file if any is elsewhere."""
    own = list(root.iterfind("/".join(f"{{{_space(root)}}}{name}" for name in path)))
    if own != list(root.iter(f"{{*}}{path[-1]}")):
        raise ReadFault("damaged_file", f"{path[-1]} elements in two places")
    return own


def _space(element: etree._Element) -> str:
    return etree.QName(element).namespace or ""


def _spaces(head: bytes) -> Mapping[str | None, str]:
    """Prefix → namespace, as it holds after the start of a part, by which only its root may be open."""
    parser = etree.XMLPullParser(("start", "end"), resolve_entities=False, no_network=True, huge_tree=True)
    parser.feed(head)
    events = list(parser.read_events())
    opened = [each[1] for each in events if each[0] == "start"]
    if len(events) != 2 * len(opened) - 1 or _space(opened[0]) not in MAIN:
        raise ReadFault("damaged_file", "a part within something else")
    return opened[0].nsmap


def _require_no_stranger(xml: bytes, start: int, end: int, spaces: Mapping[str | None, str]) -> None:
    """Nothing there is of another namespace; a full parse only where a search finds what could be."""
    others = [prefix for prefix, space in spaces.items() if prefix and space not in MAIN]
    named = bool(others) and _of_prefixes(others).search(xml, start, end) is not None
    bare = spaces.get(None) not in MAIN and _BARE.search(xml, start, end) is not None
    if named or bare or _holds(xml, start, end, b"x", b"xmlns"):
        _require_main(xml, start)


def _of_prefixes(prefixes: Iterable[str]) -> re.Pattern[bytes]:
    """Where an element with one of these prefixes is named: by its colon, of which there are few."""
    return re.compile(b":(?:%b)" % b"|".join(b"(?<=<%b:)" % re.escape(each.encode()) for each in prefixes))


def _require_main(xml: bytes, start: int) -> None:
    within = False
    for event, element in etree.iterparse(
        io.BytesIO(xml), ("start", "end"), resolve_entities=False, no_network=True, huge_tree=True
    ):
        if not isinstance(element.tag, str):
            continue
        if etree.QName(element).localname in {"sheetData", "sst"}:
            within = event == "start"
        if within and _space(element) not in MAIN:
            raise ReadFault("damaged_file", "a foreign element among rows or texts")
        if within and event == "end":
            element.clear()


def _holds(xml: bytes, start: int, end: int, letter: bytes, text: bytes) -> bool:
    """Most parts do not even have that letter, which is found ten times as fast."""
    return xml.find(letter, start, end) >= 0 and xml.find(text, start, end) >= 0
