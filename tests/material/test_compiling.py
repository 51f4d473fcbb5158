"""The whole way from raw tables to figures, against a second implementation of the same rules (oracle.py)."""

from datetime import datetime
from functools import cache
from json import loads

import openpyxl
import pytest
from msgspec.structs import replace

import oracle
from calling import call
from oracle import File, Procedure
from raw_tables import COLUMNS, WEEK, report, rows, settings, written
from scenarios import TARGETS, scenario, seeds

pytestmark = pytest.mark.slow

SEEDS = range(30)


@cache
def made_from(seed: int):
    """The engines' report on a scenario."""
    case = scenario(seed)
    return report(case.rows, case.settings, case.week, case.as_of)


@cache
def expected(seed: int):
    """The period, its dossiers, the counts of rows and the spans, as the oracle has them."""
    case = scenario(seed)
    start, end = oracle.week(case.week)
    end = min(case.as_of or end, end)
    return start, end, *oracle.sort_out(case.rows, case.settings, end, start)


def members(figures, dossiers):
    """The dossiers behind a unit, a group or the total."""
    if figures.id == "total":
        return dossiers
    if figures.id in ("agency", "commune"):
        return [d for d in dossiers if oracle.group_of(d.unit) == figures.id]
    return [d for d in dossiers if d.unit == figures.name]


def counts(ratio):
    return oracle.Rate(ratio.counted or 0, ratio.out_of, ratio.unknown)


@pytest.mark.parametrize("seed", seeds(SEEDS, 15))
def test_rows_are_accounted_for(seed):
    *_, counted = expected(seed)
    made = made_from(seed).rows
    assert {name: getattr(made, name) for name in counted} == counted


@pytest.mark.parametrize("seed", seeds(SEEDS, 15))
def test_every_figure_is_that_of_the_oracle(seed):
    case = scenario(seed)
    start, end, dossiers, _ = expected(seed)
    first, last = oracle.week_before(start)
    year = end.replace(month=1, day=1)
    made = made_from(seed)
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


@pytest.mark.parametrize("seed", seeds(SEEDS, 15))
def test_verdicts_low_units_and_calls_are_those_of_the_oracle(seed):
    case = scenario(seed)
    start, end, dossiers, _ = expected(seed)
    made = made_from(seed)
    low, found = {}, {}
    for unit in made.units:
        own = members(unit, dossiers)
        targets = case.settings.targets[unit.group]
        below = {}
        for name, measure in unit.indicators.items():
            judged = oracle.judged(own, case.rows, case.settings, targets.get(name), name, (start, end))
            assert (measure.verdict, measure.short_by) == (judged.verdict, judged.short_by)
            assert measure.basis == judged.basis
            assert measure.few == (measure.now.out_of is not None and measure.now.out_of < case.settings.min_cases)
            if judged.verdict == "below":
                below[name] = judged
                weeks = oracle.weeks_in_a_row(own, case.rows, case.settings, name, targets[name], start, end)
                low[unit.id, name] = (weeks, judged.short_by, judged.basis)
        found[unit.id] = oracle.ledger(own, start, end)["open_overdue"], below
    assert {(row.unit, row.indicator): (row.weeks_in_a_row, row.short_by, row.basis) for row in made.low_units} == low
    assert [call.unit for call in made.calls] == oracle.calls(found)
    assert {call.unit: call.overdue for call in made.calls if call.overdue} == {
        unit: overdue for unit, (overdue, _) in found.items() if overdue
    }
    assert {(call.unit, each.indicator, each.short_by) for call in made.calls for each in call.short} == {
        (unit, name, judged.short_by) for unit, (_, below) in found.items() for name, judged in below.items()
    }
    order = {call.unit: place for place, call in enumerate(made.calls)}
    assert [order[row.unit] for row in made.low_units] == sorted(order[row.unit] for row in made.low_units)


@pytest.mark.parametrize("seed", seeds(SEEDS, 15))
def test_no_unit_with_dossiers_is_dropped(seed):
    start, end, dossiers, _ = expected(seed)
    shown = {unit.name for unit in made_from(seed).units}
    since = min(oracle.week_before(start)[0], end.replace(month=1, day=1))
    assert {d.unit for d in dossiers if d.received <= end and not (d.ended and d.ended < since)} <= shown


# --- the lists that go with the figures ------------------------------------------------------


def test_every_excluded_row_is_listed_with_its_place_and_all_reasons():
    table = rows("""
        | code               | handling  | due   | status        |
        | H48.53-240304-0001 | Bình Thới |       | Đã xử lý xong |
        |                    | Bình An   | 20/03 | Đang xử lý    |
        | H48.53-240304-0003 | Bình Xa   | 20/03 | Đang xử lý    |
        | H48.53-240304-0004 | Bình An   | 20/03 | Đang xử lý    |
    """)
    made = report(table, settings(), WEEK)
    assert [(each.place, each.code) for each in made.excluded] == [
        ("ho-so/tep.xlsx[Sheet1], dòng 2", "H48.53-240304-0001"),
        ("ho-so/tep.xlsx[Sheet1], dòng 3", ""),
        ("ho-so/tep.xlsx[Sheet1], dòng 4", "H48.53-240304-0003"),
    ]
    first, _, third = (each.reasons for each in made.excluded)
    assert "ngày hẹn trả" in first and "không có ngày kết thúc" in first
    assert "Bình Xa" in third


