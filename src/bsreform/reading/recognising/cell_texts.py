"""The texts of a sheet's columns: marks and merges filled in, trimmed, converted from old encodings."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from msgspec import Struct, field

from bsreform.language.legacy import Encoding, from_legacy, legacy_encoding, pasted_encoding
from bsreform.reading.decoding.raw import RawSheet
from bsreform.reading.recognising.cells import UNCALCULATED
from bsreform.reading.recognising.headers import SEARCHED_ROWS
from bsreform.reading.recognising.side_by_side import side_by_side

_LEGACY_SIGN = "[¡-¿\u00adÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïñö÷øûüþÿ]"
"""Letters and signs that no Vietnamese word in Unicode has, but words in the old fonts do."""
_LOOKED_AT = 1000
"""Letters of a text in the first rows: a cell of megabytes would be folded again for every field that it might name."""


class CellTexts(Struct, frozen=True):
    """`columns`: texts, null where blank, all of one length; `distinct`: each text of a column once. `encoding` is that
    of the whole sheet; `pasted` are single cells (0-based row, column) in an old encoding: their encodings.
    """

    columns: list[pa.ChunkedArray]
    distinct: list[pa.StringArray]
    encoding: Encoding | None
    pasted: Mapping[tuple[int, int], Encoding] = field(default_factory=dict)


def cell_texts(raw: RawSheet) -> CellTexts:
    """The texts of a decoded sheet."""
    written = _with_marks(raw)
    rows = len(written[0]) if written else 0
    columns = side_by_side(_trim, written, rows)
    encoding = legacy_encoding(text for row in first_rows(columns) for text in row if text)
    if encoding:
        columns = [_converted(column, encoding) for column in columns]
        return CellTexts(columns, side_by_side(_distinct, columns, rows), encoding)
    distinct = side_by_side(_distinct, columns, rows)
    pasted: dict[tuple[int, int], Encoding] = {}
    for number, column in enumerate(columns):
        if found := _pasted(column, distinct[number]):
            columns[number] = _mended(column, found)
            distinct[number] = _distinct(columns[number])
            pasted |= {(row, number): each for row, each in found.items()}
    return CellTexts(columns, distinct, None, pasted)


def first_rows(columns: Sequence[pa.ChunkedArray], count: int = SEARCHED_ROWS) -> list[list[str]]:
    """The beginnings of the texts of the first rows, "" for blanks: no heading or title goes on beyond `_LOOKED_AT`."""
    heads = [[(text or "")[:_LOOKED_AT] for text in column[:count].to_pylist()] for column in columns]
    return [list(row) for row in zip(*heads, strict=True)]


def is_blank(column: pa.ChunkedArray) -> bool:
    """A sheet can have 16,384 columns and one cell in the last: those before it cost nothing."""
    return bool(column.null_count == len(column))


def _trim(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if is_blank(column):
        return column
    trimmed = pc.utf8_trim_whitespace(column)
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def _converted(column: pa.ChunkedArray, encoding: Any) -> pa.ChunkedArray:
    encoded = pc.dictionary_encode(column)
    texts = [from_legacy(text, encoding) if text else text for text in encoded.dictionary.to_pylist()]
    return pa.array(texts, pa.string()).take(encoded.indices)


def _distinct(column: pa.ChunkedArray) -> pa.StringArray:
    """Each text of a column once."""
    return pc.unique(column[:0] if is_blank(column) else column).drop_null()


def _pasted(column: pa.ChunkedArray, distinct: pa.StringArray) -> dict[int, Encoding]:
    """The rows of a column whose cell was pasted in an old encoding, and in which."""
    foreign = distinct.filter(pc.invert(pc.string_is_ascii(distinct)))
    strange = foreign.filter(pc.match_substring_regex(foreign, _LEGACY_SIGN))
    odd = pc.indices_nonzero(pc.fill_null(pc.is_in(column, strange), False)).to_pylist() if len(strange) else []
    texts = {row: column[row].as_py() for row in odd}
    encodings = {text: pasted_encoding(text) for text in set(texts.values())}
    return {row: encoding for row, text in texts.items() if (encoding := encodings[text])}


def _mended(column: pa.ChunkedArray, pasted: Mapping[int, Encoding]) -> pa.ChunkedArray:
    """The column with the cells converted that were pasted."""
    return _overwritten(column, {row: from_legacy(column[row].as_py(), each) for row, each in pasted.items()})


def _with_marks(raw: RawSheet) -> list[pa.ChunkedArray]:
    """Error cells and uncalculated formulas as texts of their own; merged cells filled downwards."""
    written: dict[int, dict[int, str]] = {}
    for (row, column), text in raw.error_cells.items():
        written.setdefault(column - raw.first_column, {})[row - raw.first_row] = text
    for row, column in raw.uncalculated:
        written.setdefault(column - raw.first_column, {})[row - raw.first_row] = UNCALCULATED
    columns = [_overwritten(column, written.get(index, {})) for index, column in enumerate(raw.columns)]
    filled: dict[int, dict[int, str]] = {}
    for top, left, bottom, _ in raw.merges:
        index, first = left - raw.first_column, top - raw.first_row
        if bottom > top and 0 <= index < len(columns) and 0 <= first < len(columns[index]):
            text = columns[index][first].as_py()
            filled.setdefault(index, {}).update(dict.fromkeys(range(first + 1, bottom - raw.first_row + 1), text))
    return [_overwritten(column, filled.get(index, {})) for index, column in enumerate(columns)]


def _overwritten(column: pa.ChunkedArray, changes: Mapping[int, str]) -> pa.ChunkedArray:
    if not changes:
        return column
    texts = column.to_pylist()
    for index, text in changes.items():
        if 0 <= index < len(texts):
            texts[index] = text
    return pa.array(texts, pa.string())
