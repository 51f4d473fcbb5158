"""Where a sheet's header stands and which column is which field."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct, field
from msgspec.structs import replace

from bsreform.language.text import clean, fold
from bsreform.reading.decoding.raw import Area
from bsreform.reading.recognising.cells import CODE_PATTERN
from bsreform.reading.recognising.likeness import Likes, alike, likes_of, spelt_out
from bsreform.spec import Layout

SEARCHED_ROWS = 80
MAX_HEIGHT = 3
LONGEST_HEADING = 120
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_DATA = re.compile(rf"{CODE_PATTERN}|\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{1,5}}$")
# Ways to say the same: numbered headings, “Thời gian tiếp nhận”, “Ngày hẹn trả kết quả hồ sơ”, “Tên đơn vị xử lý”.
_PLAINER = (
    (re.compile(r"^\d{1,2} "), ""),
    (re.compile(r"^tên "), ""),
    (re.compile(r" (?:hồ sơ|hs)$"), ""),
    (re.compile(r"^(?:thời gian|thời điểm|ngày giờ|ngày tháng năm|ngày tháng) "), "ngày "),
)
_BETWEEN = re.compile(r"\s+[-–|]\s+|\s*[/\n]\s*|\s*\((?=[^)]*\)$)")
_PLAINER_BY = 1000
"""Added to the strength of a word that is met only in plainer words: any exact text is stronger."""

HeaderWords = Mapping[str, tuple[str, int]]
"""Folded header text → (field, strength); 0 is the strongest word of a field."""


class Header(Struct, frozen=True):
    """A header found: `first`..`last` are 0-based row indexes, `fields` maps field → 0-based column index.

    `rivals` are fields that several columns claim with the same word: field → column indexes.
    `texts` are the header texts of all columns, `cells` the folded texts of each column's cells in the band.
    `words` are all headings that the layout knows.
    """

    layout: Layout
    first: int
    last: int
    fields: Mapping[str, int]
    rivals: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    cells: tuple[frozenset[str], ...] = ()
    words: HeaderWords = field(default_factory=dict)

    def moved(self, rows: int) -> "Header":
        """The same header where the sheet is cut elsewhere."""
        return replace(self, first=self.first + rows, last=self.last + rows)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(f.name for f in self.layout.fields if f.required and f.name not in self.fields)


def header_words(layout: Layout, extra: Mapping[str, Sequence[str]]) -> HeaderWords:
    """All header texts of a layout; the user's extra words are the strongest."""
    words: dict[str, tuple[str, int]] = {}
    for each in layout.fields:
        for strength, word in enumerate((*extra.get(each.name, ()), *each.words)):
            words.setdefault(fold(word), (each.name, strength))
    for name, texts in (layout.doubtful or {}).items():
        for strength, word in enumerate(texts):
            words.setdefault(fold(word), (name, strength))
    return words


def find_headers(
    rows: Mapping[int, Sequence[str]], merges: Sequence[Area], layout: Layout, words: HeaderWords
) -> tuple[Header, ...]:
    """The bands of 1-3 rows that make a table fit `layout`, from the top down; () if there is none.

    `rows` are those that may be headings, by index: the sheet's first ones and all that are not data beyond doubt.
    `merges` are 1-based in the same coordinates. Of bands that overlap, the one that names the most fields stands.
    """
    filled = _fill(rows, merges)
    data = {index for index, row in filled.items() if any(_DATA.match(cell) for cell in row)}
    endings = _endings(frozenset(words))
    headings = {index for index, row in filled.items() if index not in data and _heads(row, endings)}
    bands = (
        band
        for first in sorted(filled)
        for band in _bands(first, filled, data, words)
        if _stands(band, headings, filled)
    )
    found = [_match([filled[row] for row in band], layout, words, band[0]) for band in bands]
    chosen: list[Header] = []
    for header in sorted(filter(_fits, found), key=_worth):
        if all(header.last < other.first or header.first > other.last for other in chosen):
            chosen.append(header)
    chosen.sort(key=lambda header: header.first)
    return tuple(_risen(header, filled) for header in _joined(chosen))


def _risen(header: Header, rows: Mapping[int, Sequence[str]]) -> Header:
    """The band with the rows above that hold headings of it too (cells merged downwards): they are no titles."""
    first = header.first
    while header.last - first + 1 < MAX_HEIGHT and _repeats(rows.get(first - 1, ()), header):
        first -= 1
    return replace(header, first=first)


