"""Percents, targets, verdicts, the composite score and the low units."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bsreform.figures.calls import calls_with_tasks
from bsreform.figures.scoring import short_by, target_of, verdict
from bsreform.identities import TASK_LEDGER
from bsreform.measures import Measure, Ratio, TaskFigures
from bsreform.organisation.config import Config
from oracle import Row
from raw_tables import WEEK, report, rows, settings


@given(st.integers(1, 10**6).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_percents_are_rounded_half_up(sides):
    exact = Decimal(sides[0]) * 100 / Decimal(sides[1])
    assert Decimal(str(Ratio(*sides).percent)) == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_half_a_hundredth_goes_up():
    assert Ratio(1, 32).percent == 3.13  # 3.125
    assert Ratio(201, 20_000).percent == 1.01  # 1.005


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        (Ratio(51, 100), "above"),
        (Ratio(1, 2), "equal"),
        (Ratio(49_999, 100_000), "equal"),  # printed as 50.00
        (Ratio(49, 100), "below"),
        (Ratio(0, 0), None),
        (Ratio(None, None), None),
    ],
)
def test_the_percent_as_printed_is_held_against_the_target(ratio, expected):
    assert verdict(ratio, 50.0) == expected
    assert verdict(ratio, None) is None


def test_the_total_has_a_target_only_where_both_groups_share_it():
    config = Config.model_validate({"targets": {"commune": {"online_rate": 60.0}, "agency": {"progress_rate": 70.0}}})
    assert [target_of("online_rate", group, config) for group in ("commune", "agency", None)] == [60, 50, None]
    assert [target_of("progress_rate", group, config) for group in ("commune", "agency", None)] == [None, 70, None]
    assert target_of("on_time_rate", None, config) == 90


def measure(percent, target):
    ratio = Ratio(None, None) if percent is None else Ratio(percent, 100)
    return Measure(ratio, target, None, ratio, ratio)


# --- low units ------------------------------------------------------------------------------

NO_TASKS = TaskFigures(dict.fromkeys(TASK_LEDGER, 0), Ratio(0, 0))
TARGET = {"targets": {"commune": {"online_rate": 50}, "agency": {}}}


def weeks(online: str, unit: str = "Bình Chánh") -> list[Row]:
    """One dossier received on each Friday, this week's last: "o" came online, "x" did not, " " there was none."""
    lines = []
    for back, sign in enumerate(reversed(online)):
        day = date(2024, 3, 8) - timedelta(weeks=back)
        channel = {"o": "online", "x": "in_person"}.get(sign)
        code = f"H48.53-{day:%y%m%d}-{sum(map(ord, unit)) % 9999:04}"
        lines += [f"| {code} | {unit} | {day:%d/%m/%Y} | 30/04 | {channel} |"] if channel else []
    return rows("| code | handling | received | due | channel |\n" + "\n".join(lines))


@pytest.mark.parametrize(
    ("online", "streak"),
    [("x", 1), ("ox", 1), ("xx", 2), ("oxxx", 3), ("x x", 1), ("xoxx", 2), ("x" * 20, 20)],
)
def test_weeks_in_a_row_end_at_a_week_that_met_the_target_or_had_no_dossiers(online, streak):
    (low,) = report(weeks(online), settings(**TARGET), WEEK).low_units
    assert (low.unit, low.indicator, low.percent, low.weeks_in_a_row) == ("binh-chanh", "online_rate", 0, streak)


def test_who_met_the_target_or_had_nothing_is_not_low():
    assert report(weeks("xxo"), settings(**TARGET), WEEK).low_units == ()
    assert report(weeks("xx "), settings(**TARGET), WEEK).low_units == ()


def many(unit: str, counted: int, out_of: int, first: int, overdue: int = 0) -> list[Row]:
    """Dossiers of the week, `counted` of them online; the first ones are overdue."""
    lines = [
        f"| H48.53-240304-{first + n:04} | {unit} | 04/03 | {'06/03' if n < overdue else '30/04'} | "
        f"{'online' if n < counted else 'in_person'} |"
        for n in range(out_of)
    ]
    return rows("| code | handling | received | due | channel |\n" + "\n".join(lines))


def numbered(*parts: list[Row]) -> list[Row]:
    return [replace(row, number=n) for n, row in enumerate((row for part in parts for row in part), 2)]


