"""The merging engine for tasks: exports of the software and trackers → one record per task, and what both know."""

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from bsreform.model import Dataset
from bsreform.records.merging import Merged, account
from bsreform.records.same_task import in_software_too, leaders


def merge_tasks(data: Dataset, rejected: NDArray[np.bool_]) -> Merged:
    """One row for each task (see `matching.leaders`), where tracker and software both have it the software's.

    What wins then enters the figures whole or not at all: a withdrawn task is left out silently, a secret or a
    `rejected` one as excluded.
    """
    frame = data.frame
    leading = leaders(data)
    withdrawn = (frame["status"] == "withdrawn").to_numpy()
    unfit = rejected | frame["secret"].to_numpy(dtype=bool)
    merged = account(frame, leading != np.arange(len(frame)), withdrawn, unfit)
    return replace(merged, pairs=in_software_too(data, leading))
