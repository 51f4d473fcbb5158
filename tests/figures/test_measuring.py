"""What must hold of the figures whatever the data are."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

import pytest
from msgspec.structs import fields, replace

import oracle
from bsreform.measures import Figures
from oracle import File, Row
from raw_tables import report, rows, settings
from scenarios import Scenario, scenario, seeds

pytestmark = pytest.mark.slow

SEEDS = range(100, 106)


def all_figures(made) -> tuple[Figures, ...]:
    return (*made.units, *made.groups, made.total)


def comparable(made):
    """All that a report says of its period; places and sources left aside."""
    return all_figures(made), made.low_units, made.rows, made.overdue, {each.code for each in made.excluded}


def run(case: Scenario, data: Iterable[Row]):
    return report(list(data), case.settings, case.week, case.as_of)


@cache
def made_from(seed: int):
    """The report on a scenario as it is."""
    case = scenario(seed)
    return run(case, case.rows)


@pytest.mark.parametrize("seed", seeds(SEEDS))
def test_units_add_up_to_groups_and_groups_to_the_total(seed):
    made = made_from(seed)
    for name, amount in made.total.year_ledger.items():
        assert sum(unit.year_ledger[name] for unit in made.units) == amount
        assert sum(group.year_ledger[name] for group in made.groups) == amount
    for name, measure in made.total.indicators.items():
        for side in ("now", "previous", "year"):
            ratios = [getattr(unit.indicators[name], side) for unit in made.units]
            whole = getattr(measure, side)
            assert sum(ratio.counted or 0 for ratio in ratios) == (whole.counted or 0)
            assert sum(ratio.out_of or 0 for ratio in ratios) == (whole.out_of or 0)


@pytest.mark.parametrize("seed", seeds(SEEDS))
def test_never_more_is_counted_than_there_is_and_nothing_of_nothing_fails(seed):
    for figures in all_figures(made_from(seed)):
        for measure in figures.indicators.values():
            for ratio in (measure.now, measure.previous, measure.year):
                assert 0 <= (ratio.counted or 0) <= (ratio.out_of or 0)
            if not measure.now.out_of:
                assert (measure.now.percent, measure.verdict, measure.change) == (None, None, None)


@pytest.mark.parametrize("seed", seeds(SEEDS))
def test_neither_the_order_of_rows_nor_that_of_files_matters(seed):
    case = scenario(seed)
    mixed = list(case.rows)
    Random(seed).shuffle(mixed)
    assert comparable(run(case, mixed)) == comparable(made_from(seed))


def filled(some: Iterable[Row]) -> frozenset[str]:
    """The columns in which any of these rows says something."""
    return frozenset(each.name for row in some for each in fields(row) if getattr(row, each.name) not in (None, ""))


@pytest.mark.parametrize("seed", seeds(SEEDS))
def test_an_export_may_be_sent_in_two_files(seed):
    # The two halves have the columns of the whole, and no dossier is in both.
    case = scenario(seed)
    file = File("tep.xlsx", datetime(2025, 12, 1))
    whole = [
        replace(row, file=file, number=n, code=f"H48.53-240101-{n:04}", fee=1.0) for n, row in enumerate(case.rows)
    ]
    other = replace(file, name="tep-2.xlsx")
    halves = [replace(row, file=other) if row.number % 3 else row for row in whole]
    if len({filled([row for row in halves if row.file is each]) for each in (file, other)} | {filled(whole)}) > 1:
        pytest.skip("a column that one half leaves wholly blank is unknown there")
    assert comparable(run(case, halves)) == comparable(run(case, whole))


@pytest.mark.parametrize("seed", seeds(SEEDS))
def test_what_a_week_leaves_open_the_next_one_carries(seed):
    case = scenario(seed)
    _, friday = oracle.week(case.week)
    after = "{}-W{:02}".format(*(friday + timedelta(days=7)).isocalendar())
    now, then = (report(case.rows, case.settings, name) for name in (case.week, after))
    assert then.total.ledger["carried"] == now.total.ledger["open"]
    previous = {name: each.now for name, each in now.total.indicators.items()}
    assert {name: each.previous for name, each in then.total.indicators.items()} == previous


@pytest.mark.parametrize("seed", seeds(SEEDS))
def test_an_old_week_can_be_rebuilt_from_a_newer_export(seed):
    """The export of that Friday does not know yet what was received or has ended since."""
    case = scenario(seed)
    _, friday = oracle.week(case.week)
    later = [row for row in case.rows if row.status in ("Đã xử lý xong", "Đã trả kết quả") and row.finished]
    end = {"finished": "finished", "returned": "returned"}[case.settings.end_date]
    later = [replace(row, code=f"H48.53-240101-{n:04}") for n, row in enumerate(later)]
    then = [
        replace(row, status="Đang xử lý", finished=None, returned=None) if _ended(row, end) > friday else row
        for row in later
        if row.received and row.received <= friday and _ended(row, end) >= row.received
    ]
    now, before = (report(each, case.settings, case.week) for each in (later, then))
    assert [each.ledger for each in all_figures(now)] == [each.ledger for each in all_figures(before)]
    assert [each.year_ledger for each in all_figures(now)] == [each.year_ledger for each in all_figures(before)]


def _ended(row: Row, first: str) -> date:
    found = getattr(row, first) or row.finished
    assert found
    return found


# --- units across the merger of 01/7/2025 ---------------------------------------------------

MERGED = rows(
    """
    | received   | due        | finished   | status        | handling    |
    | 27/06/2025 | 04/07/2025 | 30/06/2025 | Đã xử lý xong | Châu Ổ      |
    | 30/06/2025 | 04/07/2025 |            | Đang xử lý    | Bình Thạnh  |
    | 02/07/2025 | 09/07/2025 |            | Đang xử lý    | Bình Sơn    |
    | 27/06/2025 | 04/07/2025 | 30/06/2025 | Đã xử lý xong | Phòng Tư pháp |
    | 01/07/2025 | 04/07/2025 |            | Đang xử lý    | Bình Minh   |
    | 20/06/2025 | 04/07/2025 |            | Đang xử lý    | Bình Minh   |
