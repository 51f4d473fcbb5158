"""The sheets with one row for every unit: what rows and columns come out of a small week."""

from msgspec.structs import replace
from small_material import small_material

from bsreform.measures import Ratio
from bsreform.organisation.config import Config
from bsreform.report_model import Chart, Table
from bsreform.reports import weekly
from bsreform.reports.composing import Contents, compose
from bsreform.reports.figure_tables.by_unit import by_unit
from bsreform.reports.figure_tables.essential import essential
from bsreform.reports.figure_tables.progress import progress
from bsreform.reports.figure_tables.year import year_so_far
from bsreform.reports.sheets.trend import trend
from bsreform.reports.sheets.unit_overview import unit_overview


def row_of(table: Table, unit: str):
    return next(row for row in table.rows if row.cells["unit"] == unit)


def test_every_unit_stands_below_its_group_and_the_total_on_top() -> None:
    table = by_unit(small_material())
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
    for table in (by_unit(small_material()), progress(small_material()), year_so_far(small_material())):
        assert set(row_of(table, "UBND xã Bình Mỹ").cells) == {"no", "unit"}
        assert any("chưa có số liệu (1 đơn vị)" in note for note in table.notes)


def test_both_counts_the_rate_its_verdict_and_the_change() -> None:
    row = row_of(by_unit(small_material()), "UBND xã Bình Chánh")
    cells = [row.cells[f"online_rate.{name}"] for name in ("counted", "out_of", "percent", "change")]
    assert cells == [3, 9, 33.33, -11.11]
    assert row.verdicts["online_rate.percent"] == "below"


def test_the_target_stands_in_the_header_once() -> None:
    bands = [column.band for column in by_unit(small_material()).columns]
    assert "Tỷ lệ hồ sơ trực tuyến (chỉ tiêu 50%)" in bands and "Tỷ lệ hồ sơ toàn trình" in bands
    targets = {"agency": {"online_rate": 60.0}, "commune": {"online_rate": 50.0}}
    bands = [column.band for column in by_unit(small_material(config=Config(targets=targets))).columns]
    assert "Tỷ lệ hồ sơ trực tuyến (chỉ tiêu: cơ quan CM 60%, xã, thị trấn 50%)" in bands


def test_the_ledger_shows_its_identity() -> None:
    table = progress(small_material())
    cells = row_of(table, "UBND xã Bình Chánh").cells
    assert (cells["total_in"], cells["total_out"], cells["check"]) == (10, 10, 0)
    assert next(column for column in table.columns if column.key == "check").difference == ("total_in", "total_out")


def test_without_a_catalogue_there_is_no_table_of_essential_services() -> None:
    assert essential(small_material()) == ()


def eight_weeks():
    material = small_material()
    known = {
        name: replace(each, trend=(Ratio(3, 6),) * 8)
        for name, each in material.total.indicators.items()
        if each.now.out_of
    }
    return replace(material, total=replace(material.total, indicators={**material.total.indicators, **known}))


def test_the_last_periods_are_drawn_each_rate_with_its_target_from_four_points_on() -> None:
    (section,) = trend(eight_weeks())
    assert section.title == "DIỄN BIẾN 08 TUẦN GẦN NHẤT, TOÀN HUYỆN"
    charts = [block for block in section.blocks if isinstance(block, Chart)]
    assert [chart.title for chart in charts] == ["Tỷ lệ đúng hạn", "Tỷ lệ hồ sơ trực tuyến", "Tỷ lệ số hóa hồ sơ"]
    assert charts[1].series == ("online_rate", "online_rate.target")
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    assert [row.cells["period"] for row in table.rows][::7] == ["Tuần 3", "Tuần 10"]


def test_two_points_are_no_line() -> None:
    assert trend(small_material()) == ()
    made = eight_weeks()
    few = replace(made.total.indicators["online_rate"], trend=(Ratio(None, None),) * 5 + (Ratio(1, 2),) * 3)
    (section,) = trend(
        replace(made, total=replace(made.total, indicators={**made.total.indicators, "online_rate": few}))
    )
    assert "Tỷ lệ hồ sơ trực tuyến" not in [block.title for block in section.blocks if isinstance(block, Chart)]


def test_beside_every_percent_of_the_past_stand_its_counts() -> None:
    (section,) = trend(eight_weeks())
    row = section.blocks[0].rows[0]
    assert (row.cells["online_rate"], row.cells["online_rate.counts"]) == (50.0, "3/6")


def test_all_figures_stand_side_by_side_in_columns_that_fold() -> None:
    report = compose(weekly.KIND.report, weekly.SPEC, Contents(small_material(), "x.xlsx"))
    (table,) = next(section for section in report.sections if section.name == "Số liệu").blocks
    row = row_of(table, "UBND xã Bình Chánh")
    assert (row.cells["t0.received"], row.cells["t1.online_rate.counted"], row.cells["t2.received"]) == (9, 3, 9)
    column = next(each for each in table.columns if each.key == "t1.online_rate.percent")
    assert column.ratio == ("t1.online_rate.counted", "t1.online_rate.out_of")
    assert column.outline
    assert table.figures["t1.online_rate.percent"] == by_unit(small_material()).figures["online_rate.percent"]


def test_the_page_of_units_shades_what_misses_its_target_and_says_where_there_are_no_data() -> None:
    section = unit_overview(small_material())
    assert section.compact
    (table,) = section.blocks
    row = row_of(table, "UBND xã Bình Chánh")
    assert (row.cells["online_rate.counted"], row.cells["online_rate.out_of"]) == (3, 9)
    assert row.verdicts["online_rate.counted"] == row.verdicts["online_rate.out_of"] == "below"
    assert (row.cells["result_digitisation_rate.counted"], row.cells["result_digitisation_rate.out_of"]) == (
        "",
        "không có số liệu",
    )
    assert [each.cells["unit"] for each in table.rows if each.level == "row"] == [
        "Phòng Tư pháp",
        "UBND xã Bình Chánh",
        "UBND xã Bình An",
        "UBND xã Bình Mỹ",
    ]