def test_what_is_wrong_with_a_superseded_row_is_no_concern_any_more():
    good, bad = "| code | due |\n| H48.53-240304-0001 | 20/03 |", "| code | due |\n| H48.53-240304-0001 | |"
    old, new = File("cu.xlsx", datetime(2024, 3, 7)), File("moi.xlsx", datetime(2024, 3, 8))
    rules = [each.rule for each in report([*rows(bad, old), *rows(good, new)], settings(), WEEK).problems]
    assert "missing_value" not in rules
    rules = [each.rule for each in report([*rows(good, old), *rows(bad, new)], settings(), WEEK).problems]
    assert "missing_value" in rules


def test_overdue_are_the_open_ones_longest_first_then_those_that_closed_late():
    table = rows("""
        | code               | received | due   | finished | status         |
        | H48.53-240304-0001 | 20/02    | 07/03 |          | Đang xử lý     |
        | H48.53-240304-0002 | 20/02    | 01/03 |          | Đang xử lý     |
        | H48.53-240304-0003 | 20/02    | 01/03 | 04/03    | Đã trả kết quả |
        | H48.53-240304-0004 | 20/02    | 01/03 | 09/03    | Đã trả kết quả |
        | H48.53-240304-0005 | 20/02    | 01/03 |          | Chờ bổ sung    |
    """)
    late = [(each.code[-1], each.days, each.ended) for each in report(table, settings(), WEEK).overdue]
    assert late == [("2", 5, None), ("4", 5, None), ("1", 1, None), ("3", 1, datetime(2024, 3, 4).date())]


def test_dossiers_of_procedures_outside_the_catalogue_are_counted():
    table = rows("| procedure |\n| 1.001 |\n| 1.009 |\n| |")
    assert report(table, settings({"1.001": Procedure()}), WEEK).unlisted == 2
    assert report(table, settings(), WEEK).unlisted == 0


# --- from a workbook to JSON -----------------------------------------------------------------

HEADERS = {
    "code": "Mã hồ sơ",
    "handling": "Đơn vị giải quyết",
    "received": "Ngày tiếp nhận",
    "due": "Ngày hẹn trả",
    "finished": "Ngày kết thúc xử lý",
    "returned": "Ngày trả kết quả",
    "status": "Trạng thái",
    "channel": "Hình thức nộp",
    "level": "Mức độ",
    "fee": "Phí, lệ phí",
    "paid": "Thanh toán trực tuyến",
    "components": "Số hóa thành phần hồ sơ",
    "result": "Số hóa kết quả",
    "reused": "Tái sử dụng",
}
WORDS = {
    "online": "Trực tuyến",
    "in_person": "Trực tiếp",
    "postal": "Bưu chính",
    "full": "Toàn trình",
    "partial": "Một phần",
    "information": "Cung cấp thông tin",
    True: "Có",
    False: "Không",
}


def save(path, made) -> None:
    """The rows as a workbook, where each of them says it is."""
    book = openpyxl.Workbook()
    for column, (name, header) in enumerate(HEADERS.items(), 1):
        book.active.cell(1, column, header)
        for line, row in enumerate(made, 2):
            value = getattr(row, name)
            value = written(value) if name == "handling" else value
            book.active.cell(line, column, WORDS.get(value, value) if not isinstance(value, float) else value)
    book.save(path)


@pytest.mark.parametrize("seed", [3, 5])
def test_weekly_json_says_what_the_oracle_says(seed, tmp_path):
    case = scenario(seed)
    folder = tmp_path / "ho-so"
    folder.mkdir()
    (tmp_path / "bsreform.toml").write_text("", encoding="utf-8")
    unused = dict.fromkeys(name for name in COLUMNS if name not in HEADERS)
    data = [replace(row, **unused, code=row.code or "H48.53-240101-9999") for row in case.rows]
    save(folder / data[0].file.name, data)
    file = File(data[0].file.name, datetime(2099, 1, 1))  # it is saved now, after all weeks
    data = [replace(row, file=file, number=number) for number, row in enumerate(data, 2)]
    start, end = oracle.week(case.week)
    chosen = settings(targets={"agency": TARGETS, "commune": TARGETS})
    dossiers, counted = oracle.sort_out(data, chosen, end)

    ended = call("weekly", "--week", case.week, "--json", "-w", tmp_path)
    assert ended.code in (0, 1), ended.err.decode()
    said = loads(ended.out)

    assert said["rows"] == counted
    for each in (*said["units"], *said["groups"], said["total"]):
        own = [d for d in dossiers if each["id"] in ("total", oracle.group_of(d.unit)) or d.unit == each["name"]]
        assert each["ledger"] == oracle.ledger(own, start, end)
        for name, rate in oracle.indicators(own, data, chosen, start, end).items():
            measure = each["indicators"][name]
            percent = oracle.percent(rate.counted, rate.out_of)
            assert oracle.Rate(measure["counted"] or 0, measure["out_of"], measure["unknown"]) == rate
            assert measure["percent"] == (None if percent is None else float(percent))