def _repeats(row: Sequence[str], header: Header) -> bool:
    return sum(bool(cell) and fold(cell) in header.cells[column] for column, cell in enumerate(row)) >= 2


def _joined(headers: Iterable[Header]) -> Iterator[Header]:
    """Two bands without a row between them are one heading, written over more rows than a band has."""
    above: Header | None = None
    for header in headers:
        if above and above.last + 1 == header.first:
            best = min(above, header, key=_worth)
            above = replace(best, first=above.first, last=header.last)
            continue
        if above:
            yield above
        above = header
    if above:
        yield above


def _bands(first: int, rows: Mapping[int, Sequence[str]], data: Container[int], words: HeaderWords) -> Iterator[range]:
    """The bands that begin at this row; far down in the sheet only where some row repeats words of headings."""
    for last in range(first, first + MAX_HEIGHT):
        if last not in rows or last in data:
            return  # a wording in a row of data ("Trực tuyến") is no heading
        if last < SEARCHED_ROWS or any(_worded(rows[row], words) for row in range(first, last + 1)):
            yield range(first, last + 1)


def _stands(band: range, headings: Container[int], rows: Mapping[int, Sequence[str]]) -> bool:
    """Where several rows make the header, each must read like one: a row of data above or below it is none. A row that
    divides headings of the band belongs to it.
    """
    if len(band) < MAX_HEIGHT and band.stop in headings and _divides(rows[band.stop], rows[band[-1]]):
        return False
    return len(band) == 1 or all(row in headings for row in band)


def _divides(below: Sequence[str], row: Sequence[str]) -> bool:
    """Does the row below stand only under headings of several columns ("Thanh toán" over "Trực tuyến | Trực tiếp")?"""
    leaves = [column for column, text in enumerate(below) if text and text != row[column]]
    wide = [not row[column] or (column + 1 < len(row) and row[column + 1] in ("", row[column])) for column in leaves]
    return len(leaves) > 1 and all(wide)


@lru_cache(32)
def _endings(words: frozenset[str]) -> Sequence[str]:
    """The (folded) headings, those without their first word, and so on, a blank behind each; in order."""
    return sorted({ending for word in words for ending in _ending(f"{word} ")})


def _ending(text: str) -> Iterator[str]:
    while text:
        yield text
        text = text.partition(" ")[2]


def _is_part(text: str, endings: Sequence[str]) -> bool:
    """Is it a heading, or what one may be cut into ("Ngày" over "tiếp nhận")?"""
    at = bisect_left(endings, f"{text} ")
    return at < len(endings) and endings[at].startswith(f"{text} ")


def _heads(row: Sequence[str], endings: Sequence[str]) -> bool:
    """Is at least half of what stands in the row a heading or a part of one?"""
    texts = {fold(_BRACKETS.sub(" ", cell)) for cell in row if cell and len(cell) < LONGEST_HEADING}
    return bool(texts) and 2 * sum(_is_part(text, endings) for text in texts) >= len(texts)


def _worded(row: Sequence[str], words: HeaderWords) -> bool:
    return sum(len(cell) < LONGEST_HEADING and fold(cell) in words for cell in row if cell) >= 2


def _worth(header: Header) -> tuple[int, ...]:
    """What sorts the best band first: more fields, fewer rivals, no rows above or below that add nothing."""
    return -len(header.fields), len(header.rivals), header.last, -header.first


def _fits(header: Header) -> bool:
    keys = sum(name in header.fields or name in header.rivals for name in header.layout.key_fields)
    keys += any(name in header.fields for name in header.layout.doubtful or ())
    return len(header.fields) >= header.layout.least and keys >= len(header.layout.key_fields) - 1


def _fill(rows: Mapping[int, Sequence[str]], merges: Sequence[Area]) -> dict[int, list[str]]:
    filled = {index: list(row) for index, row in rows.items()}
    for top, left, bottom, right in merges:
        if bottom - top >= MAX_HEIGHT or top - 1 not in filled:
            continue
        anchor = filled[top - 1]
        text = anchor[left - 1] if left <= len(anchor) else ""
        for row in range(top - 1, bottom):
            if below := filled.get(row):
                below[left - 1 : right] = [text] * len(below[left - 1 : right])
    return filled


