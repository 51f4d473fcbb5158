"""Which rows of a subject were sent, and which of those are without an error-level problem (DOMAIN §4)."""

from collections.abc import Iterable, Mapping

import numpy as np

from bsreform.figures.cohorts import Mask
from bsreform.records.checking import Found, severity
from bsreform.spec import Context


def quality_rows(found: Iterable[Found], rejected: Mask, past: Mask, context: Context) -> Mapping[str, Mask]:
    """The rows that were `sent`, and those among them that are `good`: without an error-level problem.

    Mask that are `past`, because a newer export repeats them, count for nobody.
    """
    bad = rejected.copy()
    wrong = [each.index for each in found if each.index is not None and severity(each, context) == "error"]
    bad[np.array(wrong, dtype=np.int64)] = True
    return {"sent": ~past, "good": ~past & ~bad}
