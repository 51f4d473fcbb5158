"""Working days in Vietnam: holidays and make-up Saturdays, from our file, the package, the user's file."""

import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from holidays.countries.vietnam import Vietnam

from bsreform.model import CannotRun
from bsreform.organisation.working_days import load_calendar

CALENDAR = load_calendar(None)


def dates(*days: str) -> np.ndarray:
    return np.array(days, dtype="datetime64[D]")


@pytest.mark.parametrize("day", ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22", "2024-03-08"])
def test_worked(day: str) -> None:
    assert CALENDAR.is_working(date.fromisoformat(day))


@pytest.mark.parametrize(
    "day",
    [
        "2024-04-29",
        "2025-05-02",
        "2026-01-02",
        "2026-08-31",
        "2027-02-04",
        "2027-02-10",
        "2027-11-24",
        "2024-02-12",
        "2024-09-02",
        "2024-03-09",
        "2015-02-19",
    ],
)
def test_off(day: str) -> None:
    assert not CALENDAR.is_working(date.fromisoformat(day))


def test_our_file_is_the_package_plus_two_corrections() -> None:
    first, last = CALENDAR.complete
    known = Vietnam(years=range(first, last + 1))
    in_years = range(first, last + 1)
    off = {day for day in known if day.weekday() < 5 and day.year in in_years}
    worked = {day for day in known.weekend_workdays if day.year in in_years}
    assert off | {date(2026, 1, 2)} == CALENDAR.off
    assert worked | {date(2026, 1, 10)} == CALENDAR.worked


def test_the_year_after_the_release_is_there() -> None:
    log = Path(__file__).parents[2] / "CHANGELOG.md"
    newest = re.search(r"^## .*\((\d{4})-\d{2}-\d{2}\)", log.read_text(encoding="utf-8"), re.MULTILINE)
    assert newest and CALENDAR.covers(int(newest[1]) + 1)
    assert not CALENDAR.covers(CALENDAR.complete[1] + 1)


def test_moves_to_the_nearest_working_day() -> None:
    assert CALENDAR.before(date(2024, 5, 1)) == date(2024, 4, 26)
    assert CALENDAR.after(date(2024, 4, 27)) == date(2024, 5, 2)
    assert CALENDAR.before(date(2024, 3, 8)) == CALENDAR.after(date(2024, 3, 8)) == date(2024, 3, 8)


def test_counts_the_working_days_after_a_up_to_b() -> None:
    assert CALENDAR.between(date(2024, 4, 26), date(2024, 5, 4)) == 3  # Thu 2, Fri 3, make-up Sat 4 May
    assert CALENDAR.between(date(2024, 5, 4), date(2024, 4, 26)) == -3
    assert CALENDAR.between(date(2024, 3, 8), date(2024, 3, 8)) == 0


def test_vectors_agree_with_single_days() -> None:
    start = date(2018, 12, 1)
    days = [start + timedelta(days=n) for n in range(3650)]
    counted = CALENDAR.counts(np.array(days, dtype="datetime64[D]"))
    assert list(np.diff(counted) == 1) == [CALENDAR.is_working(day) for day in days[1:]]


def test_counts_of_separate_calls_may_be_subtracted() -> None:
    calendar = load_calendar(None)
    inside = calendar.counts(dates("2024-01-10"))
    across = calendar.counts(dates("2012-06-01", "2024-01-10"))
    assert inside[0] == across[1]


def test_missing_and_distant_days_do_no_harm() -> None:
    counted = CALENDAR.counts(dates("NaT", "1900-01-01", "2024-03-08", "2999-01-01"))
    assert counted.dtype == np.int64
    assert len(counted) == 4
    assert len(CALENDAR.counts(dates())) == 0


@pytest.mark.process
def test_usual_years_do_without_the_slow_package() -> None:
    code = (
        "import sys, numpy; from bsreform.organisation.working_days import load_calendar;"
        "load_calendar(None).counts(numpy.array(['2020-01-01', '2027-12-31', 'NaT'], 'M8[D]'));"
        "sys.exit('holidays' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_users_file_wins(tmp_path: Path) -> None:
    file = tmp_path / "calendar.toml"
    file.write_text("off = [2024-05-04, 2024-03-08]\nworked = [2024-04-29]\n", encoding="utf-8")
    calendar = load_calendar(file)
    assert not calendar.is_working(date(2024, 5, 4))
    assert not calendar.is_working(date(2024, 3, 8))
    assert calendar.is_working(date(2024, 4, 29))
    assert load_calendar(tmp_path / "absent.toml") == CALENDAR


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("of = [2024-05-04]", "dòng 1: không có khóa “of” – có phải “off” không?"),
        ('off = ["2024-05-04"]', "dòng 1: “off” phải là danh sách ngày không đặt trong dấu nháy"),
        ("off = [2024-05-04T08:00:00]", "“off” phải là danh sách ngày"),
        ("worked = 2024-05-04", "“worked” phải là danh sách ngày"),
        ("off = [2024-05-04]\nworked = [2024-05-04]", "ngày 04/05/2024 vừa ở “off” vừa ở “worked”"),
        ("off = [2024-05-04", "chưa"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, content: str, complaint: str) -> None:
    file = tmp_path / "calendar.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CannotRun) as fault:
        load_calendar(file)
    assert complaint in str(fault.value)
    assert "calendar.toml" in str(fault.value)
