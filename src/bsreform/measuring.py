"""The measuring engine: dossiers × indicators × units × periods → figures, with their identities asserted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bsreform.cohorts import Prepared, cohort
from bsreform.identities import DOSSIERS, assert_hold
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


def reported_units(prepared: Sequence[Prepared], registry: Registry, spans: Spans) -> tuple[Unit, ...]:
    """The units of a report on these dossiers and tasks.

    A unit that has merged stands under its successor. One that ended without a successor is listed as long as
    dossiers or tasks of it are in this period, the one before or the year.
    """
    start, end = spans.now
    heirs = [registry.successor(unit, end).id for unit in registry.units]
    since = min(start, spans.year[0], spans.before(1)[0])
    listed = {unit.id for unit in registry.valid_in(start, end)}
    for each in prepared:
        listed |= {heirs[place] for place in np.unique(each.unit[each.alive(since, end)])}
    return tuple(unit for unit in registry.units if unit.id in listed)


def unit_numbers(prepared: Prepared, units: Sequence[Unit], registry: Registry, end: date) -> Counts:
    """For every dossier or task the number of its unit among the reported `units`; `len(units)` for one not listed."""
    numbers = {unit.id: number for number, unit in enumerate(units)}
    heirs = (registry.successor(unit, end).id for unit in registry.units)
    table = np.array([numbers.get(heir, len(units)) for heir in heirs], dtype=np.int64)
    return table[prepared.unit]


def tally(
    dossiers: Prepared,
    numbers: Counts,
    units: int,
    span: Span,
    indicators: Sequence[Indicator],
    available: frozenset[str],
) -> Tally:
    """Count the period `span`. `numbers[i]` is the unit of dossier i (see `unit_numbers`)."""
    group = cohort(dossiers, *span)
    place = numbers[group.rows]

    def count(mask: NDArray[np.bool_]) -> list[int]:
        counted: list[int] = np.bincount(place[mask], minlength=units + 1).tolist()
        return counted

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
    assert_hold(DOSSIERS, result.ledger)
    return result


def measurable(indicator: Indicator, available: frozenset[str]) -> bool:
    """Does some source have every column that the indicator needs? (“a|b” = either)"""
    return all(any(name in available for name in need.split("|")) for need in indicator.needs)
