"""Where a sheet's header stands and which column is which field."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bsreform.language.text import clean, fold
from bsreform.reading.decoding.raw import Area
from bsreform.reading.recognising.cells import CODE_PATTERN
from bsreform.spec import Layout

SEARCHED_ROWS = 80
MAX_HEIGHT = 3
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_DATA = re.compile(rf"{CODE_PATTERN}|\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}")
# Ways to say the same: numbered headings, “Thời gian tiếp nhận”, “Ngày hẹn trả kết quả hồ sơ”, “Tên đơn vị xử lý”.
_PLAINER = (
    (re.compile(r"^\d{1,2} "), ""),
    (re.compile(r"^tên "), ""),
    (re.compile(r" (?:hồ sơ|hs)$"), ""),
    (re.compile(r"^(?:thời gian|thời điểm|ngày giờ|ngày tháng năm|ngày tháng) "), "ngày "),
)
_PLAINER_BY = 1000
"""Added to the strength of a word that is met only in plainer words: any exact text is stronger."""

Words = Mapping[str, tuple[str, int]]
"""Folded header text → (field, strength); 0 is the strongest word of a field."""


@dataclass(frozen=True, slots=True)
class Header:
    """A header found: `first`..`last` are 0-based row indexes, `fields` maps field → 0-based column index.

    `rivals` are fields that several columns claim with the same word: field → column indexes.
    `texts` are the header texts of all columns, `cells` the folded texts of each column's cells in the band.
    """

    layout: Layout
    first: int
    last: int
    fields: Mapping[str, int]
    rivals: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    cells: tuple[frozenset[str], ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(f.name for f in self.layout.fields if f.required and f.name not in self.fields)


def header_words(layout: Layout, extra: Mapping[str, Sequence[str]]) -> Words:
    """All header texts of a layout; the user's extra words are the strongest."""
    words: dict[str, tuple[str, int]] = {}
    for each in layout.fields:
        for strength, word in enumerate((*extra.get(each.name, ()), *each.words)):
            words.setdefault(fold(word), (each.name, strength))
    for name, texts in (layout.doubtful or {}).items():
        for strength, word in enumerate(texts):
            words.setdefault(fold(word), (name, strength))
    return words


def find_header(rows: Sequence[Sequence[str]], merges: Sequence[Area], layout: Layout, words: Words) -> Header | None:
    """The band of 1-3 rows that names the most fields, or None if no band makes the sheet fit `layout`.

    `rows` are the sheet's first rows from its first row on; `merges` are in the same 1-based coordinates.
    """
    filled = _fill(rows[:SEARCHED_ROWS], merges)
    best: Header | None = None
    data = [any(_DATA.match(cell) for cell in row) for row in filled]
    for first in range(len(filled)):
        for height in range(1, min(MAX_HEIGHT, len(filled) - first) + 1):
            if data[first + height - 1]:
                break  # a wording in a row of data ("Trực tuyến") is no heading
            found = _match(filled[first : first + height], layout, words, first)
            if best is None or _better(found, best):
                best = found
    return best if best and _fits(best) else None


def _better(found: Header, best: Header) -> bool:
    """More fields, fewer rivals; with as many, the band without rows above that add nothing (titles, blanks)."""
    ours, theirs = ((len(each.fields), -len(each.rivals)) for each in (found, best))
    if ours != theirs:
        return ours > theirs
    return found.last == best.last and found.first > best.first


def known_texts(rows: Sequence[Sequence[str]], words: Words) -> tuple[str, ...]:
    """The header words that stand anywhere in these rows: a clue for a sheet that fits no layout."""
    return tuple(dict.fromkeys(clean(cell) for row in rows for cell in row if cell and fold(cell) in words))[:8]


def _fits(header: Header) -> bool:
    keys = sum(name in header.fields or name in header.rivals for name in header.layout.key_fields)
    keys += any(name in header.fields for name in header.layout.doubtful or ())
    return len(header.fields) >= 3 and keys >= len(header.layout.key_fields) - 1


def _fill(rows: Sequence[Sequence[str]], merges: Sequence[Area]) -> list[list[str]]:
    filled = [list(row) for row in rows]
    for top, left, bottom, right in merges:
        if top > len(filled) or bottom - top >= MAX_HEIGHT:
            continue
        text = filled[top - 1][left - 1] if left <= len(filled[top - 1]) else ""
        for row in filled[top - 1 : bottom]:
            for column in range(left - 1, min(right, len(row))):
                row[column] = text
    return filled


def _match(band: Sequence[Sequence[str]], layout: Layout, words: Words, first: int) -> Header:
    claims: dict[str, list[tuple[int, int]]] = {}
    upper = [_spread(row, band[-1]) for row in band[:-1]]
    spread = list(zip(*upper, band[-1], strict=True))
    for column, texts in enumerate(spread):
        if claim := _claim(texts, words):
            claims.setdefault(claim[0], []).append((claim[1], column))
    fields, rivals = {}, {}
    for name, claimed in claims.items():
        strongest = min(claimed)[0]
        columns = tuple(column for strength, column in claimed if strength == strongest)
        fields[name] = columns[0]
        if len(columns) > 1:
            rivals[name] = columns
    shown = tuple(clean(" ".join(dict.fromkeys(filter(None, column)))) for column in zip(*band, strict=True))
    cells = tuple(frozenset(fold(text) for text in texts if text) for texts in spread)
    return Header(layout, first, first + len(band) - 1, fields, rivals, shown, cells)


def _claim(texts: Sequence[str], words: Words) -> tuple[str, int] | None:
    """The field that a column claims, and how strongly."""
    keys = list(dict.fromkeys(_keys(texts)))
    if exact := next((words[key] for key in keys if key in words), None):
        return exact
    plainer = next((words[key] for each in keys for key in _plainer(each) if key in words), None)
    return (plainer[0], plainer[1] + _PLAINER_BY) if plainer else None


def _plainer(key: str) -> Iterator[str]:
    for pattern, replacement in _PLAINER:
        key = pattern.sub(replacement, key)
        yield key


def _spread(row: Sequence[str], below: Sequence[str]) -> list[str]:
    """An unmerged heading over several columns: blanks take the text on their left where something is below."""
    spread: list[str] = []
    for text, under in zip(row, below, strict=True):
        spread.append(text or (spread[-1] if spread and under else ""))
    return spread


def _keys(texts: Sequence[str]) -> Iterator[str]:
    """What a column may be called, most exact first: heading and leaf together, either way round, then the leaf.

    “Tiếp nhận” over “Ngày” is “Ngày tiếp nhận”, “Số hóa” over “Kết quả” is “Số hóa kết quả”.
    """
    parts = list(dict.fromkeys(text for text in texts if text))
    for start in range(len(parts)):
        for joined in (" ".join(parts[start:]), " ".join(reversed(parts[start:]))):
            yield fold(joined)
            yield fold(_BRACKETS.sub(" ", joined))
