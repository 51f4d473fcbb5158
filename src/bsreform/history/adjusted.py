"""What has become of the figures of earlier reports: what is carried over, and counts that are others now."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

from bsreform.figures.counting import CountPeriod, membership
from bsreform.figures.dossier_counts import DOSSIER_COUNTS, LEDGER_COUNTS
from bsreform.figures.task_counts import TASK_COUNTS
from bsreform.history.carried import Standing, carried_over, codes_of, heir, the_one_before
from bsreform.history.values import Adjustment, History, Reported
from bsreform.identities import named_counts
from bsreform.indicators import INDICATORS
from bsreform.organisation.units import Registry
from bsreform.spec import Context, Span, Spans

UnitCounts = Mapping[str, Mapping[str, int | None]]
"""Unit id → name of the count (see `Figures.counts`) → count."""
NamedFigures = Mapping[str, tuple[str, tuple[str, ...]]]
"""Id of a figure → its label and the names of the counts that it is made of: one, or both sides of a rate."""
CountSides = tuple[int | None, ...]
_TOTAL = "total"
_SIDES = (("counted", "số hồ sơ đạt"), ("out_of", "trên tổng số"))
DOSSIER_LABELS = {each.id: each.label for each in DOSSIER_COUNTS} | {
    f"{each.id}.{side}": f"{each.label}: {what}" for each in INDICATORS for side, what in _SIDES
}
TASK_LABELS = {f"tasks.{each.id}": each.label for each in TASK_COUNTS}
_DOSSIER_FIGURES: NamedFigures = {each.id: (each.label, (each.id,)) for each in DOSSIER_COUNTS} | {
    each.id: (each.label, tuple(f"{each.id}.{side}" for side, _ in _SIDES)) for each in INDICATORS
}
TASK_FIGURES: NamedFigures = {name: (label, (name,)) for name, label in TASK_LABELS.items()}


def history(now: Standing, tally: CountPeriod, context: Context, spans: Spans) -> History:
    """Of dossiers, against earlier reports of the same kind."""
    registry, reported = context.registry, context.reported
    members = membership(registry.units, registry, spans.now[1])

    def count(span: Span) -> UnitCounts:
        found = tally(span, (*LEDGER_COUNTS, *INDICATORS)).over(members)
        lines = {unit.id: found.line(place, unit.id, unit.name) for place, unit in enumerate(registry.units)}
        return {
            id_: named_counts(line.ledger, {each.id: line.ratio(each.id) for each in INDICATORS})
            for id_, line in lines.items()
        }

    before = the_one_before(reported, spans)
    return History(
        reported=reported,
        codes=codes_of(now),
        carried=carried_over(before, now, spans, registry) if before else None,
        adjusted=tuple(adjustments(reported, count, _DOSSIER_FIGURES, registry, spans.now[1])),
        labels=DOSSIER_LABELS,
    )


def _span(reported: Reported) -> Span:
    return reported.period.start, reported.period.as_of


def adjustments(
    reported: tuple[Reported, ...],
    count: Callable[[Span], UnitCounts],
    figures: NamedFigures,
    registry: Registry,
    end: date,
) -> Iterator[Adjustment]:
    """The `figures` that are others now: per report the total first, then the units as registered.

    `count` counts the days of a report anew; `end` is the day that tells which unit answers for which. Of several
    reports on the same period the first counts that differs.
    """
    places = {unit.id: place for place, unit in enumerate(registry.units)}
    names = {unit.id: unit.name for unit in registry.units}
    for _, versions in groupby(reported, key=lambda each: each.period.start):
        for each in versions:
            then = _under_heirs(each.figures, registry, end)
            found = list(_differences(then, count(_span(each)), figures))
            found.sort(key=lambda one: -1 if one[0] == _TOTAL else places.get(one[0], len(places)))
            for unit, figure, before, now in found:
                name = names.get(unit, unit)
                yield Adjustment(each, unit, name, figure, figures[figure][0], before, now)
            if found:
                break


def _under_heirs(figures: UnitCounts, registry: Registry, end: date) -> UnitCounts:
    """The counts of then, those of merged units added up."""
    found: dict[str, Mapping[str, int | None]] = {}
    for unit, counts in figures.items():
        other = found.get(answering := heir(registry, unit, end))
        found[answering] = {name: _together((other[name], counts[name])) for name in counts} if other else counts
    return found


def _together(counts: Iterable[int | None]) -> int | None:
    """The counts together; None where none has data."""
    known = [each for each in counts if each is not None]
    return sum(known) if known else None


def _differences(
    then: UnitCounts, now: UnitCounts, figures: NamedFigures
) -> Iterator[tuple[str, str, CountSides, CountSides]]:
    """Unit id, figure, reported, now. That a figure has data at all is a matter of the total."""

    def sides(counts: UnitCounts, unit: str, names: tuple[str, ...]) -> CountSides:
        return tuple(counts.get(unit, {}).get(name) for name in names)

    units = list({**then, **now})
    # As a rule nothing differs, and eight earlier reports would be compared count by count.
    if all(then.get(unit) == now.get(unit) for unit in units if unit in then or any(now[unit].values())):
        return
    for figure, (_, names) in figures.items():
        if not all(name in next(iter(counts.values()), {}) for counts in (then, now) for name in names):
            continue
        pairs = [(unit, sides(then, unit, names), sides(now, unit, names)) for unit in units]
        before, after = (tuple(map(_together, zip(*(pair[at] for pair in pairs), strict=True))) for at in (1, 2))
        if before != after:
            yield _TOTAL, figure, before, after
        if None not in (*before, *after):
            filled = ((unit, _filled(a), _filled(b)) for unit, a, b in pairs)
            yield from ((unit, figure, a, b) for unit, a, b in filled if a != b)


def _filled(counts: CountSides) -> CountSides:
    """A unit that a report did not list had nothing to count."""
    return tuple(count or 0 for count in counts)
