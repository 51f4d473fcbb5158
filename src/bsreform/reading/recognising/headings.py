"""Headings within a table ("I. UBND xã …", "A | Lĩnh vực đất đai"): what they say and which of them are in force."""

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from bsreform.language.text import clean, fold
from bsreform.reading.recognising.stated import is_body_or_field, labelled_unit, looks_like_unit

_NUMBERING = re.compile(
    r"\(?([IVX]+|[A-ZĐ]|[a-zđ](?=[.)])|\d{1,3}(?:\.\d{1,3})*)\)?\s*(?:[.)/:]\s*(?!\d)|[-–]\s*|$)|(\d{1,3}(?:\.\d{1,3})+)\s+"
)
_COUNT_TAIL = re.compile(r"\s*[-–:(]\s*\d[\d.]*\s*(?:hồ sơ|hs|bộ)?\s*\)?\s*$", re.I)
_COUNT = re.compile(r"[\d.,\s%()-]+(?:hồ sơ|hs|bộ|đồng|đ|vnđ)?", re.I)
_NOTE = re.compile(
    r"(trang \d|page|ghi chú|lưu ý|nguồn|người|ngày|in lúc|in ngày|xuất|nơi nhận|thủ trưởng|chủ tịch|kính|số liệu)\b"
)
_LONGEST = 150
_ROMAN = {"I": 1, "V": 5, "X": 10}


class Heading(Struct, frozen=True):
    """`style` and `number` of its numbering ("" and 0 without one), `kind` of what it names, and its text."""

    style: str
    number: int
    kind: Literal["unit", "field", "other"]
    text: str


def is_bare_number(text: str) -> bool:
    """A cell that holds nothing but a heading's number: "I", "A.", "1.2"."""
    found = _NUMBERING.fullmatch(text)
    return bool(found and found[1])


def is_note(text: str) -> bool:
    """Does the text begin as notes beside a table do ("Ghi chú: …", "Trang 1/3")?"""
    return bool(_NOTE.match(fold(text)))


def is_wording(text: str) -> bool:
    """Does the cell hold words, not only a number or a count ("2 hồ sơ")?"""
    return len(text) > 1 and not _COUNT.fullmatch(text) and any(map(str.isalpha, text))


def heading(cells: Sequence[str], lead: int) -> Heading | None:
    """The heading that a row is; None if its words stand where no heading does, or are a note.

    `lead` is the index of the table's first column: a heading stands there, beside it, or behind its own number.
    """
    number = next((cell for cell in cells if cell and is_bare_number(cell)), "")
    words = [(index, cell) for index, cell in enumerate(cells) if is_wording(cell) and cell != number]
    if not words or (words[0][0] > lead + 1 and not number):
        return None
    found = _NUMBERING.match(number or words[0][1])
    text = words[0][1][found.end() :] if found and not number else words[0][1]
    text = _COUNT_TAIL.sub("", clean(text)).strip(" :")
    text = labelled_unit(text) or text
    if len(text) > _LONGEST or is_note(text):
        return None
    return Heading(*_rank((found[1] or found[2]) if found else ""), _kind(text), text)


def push(levels: Sequence[Heading], new: Heading) -> list[Heading]:
    """The headings in force after `new`, outermost first: it closes its own rank and all below.

    Of one numbering style, a unit and a field may each have a rank of their own: then the inner begins again at 1.
    """
    same = [place for place, level in enumerate(levels) if level.style == new.style]
    alike = [place for place in same if levels[place].kind == new.kind]
    if alike:
        return [*levels[: alike[-1]], new]
    if same and new.number > 1:
        return [*levels[: same[-1]], new]
    return [*levels, new]


def _kind(text: str) -> Literal["unit", "field", "other"]:
    if looks_like_unit(text) and not is_body_or_field(text):
        return "unit"
    return "field" if fold(text).startswith("lĩnh vực") else "other"


def _rank(number: str) -> tuple[str, int]:
    if not number:
        return "", 0
    if number[0].isdigit():
        return f"digit{number.count('.')}", int(number.rpartition(".")[2])
    if all(sign in _ROMAN for sign in number):
        values = [_ROMAN[sign] for sign in number]
        return "roman", sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return ("letter" if number.isupper() else "small"), ord(number)
