"""What stands beside the values of a sheet (errors, formulas, merges, hidden parts), and both put together."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc
from msgspec import Struct, field

from bsreform.reading.decoding.raw import Area, Cell, RawSheet

_NEAR = 1024
"""Rows above the end of a column that are searched first."""
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
MAX_CELLS = 16_000_000
"""Cells of the rectangle that a decoder may lay out: about 30 bytes each, whether they are filled or not."""


class Marks(Struct, frozen=True):
    """All places are 1-based. `anchor` is the first value of the first row that has one (None = no value).

    The decoders know the rows of their values but not the first column: the anchor tells it. `decimals` are cells that
    hold a number which reads like a Vietnamese thousand (1.234).
    """

    anchor: Cell | None = None
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    error_cells: Mapping[Cell, str] = field(default_factory=dict)
    uncalculated: frozenset[Cell] = frozenset()
    decimals: frozenset[Cell] = frozenset()


class MisplacedError(Exception):
    """The decoded values and the marks disagree on where the sheet starts."""


def column_number(letters: str) -> int:
    """A → 1, XFD → 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def first_column(columns: Sequence[pa.ChunkedArray], marks: Marks) -> int:
    """The sheet column of `columns[0]`, index 0 of the arrays being row 1. Raises MisplacedError."""
    if marks.anchor is None:
        if any(column.null_count < len(column) for column in columns):
            raise MisplacedError
        return 1
    row, anchored = marks.anchor
    for index, column in enumerate(columns):
        if row <= len(column) and column[row - 1].is_valid:
            if anchored > index:
                return anchored - index
            break
    raise MisplacedError


def sheet_of(name: str, columns: Sequence[pa.ChunkedArray], left: int, visible: bool, marks: Marks) -> RawSheet | None:
    """The sheet from A1 to its last cell with a value or an error; None if it has neither.

    `columns` start at row 1 and sheet column `left`. Merges are cut at the last row.
    """
    marked = (*marks.error_cells, *marks.uncalculated)
    heights = [_filled(column) for column in columns]
    height = max([*heights, *(row for row, _ in marked)], default=0)
    if not height:
        return None
    widths = [left + index for index, filled in enumerate(heights) if filled]
    width = max(widths + [column for _, column in marked])
    blank = pa.nulls(height, pa.string())
    own = {left + index: _at_height(column, height) for index, column in enumerate(columns)}
    for number, rows in _by_column(marks.decimals).items():
        if number in own:
            own[number] = _with_decimals(own[number], rows)
    return RawSheet(
        name=name,
        columns=[own.get(number, blank) for number in range(1, width + 1)],
        visible=visible,
        merges=_within(marks.merges, height),
        hidden_rows=frozenset(row for row in marks.hidden_rows if row <= height),
        hidden_columns=frozenset(column for column in marks.hidden_columns if column <= width),
        error_cells=marks.error_cells,
        uncalculated=marks.uncalculated,
    )


def reads_like_thousands(value: float) -> bool:
    """Would the number, written with a decimal point, be taken for a Vietnamese thousand?"""
    return bool(_THOUSANDS.fullmatch(repr(value)))


def _by_column(cells: Iterable[Cell]) -> dict[int, set[int]]:
    rows: dict[int, set[int]] = {}
    for row, column in cells:
        rows.setdefault(column, set()).add(row)
    return rows


def _with_decimals(column: pa.ChunkedArray, rows: Container[int]) -> pa.ChunkedArray:
    """A number cell is a number: 1.234 becomes "1.2340", which no text with a thousands dot looks like."""
    texts = enumerate(column.to_pylist(), 1)
    kept = [f"{text}0" if text and row in rows and _THOUSANDS.fullmatch(text) else text for row, text in texts]
    return pa.array(kept, pa.string())


def text_columns(rows: Mapping[int, Mapping[int, str]]) -> list[pa.ChunkedArray]:
    """Arrays from row 1 and column 1 of cells given as row → column → text."""
    height = max(rows, default=0)
    width = max((max(cells, default=0) for cells in rows.values()), default=0)
    columns: list[list[str | None]] = [[None] * height for _ in range(width)]
    for row, cells in rows.items():
        for column, text in cells.items():
            columns[column - 1][row - 1] = text
    return [pa.array(column, pa.string()) for column in columns]


def _filled(column: pa.ChunkedArray) -> int:
    """How many rows the column has up to its last non-empty one, which mostly is near its end."""
    if column.null_count == len(column):
        return 0
    for start in (max(len(column) - _NEAR, 0), 0):
        filled = pc.indices_nonzero(pc.fill_null(pc.not_equal(column[start:], ""), False))
        if len(filled):
            return start + int(filled[-1].as_py()) + 1
    return 0


def _at_height(column: pa.ChunkedArray, height: int) -> pa.ChunkedArray:
    if len(column) >= height:
        return column.slice(0, height)
    return pa.concat_arrays([column, pa.nulls(height - len(column), pa.string())])


def _within(merges: Sequence[Area], height: int) -> tuple[Area, ...]:
    cut = [(top, left, min(bottom, height), right) for top, left, bottom, right in merges if top <= height]
    return tuple(area for area in cut if area[:2] != area[2:])
