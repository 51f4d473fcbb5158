"""The tables of the screen: low units first, every unit within 80 columns, the silent ones in one line."""

import io

import pytest
from msgspec.structs import replace
from small_material import small_material

from bsreform.measures import Measure, Ratio
from bsreform.organisation.config import Config
from bsreform.periods import WEEK
from bsreform.reports import weekly
from bsreform.reports.composing import Contents, compose
from bsreform.reports.page_one.front import rate_bars
from bsreform.reports.sheets.screen import screen
from bsreform.spec import TREND
from bsreform.writing.terminal import make_console, show


def test_low_units_then_the_whole_then_the_units_that_have_data() -> None:
    low, whole, units = screen(small_material())
    assert [row.cells["unit"] for row in low.rows] == ["Bình Chánh"]
    assert [row.cells["label"] for row in whole.rows] == [
        "Tỷ lệ hồ sơ trực tuyến",
        "Tỷ lệ số hóa hồ sơ",
        "Tỷ lệ đúng hạn",
    ]
    assert "Bình Mỹ" not in [row.cells["unit"] for row in units.rows]
    assert units.notes == ("Chưa có số liệu (1 đơn vị): Bình Mỹ.",)


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_screen_and_no_name_is_broken(width: int) -> None:
    stream = io.StringIO()
    console = make_console(stream)
    console.width = width
    report = compose(weekly.KIND.report, weekly.SPEC, Contents(small_material(), "bao-cao/2024/tuan-2024-W10.xlsx"))
    show(report, console, None, full=True)
    lines = stream.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    row = max(place for place, line in enumerate(lines) if line.startswith("Bình Chánh "))
    assert "33,3%" in lines[row] and "3/9 ✗" in lines[row + 1]


def test_the_week_is_named_after_its_friday() -> None:
    config = Config()
    period = WEEK.period("2024-W10", None, config.periods)
    assert WEEK.names(period.id).now == "tuần 10 năm 2024" and WEEK.names(period.id).noun == "tuần"
    assert WEEK.labels(period.id, TREND)[::7] == ("Tuần 3", "Tuần 10")
    assert WEEK.file_name(period.id) == "2024/tuan-2024-W10.xlsx"


def test_the_sheets_of_the_workbook_in_their_order() -> None:
    report = compose(weekly.KIND.report, weekly.SPEC, Contents(small_material(), "x.xlsx"))
    assert [section.name for section in report.sections] == [
        "Trang nhất", "Các đơn vị", "Quá hạn", "Một cửa", "Dữ liệu", "Số liệu", "Kiểm tra số liệu", "Nguồn số liệu",
    ]  # fmt: skip


def test_without_full_page_one_takes_at_most_25_lines() -> None:
    stream = io.StringIO()
    report = compose(weekly.KIND.report, weekly.SPEC, Contents(small_material(), "bao-cao/2024/tuan-2024-W10.xlsx"))
    show(report, make_console(stream), "x.xlsx")
    lines = stream.getvalue().splitlines()
    assert len(lines) <= 24, "the next step takes one more"
    assert max(map(len, lines)) <= 80
    assert lines[0] == "TUẦN 10/2024 · huyện Bình Sơn · 02/3 – 08/3/2024"


def test_page_one_says_on_how_many_rows_the_rates_of_the_whole_rest() -> None:
    material = small_material()
    measure = replace(material.total.indicators["online_rate"], now=Ratio(11, 20, unknown=16))
    total = replace(material.total, indicators={**material.total.indicators, "online_rate": measure})
    table = rate_bars(replace(material, total=total)).table
    assert next(row for row in table.rows if row.about.figure == "online_rate").cells["counts"] == "11/20*"
    assert table.notes == ("* Có số liệu của 20/36 hồ sơ: trực tuyến.",)
    assert rate_bars(material).table.notes == ()


def test_a_verdict_of_the_year_is_no_mark_of_the_week() -> None:
    material = small_material()
    few = Measure(Ratio(2, 4), 80.0, "above", Ratio(None, None), Ratio(19, 20), basis="year", short_by=0, few=True)
    total = replace(material.total, indicators={**material.total.indicators, "online_rate": few})
    row = next(row for row in rate_bars(replace(material, total=total)).table.rows if row.about.figure == "online_rate")
    assert (row.verdicts, row.cells["verdict"]) == ({}, "đạt (lũy kế)")
    units = screen(replace(material, total=total))[-1]
    assert "online_rate" not in units.rows[0].verdicts