def _match(band: Sequence[Sequence[str]], layout: Layout, words: HeaderWords, first: int) -> Header:
    claims: dict[str, list[tuple[int, int]]] = {}
    upper = [_spread(row, _below(band[place + 1 :])) for place, row in enumerate(band[:-1])]
    spread = list(zip(*upper, band[-1], strict=True))
    likes, groups = likes_of(layout), layout.groups or {}
    for column, texts in enumerate(spread):
        if claim := _claim(texts, words, groups):
            claims.setdefault(claim[0], []).append((claim[1], column))
        elif name := _pattern(texts, likes, groups):
            claims.setdefault(name, []).append((3 * _PLAINER_BY, column))
    fields, rivals = {}, {}
    for name, claimed in claims.items():
        strongest = min(claimed)[0]
        columns = tuple(column for strength, column in claimed if strength == strongest)
        fields[name] = columns[0]
        if len(columns) > 1:
            rivals[name] = columns
    shown = tuple(clean(" ".join(dict.fromkeys(filter(None, column)))) for column in zip(*band, strict=True))
    cells = tuple(frozenset(fold(text) for text in texts if text) for texts in spread)
    return Header(layout, first, first + len(band) - 1, fields, rivals, shown, cells, words)


def _claim(texts: Sequence[str], words: HeaderWords, groups: Mapping[str, frozenset[str]]) -> tuple[str, int] | None:
    """The field that a column claims, and how strongly."""
    parts = list(dict.fromkeys(text for text in texts if text))
    keys = [(start, key) for start in range(len(parts)) for key in _keys(parts[start:])]
    for by, spelt in ((0, _as_is), (0, _unbracketed), (_PLAINER_BY, _plainer), (2 * _PLAINER_BY, _halves)):
        for start, key in keys:
            found = {words[each] for each in spelt(key) if each in words}
            names = {name for name, _ in found}
            if len(names) == 1 and _may_stand(parts[:start], names, groups):
                name, strength = min(found, key=lambda each: each[1])
                return name, strength + by
    return None


def _pattern(texts: Sequence[str], likes: Likes, groups: Mapping[str, frozenset[str]]) -> str:
    parts = list(dict.fromkeys(text for text in texts if text))
    name = alike(parts[-1], likes) if parts else ""
    return name if _may_stand(parts[:-1], [name], groups) else ""


def _may_stand(above: Sequence[str], names: Iterable[str], groups: Mapping[str, frozenset[str]]) -> bool:
    """Does no heading over the column say that it is about something else?"""
    padded = [f" {fold(text)} " for text in above]
    allowed = [fields for words, fields in groups.items() if any(f" {words} " in text for text in padded)]
    return all(name in fields for fields in allowed for name in names)


def _as_is(key: str) -> Iterator[str]:
    yield fold(key)


def _unbracketed(key: str) -> Iterator[str]:
    yield fold(_BRACKETS.sub(" ", key))


def _halves(key: str) -> Iterator[str]:
    """A heading in two languages, or with two names of one thing: “Công việc - Task”."""
    halves = [fold(half) for half in _BETWEEN.split(key)]
    yield from halves if len(halves) == 2 else ()


def _plainer(key: str) -> Iterator[str]:
    key = fold(_BRACKETS.sub(" ", key))
    yield spelt_out(key)
    for pattern, replacement in _PLAINER:
        key = pattern.sub(replacement, key)
        yield key


def _spread(row: Sequence[str], below: Sequence[str]) -> list[str]:
    """An unmerged heading over several columns: blanks take the text on their left where something is below."""
    spread: list[str] = []
    for text, under in zip(row, below, strict=True):
        spread.append(text or (spread[-1] if spread and under else ""))
    return spread


def _below(rows: Sequence[Sequence[str]]) -> list[str]:
    """What stands under a heading, in whatever row: "" in the columns where nothing does."""
    return ["".join(column) for column in zip(*rows, strict=True)]


def _keys(parts: Sequence[str]) -> Iterator[str]:
    """What a column may be called: heading and leaf together, either way round ("Tiếp nhận" over "Ngày")."""
    yield from dict.fromkeys((" ".join(parts), " ".join(reversed(parts))))
