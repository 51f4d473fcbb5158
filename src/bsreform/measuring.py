"""The measuring engine: dossiers × indicators × units × periods → figures, with their identities asserted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bsreform.cohorts import Prepared, cohort
from bsreform.model import Ratio, Unit
from bsreform.spec import Indicator, Span, Spans
from bsreform.units import Registry

LEDGER = ("carried", "received", "closed", "early", "on_day", "late", "open", "open_in_term", "open_overdue")
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one period, one place per unit: the ledger and both sides of every indicator (None = no data)."""

    ledger: Mapping[str, list[int]]
    indicators: Mapping[str, tuple[list[int], list[int]] | None]

    def ledger_of(self, units: Sequence[int]) -> dict[str, int]:
        """The ledger of these units together."""
        return {name: sum(counts[unit] for unit in units) for name, counts in self.ledger.items()}

    def ratio_of(self, indicator: str, units: Sequence[int]) -> Ratio:
        """Both counts of these units together; `Ratio(None, None)` where no source has the columns."""
        sides = self.indicators[indicator]
        if sides is None:
            return Ratio(None, None)
        return Ratio(sum(sides[0][unit] for unit in units), sum(sides[1][unit] for unit in units))


def reported_units(dossiers: Prepared, registry: Registry, spans: Spans) -> tuple[tuple[Unit, ...], Counts]:
    """The units of a report and, for every dossier, the number of its unit among them.

    A unit that has merged stands under its successor. One that ended without a successor is listed as long as
    dossiers of it are in this period, the one before or the year; after that its dossiers have the number
    `len(units)`, which no unit has.
    """
    start, end = spans.now
    heirs = [registry.successor(unit, end).id for unit in registry.units]
    counted = dossiers.alive(min(start, spans.year[0], spans.before(1)[0]), end)
    listed = {unit.id for unit in registry.valid_in(start, end)}
    listed |= {heirs[place] for place in np.unique(dossiers.unit[counted])}
    units = tuple(unit for unit in registry.units if unit.id in listed)
    numbers = {unit.id: number for number, unit in enumerate(units)}
    table = np.array([numbers.get(heir, len(units)) for heir in heirs], dtype=np.int64)
    return units, table[dossiers.unit]


def tally(
    dossiers: Prepared,
    numbers: Counts,
    units: int,
    span: Span,
    indicators: Sequence[Indicator],
    available: frozenset[str],
) -> Tally:
    """Count the period `span`. `numbers[i]` is the unit of dossier i (see `reported_units`)."""
    group = cohort(dossiers, *span)
    place = numbers[group.rows]

    def count(mask: NDArray[np.bool_]) -> list[int]:
        return np.bincount(place[mask], minlength=units + 1).tolist()

    sides: dict[str, tuple[list[int], list[int]] | None] = {}
    for each in indicators:
        if not measurable(each, available):
            sides[each.id] = None
            continue
        counted, out_of = each.counted(group.masks), each.out_of(group.masks)
        if (counted & ~out_of).any():
            raise AssertionError(f"{each.id}: a row is counted that is not in its denominator")
        sides[each.id] = count(counted), count(out_of)
    result = Tally({name: count(group.masks[name]) for name in LEDGER}, sides)
    _assert_identities(result.ledger)
    return result


def measurable(indicator: Indicator, available: frozenset[str]) -> bool:
    """Does some source have every column that the indicator needs? (“a|b” = either)"""
    return all(any(name in available for name in need.split("|")) for need in indicator.needs)


def _assert_identities(ledger: Mapping[str, list[int]]) -> None:
    for carried, received, closed, early, on_day, late, still, in_term, overdue in zip(
        *(ledger[name] for name in LEDGER), strict=True
    ):
        if carried + received != closed + still:
            raise AssertionError("the ledger does not hold: carried + received = closed + open")
        if closed != early + on_day + late:
            raise AssertionError("the ledger does not hold: closed = early + on_day + late")
        if still != in_term + overdue:
            raise AssertionError("the ledger does not hold: open = open_in_term + open_overdue")
