"""The reporting engine: counts of several periods → the figures of units, groups and the total; the low units."""

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import ceil

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from bsreform.figures.cohorts import Prepared
from bsreform.figures.counting import (
    AskedFigures,
    Counted,
    CountPeriod,
    Tally,
    UnitTally,
    alive_units,
    listed_units,
    membership,
)
from bsreform.identities import sums
from bsreform.language.wording import short_heading
from bsreform.measures import Figures, LowUnit, Measure, Ratio, Verdict, VerdictBasis
from bsreform.model import Group
from bsreform.organisation.config import Config
from bsreform.organisation.points import decision_on
from bsreform.organisation.units import Registry
from bsreform.spec import TREND, Indicator, Span, Spans

_NO_CASES = Ratio(None, None)


class Measured(Struct, frozen=True):
    """All figures of a report, in the order of the registry; groups in the order of the settings."""

    units: tuple[Figures, ...]
    groups: tuple[Figures, ...]
    total: Figures
    low_units: tuple[LowUnit, ...]


class _Tallies(Struct, frozen=True):
    """The counts of this period, the year so far and the periods before: of units, groups and the total in turn.
    `day` is the last of the period.
    """

    day: date
    now: Tally
    year: Tally
    past: tuple[Tally, ...]
    known: UnitTally

    @property
    def named(self) -> dict[str, Tally]:
        """By span, those of which sheets show more than the rates."""
        return {"now": self.now, "year": self.year, "before-1": self.past[0]}


def measure(
    counted: Counted,
    registry: Registry,
    config: Config,
    asked: AskedFigures,
    spans: Spans,
    others: Sequence[Prepared] = (),
) -> Measured:
    """Measure everything once: this period, the year so far, the periods before (for changes, trends and streaks).

    `asked` are counts, those of the ledger among them, and indicators; only these are asked of earlier periods.
    `others` are tasks that the same report counts: their units are listed too.
    """
    alive = counted.alive.union(*(alive_units(each, spans) for each in others))
    units = listed_units(alive, registry, spans)
    own = membership(units, registry, spans.now[1])
    headings = config.groups
    present = [group for group in headings if any(unit.group == group for unit in units)]
    of_groups = [own[[unit.group == group for unit in units]].sum(axis=0) for group in present]
    members = np.vstack([own, *of_groups, own.sum(axis=0)])

    def count(span: Span, figures: AskedFigures) -> Tally:
        return counted.tally(span, figures).over(members)

    indicators = [each for each in asked if isinstance(each, Indicator)]
    before = {span: count(span, indicators) for span in map(spans.before, range(1, TREND))}
    past = tuple(before.values())
    now, year = count(spans.now, asked), count(spans.year, asked)
    tallies = _Tallies(spans.now[1], now, year, past, members @ counted.known)
    whole = f"Toàn {config.organisation.level}"
    named: list[tuple[tuple[str, str, str], Group | None]] = [
        *(((unit.id, unit.name, unit.short or unit.name), unit.group) for unit in units),
        *(((group, headings[group], short_heading(headings[group])), group) for group in present),
        (("total", whole, whole.upper()), None),
    ]
    made = [_figures(names, group, at, tallies, indicators, config) for at, (names, group) in enumerate(named)]
    pairs = zip(made, units, strict=False)
    figures = tuple(
        replace(each, receives=unit.receives_dossiers, receives_tasks=unit.receives_tasks) for each, unit in pairs
    )
    groups, total = tuple(made[len(units) : -1]), made[-1]
    earlier, least = _back(spans, counted.oldest or spans.now[0]), config.reports.min_cases

    def again(span: Span, figures: AskedFigures) -> Tally:  # the first rows of what has been counted are the units'
        return before.get(span) or counted.tally(span, figures).over(own)

    low = _low_units(figures, indicators, earlier, again, least)
    _assert_sums(figures, groups, total)
    return Measured(figures, groups, total, low)


def _back(spans: Spans, oldest: date) -> Iterator[tuple[Span, Span]]:
    """The periods before this one, latest first, each with its year, as far back as `oldest`."""
    pairs = ((spans.before(k), spans.year_before(k)) for k in itertools.count(1))
    return itertools.takewhile(lambda pair: pair[0][1] >= oldest, pairs)


def _figures(
    names: tuple[str, str, str],
    group: Group | None,
    place: int,
    tallies: _Tallies,
    indicators: Sequence[Indicator],
    config: Config,
) -> Figures:
    measures = {each.id: _measure(each.id, group, place, tallies, config) for each in indicators}
    return Figures(
        id=names[0],
        name=names[1],
        short=names[2],
        group=group,
        has_data=bool(tallies.known[place]),
        lines={span: tally.line(place, *names[:2]) for span, tally in tallies.named.items()},
        indicators=measures,
        score=points(measures, tallies.day),
    )


