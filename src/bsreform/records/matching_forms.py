"""Which of several forms counts for a unit and a quarter: the newest one, whole."""

import numpy as np
from numpy.typing import NDArray

from bsreform.model import Dataset
from bsreform.records.merging import Merged, account
from bsreform.records.same_task import ranks


def merge_forms(data: Dataset, rejected: NDArray[np.bool_]) -> Merged:
    """The rows of the forms that count; what wins then enters the figures whole or not at all."""
    superseded = counting_forms(data) != data.frame["source"].to_numpy()
    return account(data.frame, superseded, np.zeros(len(data.frame), dtype=bool), rejected)


def counting_forms(data: Dataset) -> NDArray[np.int64]:
    """For each row of a digital teams' dataset the source whose form counts for its unit and quarter: the newest
    export of those that have any row for them. A row without unit or quarter goes by its own source.
    """
    frame = data.frame
    own = frame["source"].to_numpy(dtype=np.int64)
    if frame.empty:
        return own
    order = np.argsort(ranks(data.sources))
    rank = ranks(data.sources)[own]
    keyed = (frame["unit"].notna() & (frame["quarter"] != "")).to_numpy(dtype=bool)
    keys = frame["unit"].cat.codes.astype(str) + "|" + frame["quarter"].astype(str)
    newest = frame.assign(rank=rank)["rank"].groupby(keys).transform("max").to_numpy(dtype=np.int64)
    return np.where(keyed, order[newest], own)
