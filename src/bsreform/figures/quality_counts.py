"""The data-quality score of every unit: rows sent without an error-level problem, out of all rows sent (DOMAIN §4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bsreform.figures.cohorts import Mask
from bsreform.figures.counting import UnitTally
from bsreform.measures import Figures, Ratio
from bsreform.model import Dataset
from bsreform.records.checking import Found, severity
from bsreform.spec import Context


@dataclass(frozen=True, slots=True)
class Sent:
    """Rows sent, and the good ones among them, one place per unit of the registry."""

    sent: UnitTally
    good: UnitTally


def count_sent(data: Dataset, found: Iterable[Found], rejected: Mask, past: Mask, context: Context) -> Sent:
    """Rows that are `past`, because a newer export repeats them, and rows of no known unit count for nobody."""
    places = data.frame["unit"].cat.codes.to_numpy()
    counts = {
        name: np.bincount(places[rows & (places >= 0)], minlength=len(context.registry.units))
        for name, rows in quality_rows(found, rejected, past, context).items()
    }
    return Sent(**counts)


def quality_rows(found: Iterable[Found], rejected: Mask, past: Mask, context: Context) -> Mapping[str, Mask]:
    """The rows that were `sent`, and those among them that are `good`: without an error-level problem."""
    bad = rejected.copy()
    wrong = [each.index for each in found if each.index is not None and severity(each, context) == "error"]
    bad[np.array(wrong, dtype=np.int64)] = True
    return {"sent": ~past, "good": ~past & ~bad}


def quality(rows: Sent, units: Sequence[Figures], context: Context) -> Mapping[str, Ratio]:
    """By the id of unit, group and "total", which are the sums of their units."""
    heirs = [context.registry.successor(unit, context.today).id for unit in context.registry.units]
    members: dict[str, list[int]] = {"total": []}
    for unit in units:
        own = [place for place, heir in enumerate(heirs) if heir == unit.id]
        for name in (unit.id, unit.group or "", "total"):
            members.setdefault(name, []).extend(own)
    return {name: Ratio(int(rows.good[own].sum()), int(rows.sent[own].sum())) for name, own in members.items()}
