"""Total rows are left out of the data but must agree with it: the number of rows, the sums of money and counts."""

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from bsreform.reading.recognising.cells import parse_money
from bsreform.reading.recognising.headers import Header
from bsreform.reading.recognising.rows import SortedRows
from bsreform.reading.recognising.stated import stated_count

Mismatch = tuple[int, int, str, str]
"""(row index, column index, what the total row states, what the rows above it give)."""


def check_totals(
    columns: Sequence[pa.ChunkedArray], header: Header, rows: SortedRows, also: Sequence[SortedRows] = ()
) -> Iterator[Mismatch]:
    """Every figure of a total row that agrees neither with the whole table nor with a part of it that it may close.

    `also` are other ways to count the rows of the same table (with sub-tasks, without them).
    """
    kinds = {index: header.layout.field(name).kind for name, index in header.fields.items()}
    for total in rows.totals:
        cells = [column[total].as_py() or "" for column in columns]
        groups = [group for each in (rows, *also) for group in _groups(each, total)]
        if stated := stated_count(cells, kinds):
            column, number = stated
            filled = [len(group) - columns[column].take(group).null_count for group in groups]
            counts = [len(group) for group in groups]
            if number not in (*counts, *filled):
                yield total, column, str(number), str(_nearest(counts, number))
        for index in (index for index, kind in kinds.items() if kind in ("money", "number")):
            amount, _ = parse_money(cells[index]) if cells[index] else (None, "")
            sums = [_sum(columns[index], group) for group in groups]
            if isinstance(amount, float) and amount not in sums:
                yield total, index, cells[index], f"{_nearest(sums, amount):,.0f}".replace(",", ".")


def _nearest(numbers: Sequence[float], stated: float) -> float:
    """What the total row most likely meant to state."""
    return min(numbers, key=lambda number: abs(number - stated))


def _groups(rows: SortedRows, total: int) -> list[pa.Array]:
    """The rows that a total may mean: the whole table, the sections around it, the rows since the total before it;
    of each also only what stands above or below it.
    """
    block = max((other for other in rows.totals if other < total), default=-1)
    spans = [span for span in rows.spans if span[0] < total < span[1]]
    groups = []
    for start, end in [(-1, rows.data[-1].as_py() + 1 if len(rows.data) else 0), *spans, (block, total)]:
        inside = rows.data.filter(pc.and_(pc.greater(rows.data, start), pc.less(rows.data, end)))
        groups += [inside, inside.filter(pc.less(inside, total)), inside.filter(pc.greater(inside, total))]
    return [group for group in groups if len(group)] or groups[:1]


def _sum(column: pa.ChunkedArray, rows: pa.Array) -> float:
    amounts = (parse_money(text)[0] for text in column.take(rows).to_pylist() if text)
    return sum(amount for amount in amounts if isinstance(amount, float))
