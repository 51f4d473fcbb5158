"""The measuring engine: dossiers × indicators × units × periods → counts that add up; their identities asserted."""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from bsreform.figures.cohorts import Prepared, cohort
from bsreform.identities import DOSSIERS, assert_hold
from bsreform.measures import Ratio
from bsreform.model import Unit
from bsreform.organisation.units import Registry
from bsreform.spec import PROPERTIES, TREND, Indicator, Span, Spans, sides

LEDGER = ("carried", "received", "closed", "early", "on_day", "late", "open", "open_in_term", "open_overdue")
UnitTally = NDArray[np.int64]
"""One place per unit of the registry."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one period by unit: the ledger, and of every indicator both sides and what is unknown.

    `measurable` are the indicators of which some source has the columns.
    """

    ledger: Mapping[str, UnitTally]
    indicators: Mapping[str, tuple[UnitTally, UnitTally, UnitTally]]
    measurable: frozenset[str]

    def over(self, members: UnitTally) -> "Tally":
        """The counts of groups of units: one row of `members` per group, 1 where a unit belongs to it."""
        ledger = {name: members @ counts for name, counts in self.ledger.items()}
        indicators = {
            name: (members @ counted, members @ out_of, members @ unknown)
            for name, (counted, out_of, unknown) in self.indicators.items()
        }
        return Tally(ledger, indicators, self.measurable)

    def ledger_at(self, place: int) -> dict[str, int]:
        """The ledger of one unit or group."""
        return {name: counts.item(place) for name, counts in self.ledger.items()}

    def ratio_at(self, indicator: str, place: int) -> Ratio:
        """Both counts of one unit or group, None where all its rows are unknown or no source has the columns."""
        counted, out_of, unknown = (counts.item(place) for counts in self.indicators[indicator])
        if not out_of and (unknown or indicator not in self.measurable):
            return Ratio(None, None, unknown)
        return Ratio(counted, out_of, unknown)


CountPeriod = Callable[[Span, Sequence[Indicator]], Tally]


@dataclass(frozen=True, slots=True)
class Counted:
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

    def count(span: Span, indicators: Sequence[Indicator]) -> Tally:
        return tally(dossiers, places, span, indicators, available)

    known = dossiers.unit[dossiers.received <= np.datetime64(spans.now[1])]
    oldest = dossiers.received.min().item() if len(dossiers.received) else None
    return Counted(count, np.bincount(known, minlength=places), alive_units(dossiers, spans), oldest)


@dataclass(frozen=True, slots=True)
class CountedOut:
    """The counts of every period that may be asked for; before all of them there was nothing."""

    tallies: Mapping[Span, Tally]
    nothing: Tally

    def __call__(self, span: Span, indicators: Sequence[Indicator]) -> Tally:
        return self.tallies.get(span, self.nothing)


def count_out(counted: Counted, indicators: Sequence[Indicator], spans: Spans, others: Iterable[Span]) -> Counted:
    """The same with all periods counted, as far back as there are dossiers, and the `others`: it can travel and be
    added to other parts.
    """
    oldest = counted.oldest or spans.now[0]
    back = list(itertools.takewhile(lambda k: spans.before(k)[1] >= oldest, itertools.count(1)))
    earlier = {span for k in back for span in (spans.before(k), spans.year_before(k))}
    asked = {spans.now, spans.year, *others, *earlier, *(spans.before(k) for k in range(1, TREND))}
    tallies = {span: counted.tally(span, indicators) for span in asked}
    day = oldest - timedelta(days=1)
    return replace(counted, tally=CountedOut(tallies, counted.tally((day, day), indicators)))


def add_counted(parts: Sequence[Counted]) -> Counted:
    """The counts of different dossiers together, all of them counted out."""
    outs = [part.tally for part in parts if isinstance(part.tally, CountedOut)]
    if len(outs) != len(parts):
        raise TypeError("only what is counted out can be added up")
    spans = set().union(*(out.tallies for out in outs))
    tallies = {span: _add_tallies([out(span, ()) for out in outs]) for span in spans}
    oldest = min((part.oldest for part in parts if part.oldest), default=None)
    alive = frozenset().union(*(part.alive for part in parts))
    return Counted(CountedOut(tallies, outs[0].nothing), add([part.known for part in parts]), alive, oldest)


def _add_tallies(tallies: Sequence[Tally]) -> Tally:
    ledger = {name: add([each.ledger[name] for each in tallies]) for name in LEDGER}
    indicators: dict[str, tuple[UnitTally, UnitTally, UnitTally]] = {}
    for name in tallies[0].indicators:
        counted, out_of, unknown = zip(*(each.indicators[name] for each in tallies), strict=True)
        indicators[name] = add(counted), add(out_of), add(unknown)
    return Tally(ledger, indicators, frozenset().union(*(each.measurable for each in tallies)))


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


def tally(
    dossiers: Prepared, places: int, span: Span, indicators: Sequence[Indicator], available: frozenset[str]
) -> Tally:
    """Count the period `span` by the place of the unit in the registry, which has `places`."""
    group = cohort(dossiers, *span)
    place = dossiers.unit[group.rows]

    def count(mask: NDArray[np.bool_]) -> UnitTally:
        return np.bincount(place[mask], minlength=places)

    counts: dict[str, tuple[UnitTally, UnitTally, UnitTally]] = {}
    for each in indicators:
        found = sides(each, group.masks)
        counts[each.id] = count(found.counted), count(found.out_of), count(found.unknown)
    known = frozenset(each.id for each in indicators if measurable(each, available))
    result = Tally({name: count(group.masks[name]) for name in LEDGER}, counts, known)
    assert_hold(DOSSIERS, result.ledger)
    return result


def measurable(indicator: Indicator, available: frozenset[str]) -> bool:
    """Does some source have what is needed to know every property that the indicator is made of?"""
    return not missing(indicator, available)


def missing(indicator: Indicator, available: frozenset[str]) -> tuple[str, ...]:
    """The needs of the indicator of which nobody has a column."""
    return tuple(need for need in indicator.needs if PROPERTIES[need] and available.isdisjoint(PROPERTIES[need]))
