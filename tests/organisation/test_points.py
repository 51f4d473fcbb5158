"""The points of Decision 766/QĐ-TTg that exports can give."""

from datetime import date

import pytest

from bsreform.indicators import INDICATORS
from bsreform.organisation.points import decision_on

DAY = date(2024, 3, 8)


def test_all_parts_together_are_50_of_the_100_points_and_name_indicators_we_have() -> None:
    found = decision_on(DAY)
    assert sum(part.most for part in found.parts) == found.whole == 50
    assert {part.indicator for part in found.parts} <= {each.id for each in INDICATORS}


@pytest.mark.parametrize(
    ("indicator", "percent", "points"),
    [
        ("progress_rate", 93.58, 18.72),  # 20 × 0.9358 = 18.716
        ("online_rate", 25.0, 6.0),
        ("online_rate", 80.0, 12.0),
        ("online_payment_rate", 43.75, 2.63),  # 2.625, half up
        ("result_digitisation_rate", 90.0, 5.4),
        ("full_digitisation_rate", 40.0, 2.0),
        ("reuse_rate", 80.0, 2.0),
        ("reuse_rate", 0.0, 0.0),
    ],
)
def test_each_part_by_hand(indicator: str, percent: float, points: float) -> None:
    assert decision_on(DAY).points({indicator: percent}) == points


def test_parts_without_data_give_nothing_and_are_not_stretched_over() -> None:
    found = decision_on(DAY)
    assert found.points({"progress_rate": 100.0, "online_rate": None}) == 20.0
    assert found.points({"early_20_rate": 100.0}) is None
