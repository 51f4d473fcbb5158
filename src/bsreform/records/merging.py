"""The merging engine: many exports → one record per dossier; every row that was read is accounted for."""

import numpy as np
import pandas as pd
from msgspec import Struct
from numpy.typing import NDArray

from bsreform.measures import RowCount
from bsreform.model import Dataset
from bsreform.records.same_task import ranks

_STATES = frozenset({"status_text", "finished_at", "returned_at"})
"""A sheet without any of these columns does not tell which dossiers are closed."""


class Merged(Struct, frozen=True):
    """`used` are the dossiers (or tasks) that enter the figures; the masks are over the rows of the dataset.

    `pairs`: where a task stands in a tracker and in the software, its row here and its row there.
    """

    used: pd.DataFrame
    superseded: NDArray[np.bool_]
    excluded: NDArray[np.bool_]
    not_accepted: NDArray[np.bool_]
    count: RowCount
    pairs: tuple[tuple[int, int], ...] = ()


def merge(data: Dataset, rejected: NDArray[np.bool_]) -> Merged:
    """Of one dossier the last row in the order of `by_strength` wins.

    What wins then enters the figures whole or not at all: a row of a dossier that was not accepted is left out
    silently, a `rejected` one as excluded. A row without a readable code is never superseded.
    """
    return account(data.frame, _superseded(data), (data.frame["status"] == "not_accepted").to_numpy(), rejected)


def account(
    frame: pd.DataFrame, superseded: NDArray[np.bool_], not_accepted: NDArray[np.bool_], rejected: NDArray[np.bool_]
) -> Merged:
    """Where every row goes: what is superseded is nothing else, then what is not accepted, then what is rejected."""
    not_accepted = ~superseded & not_accepted
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
    keys, order = data.frame["key"].to_numpy(), by_strength(data)
    newest = np.zeros(len(keys), dtype=bool)
    _, first = np.unique(keys[order][::-1], return_index=True)
    newest[order[::-1][first]] = True
    return np.asarray(~newest & (keys >= 0))


def by_strength(data: Dataset) -> NDArray[np.int64]:
    """The rows of a dataset of dossiers from the one that yields to all to the one that beats all (DOMAIN §3).

    A sheet that tells how dossiers stand beats one that does not, a visible sheet a hidden one, then the system that
    the settings put first, then the newest export; a tie goes to the later file name, then to the later row.
    """
    sources, rows = data.frame["source"].to_numpy(), data.frame["row"].to_numpy()
    if not len(rows):
        return np.zeros(0, dtype=np.int64)
    strengths = [
        (not _STATES.isdisjoint(each.columns), each.visible, -each.rank, age)
        for each, age in zip(data.sources, ranks(data.sources).tolist(), strict=True)
    ]
    places = {strength: place for place, strength in enumerate(sorted(set(strengths)))}
    order = np.lexsort((rows, np.array([places[each] for each in strengths])[sources]))
    return order.astype(np.int64)
