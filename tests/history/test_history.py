"""This report against earlier ones: every difference is explained dossier by dossier, every changed count is told."""

import tempfile
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

import oracle
from bsreform.files import kept_files
from bsreform.history import kept_reports
from bsreform.history.values import Reported
from bsreform.reports import weekly
from bsreform.reports.composing import Contents, compose
from oracle import File
from raw_tables import report, rows, settings
from scenarios import scenario, seeds

pytestmark = pytest.mark.slow

THEN, NOW = "2024-W10", "2024-W11"
FRIDAY = """
| code               | handling   | received | due   | finished | status        |
| H48.53-240226-0001 | Bình Chánh | 26/02    | 01/03 |          | Đang xử lý    |
| H48.53-240226-0002 | Bình Chánh | 26/02    | 20/03 |          | Đang xử lý    |
| H48.53-240226-0003 | Bình An    | 26/02    | 20/03 | 05/03    | Đã xử lý xong |
| H48.53-240304-0004 | Bình An    | 04/03    | 20/03 |          | Đang xử lý    |
| H48.53-240304-0005 | Bình An    | 04/03    |       |          | Đang xử lý    |
| H48.53-240304-0006 | Bình An    | 04/03    | 20/03 |          | Mới đăng ký   |
"""


def earlier(table, case, week, as_of=None):
    """What the report on that week gave, as the next one finds it."""
    return kept_of(report(table, case, week, as_of))


def kept_of(material) -> Reported:
    """What a report of this gives, as the next one finds it."""
    return as_kept(compose(weekly.KIND.report, weekly.SPEC, Contents(material, "x.xlsx")))


def as_kept(made) -> Reported:
    """The report as it comes back from the file that it leaves."""
    with tempfile.TemporaryDirectory() as folder:
        return kept_reports.read(kept_files.named(kept_reports.keep(Path(folder), made)), made.kind, "tuần trước")


def corrected(old, new, week=NOW):
    """The next report where the export of Friday has become another."""
    case = settings()
    return report(rows(new), case, week, reported=(earlier(rows(old), case, THEN),)).history


def told(history):
    return [
        (unit.id, way, dossier.code[-1], dossier.why, dossier.day, dossier.other)
        for unit in history.carried.units
        for way in ("added", "removed")
        for dossier in getattr(unit, way)
    ]


def counts(history):
    """(unit, count) → what was reported and what it is now."""
    return {(each.unit, name): tuple(pair) for each in history.adjusted for name, *pair in each.counts}


def test_without_an_earlier_report_there_is_nothing_to_compare_with():
    history = report(rows(FRIDAY), settings(), NOW).history
    assert (history.carried, history.adjusted) == (None, ())


def test_the_same_data_give_the_same_figures():
    history = corrected(FRIDAY, FRIDAY)
    assert (history.carried.reported, history.carried.carried, history.carried.units) == (3, 3, ())
    assert history.adjusted == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "| H48.53-240226-0001 | Bình Chánh | 26/02    | 01/03 |          | Đang xử lý    |",
            "| H48.53-240226-0001 | Bình Chánh | 26/02    | 01/03 | 07/03    | Đã xử lý xong |",
            [("binh-chanh", "removed", "1", "ended_before", date(2024, 3, 7), "")],
        ),
        (
            "| H48.53-240304-0004 | Bình An    | 04/03    |",
            "| H48.53-240304-0004 | Bình An    | 11/03    |",
            [("binh-an", "removed", "4", "received_later", date(2024, 3, 11), "")],
        ),
        (
            "| H48.53-240304-0004 | Bình An    | 04/03    |",
            "| H48.53-240304-0004 | Bình An    | 09/03    |",  # the first day of the week
            [("binh-an", "removed", "4", "received_later", date(2024, 3, 9), "")],
        ),
        (
            "| H48.53-240304-0004 | Bình An    | 04/03    | 20/03 |",
            "| H48.53-240304-0004 | Bình An    | 04/03    |       |",
            [("binh-an", "removed", "4", "excluded", None, "")],
        ),
        (
            "04/03    | 20/03 |          | Đang xử lý    |",
            "04/03    | 20/03 |          | Mới đăng ký   |",
            [("binh-an", "removed", "4", "not_accepted", None, "")],
        ),
        (
            "| H48.53-240226-0001 | Bình Chánh |",
            "| H48.53-240226-0001 | Bình An    |",
            [
                ("binh-chanh", "removed", "1", "moved_out", None, "UBND xã Bình An"),
                ("binh-an", "added", "1", "moved_in", None, "UBND xã Bình Chánh"),
            ],
        ),
        (
            "05/03    | Đã xử lý xong |",
            "12/03    | Đã xử lý xong |",
            [("binh-an", "added", "3", "reopened", date(2024, 2, 26), "")],
        ),
        (
            "| H48.53-240304-0005 | Bình An    | 04/03    |       |",
            "| H48.53-240304-0005 | Bình An    | 04/03    | 14/03 |",
            [("binh-an", "added", "5", "was_excluded", date(2024, 3, 4), "")],
        ),
        (
            "| Mới đăng ký   |",
            "| Đang xử lý    |",
            [("binh-an", "added", "6", "was_not_accepted", date(2024, 3, 4), "")],
        ),
        (
            "| H48.53-240226-0002 |",
            "| H48.53-240226-0009 |",
            [
                ("binh-chanh", "added", "9", "entered_late", date(2024, 2, 26), ""),
                ("binh-chanh", "removed", "2", "gone", None, ""),
            ],
        ),
    ],
)  # fmt: skip
def test_what_happened_to_each_dossier_is_told(before, after, expected):
    assert before in FRIDAY
    assert told(corrected(FRIDAY, FRIDAY.replace(before, after))) == expected


