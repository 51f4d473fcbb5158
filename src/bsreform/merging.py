"""The merging engine: many exports → one record per dossier; every row that was read is accounted for."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bsreform.model import Dataset, RowCount


@dataclass(frozen=True, slots=True)
class Merged:
    """`used` are the dossiers that enter the figures; the masks are over the rows of the dataset."""

    used: pd.DataFrame
    superseded: NDArray[np.bool_]
    excluded: NDArray[np.bool_]
    not_accepted: NDArray[np.bool_]
    count: RowCount


def merge(data: Dataset, rejected: NDArray[np.bool_]) -> Merged:
    """The row of the newest export wins; a tie goes to the later file name, then to the later row.

    What wins then enters the figures whole or not at all: a row of a dossier that was not accepted is left out
    silently, a `rejected` one as excluded. A row without a readable code is never superseded.
    """
    frame = data.frame
    superseded = _superseded(data)
    not_accepted = ~superseded & (frame["status"] == "not_accepted").to_numpy()
    excluded = ~superseded & ~not_accepted & rejected
    use = ~(superseded | not_accepted | excluded)
    count = RowCount(
        read=len(frame),
        used=int(use.sum()),
        superseded=int(superseded.sum()),
        excluded=int(excluded.sum()),
        not_accepted=int(not_accepted.sum()),
    )
    return Merged(frame[use].reset_index(drop=True), superseded, excluded, not_accepted, count)


def _superseded(data: Dataset) -> NDArray[np.bool_]:
    keys = data.frame["key"].to_numpy()
    sources, rows = data.frame["source"].to_numpy(), data.frame["row"].to_numpy()
    order = np.lexsort((rows, _ranks(data)[sources])) if len(keys) else np.zeros(0, dtype=np.int64)
    newest = np.zeros(len(keys), dtype=bool)
    _, first = np.unique(keys[order][::-1], return_index=True)
    newest[order[::-1][first]] = True
    return np.asarray(~newest & (keys >= 0))


def _ranks(data: Dataset) -> NDArray[np.int64]:
    """Sources from the oldest export to the newest; a tie goes to the later file name, wherever the file lies."""

    def age(number: int) -> tuple[datetime, str, str, int]:
        source = data.sources[number]
        name = source.path.rpartition("/")[2]
        return source.exported_at or datetime.min, name, source.path, number  # noqa: DTZ901

    ranks = np.zeros(len(data.sources), dtype=np.int64)
    ranks[sorted(range(len(ranks)), key=age)] = np.arange(len(ranks))
    return ranks
