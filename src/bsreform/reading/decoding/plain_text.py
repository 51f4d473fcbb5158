"""Bytes of text files (.csv, HTML) to text: byte order marks, UTF-8, UTF-16, Vietnamese code pages."""

import codecs
import re
import unicodedata

from bsreform.language.legacy import legacy_encoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x19\x1b-\x1f]")
_VIETNAMESE = frozenset(
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
) | set("đĐ")
_SIGNS = frozenset("\u00a0–—‘’“”…•₫°")
_SAMPLE = 200_000
_MOSTLY = 10


def decode_text(data: bytes) -> str | None:
    """The text, in NFC where its code page decomposes it, NULs dropped; None where the bytes are no text."""
    text = _decoded(data).replace("\0", "")
    sample = text[:_SAMPLE]
    return None if len(_CONTROL.findall(sample)) * 200 > len(sample) else text


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if utf16 := _utf16_by_nulls(data):
        return data.decode(utf16, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        if fault.start and fault.start >= len(data) - 3:  # cut in the middle of its last letter
            return data.decode("utf-8", "ignore")
    return _single_byte(data)


def _utf16_by_nulls(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 5 < len(sample) or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _broken_utf8(data: bytes) -> str | None:
    """The text where most letters are whole ones of UTF-8, or it says that it is UTF-8 and nearly all of it is."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    declared = _DECLARED.search(data, 0, 4096)
    named = declared is not None and declared[1].lower() == b"utf-8" and broken * 50 < len(text)
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    return text if named or whole > broken * _MOSTLY else None


def _single_byte(data: bytes) -> str:
    """UTF-8 with some broken letters, cp1258 where that gives Vietnamese, else cp1252 (with TCVN3, VNI: told later)."""
    if (text := _broken_utf8(data)) is not None:
        return text
    text = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    western = data.decode("cp1252", "replace")
    letters = [letter for letter in text[:_SAMPLE] if letter > "\x7f" and letter not in _SIGNS]
    strange = sum(letter not in _VIETNAMESE for letter in letters)
    if strange and (strange * 20 > len(letters) or legacy_encoding(western[:_SAMPLE].splitlines())):
        return western
    return text
