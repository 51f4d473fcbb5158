"""The data-quality score of every unit: rows sent without an error-level problem, out of all rows sent (DOMAIN §4)."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bsreform.checking import Found, severity
from bsreform.model import Dataset, Figures, Ratio
from bsreform.spec import Context

Rows = NDArray[np.bool_]


def quality(
    data: Dataset, found: Iterable[Found], rejected: Rows, past: Rows, units: Sequence[Figures], context: Context
) -> Mapping[str, Ratio]:
    """By the id of unit, group and "total", which are the sums of their units. Rows that are `past`, because a newer
    export repeats them, and rows of no known unit count for nobody.
    """
    registry = context.registry
    places = data.frame["unit"].cat.codes.to_numpy()
    counts = {
        name: np.bincount(places[rows & (places >= 0)], minlength=len(registry.units))
        for name, rows in quality_rows(found, rejected, past, context).items()
    }
    heirs = [registry.successor(unit, context.today).id for unit in registry.units]
    members: dict[str, list[int]] = {"total": []}
    for unit in units:
        own = [place for place, heir in enumerate(heirs) if heir == unit.id]
        for name in (unit.id, unit.group or "", "total"):
            members.setdefault(name, []).extend(own)

    def of(name: str, own: Sequence[int]) -> int:
        return int(counts[name][np.array(own, dtype=np.int64)].sum())

    return {name: Ratio(of("good", own), of("sent", own)) for name, own in members.items()}


def quality_rows(found: Iterable[Found], rejected: Rows, past: Rows, context: Context) -> Mapping[str, Rows]:
    """The rows that were `sent`, and those among them that are `good`: without an error-level problem."""
    bad = rejected.copy()
    wrong = [each.index for each in found if each.index is not None and severity(each, context) == "error"]
    bad[np.array(wrong, dtype=np.int64)] = True
    return {"sent": ~past, "good": ~past & ~bad}