""",
    File("tep.xlsx", datetime(2025, 12, 1)),
)


def ledgers(week, as_of=None):
    made = report(MERGED, settings(), week, as_of)
    return {each.name: each.ledger for each in made.units}, made


def test_a_week_that_crosses_the_merger_shows_the_successor_with_the_predecessors_added_in():
    units, made = ledgers("2025-W27")
    communes = [unit.name for unit in made.units if unit.group == "commune"]
    assert communes == [f"UBND xã {name}" for name in ("Bình Sơn", "Vạn Tường", "Bình Minh", "Bình Chương", "Đông Sơn")]
    assert (units["UBND xã Bình Sơn"]["carried"], units["UBND xã Bình Sơn"]["received"]) == (1, 2)
    assert (units["UBND xã Bình Minh"]["carried"], units["UBND xã Bình Minh"]["received"]) == (1, 1)
    assert units["Phòng Tư pháp"]["closed"] == 1


def test_overdue_dossiers_stand_under_the_successor():
    _, made = ledgers("2025-W28")
    late = [(each.unit.removeprefix("UBND xã "), each.days) for each in made.overdue]
    assert late == [("Bình Minh", 5), ("Bình Minh", 5), ("Bình Sơn", 5), ("Bình Sơn", 2)]


def test_seen_from_before_the_merger_the_same_week_shows_the_old_units():
    units, made = ledgers("2025-W27", date(2025, 6, 30))
    assert units["UBND thị trấn Châu Ổ"]["closed"] == units["UBND xã Bình Thạnh"]["received"] == 1
    assert "UBND xã Bình Sơn" not in units
    assert len(made.units) == 22 + len(made.members("agency"))


def test_an_agency_that_has_ended_is_listed_as_long_as_the_year_has_dossiers_of_it():
    units, made = ledgers("2025-W33")
    (agency,) = made.members("agency")
    assert (agency.name, agency.year_ledger["closed"]) == ("Phòng Tư pháp", 1)
    assert not any(units["Phòng Tư pháp"].values())
    assert [group.id for group in ledgers("2026-W10")[1].groups] == ["commune"]


def test_in_the_first_week_of_a_year_what_it_did_the_week_before_still_counts_as_previous():
    late = rows("""
        | received   | due        | finished   | status        | handling      |
        | 20/06/2025 | 30/06/2025 | 22/12/2025 | Đã xử lý xong | Phòng Tư pháp |
    """)
    made = report(late, settings(), "2026-W01", date(2026, 1, 2))
    assert made.total.indicators["on_time_rate"].previous.out_of == 1
    assert [unit.name for unit in made.members("agency")] == ["Phòng Tư pháp"]