def test_whoever_has_most_overdue_is_called_first_then_whoever_lacks_most_dossiers():
    given = numbered(
        many("Bình Hải", 0, 3, 100),  # 0 %, but 2 dossiers would do
        many("Bình An", 20, 60, 200),  # 33 %, and 10 lack
        many("Bình Long", 9, 9, 300, overdue=1),
        many("Bình Mỹ", 5, 5, 400),
    )
    made = report(given, settings(**TARGET), WEEK)
    assert [(call.unit, call.overdue, [each.short_by for each in call.short]) for call in made.calls] == [
        ("binh-long", 1, []),
        ("binh-an", 0, [10]),
        ("binh-hai", 0, [2]),
    ]
    assert [low.unit for low in made.low_units] == ["binh-an", "binh-hai"]


def test_in_a_report_on_tasks_overdue_tasks_come_before_dossiers():
    given = numbered(many("Bình Hải", 0, 3, 100), many("Bình Long", 9, 9, 300, overdue=1))
    made = report(given, settings(**TARGET), WEEK)
    late = {"binh-hai": 0, "binh-an": 2, "binh-long": 0}
    tasks = {
        unit: replace(NO_TASKS, numbers={**NO_TASKS.numbers, "open_overdue": count}) for unit, count in late.items()
    }
    called = calls_with_tasks(made.calls, made.units, tasks)
    assert [(call.unit, call.overdue_tasks) for call in called] == [("binh-an", 2), ("binh-long", 0), ("binh-hai", 0)]


@pytest.mark.parametrize(
    ("counted", "out_of", "target", "short"),
    [(37, 67, 90, 24), (0, 3, 50, 2), (1, 2, 50, 0), (49_999, 100_000, 50, 0), (49_994, 100_000, 50, 1)],
)
def test_what_lacks_is_the_least_number_that_would_have_met_the_target_as_printed(counted, out_of, target, short):
    assert short_by(Ratio(counted, out_of), target) == short


def test_a_rate_of_few_rows_has_the_verdict_of_the_year_if_that_has_enough():
    earlier = [replace(row, received=date(2024, 2, 5)) for row in many("Bình Hải", 2, 12, 500)]
    made = report(numbered(many("Bình Hải", 3, 3, 100), earlier), settings(**TARGET, min_cases=10), WEEK)
    measure = next(unit for unit in made.units if unit.id == "binh-hai").indicators["online_rate"]
    assert (measure.now.percent, measure.few, measure.basis, measure.verdict) == (100, True, "year", "below")
    assert (measure.judged, measure.short_by) == (Ratio(5, 15), 3)
    assert [(low.percent, low.basis) for low in made.low_units] == [(33.33, "year")]


def test_without_enough_rows_in_the_year_either_there_is_no_verdict():
    made = report(numbered(many("Bình Hải", 0, 9, 100)), settings(**TARGET, min_cases=10), WEEK)
    measure = next(unit for unit in made.units if unit.id == "binh-hai").indicators["online_rate"]
    assert (measure.now.percent, measure.few, measure.basis, measure.verdict, measure.short_by) == (
        0, True, None, None, None,
    )  # fmt: skip
    assert made.low_units == made.calls == ()


def test_a_streak_that_is_as_long_as_the_data_says_so():
    (low,) = report(weeks("xxx"), settings(**TARGET), WEEK).low_units
    assert (low.weeks_in_a_row, low.since_start) == (3, True)
    (low,) = report(weeks("oxx"), settings(**TARGET), WEEK).low_units
    assert (low.weeks_in_a_row, low.since_start) == (2, False)


def test_the_trend_is_the_last_eight_weeks_oldest_first():
    made = report(weeks("oxxo ox"), settings(**TARGET), WEEK)
    trend = made.total.indicators["online_rate"].trend
    assert tuple(each.percent for each in trend) == (None, 100, 0, 0, 100, None, 100, 0)
    assert made.total.indicators["online_rate"].previous.percent == 100


def test_a_unit_has_data_once_a_dossier_of_it_was_received():
    made = report(weeks("x    "), settings(**TARGET), WEEK)
    assert [unit.id for unit in made.units if unit.has_data] == ["binh-chanh"]
    assert not any(unit.has_data for unit in report(weeks("x"), settings(), "2024-W09").units)
