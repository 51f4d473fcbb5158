"""How old the data of a report are: the newest export of every unit against the period (DOMAIN §3, as seen)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

import numpy as np

from bsreform.model import DataDay, Dataset, Period, Source
from bsreform.organisation.units import Registry
from bsreform.records.exported import EXPORTS, newest_export

Senders = frozenset[tuple[int, int]]
"""(number of a source, place of a unit in the registry): whose rows stand in which sheet."""


def senders(data: Dataset) -> Senders:
    """Whose rows stand in which source; rows of no known unit are nobody's."""
    unit = data.frame["unit"].cat
    places, units = unit.codes.to_numpy(), max(len(unit.categories), 1)
    pairs = data.frame["source"].to_numpy().astype(np.int64)[places >= 0] * units + places[places >= 0]
    return frozenset(divmod(pair, units) for pair in np.flatnonzero(np.bincount(pairs)).tolist())


def data_day(
    found: Collection[tuple[int, int]], sources: Sequence[Source], registry: Registry, period: Period
) -> DataDay:
    """How old the data are. An export that holds several units of a group speaks for all of the group: a small unit
    may well have nothing in it. It does not speak for a unit that only ever sends files of its own.
    """
    last = newest_export(sources)
    newest = _newest(found, sources, registry, period.as_of)
    reached = min(last, period.as_of) if last else period.as_of
    old = (unit for unit, day in newest.items() if day < reached)
    places = {unit.id: place for place, unit in enumerate(registry.units)}
    return DataDay(
        first=min(newest.values(), default=last),
        last=last,
        start=period.start,
        end=period.as_of,
        stale_units=tuple(sorted(old, key=lambda unit: places[unit])),
    )


def _newest(
    found: Collection[tuple[int, int]], sources: Sequence[Source], registry: Registry, end: date
) -> Mapping[str, date]:
    """The day of the newest export of every unit that has any, by the id of the one that answers on the day `end`."""
    heirs = [registry.successor(unit, end) for unit in registry.units]
    within: dict[int, set[str]] = defaultdict(set)
    for source, place in found:
        if sources[source].layout in EXPORTS:
            within[source].add(heirs[place].id)
    groups = {unit.id: unit.group for unit in registry.units}
    spoken_for = frozenset[str]().union(*(units for units in within.values() if len(units) > 1))
    newest: dict[str, date] = {}
    for source, units in within.items():
        if moment := sources[source].exported_at:
            counts = Counter(groups[unit] for unit in units)
            for unit in units | {unit for unit in spoken_for if counts[groups[unit]] > 1}:
                newest[unit] = max(newest.get(unit, moment.date()), moment.date())
    return newest
