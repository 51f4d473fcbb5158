"""The reporting engine: tallies of several periods → the figures of units, groups and the total; the low units."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bsreform.cohorts import Prepared
from bsreform.config import Config
from bsreform.identities import sums
from bsreform.measuring import Tally, reported_units, tally, unit_numbers
from bsreform.model import Figures, Group, LowUnit, Measure, Ratio, Unit, Verdict
from bsreform.spec import TREND, Indicator, Span, Spans
from bsreform.units import Registry

GROUPS: Mapping[Group, str] = {"agency": "Cơ quan chuyên môn", "commune": "UBND xã, thị trấn"}
SHORT_GROUPS: Mapping[Group, str] = {"agency": "Cơ quan CM", "commune": "Xã, thị trấn"}


@dataclass(frozen=True, slots=True)
class Measured:
    """All figures of a report, in the order of the registry; groups in the order of GROUPS."""

    units: tuple[Figures, ...]
    groups: tuple[Figures, ...]
    total: Figures
    low_units: tuple[LowUnit, ...]


@dataclass(frozen=True, slots=True)
class _Tallies:
    now: Tally
    year: Tally
    past: tuple[Tally, ...]
    present: "np.ndarray[tuple[int], np.dtype[np.int64]]"


def measure(
    dossiers: Prepared,
    registry: Registry,
    config: Config,
    indicators: Sequence[Indicator],
    available: frozenset[str],
    spans: Spans,
    others: Sequence[Prepared] = (),
) -> Measured:
    """Measure everything once: this period, the year so far, the periods before (for changes, trends and streaks).

    `others` are tasks that the same report counts: their units are listed too.
    """
    units = reported_units((dossiers, *others), registry, spans)
    numbers = unit_numbers(dossiers, units, registry, spans.now[1])

    def count(span: Span, asked: Sequence[Indicator] = indicators) -> Tally:
        return tally(dossiers, numbers, len(units), span, asked, available)

    past = tuple(count(spans.before(k)) for k in range(1, TREND))
    known = numbers[dossiers.received <= np.datetime64(spans.now[1])]
    tallies = _Tallies(count(spans.now), count(spans.year), past, np.bincount(known, minlength=len(units)))
    figures = tuple(
        _figures((unit.id, unit.name, unit.short or unit.name), unit.group, [number], tallies, indicators, config)
        for number, unit in enumerate(units)
    )
    groups = tuple(
        _group(group, units, tallies, indicators, config) for group in GROUPS if any(u.group == group for u in units)
    )
    whole = f"Toàn {config.organisation.level}"
    total = _figures(("total", whole, whole.upper()), None, range(len(units)), tallies, indicators, config)
    oldest = dossiers.received.min().item() if len(dossiers.received) else spans.now[0]
    earlier = itertools.takewhile(lambda span: span[1] >= oldest, map(spans.before, itertools.count(1)))
    low = _low_units(figures, indicators, earlier, count)
    _assert_sums(figures, groups, total)
    return Measured(figures, groups, total, low)


def _group(
    group: Group, units: Sequence[Unit], tallies: _Tallies, indicators: Sequence[Indicator], config: Config
) -> Figures:
    members = [number for number, unit in enumerate(units) if unit.group == group]
    return _figures((group, GROUPS[group], SHORT_GROUPS[group]), group, members, tallies, indicators, config)


def _figures(
    names: tuple[str, str, str],
    group: Group | None,
    members: Sequence[int],
    tallies: _Tallies,
    indicators: Sequence[Indicator],
    config: Config,
) -> Figures:
    measures = {each.id: _measure(each.id, group, members, tallies, config) for each in indicators}
    return Figures(
        id=names[0],
        name=names[1],
        short=names[2],
        group=group,
        has_data=bool(tallies.present[list(members)].sum()),
        ledger=tallies.now.ledger_of(members),
        year_ledger=tallies.year.ledger_of(members),
        indicators=measures,
        score=score(measures, config.weights),
    )


def _measure(indicator: str, group: Group | None, members: Sequence[int], tallies: _Tallies, config: Config) -> Measure:
    now = tallies.now.ratio_of(indicator, members)
    target = target_of(indicator, group, config)
    past = [each.ratio_of(indicator, members) for each in tallies.past]
    trend = (*(ratio.percent for ratio in reversed(past)), now.percent)
    return Measure(now, target, verdict(now, target), past[0], tallies.year.ratio_of(indicator, members), trend)


def target_of(indicator: str, group: Group | None, config: Config) -> float | None:
    """The target in percent; for the total only where both groups have the same one."""
    targets = {"agency": config.targets.agency.get(indicator), "commune": config.targets.commune.get(indicator)}
    if group:
        return targets[group]
    return targets["agency"] if targets["agency"] == targets["commune"] else None


def verdict(ratio: Ratio, target: float | None) -> Verdict | None:
    """The percent as printed against the target; None without a denominator or a target."""
    percent = ratio.percent
    if percent is None or target is None:
        return None
    return "equal" if percent == target else "above" if percent > target else "below"


def score(measures: Mapping[str, Measure], weights: Mapping[str, float]) -> float | None:
    """Composite in the style of Decision 766/QĐ-TTg, 0-100, 2 decimals: each part min(1, percent / target) times
    its weight; a part without data or target is left out and its weight shared among the rest; None if all are.
    """
    parts = [
        (weight, min(1.0, measure.now.percent / measure.target))
        for name, weight in weights.items()
        if weight and (measure := measures.get(name)) and measure.now.percent is not None and measure.target
    ]
    whole = sum(weight for weight, _ in parts)
    return round(100 * sum(weight * reached for weight, reached in parts) / whole, 2) if whole else None


def _low_units(
    figures: Sequence[Figures],
    indicators: Sequence[Indicator],
    earlier: Iterator[Span],
    count: Callable[[Span, Sequence[Indicator]], Tally],
) -> tuple[LowUnit, ...]:
    """Units below target, furthest below first. A streak ends at a period that met the target or had no cases.

    `earlier` are the periods before this one, latest first, as far back as there are dossiers.
    """
    streaks = {
        (number, each.id): 1
        for number, unit in enumerate(figures)
        for each in indicators
        if unit.indicators[each.id].verdict == "below"
    }
    running = set(streaks)
    while running and (span := next(earlier, None)):
        before = count(span, [each for each in indicators if any(name == each.id for _, name in running)])
        running = {
            (number, name)
            for number, name in running
            if verdict(before.ratio_of(name, [number]), figures[number].indicators[name].target) == "below"
        }
        for each in running:
            streaks[each] += 1
    rows = [_low(figures[number], name, streak) for (number, name), streak in streaks.items()]
    return tuple(sorted(rows, key=lambda row: (row.percent - row.target, -row.weeks_in_a_row)))


def _low(unit: Figures, indicator: str, streak: int) -> LowUnit:
    measure = unit.indicators[indicator]
    if measure.now.percent is None or measure.target is None:
        raise AssertionError(f"{unit.id}: {indicator} is low without a figure")
    return LowUnit(unit.id, unit.name, indicator, measure.now.percent, measure.target, streak)


def _assert_sums(units: Sequence[Figures], groups: Sequence[Figures], total: Figures) -> None:
    """The sum of the units = the sum of the groups = the total."""
    for each in sums(units, groups, total):
        if not each.units == each.groups == each.total:
            raise AssertionError(f"units, groups and total differ in {each.name}")
