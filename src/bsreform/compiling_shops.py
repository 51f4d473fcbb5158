"""The ledger of a period by one-stop shop (Bộ phận Một cửa): by the unit that received, not the one that handles."""

from datetime import date

import numpy as np
import pandas as pd

from bsreform.cohorts import Cohort
from bsreform.reports.material import Shop
from bsreform.units import Registry

_COUNTS = ("carried", "received", "early", "on_day", "late", "open_in_term", "open_overdue", "waiting")


def one_stop_shops(used: pd.DataFrame, state: Cohort, registry: Registry, end: date) -> tuple[Shop, ...]:
    """The shops that have dossiers in the period, in the order of the registry; merged ones under their successor.

    `state` is the cohort of the period, whose last day is `end`.
    """
    heirs = [registry.units.index(registry.successor(unit, end)) for unit in registry.units]
    places = np.array(heirs, dtype=np.int64)[used["shop"].cat.codes.to_numpy()[state.rows]]
    masks = {**state.masks, "waiting": state.masks["is_waiting"] & state.masks["open"]}
    counts = {name: np.bincount(places[masks[name]], minlength=len(heirs)).tolist() for name in _COUNTS}
    return tuple(
        Shop(registry.units[place].name, **{name: counts[name][place] for name in _COUNTS}, id=registry.units[place].id)
        for place in np.unique(places).tolist()
    )
