"""The measuring engine: dossiers × indicators × units × periods → figures, with their identities asserted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bsreform.cohorts import cohort
from bsreform.model import Ratio, Unit
from bsreform.spec import Indicator
from bsreform.units import Registry

LEDGER = ("carried", "received", "closed", "early", "on_day", "late", "open", "open_in_term", "open_overdue")
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one period, one place per unit: the ledger and both sides of every indicator (None = no data)."""

    ledger: Mapping[str, Counts]
    indicators: Mapping[str, tuple[Counts, Counts] | None]

    def ledger_of(self, units: Sequence[int]) -> dict[str, int]:
        """The ledger of these units together."""
        return {name: int(counts[list(units)].sum()) for name, counts in self.ledger.items()}

    def ratio_of(self, indicator: str, units: Sequence[int]) -> Ratio:
        """Both counts of these units together; `Ratio(None, None)` where no source has the columns."""
        sides = self.indicators[indicator]
        if sides is None:
            return Ratio(None, None)
        return Ratio(int(sides[0][list(units)].sum()), int(sides[1][list(units)].sum()))


def reported_units(ready: pd.DataFrame, registry: Registry, start: date, end: date) -> tuple[tuple[Unit, ...], Counts]:
    """The units of a report on [start, end] and, for every dossier, the number of its unit among them.

    A unit that has merged stands under its successor; one that ended without a successor is listed
    as long as dossiers of it are in the period.
    """
    listed = {unit.id: unit for unit in registry.valid_in(start, end)}
    codes = ready["unit"].cat.codes.to_numpy()
    heirs = [registry.successor(unit, end).id for unit in registry.units]
    alive = ~(ready["ended_day"].to_numpy() < np.datetime64(start, "s")) & (
        ready["received_day"].to_numpy() <= np.datetime64(end, "s")
    )
    present = {heirs[code] for code in np.unique(codes[alive])}
    units = tuple(unit for unit in registry.units if unit.id in listed or unit.id in present)
    numbers = {unit.id: number for number, unit in enumerate(units)}
    table = np.array([numbers.get(heir, -1) for heir in heirs], dtype=np.int64)
    return units, table[codes] if len(codes) else np.zeros(0, dtype=np.int64)


def tally(
    ready: pd.DataFrame,
    numbers: Counts,
    units: int,
    span: tuple[date, date],
    indicators: Sequence[Indicator],
    available: frozenset[str],
) -> Tally:
    """Count the period `span` (days, both included). `numbers[i]` is the unit of dossier i, below `units`."""
    group = cohort(ready.assign(number=numbers), *span)
    place = group["number"].to_numpy()
    masks = {name: group[name].to_numpy() for name in group.columns if group[name].dtype == bool}

    def count(mask: NDArray[np.bool_]) -> Counts:
        return np.bincount(place[mask], minlength=units)

    sides: dict[str, tuple[Counts, Counts] | None] = {}
    for each in indicators:
        if not measurable(each, available):
            sides[each.id] = None
            continue
        counted, out_of = each.counted(masks), each.out_of(masks)
        if (counted & ~out_of).any():
            raise AssertionError(f"{each.id}: a row is counted that is not in its denominator")
        sides[each.id] = count(counted), count(out_of)
    result = Tally({name: count(masks[name]) for name in LEDGER}, sides)
    _assert_identities(result.ledger)
    return result


def measurable(indicator: Indicator, available: frozenset[str]) -> bool:
    """Does some source have every column that the indicator needs? (“a|b” = either)"""
    return all(any(name in available for name in need.split("|")) for need in indicator.needs)


def _assert_identities(ledger: Mapping[str, Counts]) -> None:
    left = {
        "carried + received = closed + open": ledger["carried"]
        + ledger["received"]
        - ledger["closed"]
        - ledger["open"],
        "closed = early + on_day + late": ledger["closed"] - ledger["early"] - ledger["on_day"] - ledger["late"],
        "open = open_in_term + open_overdue": ledger["open"] - ledger["open_in_term"] - ledger["open_overdue"],
    }
    for identity, difference in left.items():
        if difference.any():
            raise AssertionError(f"the ledger does not hold: {identity}")