def _measure(indicator: str, group: Group | None, place: int, tallies: _Tallies, config: Config) -> Measure:
    now = tallies.now.ratio_at(indicator, place)
    target = target_of(indicator, group, config)
    past = [each.ratio_at(indicator, place) for each in tallies.past]
    trend = (*reversed(past), now)
    year = tallies.year.ratio_at(indicator, place)
    basis = basis_of(now, year, config.reports.min_cases)
    judged = year if basis == "year" else now
    found = verdict(judged, target) if basis else None
    return Measure(
        now,
        target,
        found,
        past[0],
        year,
        trend,
        basis=basis if found else None,
        short_by=short_by(judged, target) if found and target is not None else None,
        few=now.out_of is not None and now.out_of < config.reports.min_cases,
    )


def basis_of(now: Ratio, year: Ratio, least: int) -> VerdictBasis | None:
    """What a verdict rests on: the period, the year so far where the period has fewer than `least` rows, or None where
    both have, or the period has none at all.
    """
    if not now.out_of:
        return None
    if now.out_of >= least:
        return "period"
    return "year" if year.out_of and year.out_of >= least else None


def short_by(ratio: Ratio, target: float) -> int:
    """The least number more of the `out_of` that, counted, would have met the target as printed."""
    counted, out_of = ratio.counted or 0, ratio.out_of or 0
    more = max(0, ceil(Fraction(str(target)) * out_of / 100) - counted)
    while more and verdict(Ratio(counted + more - 1, out_of), target) != "below":
        more -= 1
    return more


def target_of(indicator: str, group: Group | None, config: Config) -> float | None:
    """The target in percent; for the total only where all groups have the same one."""
    if group:
        return config.target(indicator, group)
    targets = {config.target(indicator, each) for each in config.groups}
    return targets.pop() if len(targets) == 1 else None


def verdict(ratio: Ratio, target: float | None) -> Verdict | None:
    """The percent as printed against the target; None without a denominator or a target."""
    percent = ratio.percent
    if percent is None or target is None:
        return None
    return "equal" if percent == target else "above" if percent > target else "below"


def points(measures: Mapping[str, Measure], day: date) -> float | None:
    """The points that the set of indicators in force on that day gives for these rates; None where none has data."""
    return decision_on(day).points({name: each.now.percent for name, each in measures.items()})


def _low_units(
    figures: Sequence[Figures],
    indicators: Sequence[Indicator],
    earlier: Iterator[tuple[Span, Span]],
    count: CountPeriod,
    least: int,
) -> tuple[LowUnit, ...]:
    """Units below target. A streak ends at a period that met the target, had no cases, or no verdict.

    `earlier` are the periods before this one, latest first, as far back as there are dossiers, each with its year.
    """
    streaks = {
        (number, each.id): 1
        for number, unit in enumerate(figures)
        for each in indicators
        if unit.indicators[each.id].verdict == "below"
    }
    running = set(streaks)
    while running and (spans := next(earlier, None)):
        now = _rates(running, indicators, spans[0], count)
        few = {each for each in running if 0 < (now[each].out_of or 0) < least}
        year = _rates(few, indicators, spans[1], count)
        running = {
            (number, name)
            for number, name in running
            if _was_below(
                now[number, name],
                year.get((number, name), _NO_CASES),
                figures[number].indicators[name].target,
                least,
            )
        }
        for each in running:
            streaks[each] += 1
    return tuple(_low(figures[at], name, streak, (at, name) in running) for (at, name), streak in streaks.items())


def _rates(
    wanted: Collection[tuple[int, str]], indicators: Sequence[Indicator], span: Span, count: CountPeriod
) -> dict[tuple[int, str], Ratio]:
    """The wanted rates (the place of a unit, an indicator) of one span: no others are counted."""
    names = {name for _, name in wanted}
    asked = [each for each in indicators if each.id in names]
    counted = count(span, asked) if asked else None
    return {(at, name): counted.ratio_at(name, at) for at, name in wanted} if counted else {}


def _was_below(now: Ratio, year: Ratio, target: float | None, least: int) -> bool:
    basis = basis_of(now, year, least)
    return basis is not None and verdict(year if basis == "year" else now, target) == "below"


def _low(unit: Figures, indicator: str, streak: int, since_start: bool) -> LowUnit:
    measure = unit.indicators[indicator]
    percent = measure.judged.percent
    if percent is None or measure.target is None or measure.basis is None or measure.short_by is None:
        raise AssertionError(f"{unit.id}: {indicator} is low without a figure")
    judged = measure.judged
    found = LowUnit(unit.id, unit.name, indicator, percent, measure.target, streak, measure.short_by, measure.basis)
    return replace(found, since_start=since_start, counted=judged.counted or 0, out_of=judged.out_of or 0)


def _assert_sums(units: Sequence[Figures], groups: Sequence[Figures], total: Figures) -> None:
    """The sum of the units = the sum of the groups = the total."""
    for each in sums(units, groups, total):
        if not each.units == each.groups == each.total:
            raise AssertionError(f"units, groups and total differ in {each.name}")
