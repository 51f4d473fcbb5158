"""The measuring engine: dossiers × indicators × units × periods → counts that add up; their identities asserted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from bsreform.figures.cohorts import Prepared, cohort
from bsreform.identities import DOSSIERS, LEDGER, assert_hold
from bsreform.measures import Line, Ratio, Sum
from bsreform.model import Unit
from bsreform.organisation.units import Registry
from bsreform.spec import PROPERTIES, Count, Indicator, Span, Spans, sides

# Of hundreds of units, figures and periods most say the same: nothing.
_sum = lru_cache(maxsize=8192)(Sum)
_ratio = lru_cache(maxsize=8192)(lambda *counts: Sum(*counts).ratio)

UnitTally = NDArray[np.int64]
"""One place per unit of the registry."""
UnitSides = tuple[UnitTally, UnitTally, UnitTally]
"""Of a figure: what is counted, what it is out of, what is unknown."""


class Tally(Struct, frozen=True):
    """The counts of one period by unit: `sides` of every figure that was asked for.

    `rates` are the ids of the indicators among them, `measurable` those of which some source has the columns.
    """

    sides: Mapping[str, UnitSides]
    rates: frozenset[str]
    measurable: frozenset[str]

    def over(self, members: UnitTally) -> "Tally":
        """The counts of groups of units: one row of `members` per group, 1 where a unit belongs to it."""
        sides = {
            name: (members @ counted, members @ out_of, members @ unknown)
            for name, (counted, out_of, unknown) in self.sides.items()
        }
        return replace(self, sides=sides)

    def line(self, place: int, id_: str, name: str) -> Line:
        """The figures of one unit or group, called so."""
        return Line(id_, name, {figure: self.sum_at(figure, place) for figure in self.sides})

    def sum_at(self, figure: str, place: int) -> Sum:
        """A figure of one unit or group."""
        return _sum(*self._counts(figure, place))

    def ratio_at(self, indicator: str, place: int) -> Ratio:
        """Both counts of one unit or group, None where all its rows are unknown or no source has the columns."""
        return _ratio(*self._counts(indicator, place))

    def _counts(self, figure: str, place: int) -> tuple[int, int, int, int, bool, bool]:
        """What a `Sum` is made of."""
        counted, out_of, unknown = self.sides[figure]
        is_rate, base = figure in self.rates, out_of.item(place)
        return counted.item(place), base, base, unknown.item(place), is_rate, not is_rate or figure in self.measurable


AskedFigures = Sequence[Count | Indicator]
CountPeriod = Callable[[Span, AskedFigures], Tally]


class Counted(Struct, frozen=True):
    """All that figures are made of. `tally` counts any period; `known` are the dossiers received by the end of the
    reported one; `alive` the places of the units that had any since the first day that the report speaks of; `oldest`
    is the day on which the first dossier was received, None without any.
    """

    tally: CountPeriod
    known: UnitTally
    alive: frozenset[int]
    oldest: date | None


def count_dossiers(dossiers: Prepared, registry: Registry, available: frozenset[str], spans: Spans) -> Counted:
    """The counts of these dossiers; those of a period are made when they are asked for."""
    places = len(registry.units)
    known = dossiers.unit[dossiers.received <= np.datetime64(spans.now[1])]
    oldest = dossiers.received.min().item() if len(dossiers.received) else None
    count = partial(tally, dossiers, places, available)
    return Counted(count, np.bincount(known, minlength=places), alive_units(dossiers, spans), oldest)


def add_counted(parts: Sequence[Counted]) -> Counted:
    """The counts of different dossiers together: what is asked is asked of every part."""
    oldest = min((part.oldest for part in parts if part.oldest), default=None)
    alive = frozenset().union(*(part.alive for part in parts))
    known = add([part.known for part in parts])
    return Counted(partial(_ask_all, [part.tally for part in parts]), known, alive, oldest)


def _ask_all(parts: Sequence[CountPeriod], span: Span, asked: AskedFigures) -> Tally:
    return add_periods([count(span, asked) for count in parts])


def add_periods(tallies: Sequence[Tally]) -> Tally:
    """The same figures of different dossiers in one period together."""
    sides: dict[str, UnitSides] = {}
    for name in tallies[0].sides:
        counted, out_of, unknown = zip(*(each.sides[name] for each in tallies), strict=True)
        sides[name] = add(counted), add(out_of), add(unknown)
    return replace(tallies[0], sides=sides, measurable=frozenset().union(*(each.measurable for each in tallies)))


def add(counts: Sequence[UnitTally]) -> UnitTally:
    """The sums place by place."""
    return np.asarray(np.sum(counts, axis=0), dtype=np.int64)


def alive_units(prepared: Prepared, spans: Spans) -> frozenset[int]:
    """The places of the units with dossiers or tasks in the period, the one before or the year."""
    start, end = spans.now
    since = min(start, spans.year[0], spans.before(1)[0])
    return frozenset(np.unique(prepared.unit[prepared.alive(since, end)]).tolist())


def reported_units(prepared: Sequence[Prepared], registry: Registry, spans: Spans) -> tuple[Unit, ...]:
    """The units of a report on these dossiers and tasks (see `listed_units`)."""
    return listed_units(frozenset().union(*(alive_units(each, spans) for each in prepared)), registry, spans)


def listed_units(alive: Iterable[int], registry: Registry, spans: Spans) -> tuple[Unit, ...]:
    """The units of a report; `alive` are the places of those that had dossiers or tasks (see `alive_units`).

    A unit that has merged stands under its successor. One that ended without a successor is listed as long as
    it had any.
    """
    start, end = spans.now
    heirs = [registry.successor(unit, end).id for unit in registry.units]
    listed = {unit.id for unit in registry.valid_in(start, end)} | {heirs[place] for place in alive}
    return tuple(unit for unit in registry.units if unit.id in listed)


def membership(units: Sequence[Unit], registry: Registry, end: date) -> UnitTally:
    """One row per reported unit: 1 for every unit of the registry whose dossiers are its own on the day `end`."""
    heirs = np.array([registry.successor(unit, end).id for unit in registry.units])
    return np.asarray(np.array([unit.id for unit in units])[:, None] == heirs, dtype=np.int64)


def tally(dossiers: Prepared, places: int, available: frozenset[str], span: Span, asked: AskedFigures) -> Tally:
    """Count the period `span` by the place of the unit in the registry, which has `places`."""
    group = cohort(dossiers, *span)
    place = dossiers.unit[group.rows]

    def count(mask: NDArray[np.bool_]) -> UnitTally:
        return np.bincount(place.compress(mask), minlength=places)  # four times as fast as place[mask]

    counts: dict[str, UnitSides] = {}
    for each in asked:
        found = sides(each, group.masks)
        counted, unknown = count(found.counted), count(found.unknown)
        counts[each.id] = counted, count(found.out_of) if isinstance(each, Indicator) else counted, unknown
    rates = [each for each in asked if isinstance(each, Indicator)]
    known = frozenset(each.id for each in rates if measurable(each, available))
    if counts.keys() >= {*LEDGER}:
        assert_hold(DOSSIERS, {name: counts[name][0] for name in LEDGER})
    return Tally(counts, frozenset(each.id for each in rates), known)


def measurable(indicator: Indicator, available: frozenset[str]) -> bool:
    """Does some source have what is needed to know every property that the indicator is made of?"""
    return not missing(indicator, available)


def missing(indicator: Indicator, available: frozenset[str]) -> tuple[str, ...]:
    """The needs of the indicator of which nobody has a column."""
    return tuple(need for need in indicator.needs if PROPERTIES[need] and available.isdisjoint(PROPERTIES[need]))
