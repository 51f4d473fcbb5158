"""What each row of a sheet is: header, section, total, blank, footer or data; every row is exactly one."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from bsreform.reading.cells import CODE_PATTERN
from bsreform.reading.headers import Header
from bsreform.text import clean, fold

KINDS = ("header", "section", "total", "blank", "footer", "data")
_TOTAL = re.compile(r"(tổng (số|cộng|hồ sơ)|tổng$|tổng \d|cộng\b(?! đồng| hòa| tác)|toàn huyện$|lũy kế)")
_NUMBERING = re.compile(r"\(?([A-ZĐ]|[IVXLC]+|\d{1,3}(?:\.\d{1,3})*)\)?\s*(?:[.)/:]\s*|\s+-\s+|$)")
_COLUMN_NUMBER = re.compile(r"\(?\s*(\d{1,2}|[A-ZĐ])\s*\)?(\s*=.*)?|\(?\d{1,2}\)?\s*=.*", re.I)
_COUNT_TAIL = re.compile(r"\(\s*\d+[^)]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Rows:
    """`data` are the 0-based indexes of data rows; `sections[i]` indexes `stacks` for the i-th of them (-1 = none).

    A stack is the section headings in force, outermost first. `totals` are indexes of total rows;
    `starts` where a section or the table begins (for checking totals).
    """

    data: NDArray[np.int64]
    sections: NDArray[np.int32]
    stacks: tuple[tuple[str, ...], ...]
    totals: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    accounting: dict[str, int] = field(default_factory=dict)


def classify(columns: Sequence[Any], header: Header) -> Rows:
    """Tell the rows of a sheet apart. `columns` are trimmed string arrays, null where blank."""
    height = len(columns[0])
    kinds = np.full(height, "", dtype=object)
    kinds[: header.last + 1] = "header"
    filled = sum((_present(column).astype(np.int16) for column in columns), np.zeros(height, np.int16))
    kinds[(kinds == "") & (filled == 0)] = "blank"
    likely = _likely_data(columns, header, height)
    kinds[(kinds == "") & likely] = "data"
    for index in np.flatnonzero(_doubtful(columns, header, kinds)):
        kinds[index] = _kind_of(
            [column[int(index)].as_py() or "" for column in columns], header, kinds[index] == "data"
        )
    return _settle(kinds, columns, header)


def _present(column: Any) -> NDArray[np.bool_]:
    return np.asarray(pc.is_valid(column).to_numpy(zero_copy_only=False), dtype=bool)


def _likely_data(columns: Sequence[Any], header: Header, height: int) -> NDArray[np.bool_]:
    """A code of the right form, two dates, or half of the known columns filled."""
    known = [_present(columns[index]) for index in header.fields.values()]
    counts = np.sum(known, axis=0) if known else np.zeros(height)
    dates = [_present(columns[index]) for index in _date_columns(header)]
    likely = counts >= max(3, (len(known) + 1) // 2)
    if len(dates) > 1:
        likely |= np.sum(dates, axis=0) >= 2
    return likely | _coded(columns, header, height)


def _date_columns(header: Header) -> list[int]:
    return [index for name, index in header.fields.items() if header.layout.field(name).kind == "date"]


def _coded(columns: Sequence[Any], header: Header, height: int) -> NDArray[np.bool_]:
    code = header.fields.get("code")
    if code is None:
        return np.zeros(height, dtype=bool)
    matches = pc.fill_null(pc.match_substring_regex(columns[code], CODE_PATTERN), False)
    return np.asarray(matches.to_numpy(zero_copy_only=False), dtype=bool)


def _doubtful(columns: Sequence[Any], header: Header, kinds: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Rows worth reading one by one: neither blank nor header, and without a code of the right form."""
    undecided = (kinds == "") | (kinds == "data")
    if header.layout.field(header.layout.key_fields[0]).kind == "code":
        undecided &= ~_coded(columns, header, len(kinds))
    return np.asarray(undecided, dtype=bool)


def _kind_of(cells: Sequence[str], header: Header, likely: bool) -> str:
    texts = [cell for cell in cells if cell]
    if likely and any(cells[index] for index in _date_columns(header)) and not _is_header(cells, header):
        return "data"
    first = next((text for text in texts if not _is_number(text)), "")
    if _TOTAL.match(fold(_strip_numbering(first)[1] or first)):
        return "total"
    if _is_header(cells, header):
        return "header"
    if likely:
        return "data"
    known = any(cells[index] for index in header.fields.values())
    return "section" if first or known else "blank"


def _is_header(cells: Sequence[str], header: Header) -> bool:
    """A repeated header (as on every printed page) or the row of column numbers under it."""
    texts = [cell for cell in cells if cell]
    if len(texts) >= 3 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
        return True
    return sum(bool(text) and fold(text) == fold(cell) for text, cell in zip(header.texts, cells, strict=True)) >= 3


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[\d.,\s%()-]+", text))


def _settle(kinds: NDArray[np.object_], columns: Sequence[Any], header: Header) -> Rows:
    data = np.flatnonzero(kinds == "data")
    last = int(data[-1]) if len(data) else len(kinds)
    late = np.arange(len(kinds)) > last
    kinds[(kinds == "section") & late] = "footer"
    sections = np.flatnonzero(kinds == "section")
    stacks: list[tuple[str, ...]] = []
    levels: list[tuple[str, str]] = []
    for index in sections:
        levels = _push(levels, [column[int(index)].as_py() or "" for column in columns])
        stacks.append(tuple(text for _, text in levels))
    inside = np.searchsorted(sections, data) - 1
    counts = Counter(kinds.tolist())
    return Rows(
        data=data,
        sections=inside.astype(np.int32),
        stacks=tuple(stacks),
        totals=tuple(int(i) for i in np.flatnonzero(kinds == "total")),
        starts=(header.last, *(int(i) for i in sections)),
        accounting={kind: counts.get(kind, 0) for kind in KINDS},
    )


def _push(levels: list[tuple[str, str]], cells: Sequence[str]) -> list[tuple[str, str]]:
    """A heading closes every open heading of its own numbering style and all below it."""
    style, text = _heading([cell for cell in cells if cell])
    depth = next((i for i, (each, _) in enumerate(levels) if each == style), len(levels))
    return [*levels[:depth], (style, text)]


def _heading(texts: Sequence[str]) -> tuple[str, str]:
    number, rest = _strip_numbering(clean(texts[0]))
    if not rest:
        rest = next((clean(text) for text in texts[1:] if not _is_number(text)), "")
    return _style(number), _COUNT_TAIL.sub("", rest).strip(" :")


def _strip_numbering(text: str) -> tuple[str, str]:
    found = _NUMBERING.match(text)
    return (found[1], text[found.end() :].strip()) if found else ("", text)


def _style(number: str) -> str:
    if not number:
        return "none"
    if number[0].isdigit():
        return f"digit{number.count('.')}"
    return "roman" if re.fullmatch(r"[IVXLC]+", number) else "letter"