def test_a_past_date_that_was_changed_adjusts_the_week_that_was_reported():
    history = corrected(FRIDAY, FRIDAY.replace("05/03    | Đã xử lý xong", "21/03    | Đã xử lý xong"))
    found = counts(history)
    assert found[("total", "closed")] == found[("binh-an", "closed")] == (1, 0)
    assert found[("binh-an", "open")] == (1, 2)
    assert ("binh-chanh", "closed") not in found
    (rate,) = (each for each in history.adjusted if (each.unit, each.figure) == ("total", "on_time_rate"))
    assert (rate.label, rate.reported, rate.now) == ("Tỷ lệ đúng hạn", (1, 1), (0, 0))


def test_a_dossier_that_moves_leaves_the_total_as_it_was():
    history = corrected(
        FRIDAY, FRIDAY.replace("| H48.53-240226-0001 | Bình Chánh |", "| H48.53-240226-0001 | Bình An    |")
    )
    assert {each.unit for each in history.adjusted} == {"binh-chanh", "binh-an"}


def test_a_column_that_nobody_had_then_is_told_once_and_not_for_every_unit():
    lines = [line + (" online |" if "H48" in line else " channel |") for line in FRIDAY.strip().splitlines()]
    paid = "\n".join(lines)
    found = [each for each in corrected(FRIDAY, paid).adjusted if each.figure == "online_rate"]
    assert [(each.unit, each.reported, each.now) for each in found] == [("total", (None, None), (1, 1))]


def test_units_that_have_merged_since_are_compared_under_their_successor():
    table = rows("""
        | code               | handling   | received   | due        | status     |
        | H48.53-250620-0001 | Châu Ổ     | 20/06/2025 | 30/06/2025 | Đang xử lý |
        | H48.53-250620-0002 | Bình Long  | 20/06/2025 | 30/06/2025 | Đang xử lý |
    """)
    case = settings()
    before = earlier(table, case, "2025-W26")
    assert set(before.codes.open) == {"chau-o", "binh-long"}
    history = report(table, case, "2025-W27", reported=(before,)).history
    assert (history.carried.reported, history.carried.units, history.adjusted) == (2, (), ())


# --- whatever is corrected -------------------------------------------------------------------

SEEDS = range(6)


def any_correction(rng: Random, table):
    """Rows of which some have gone, come, moved, or changed a date or their state."""
    kept = (row for row in table if rng.random() > 0.08)
    changed = [_corrected(rng, row, table) if rng.random() < 0.4 else row for row in kept]
    late, numbers = File("nhap-sau.xlsx", datetime(2025, 12, 2)), range(2, 2 + rng.randrange(5))
    return changed + [replace(rng.choice(table), file=late, number=n, code=f"H48.53-240101-8{n:03}") for n in numbers]


