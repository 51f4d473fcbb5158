"""The dossiers carried over into a period against those that the report before left open: which differ, and why."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

import numpy as np
from msgspec import Struct
from msgspec.structs import fields
from numpy.typing import NDArray

from bsreform.figures.cohorts import Cohort, Prepared
from bsreform.history.values import CarriedDossier, CarriedOver, CarriedUnit, Reported, Why
from bsreform.model import Dataset
from bsreform.organisation.units import Registry
from bsreform.records.merging import Merged
from bsreform.report_model import Codes
from bsreform.spec import Context, Spans

DossiersByUnit = dict[str, list[CarriedDossier]]
"""By the id of the unit."""
_LEFT_OUT: tuple[Why, Why] = ("excluded", "not_accepted")


class Standing(Struct, frozen=True):
    """The dossiers of a report by their codes; units by id, as they answer for them at the end of the period.

    `opened`: (unit, code); `carried`: (code, unit, day received); `asked`: (code, day received, day ended) of those
    that count among the ones that the report before left open.
    """

    opened: tuple[tuple[str, str], ...]
    carried: tuple[tuple[str, str, date], ...]
    closed: tuple[str, ...]
    excluded: tuple[str, ...]
    not_accepted: tuple[str, ...]
    asked: tuple[tuple[str, date, date | None], ...]


def standing(data: Dataset, merged: Merged, ready: Prepared, state: Cohort, spans: Spans, context: Context) -> Standing:
    """Where the dossiers stand that count; `state` is the cohort of the period, the first of `spans`."""
    registry, names = context.registry, merged.used["code"]
    heirs = np.array([heir(registry, unit.id, spans.now[1]) for unit in registry.units], dtype=object)
    before = the_one_before(context.reported, spans)
    then = [code for own in before.codes.open.values() for code in own] if before else []
    asked = np.flatnonzero(names.isin(then)) if then else np.zeros(0, dtype=np.int64)

    def codes(rows: NDArray[np.int64]) -> list[str]:
        found: list[str] = names.iloc[rows].to_numpy().tolist()  # one by one they take five times as long
        return found

    def units(rows: NDArray[np.int64]) -> list[str]:
        found: list[str] = heirs[ready.unit[rows]].tolist()
        return found

    opened, carried, closed = (state.rows[state.masks[mask]] for mask in ("open", "carried", "closed"))
    left_out = (data.frame["code"][mask].to_numpy() for mask in (merged.excluded, merged.not_accepted))
    excluded, not_accepted = (tuple(each.tolist()) for each in left_out)
    return Standing(
        tuple(zip(units(opened), codes(opened), strict=True)),
        tuple(zip(codes(carried), units(carried), ready.received[carried].tolist(), strict=True)),
        tuple(codes(closed)),
        excluded,
        not_accepted,
        tuple(zip(codes(asked), ready.received[asked].tolist(), ready.ended[asked].tolist(), strict=True)),
    )


def add_standings(parts: Sequence[Standing]) -> Standing:
    """Where different dossiers stand, together."""
    return Standing(*(tuple(chain(*(getattr(part, each.name) for part in parts))) for each in fields(Standing)))


def the_one_before(reported: Iterable[Reported], spans: Spans) -> Reported | None:
    """The report on the period before this one, as far as one was kept."""
    return next((each for each in reported if (each.period.start, each.period.as_of) == spans.before(1)), None)


def heir(registry: Registry, unit: str, day: date) -> str:
    """The id of the unit that answers for `unit` on that day; the id itself where the registry has no such unit."""
    known = registry.get(unit)
    return registry.successor(known, day).id if known else unit


def codes_of(now: Standing) -> Codes:
    """What the next report needs to know of the dossiers of this one."""
    by_unit: dict[str, list[str]] = defaultdict(list)
    for unit, code in sorted(now.opened):
        by_unit[unit].append(code)
    left_out = (getattr(now, why) for why in _LEFT_OUT)
    return Codes(
        {unit: tuple(own) for unit, own in by_unit.items()},
        tuple(sorted(now.closed)),
        *(tuple(sorted(code for code in codes if code)) for codes in left_out),
    )


def carried_over(before: Reported, found_now: Standing, spans: Spans, registry: Registry) -> CarriedOver:
    """Dossier by dossier; the units of then stand under those that answer for them now."""
    end = spans.now[1]
    now = {code: unit for code, unit, _ in found_now.carried}
    then = {code: heir(registry, unit, end) for unit, own in before.codes.open.items() for code in own}
    added: DossiersByUnit = defaultdict(list)
    removed: DossiersByUnit = defaultdict(list)
    names = {unit.id: unit.name for unit in registry.units}
    for found in _new(found_now, then, before.codes):
        added[now[found.code]].append(found)
    for code in (code for code, unit in then.items() if now.get(code, unit) != unit):
        added[now[code]].append(CarriedDossier(code, "moved_in", None, names.get(then[code], then[code])))
        removed[then[code]].append(CarriedDossier(code, "moved_out", None, names[now[code]]))
    for found in _ended_or_gone({code for code in then if code not in now}, found_now, spans.now[0]):
        removed[then[found.code]].append(found)
    places = {name: place for place, name in enumerate(names)}
    reported, carried = Counter(then.values()), Counter(now.values())
    units = tuple(
        CarriedUnit(
            unit, names.get(unit, unit), reported[unit], carried[unit], _sorted(added, unit), _sorted(removed, unit)
        )
        for unit in sorted({*added, *removed}, key=lambda unit: (places.get(unit, len(places)), unit))
    )
    return CarriedOver(before, len(then), len(found_now.carried), units)


def _sorted(found: DossiersByUnit, unit: str) -> tuple[CarriedDossier, ...]:
    return tuple(sorted(found.get(unit, ()), key=lambda each: each.code))


def _new(now: Standing, then: Collection[str], codes: Codes) -> Iterator[CarriedDossier]:
    """What is carried over and was not reported as open, and what was known of it then."""
    known: Mapping[Why, frozenset[str]] = {
        "reopened": frozenset(codes.closed),
        "was_excluded": frozenset(codes.excluded),
        "was_not_accepted": frozenset(codes.not_accepted),
    }
    for code, _, day in now.carried:
        if code not in then:
            yield CarriedDossier(code, next((why for why, own in known.items() if code in own), "entered_late"), day)


def _ended_or_gone(codes: Collection[str], now: Standing, start: date) -> Iterator[CarriedDossier]:
    """What is known now of dossiers that were reported as open and are not carried over."""
    fates: dict[str, CarriedDossier] = {}
    for code, received, ended in now.asked:
        later = received >= start
        fates[code] = CarriedDossier(code, "received_later" if later else "ended_before", received if later else ended)
    for why in _LEFT_OUT:
        for code in set(getattr(now, why)).intersection(codes):
            fates[code] = CarriedDossier(code, why)
    for code in codes:
        yield fates.get(code) or CarriedDossier(code, "gone")
