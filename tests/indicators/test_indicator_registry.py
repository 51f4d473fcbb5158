"""All indicators: known to the settings, documented, each with a test in the file of its subject."""

from pathlib import Path

import pytest

from bsreform.indicators import INDICATORS, indicator
from bsreform.organisation.ids import INDICATOR_IDS


def test_ids_are_those_that_the_settings_know():
    assert sorted(each.id for each in INDICATORS) == sorted(INDICATOR_IDS)


def test_no_two_stand_at_the_same_place():
    assert len({each.order for each in INDICATORS}) == len(INDICATORS)


@pytest.mark.parametrize("each", INDICATORS, ids=lambda each: each.id)
def test_each_says_what_it_is_and_where_it_is_ordered(each):
    assert indicator(each.id) is each
    assert each.label and each.short and each.clause and "/" in each.formula


@pytest.mark.parametrize("each", INDICATORS, ids=lambda each: each.id)
def test_each_has_a_test(each):
    tests = Path(__file__).parent.glob("test_*.py")
    assert any(f'"{each.id}"' in test.read_text(encoding="utf-8") for test in tests)