def _corrected(rng: Random, row, table):
    received = row.received or date(2025, 1, 1)
    return replace(
        row,
        **rng.choice(
            (
                {"handling": rng.choice(table).handling},
                {"received": row.received and received + timedelta(days=rng.randint(-9, 9))},
                {
                    "finished": received + timedelta(days=rng.randint(0, 20)),
                    "returned": None,
                    "status": "Đã xử lý xong",
                },
                {"finished": None, "returned": None, "status": rng.choice(["Đang xử lý", "Mới đăng ký"])},
                {"due": None if row.due else received},
            )
        ),
    )


def after(week):
    _, friday = oracle.week(week)
    return "{}-W{:02}".format(*(friday + timedelta(days=7)).isocalendar())


@cache
def case_of(seed):
    """Settings, the week reported, its rows, the rows as corrected."""
    made = scenario(seed)
    return made.settings, made.week, made.rows, any_correction(Random(seed), made.rows)


@cache
def first_of(seed):
    """The report on that week, and what it gave."""
    case, week, old, _ = case_of(seed)
    made = report(old, case, week)
    return made, kept_of(made)


@cache
def next_of(seed):
    """The report on the week after, from the rows as corrected."""
    case, week, _, new = case_of(seed)
    return report(new, case, after(week), reported=(first_of(seed)[1],))


def oracle_codes(table, case, week, carried):
    """Unit → codes of the dossiers carried into the week, or open at its end, as the oracle has them."""
    start, end = oracle.week(week)
    found = {}
    for each in oracle.sort_out(table, case, end, start)[0]:
        inside = each.received < start if carried else each.received <= end
        if inside and not (each.ended and each.ended < (start if carried else end + timedelta(days=1))):
            found.setdefault(each.unit, set()).add(each.row.code)
    return found


@pytest.mark.parametrize("seed", seeds(SEEDS))
def test_what_is_carried_over_is_what_was_open_and_added_without_what_was_removed(seed):
    case, week, old, new = case_of(seed)
    before, made = first_of(seed)[1], next_of(seed)
    carried = made.history.carried
    assert carried.carried == made.total.ledger["carried"]
    assert carried.reported == sum(counts["open"] for counts in before.figures.values())
    by_unit = {unit.id: unit.ledger["carried"] for unit in made.units}
    for unit in carried.units:
        assert unit.carried == by_unit.get(unit.id, 0)
        assert unit.carried - unit.reported == len(unit.added) - len(unit.removed)
    then, now = oracle_codes(old, case, week, False), oracle_codes(new, case, after(week), True)
    if week != "2025-W27" and after(week) != "2025-W27":  # the merger renames the units of then
        told = {unit.name: ({d.code for d in unit.added}, {d.code for d in unit.removed}) for unit in carried.units}
        expected = {name: (now.get(name, set()), then.get(name, set())) for name in {**then, **now}}
        assert told == {name: (a - b, b - a) for name, (a, b) in expected.items() if a != b}


@pytest.mark.parametrize("seed", seeds(SEEDS))
def test_the_adjusted_figures_are_those_of_the_week_reported_again(seed):
    case, week, _, new = case_of(seed)
    first, again = first_of(seed)[0], report(new, case, week)
    told = counts(next_of(seed).history)
    then, now = ({"total": made.total.counts} | {u.id: u.counts for u in made.units} for made in (first, again))
    whole = then["total"], now["total"]
    assert {key[1]: pair for key, pair in told.items() if key[0] == "total"} == {
        name: (whole[0][name], whole[1][name])
        for name in whole[0]
        # From no data to nothing to count, or back, nothing has been counted that could be others now.
        if whole[0][name] != whole[1][name] and {whole[0][name], whole[1][name]} != {None, 0}
    }
    if after(week) != "2025-W27":
        nothing = dict.fromkeys(whole[0], 0)
        pairs = {
            (unit, name): (then.get(unit, nothing)[name] or 0, now.get(unit, nothing)[name] or 0)
            for unit in ({**then, **now}.keys() - {"total"})
            for name in whole[0]
            if None not in (whole[0][name], whole[1][name])
        }
        assert {key: pair for key, pair in told.items() if key[0] != "total"} == {
            key: pair for key, pair in pairs.items() if pair[0] != pair[1]
        }


@pytest.mark.parametrize("seed", seeds(SEEDS))
def test_with_the_same_rows_nothing_differs(seed):
    case, week, old, _ = case_of(seed)
    history = report(old, case, after(week), reported=(first_of(seed)[1],)).history
    assert (history.carried.units, history.adjusted) == ((), ())
