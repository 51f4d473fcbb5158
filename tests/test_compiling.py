"""The whole way from raw tables to figures, against a second implementation of the same rules (oracle.py)."""

import pytest

import oracle
from raw_tables import report
from scenarios import Scenario, scenario

SEEDS = range(60)


def expected(case: Scenario):
    """The period, its dossiers, the counts of rows and the spans, as the oracle has them."""
    start, end = oracle.week(case.week)
    end = min(case.as_of or end, end)
    return start, end, *oracle.sort_out(case.rows, case.settings, end)


def members(figures, dossiers):
    """The dossiers behind a unit, a group or the total."""
    if figures.id == "total":
        return dossiers
    if figures.id in ("agency", "commune"):
        return [d for d in dossiers if oracle.group_of(d.unit) == figures.id]
    return [d for d in dossiers if d.unit == figures.name]


def counts(ratio):
    return ratio.counted or 0, ratio.out_of


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_are_accounted_for(seed):
    case = scenario(seed)
    *_, counted = expected(case)
    made = report(case.rows, case.settings, case.week, case.as_of).rows
    assert {name: getattr(made, name) for name in counted} == counted


@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_is_that_of_the_oracle(seed):
    case = scenario(seed)
    start, end, dossiers, _ = expected(case)
    first, last = oracle.week_before(start)
    year = end.replace(month=1, day=1)
    made = report(case.rows, case.settings, case.week, case.as_of)
    for figures in (*made.units, *made.groups, made.total):
        own = members(figures, dossiers)
        assert figures.ledger == oracle.ledger(own, start, end), figures.name
        assert figures.year_ledger == oracle.ledger(own, year, end), figures.name
        assert figures.has_data == any(d.received <= end for d in own), figures.name
        now, previous, so_far = (
            oracle.indicators(own, case.rows, case.settings, *span)
            for span in ((start, end), (first, last), (year, end))
        )
        assert {name: counts(each.now) for name, each in figures.indicators.items()} == now, figures.name
        assert {name: counts(each.previous) for name, each in figures.indicators.items()} == previous, figures.name
        assert {name: counts(each.year) for name, each in figures.indicators.items()} == so_far, figures.name


@pytest.mark.parametrize("seed", SEEDS)
def test_verdicts_and_low_units_are_those_of_the_oracle(seed):
    case = scenario(seed)
    start, end, dossiers, _ = expected(case)
    made = report(case.rows, case.settings, case.week, case.as_of)
    low = {}
    for unit in made.units:
        own = members(unit, dossiers)
        targets = case.settings.targets[unit.group]
        for name, (counted, out_of) in oracle.indicators(own, case.rows, case.settings, start, end).items():
            verdict = oracle.verdict(counted, out_of, targets.get(name))
            assert unit.indicators[name].verdict == verdict
            if verdict == "below":
                low[unit.id, name] = oracle.weeks_in_a_row(
                    own, case.rows, case.settings, name, targets[name], start, end
                )
    assert {(each.unit, each.indicator): each.weeks_in_a_row for each in made.low_units} == low


@pytest.mark.parametrize("seed", SEEDS)
def test_no_unit_with_dossiers_is_dropped(seed):
    case = scenario(seed)
    start, end, dossiers, _ = expected(case)
    shown = {unit.name for unit in report(case.rows, case.settings, case.week, case.as_of).units}
    since = min(oracle.week_before(start)[0], end.replace(month=1, day=1))
    assert {d.unit for d in dossiers if d.received <= end and not (d.ended and d.ended < since)} <= shown
