"""In the worker: a list of units, ours or an office's own → one typed row per unit, and what is wrong."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
from msgspec import Struct

from bsreform.forms.marks import is_side_sheet
from bsreform.language.legacy import from_legacy, legacy_encoding
from bsreform.language.text import clean, fold
from bsreform.layouts.unit_list import LAYOUT
from bsreform.model import Fact, as_values
from bsreform.reading.decoding.decode import decode
from bsreform.reading.decoding.raw import RawSheet, ReadFault
from bsreform.reading.notes import Extract, Notes, Options
from bsreform.reading.recognising.column_types import ARROW_TYPES
from bsreform.reading.recognising.columns import parse_column
from bsreform.reading.recognising.headers import header_words
from bsreform.reading.recognising.tables import letter

_NUMBER = re.compile(r"\(?\d{1,4}\)?\.?")
_HEADING = re.compile(r"(?:[IVX]+|[A-ZĐ])\s*[.)/:]\s*(.*)|([IVX]+|[A-ZĐ])")
_TOTAL = re.compile(r"(?:tổng|cộng)\b")
_NOTE = re.compile(
    r"(?:người|ngày|nơi nhận|thủ trưởng|chủ tịch|phó chủ tịch|kt|tm|ghi chú|lưu ý|nguồn)\b|.*\bngày .* tháng\b"
)
_NUMBERING = frozenset({"stt", "tt", "số tt", "số thứ tự"})
_SEARCHED_ROWS, _MOST_ROWS = 80, 5000


class _Table(Struct, frozen=True):
    """A sheet and where its header is: field → column (index), its first and last row (indexes)."""

    raw: RawSheet
    rows: list[list[str]]
    fields: Mapping[str, int]
    first: int
    last: int


def extract(path: Path, options: Options) -> Extract:
    """The rows of the first sheet with a column of names: `row` (as Excel counts), `heading` above it, the fields.

    meta: "sheet", "columns" (field → letter), "facts" (of table 0, without their columns). Raises ReadFault.
    """
    book = decode(path, options["max_unpacked_mb"])
    found = next(filter(None, map(_table, book.sheets)), None)
    if found is None:
        raise ReadFault("unrecognised_sheet", "name")
    facts: list[Fact] = []
    kept = list(_units(found, facts))
    values: Notes = {
        "row": pa.array([index + found.raw.first_row for index, _ in kept], pa.int32()),
        "heading": pa.array([heading for _, heading in kept], pa.string()),
    }
    for field in LAYOUT.fields:
        column = found.fields.get(field.name)
        if column is None:
            values[field.name] = pa.nulls(len(kept), ARROW_TYPES[field.kind])
            continue
        texts = pa.array([found.rows[index][column] or None for index, _ in kept], pa.string())
        values[field.name], complaints = parse_column(texts, field, book.date1904)
        facts += [
            Fact(0, each.kind, kept[each.place][0] + found.raw.first_row, None, field.name, each.raw, each.detail)
            for each in complaints
            if each.place is not None
        ]
    columns = {name: letter(column + found.raw.first_column) for name, column in found.fields.items()}
    return pa.table(values), {
        "sheet": found.raw.name,
        "columns": columns,
        "facts": [*map(as_values, facts)],
        "sha256": book.sha256,
    }


def _table(raw: RawSheet) -> _Table | None:
    columns = [[clean(text or "") for text in column[:_MOST_ROWS].to_pylist()] for column in raw.columns]
    texts = [text for column in columns for text in column if text]
    if not raw.visible or not texts or is_side_sheet(texts):
        return None
    if encoding := legacy_encoding(texts):
        columns = [[from_legacy(text, encoding) for text in column] for column in columns]
    rows = [list(row) for row in zip(*columns, strict=True)]
    found = [(fields, index) for index, row in enumerate(rows[:_SEARCHED_ROWS]) if "name" in (fields := _fields(row))]
    if not found:
        return None
    fields, first = max(found, key=lambda each: (len(each[0]), -each[1]))
    return _Table(raw, rows, fields, first, _bottom(raw, first, fields["name"]))


def _fields(row: Sequence[str]) -> dict[str, int]:
    """Field → its column, as far as these cells are headings."""
    words = header_words(LAYOUT, {})
    claims: dict[str, list[tuple[int, int]]] = {}
    for column, text in enumerate(row):
        if text and (claim := words.get(fold(text))):
            claims.setdefault(claim[0], []).append((claim[1], column))
    return {name: min(claimed)[1] for name, claimed in claims.items()}


def _bottom(raw: RawSheet, first: int, name: int) -> int:
    """The index of the last row of the header: the heading of the names may be merged over several."""
    row, column = first + raw.first_row, name + raw.first_column
    merged = (bottom for top, left, bottom, right in raw.merges if top <= row <= bottom and left <= column <= right)
    return max(merged, default=row) - raw.first_row


def _units(table: _Table, facts: list[Fact]) -> Iterator[tuple[int, str]]:
    """The indexes of the rows that are units, each with the heading above it; other rows with words are told."""
    heading, name = "", table.fields["name"]
    numbers = next((index for index, text in enumerate(table.rows[table.first]) if fold(text) in _NUMBERING), None)
    given = [column for field, column in table.fields.items() if field != "name"]
    ended = False  # below a total or a signature only numbered rows are units
    for index, cells in enumerate(table.rows[table.last + 1 :], table.last + 1):
        filled = [cell for cell in cells if cell]
        number = cells[numbers] if numbers is not None else ""
        if not filled or all(map(_NUMBER.fullmatch, filled)):
            continue
        alone, words = not any(cells[column] for column in given), fold(cells[name] or filled[0])
        ended |= bool(_TOTAL.match(words) or (alone and not number and _NOTE.match(words)))
        if ended and alone and not _NUMBER.fullmatch(number):
            continue
        if alone and (title := _heading(cells, name, number, numbers is not None)):
            heading = title
        elif cells[name] and (numbers is None or _NUMBER.fullmatch(number) or not alone):
            yield index, heading
        elif not alone or cells[name]:
            facts.append(Fact(0, "unit_list", index + table.raw.first_row, None, "name", cells[name], "unread"))


def _heading(cells: Sequence[str], name: int, number: str, numbered: bool) -> str:
    """ "I. Cơ quan chuyên môn", "A | Các xã", or words alone on their row in another column than the names."""
    words = cells[name] or next(cell for cell in cells if cell)
    if found := _HEADING.fullmatch(number or words):
        return clean(found[1] or words)
    return "" if cells[name] or numbered else words
