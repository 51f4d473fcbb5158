"""The live formulas of a table, each proved against the figure it stands beside before it is written."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import groupby

from msgspec import Struct
from xlsxwriter.utility import xl_col_to_name

from bsreform.language.wording import DASH
from bsreform.measures import Ratio
from bsreform.model import Value
from bsreform.report_model import Column, Table


class Placed(Struct, frozen=True, dict=True):
    """A table on its sheet: `first_row` is the 0-based sheet row of its first body row.

    `header_top`..`header_bottom` are the 0-based rows of its header. Its columns start in column A, one beside the
    other, or stand at the 0-based sheet columns `at`.
    """

    table: Table
    header_top: int
    header_bottom: int
    first_row: int
    at: tuple[int, ...] = ()

    @property
    def last_row(self) -> int:
        return self.first_row + len(self.table.rows) - 1

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """The 0-based sheet column of each column of the table."""
        keys = [column.key for column in self.table.columns]
        return dict(zip(keys, self.at or range(len(keys)), strict=True))

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """The same as Excel names them."""
        return {key: xl_col_to_name(at) for key, at in self.columns.items()}

    @cached_property
    def percents(self) -> frozenset[str]:
        """The columns of percents."""
        return frozenset(column.key for column in self.table.columns if column.kind == "percent")

    @cached_property
    def parts(self) -> Mapping[int, list[int]]:
        """The indices of the rows that each row of a group, and the total, adds up."""
        found = {}
        for index, row in enumerate(self.table.rows):
            if row.level != "row":
                group = row.level == "group"
                found[index] = members(self.table, index) if group else _parts_of_total(self.table)
        return found

    def cell(self, index: int, key: str) -> str:
        """The address of a body cell, such as “D5”."""
        return f"{self.letters[key]}{self.first_row + index + 1}"


def is_live(column: Column, *, sums: bool) -> bool:
    """May its cells hold formulas, in rows that are `sums` of others or in those that are none?"""
    return bool(column.ratio or column.sum_of or column.difference or (sums and column.adds))


def formula(placed: Placed, index: int, column: Column) -> str | None:
    """The formula of a body cell, with its equals sign; None where the figure is a plain value or words.

    Raises AssertionError where a formula would not give the stored figure.
    """
    stored = placed.table.rows[index].cells.get(column.key)
    if isinstance(stored, str):
        return None
    first = None
    for name, make in _MAKERS.items():
        if getattr(column, name) and (made := make(placed, index, column)):
            text, result = made
            if not _same(stored, result):
                table = placed.table.id
                raise AssertionError(f"table {table}, row {index}, {column.key}: {text} = {result}, not {stored}")
            first = first or text
    return first


_Made = tuple[str, Value]


def _ratio(placed: Placed, index: int, column: Column) -> _Made | None:
    if column.ratio is None or not placed.columns.keys() >= {*column.ratio}:
        return None
    counted, out_of = (placed.table.rows[index].cells.get(key) for key in column.ratio)
    if not isinstance(counted, int) or not isinstance(out_of, int):
        return None
    above, below = (placed.cell(index, key) for key in column.ratio)
    return f'=IF({below}=0,"{DASH}",ROUND({above}/{below},4))', Ratio(counted, out_of).percent


def _difference(placed: Placed, index: int, column: Column) -> _Made | None:
    if column.difference is None:
        return None
    cells = placed.table.rows[index].cells
    first, second = (cells.get(key) for key in column.difference)
    if not isinstance(first, int | float) or not isinstance(second, int | float):
        return None
    minus = "-".join(placed.cell(index, key) for key in column.difference)
    of_percents = column.difference[0] in placed.percents
    return (f"=ROUND(({minus})*100,2)" if of_percents else f"={minus}"), round(first - second, 2)


def _adds(placed: Placed, index: int, column: Column) -> _Made | None:
    rows, parts = placed.table.rows, placed.parts.get(index)
    if not parts:
        return None
    values = [rows[i].cells.get(column.key) for i in parts]
    if rows[index].cells.get(column.key) is None and not _total(values):
        return None
    ranges = ",".join(
        placed.cell(first, column.key) + (f":{placed.cell(last, column.key)}" if last > first else "")
        for first, last in runs(parts)
    )
    return f"=SUM({ranges})", _total(values)


def _sum_of(placed: Placed, index: int, column: Column) -> _Made | None:
    values = [placed.table.rows[index].cells.get(key) for key in column.sum_of]
    if not values or not all(map(_is_number, values)):
        return None
    return f"=SUM({','.join(placed.cell(index, key) for key in column.sum_of)})", _total(values)


_MAKERS: Mapping[str, Callable[[Placed, int, Column], _Made | None]] = {
    "ratio": _ratio,
    "difference": _difference,
    "adds": _adds,
    "sum_of": _sum_of,
}
"""By the field of the column that asks for it."""


def members(table: Table, group: int) -> list[int]:
    """The indices of the rows that belong to the group row at index `group`: those that follow it."""
    found = []
    for index in range(group + 1, len(table.rows)):
        if table.rows[index].level != "row":
            break
        found.append(index)
    return found


def runs(indices: list[int]) -> Iterator[tuple[int, int]]:
    """Ascending indices as (first, last) stretches without a gap."""
    for _, stretch in groupby(enumerate(indices), key=lambda pair: pair[1] - pair[0]):
        found = [index for _, index in stretch]
        yield found[0], found[-1]


def _parts_of_total(table: Table) -> list[int]:
    """What a total row adds: the groups, and any row that stands outside them."""
    groups = [index for index, row in enumerate(table.rows) if row.level == "group"]
    inside = {index for group in groups for index in members(table, group)}
    return [i for i, row in enumerate(table.rows) if row.level != "total" and i not in inside]


def _total(values: list[Value]) -> float | int:
    return sum(value for value in values if isinstance(value, int | float))


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float)


def _same(stored: Value, result: Value) -> bool:
    if isinstance(stored, int | float) and isinstance(result, int | float):
        return abs(stored - result) < 1e-6
    return stored is None and result is None
