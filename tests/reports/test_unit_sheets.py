"""The sheets with one row for every unit: what rows and columns come out of a small week."""

from itertools import pairwise

from small_material import small_material

from bsreform.organisation.config import Config
from bsreform.report_model import Section, Table
from bsreform.reports.sheets.by_unit import by_unit
from bsreform.reports.sheets.essential import essential
from bsreform.reports.sheets.progress import progress
from bsreform.reports.sheets.trend import trend
from bsreform.reports.sheets.year import year_so_far


def only_table(section: Section) -> Table:
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    return table


def row_of(table: Table, unit: str):
    return next(row for row in table.rows if row.cells["unit"] == unit)


def page_lengths(table: Table) -> list[int]:
    """Columns on each printed page, those with the names not counted."""
    starts = [2, *(i for i, column in enumerate(table.columns) if column.break_before), len(table.columns)]
    return [last - first for first, last in pairwise(starts)]


def test_every_unit_stands_below_its_group_and_the_total_on_top() -> None:
    table = only_table(by_unit(small_material()))
    assert [(row.level, row.cells["no"], row.cells["unit"]) for row in table.rows] == [
        ("total", None, "Toàn huyện"),
        ("group", "I", "Cơ quan chuyên môn"),
        ("row", 1, "Phòng Tư pháp"),
        ("group", "II", "UBND xã, thị trấn"),
        ("row", 1, "UBND xã Bình Chánh"),
        ("row", 2, "UBND xã Bình An"),
        ("row", 3, "UBND xã Bình Mỹ"),
    ]


def test_a_unit_that_has_sent_nothing_is_listed_without_figures() -> None:
    for section in (by_unit(small_material()), progress(small_material()), year_so_far(small_material())):
        table = only_table(section)
        assert set(row_of(table, "UBND xã Bình Mỹ").cells) == {"no", "unit"}
        assert any("chưa có số liệu (1 đơn vị)" in note for note in table.notes)


def test_both_counts_the_rate_its_verdict_and_the_change() -> None:
    row = row_of(only_table(by_unit(small_material())), "UBND xã Bình Chánh")
    cells = [row.cells[f"online_rate.{name}"] for name in ("counted", "out_of", "percent", "change")]
    assert cells == [3, 9, 33.33, -11.11]
    assert row.verdicts["online_rate.percent"] == "below"


def test_pages_hold_three_rates_of_the_week_and_four_of_the_year() -> None:
    assert page_lengths(only_table(by_unit(small_material()))) == [12, 12, 12, 10]
    assert page_lengths(only_table(year_so_far(small_material()))) == [10, 12, 12, 9]


def test_the_target_stands_in_the_header_once() -> None:
    bands = [column.band for column in only_table(by_unit(small_material())).columns]
    assert "Tỷ lệ hồ sơ trực tuyến (chỉ tiêu 50%)" in bands and "Tỷ lệ hồ sơ toàn trình" in bands
    targets = {"agency": {"online_rate": 60.0}, "commune": {"online_rate": 50.0}}
    bands = [column.band for column in only_table(by_unit(small_material(config=Config(targets=targets)))).columns]
    assert "Tỷ lệ hồ sơ trực tuyến (chỉ tiêu: cơ quan CM 60%, xã, thị trấn 50%)" in bands


def test_the_ledger_shows_its_identity() -> None:
    table = only_table(progress(small_material()))
    cells = row_of(table, "UBND xã Bình Chánh").cells
    assert (cells["total_in"], cells["total_out"], cells["check"]) == (10, 10, 0)
    assert next(column for column in table.columns if column.key == "check").difference == ("total_in", "total_out")


def test_the_essential_services_say_what_is_missing() -> None:
    (text,) = essential(small_material()).blocks
    assert "chưa có danh mục thủ tục hành chính" in text.lines[0]


def test_the_trend_has_the_whole_first_and_then_every_rate() -> None:
    section = trend(small_material())
    tables = [block for block in section.blocks if isinstance(block, Table)]
    assert section.title == "DIỄN BIẾN 08 TUẦN GẦN NHẤT"
    assert [table.title for table in tables] == ["1. Toàn huyện", "2. Tỷ lệ hồ sơ trực tuyến", "3. Tỷ lệ số hóa hồ sơ"]
    assert [row.cells["period"] for row in tables[0].rows][::7] == ["Tuần 3", "Tuần 10"]
    chanh = row_of(tables[1], "UBND xã Bình Chánh").cells
    assert (chanh["p5"], chanh["p6"], chanh["p7"]) == (None, 44.44, 33.33)
    assert tables[1].columns[-1].over == tuple(f"p{number}" for number in range(8))
