"""Whom to call first: the one order of the whole product (DOMAIN §3), overdue first, then what lacks to the targets."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from bsreform.measures import Call, Figures, LowUnit, Measure, Short, TaskFigures


def shorts(unit: Figures) -> tuple[Short, ...]:
    """The indicators below target, those that lack most dossiers first."""
    found = (_short(name, measure) for name, measure in unit.indicators.items() if measure.verdict == "below")
    return tuple(sorted(found, key=lambda each: -each.short_by))


def _short(indicator: str, measure: Measure) -> Short:
    ratio = measure.judged
    return Short(indicator, measure.short_by or 0, ratio.counted or 0, ratio.out_of or 0)


def calls(units: Iterable[Figures]) -> tuple[Call, ...]:
    """The units that have open overdue dossiers or miss a target: by the former, then by what they lack together."""
    now = ((unit, unit.lines["now"]) for unit in units)
    found = (Call(unit.id, line.number("open_overdue"), line.number("overdue_30"), shorts(unit)) for unit, line in now)
    return tuple(sorted((each for each in found if each.overdue or each.short), key=_first))


def calls_with_tasks(
    given: Sequence[Call], units: Sequence[Figures], tasks: Mapping[str, TaskFigures]
) -> tuple[Call, ...]:
    """The same in a report on tasks: by overdue tasks first, with the units that have nothing else overdue."""
    known = {each.unit: each for each in given}
    late = {unit.id: tasks[unit.id].ledger["open_overdue"] for unit in units if unit.id in tasks}
    found = (
        replace(known.get(unit.id) or Call(unit.id, 0, 0, ()), overdue_tasks=late.get(unit.id, 0))
        for unit in units
        if unit.id in known or late.get(unit.id)
    )
    return tuple(sorted(found, key=_first))


def _first(call: Call) -> tuple[int, int, int]:
    return -(call.overdue_tasks or 0), -call.overdue, -sum(each.short_by for each in call.short)


def as_called(low: Iterable[LowUnit], called: Sequence[Call]) -> tuple[LowUnit, ...]:
    """The low units in the order of the calls, of each unit what lacks most first."""
    places = {each.unit: place for place, each in enumerate(called)}
    return tuple(sorted(low, key=lambda each: (places.get(each.unit, len(places)), -each.short_by, each.indicator)))
