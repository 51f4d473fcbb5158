"""A time that no file can have is unknown, never an error."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bsreform.files.moments import possible_time, saved_at, vietnamese


@pytest.mark.parametrize("seconds", [-1e300, -(10.0**12), -1.0, 0.0, 253_402_300_799.0, 1e12, 1e300, float("inf")])
def test_a_number_that_is_no_time_of_a_file_is_unknown(seconds):
    assert possible_time(seconds) is None


@pytest.mark.parametrize(
    "moment",
    [
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
        datetime.max.replace(tzinfo=timezone(-timedelta(hours=12))),
        datetime(1601, 1, 1, tzinfo=UTC),
    ],
)
def test_a_moment_of_another_age_is_unknown(moment):
    assert vietnamese(moment) is None


def test_a_moment_with_a_zone_is_told_in_vietnamese_time():
    assert vietnamese(datetime(2024, 3, 8, 8, 0, 0, 999, tzinfo=UTC)) == datetime(2024, 3, 8, 15)
    assert vietnamese(datetime(2024, 3, 8, 8)) == datetime(2024, 3, 8, 8)


def test_a_file_that_is_not_there_has_no_time(tmp_path):
    assert saved_at(tmp_path / "x") is None
