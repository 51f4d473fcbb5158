"""Total rows are left out of the data but must agree with it: the number of rows and the sums of money."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bsreform.reading.cells import parse_money
from bsreform.reading.headers import Header
from bsreform.reading.rows import Rows
from bsreform.reading.stated import stated_count

Mismatch = tuple[int, int, str, str]
"""(row index, column index, what the total row states, what the rows above it give)."""


def check_totals(columns: Sequence[Any], header: Header, rows: Rows) -> Iterator[Mismatch]:
    """Every figure of a total row that agrees neither with the whole table nor with its own section."""
    money = [index for name, index in header.fields.items() if header.layout.field(name).kind == "money"]
    for total in rows.totals:
        cells = [column[total].as_py() or "" for column in columns]
        groups = _groups(rows, total)
        if stated := stated_count(cells, money):
            counts = {len(group) for group in groups}
            if stated[1] not in counts:
                yield total, stated[0], str(stated[1]), str(len(groups[0]))
        for index in money:
            amount, _ = parse_money(cells[index]) if cells[index] else (None, "")
            sums = [_sum(columns[index], group) for group in groups]
            if isinstance(amount, float) and amount not in sums:
                yield total, index, cells[index], f"{sums[0]:,.0f}".replace(",", ".")


def _groups(rows: Rows, total: int) -> list[NDArray[np.int64]]:
    """The rows that a total may mean: the whole table (also above it, if it stands on top), its section, its block."""
    above = rows.data[rows.data < total]
    below = rows.data[rows.data > total]
    section = max((start for start in rows.starts if start < total), default=-1)
    block = max((other for other in rows.totals if other < total), default=-1)
    groups = [rows.data if len(above) == 0 else above, above[above > section], above[above > block], rows.data]
    following = min((start for start in rows.starts if start > total), default=None)
    return [*groups, below if following is None else below[below < following]]


def _sum(column: Any, rows: NDArray[np.int64]) -> float:
    amounts = (parse_money(text)[0] for text in column.take(rows).to_pylist() if text)
    return sum(amount for amount in amounts if isinstance(amount, float))
