"""What is told of rows that are left out: the reasons of each."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bsreform.model import Dataset
from bsreform.records.checking import Found


def reasons_of(
    found: Sequence[Found],
    data: Dataset,
    rows: NDArray[np.bool_],
    counts: Callable[[Found], bool] = lambda each: each.finding.excludes,
) -> Mapping[int, str]:
    """What was found on each of these rows, by its position in the frame; `counts` says of what is told."""
    origins = data.frame["source"].to_numpy()
    out = np.flatnonzero(rows)
    reasons: Mapping[int, list[str]] = {index: [] for index in out.tolist()}
    for each in filter(counts, found):
        if each.index is not None and each.index in reasons:
            reasons[each.index].append(each.finding.message)
        elif each.finding.row is None:
            for index in out[origins[out] == each.finding.source].tolist():
                reasons[index].append(each.finding.message)
    return {index: "; ".join(dict.fromkeys(told)) for index, told in reasons.items()}
