"""Columns worked on side by side: Arrow's kernels do not hold up Python, and a last file has the processors alone."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

_Given = TypeVar("_Given")
_Result = TypeVar("_Result")
_MOST_THREADS = 4
_FEW_ROWS, _MANY_COLUMNS = 2_000, 500
"""Where handing a column over takes longer than the work: in short tables, and in wide ones, which are mostly blank."""


def side_by_side(work: Callable[[_Given], _Result], given: Sequence[_Given], rows: int) -> list[_Result]:
    """What `work` makes of each of the columns of so many rows, in their order; raises what it raises. One after the
    other where the system has no thread left.
    """
    if rows < _FEW_ROWS or len(given) > _MANY_COLUMNS:
        return [work(each) for each in given]
    with ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST_THREADS)) as threads:
        made: Iterable[_Result] = map(work, given)
        with suppress(RuntimeError):
            made = threads.map(work, given)
        return list(made)
