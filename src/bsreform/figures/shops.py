"""The ledger of a period by one-stop shop (Bộ phận Một cửa): by the unit that received, not the one that handles."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from bsreform.figures.cohorts import Cohort
from bsreform.figures.counting import Counts
from bsreform.material.values import Shop
from bsreform.organisation.units import Registry

_COUNTS = ("carried", "received", "early", "on_day", "late", "open_in_term", "open_overdue", "waiting")


ShopCounts = Mapping[str, Counts]
"""Every count of `Shop`."""


def count_shops(used: pd.DataFrame, state: Cohort, registry: Registry, end: date) -> ShopCounts:
    """The dossiers of each shop, of merged ones under their successor.

    `state` is the cohort of the period, whose last day is `end`.
    """
    heirs = [registry.units.index(registry.successor(unit, end)) for unit in registry.units]
    places = np.array(heirs, dtype=np.int64)[used["shop"].cat.codes.to_numpy()[state.rows]]
    masks = {**state.masks, "waiting": state.masks["is_waiting"] & state.masks["open"]}
    return {name: np.bincount(places[masks[name]], minlength=len(heirs)) for name in _COUNTS}


def one_stop_shops(counts: ShopCounts, registry: Registry) -> tuple[Shop, ...]:
    """The shops that have dossiers in the period, in the order of the registry."""
    return tuple(
        Shop(unit.name, **{name: int(counts[name][place]) for name in _COUNTS}, id=unit.id)
        for place, unit in enumerate(registry.units)
        if counts["carried"][place] or counts["received"][place]
    )
