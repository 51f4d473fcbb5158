"""The dossiers carried over into a period against those that the report before left open: which differ, and why."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bsreform.cohorts import Cohort, Prepared
from bsreform.merging import Merged
from bsreform.model import Dataset
from bsreform.report_model import Codes
from bsreform.reports.history import CarriedDossier, CarriedOver, CarriedUnit, Reported, Why
from bsreform.spec import Spans
from bsreform.units import Registry

Dossiers = dict[str, list[CarriedDossier]]
"""By the id of the unit."""
_LEFT_OUT: tuple[Why, Why] = ("excluded", "not_accepted")


@dataclass(frozen=True, slots=True)
class Counted:
    """The dossiers as a report counts them: `state` is the cohort of its period, the first of `spans`."""

    data: Dataset
    merged: Merged
    ready: Prepared
    state: Cohort
    spans: Spans
    registry: Registry

    def units(self, rows: NDArray[np.int64]) -> list[str]:
        """The ids of the units that answer for these dossiers at the end of the period."""
        heirs = [heir(self.registry, unit.id, self.spans.now[1]) for unit in self.registry.units]
        found: list[str] = np.array(heirs, dtype=object)[self.ready.unit[rows]].tolist()
        return found

    def codes(self, rows: NDArray[np.int64]) -> list[str]:
        """The codes of these dossiers."""
        found: list[str] = self.merged.used["code"].iloc[rows].tolist()
        return found

    def rows(self, mask: str) -> NDArray[np.int64]:
        """The dossiers of the cohort with this property."""
        return self.state.rows[self.state.masks[mask]]


def heir(registry: Registry, unit: str, day: date) -> str:
    """The id of the unit that answers for `unit` on that day; the id itself where the registry has no such unit."""
    known = registry.get(unit)
    return registry.successor(known, day).id if known else unit


def codes_of(counted: Counted) -> Codes:
    """What the next report needs to know of the dossiers of this one."""
    by_unit: dict[str, list[str]] = defaultdict(list)
    opened = counted.rows("open")
    for unit, code in sorted(zip(counted.units(opened), counted.codes(opened), strict=True)):
        by_unit[unit].append(code)
    left_out = (_left_out(counted, why) for why in _LEFT_OUT)
    return Codes(
        {unit: tuple(own) for unit, own in by_unit.items()},
        tuple(sorted(counted.codes(counted.rows("closed")))),
        *(tuple(sorted(code for code in codes if code)) for codes in left_out),
    )


def _left_out(counted: Counted, why: Why) -> list[str]:
    mask = counted.merged.excluded if why == "excluded" else counted.merged.not_accepted
    codes: list[str] = counted.data.frame["code"][mask].tolist()
    return codes


def carried_over(before: Reported, counted: Counted) -> CarriedOver:
    """Dossier by dossier; the units of then stand under those that answer for them now."""
    registry, rows, end = counted.registry, counted.rows("carried"), counted.spans.now[1]
    now = dict(zip(counted.codes(rows), counted.units(rows), strict=True))
    then = {code: heir(registry, unit, end) for unit, own in before.codes.open.items() for code in own}
    added: Dossiers = defaultdict(list)
    removed: Dossiers = defaultdict(list)
    names = {unit.id: unit.name for unit in registry.units}
    for found in _new(now, then, before.codes, counted):
        added[now[found.code]].append(found)
    for code in (code for code, unit in then.items() if now.get(code, unit) != unit):
        added[now[code]].append(CarriedDossier(code, "moved_in", None, names.get(then[code], then[code])))
        removed[then[code]].append(CarriedDossier(code, "moved_out", None, names[now[code]]))
    for found in _ended_or_gone([code for code in then if code not in now], counted):
        removed[then[found.code]].append(found)
    places = {name: place for place, name in enumerate(names)}
    reported, carried = Counter(then.values()), Counter(now.values())
    units = tuple(
        CarriedUnit(
            unit, names.get(unit, unit), reported[unit], carried[unit], _sorted(added, unit), _sorted(removed, unit)
        )
        for unit in sorted({*added, *removed}, key=lambda unit: (places.get(unit, len(places)), unit))
    )
    return CarriedOver(before, len(then), len(rows), units)


def _sorted(found: Dossiers, unit: str) -> tuple[CarriedDossier, ...]:
    return tuple(sorted(found.get(unit, ()), key=lambda each: each.code))


def _new(now: Collection[str], then: Collection[str], codes: Codes, counted: Counted) -> Iterator[CarriedDossier]:
    """What is carried over and was not reported as open, and what was known of it then."""
    known: Mapping[Why, frozenset[str]] = {
        "reopened": frozenset(codes.closed),
        "was_excluded": frozenset(codes.excluded),
        "was_not_accepted": frozenset(codes.not_accepted),
    }
    for code, day in zip(now, counted.ready.received[counted.rows("carried")].tolist(), strict=True):
        if code not in then:
            yield CarriedDossier(code, next((why for why, own in known.items() if code in own), "entered_late"), day)


def _ended_or_gone(codes: Collection[str], counted: Counted) -> Iterator[CarriedDossier]:
    """What is known now of dossiers that were reported as open and are not carried over."""
    start, ready = counted.spans.now[0], counted.ready
    places = np.flatnonzero(counted.merged.used["code"].isin(codes))
    fates: dict[str, CarriedDossier] = {}
    columns = (ready.received[places].tolist(), ready.ended[places].tolist())
    for code, received, ended in zip(counted.codes(places), *columns, strict=True):
        later = received >= start
        fates[code] = CarriedDossier(code, "received_later" if later else "ended_before", received if later else ended)
    for why in _LEFT_OUT:
        for code in set(_left_out(counted, why)).intersection(codes):
            fates[code] = CarriedDossier(code, why)
    for code in codes:
        yield fates.get(code) or CarriedDossier(code, "gone")
