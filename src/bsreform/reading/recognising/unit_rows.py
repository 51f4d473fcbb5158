"""In the worker: a list of units, ours or an office's own → one typed row per unit, and what is wrong."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from bsreform.forms.marks import is_side_sheet
from bsreform.language.text import clean, fold, from_legacy, legacy_encoding
from bsreform.layouts.unit_list import LAYOUT
from bsreform.reading.decoding.decode import decode
from bsreform.reading.decoding.raw import RawSheet, ReadFault
from bsreform.reading.recognising.columns import ARROW_TYPES, parse_column
from bsreform.reading.recognising.headers import SEARCHED_ROWS, Header, find_header, header_words

_NUMBER = re.compile(r"\(?\d{1,4}\)?\.?")
_HEADING = re.compile(r"(?:[IVX]+|[A-ZĐ])\s*[.)/:]\s*(.*)|([IVX]+|[A-ZĐ])")
_TOTAL = re.compile(r"(?:tổng|cộng)\b")
_NOTE = re.compile(
    r"(?:người|ngày|nơi nhận|thủ trưởng|chủ tịch|phó chủ tịch|kt|tm|ghi chú|lưu ý|nguồn)\b|.*\bngày .* tháng\b"
)
_NUMBERING = frozenset({"stt", "tt", "số tt", "số thứ tự"})
_MOST_ROWS = 5000


@dataclass(frozen=True, slots=True)
class _Table:
    raw: RawSheet
    rows: list[list[str]]
    header: Header


def extract(path: Path, options: Mapping[str, Any]) -> tuple[pa.Table, dict[str, Any]]:
    """The rows of the first sheet with a column of names: `row` (as Excel counts), `heading` above it, the fields.

    meta: "sheet", "columns" (field → letter), "facts" ([kind, row, field, raw, detail]). Raises ReadFault.
    """
    book = decode(path, options["max_unpacked_mb"])
    found = next(filter(None, map(_table, book.sheets)), None)
    if found is None:
        raise ReadFault("unrecognised_sheet", "name")
    facts: list[list[Any]] = []
    kept = list(_units(found, facts))
    values: dict[str, Any] = {
        "row": pa.array([index + found.raw.first_row for index, _ in kept], pa.int32()),
        "heading": pa.array([heading for _, heading in kept], pa.string()),
    }
    for field in LAYOUT.fields:
        column = found.header.fields.get(field.name)
        if column is None:
            values[field.name] = pa.nulls(len(kept), ARROW_TYPES[field.kind])
            continue
        texts = pa.array([found.rows[index][column] or None for index, _ in kept], pa.string())
        values[field.name], complaints = parse_column(texts, field, book.date1904)
        facts += [
            [each.kind, kept[each.place][0] + found.raw.first_row, field.name, each.raw, each.detail]
            for each in complaints
            if each.place is not None
        ]
    columns = {name: _letter(column + found.raw.first_column) for name, column in found.header.fields.items()}
    return pa.table(values), {"sheet": found.raw.name, "columns": columns, "facts": facts, "sha256": book.sha256}


def _table(raw: RawSheet) -> _Table | None:
    columns = [[clean(text or "") for text in column[:_MOST_ROWS].to_pylist()] for column in raw.columns]
    texts = [text for column in columns for text in column if text]
    if not raw.visible or not texts or is_side_sheet(texts):
        return None
    if encoding := legacy_encoding(texts):
        columns = [[from_legacy(text, encoding) for text in column] for column in columns]
    rows = [list(row) for row in zip(*columns, strict=True)]
    dr, dc = raw.first_row - 1, raw.first_column - 1
    merges = [(t - dr, max(le - dc, 1), b - dr, r - dc) for t, le, b, r in raw.merges if t > dr and r > dc]
    header = find_header(rows[:SEARCHED_ROWS], merges, LAYOUT, header_words(LAYOUT, {}))
    return _Table(raw, rows, header) if header and "name" in header.fields else None


def _units(table: _Table, facts: list[list[Any]]) -> Iterator[tuple[int, str]]:
    """The indexes of the rows that are units, each with the heading above it; other rows with words are told."""
    header, heading = table.header, ""
    numbers = next((index for index, text in enumerate(header.texts) if fold(text) in _NUMBERING), None)
    name = header.fields["name"]
    given = [column for field, column in header.fields.items() if field != "name"]
    ended = False  # below a total or a signature only numbered rows are units
    for index, cells in enumerate(table.rows[header.last + 1 :], header.last + 1):
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
            facts.append(["unit_list", index + table.raw.first_row, "name", cells[name], "unread"])


def _heading(cells: Sequence[str], name: int, number: str, numbered: bool) -> str:
    """ "I. Cơ quan chuyên môn", "A | Các xã", or words alone on their row in another column than the names."""
    words = cells[name] or next(cell for cell in cells if cell)
    if found := _HEADING.fullmatch(number or words):
        return clean(found[1] or words)
    return "" if cells[name] or numbered else words


def _letter(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
