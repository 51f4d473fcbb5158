"""Percents, targets, verdicts, the composite score and the low units."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsreform.figures.scoring import score, target_of, verdict
from bsreform.measures import Measure, Ratio
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


def test_the_score_weighs_how_near_each_target_is():
    weights = {"on_time_rate": 20.0, "online_rate": 12.0}
    assert score({"on_time_rate": measure(100, 90), "online_rate": measure(25, 50)}, weights) == 81.25


def test_a_part_without_data_leaves_its_weight_to_the_rest():
    weights = {"on_time_rate": 20.0, "online_rate": 12.0}
    assert score({"on_time_rate": measure(45, 90), "online_rate": measure(None, 50)}, weights) == 50
    assert score({"on_time_rate": measure(None, 90), "online_rate": measure(40, None)}, weights) is None


# --- low units ------------------------------------------------------------------------------

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


def test_the_furthest_below_comes_first_then_the_longest():
    third = rows("""
        | code               | handling  | received | channel   |
        | H48.53-240308-9001 | Bình Long | 08/03    | online    |
        | H48.53-240308-9002 | Bình Long | 08/03    | in_person |
        | H48.53-240308-9003 | Bình Long | 08/03    | in_person |
    """)
    given = [*third, *weeks("ox", "Bình Hải"), *weeks("xx", "Bình An")]
    numbered = [
        Row(**{name: getattr(row, name) for name in Row.__dataclass_fields__} | {"number": n})
        for n, row in enumerate(given, 2)
    ]
    low = report(numbered, settings(**TARGET), WEEK).low_units
    assert [each.unit for each in low] == ["binh-an", "binh-hai", "binh-long"]


def test_the_trend_is_the_last_eight_weeks_oldest_first():
    made = report(weeks("oxxo ox"), settings(**TARGET), WEEK)
    trend = made.total.indicators["online_rate"].trend
    assert trend == (None, 100, 0, 0, 100, None, 100, 0)
    assert made.total.indicators["online_rate"].previous.percent == 100


def test_a_unit_has_data_once_a_dossier_of_it_was_received():
    made = report(weeks("x    "), settings(**TARGET), WEEK)
    assert [unit.id for unit in made.units if unit.has_data] == ["binh-chanh"]
    assert not any(unit.has_data for unit in report(weeks("x"), settings(), "2024-W09").units)
