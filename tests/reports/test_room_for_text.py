"""The pages of a report hold their texts whole, and the chair's pages stay few, however much there is to say."""

import pytest
from msgspec.structs import replace
from small_material import small_material

from bsreform.measures import Call, LowUnit
from bsreform.reports import weekly
from bsreform.reports.composing import Contents, compose
from bsreform.reports.page_one.front import front
from bsreform.reports.sheets.overdue import overdue
from bsreform.writing.canvas import page_points
from cut_text import too_low, written

pytestmark = pytest.mark.slow

LONG_UNIT = "Trung tâm Phát triển quỹ đất, Quản lý dự án và Dịch vụ công ích đô thị huyện Bình Sơn, cơ sở số "
LONG_PROCEDURE = "Cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất; " * 3


def crowded():
    """Sixty units with long names, all of them low everywhere."""
    material = small_material()
    (unit,) = (each for each in material.units if each.id == "binh-chanh")
    units = tuple(replace(unit, id=f"x{n}", name=f"{LONG_UNIT}{n}", short=f"Cơ sở {n}") for n in range(60))
    low = tuple(
        LowUnit(each.id, each.name, name, 0.0, 100.0, 3)
        for each in units
        for name, measure in each.indicators.items()
        if measure.target is not None
    )
    late = tuple(replace(material.overdue[0], procedure=LONG_PROCEDURE, unit=each.name) for each in units)
    called = tuple(Call(each.id, 1, 0, ()) for each in units)
    return replace(material, units=units, low_units=low, overdue=late, calls=called)


@pytest.mark.parametrize("material", [small_material(), crowded()], ids=["few units", "sixty units, all low"])
def test_no_text_of_the_weekly_report_is_cut_and_page_one_is_one_page(material) -> None:
    if len(material.units) > 50:  # sums of groups are not what this is about
        sections = [front(material), overdue(material)]
    else:
        sections = list(compose(weekly.KIND.report, weekly.SPEC, Contents(material, "x.xlsx")).sections)
    sheets = written(sections)
    assert [cell for sheet in sheets[1:] for cell in too_low(sheet)] == []
    assert len(sheets[0].row_breaks.brk) == 0
    assert sheets[0].sheet_properties.pageSetUpPr.fitToPage
    points = sum(sheets[0].row_dimensions[row].height or 0 for row in range(1, sheets[0].max_row + 1))
    assert 300 < points <= page_points(sections[0])  # so that it is printed at full size


def test_data_that_stop_before_the_end_are_boxed_on_page_one_and_leave_the_drawings_less_room() -> None:
    material = small_material()
    whole = replace(material.data, first=material.data.end, last=material.data.end)
    early = replace(material.data, first=material.data.start, last=material.data.start)
    (plain,), (boxed,) = (front(replace(material, data=data)).blocks for data in (whole, early))
    assert plain.warning == ""
    assert boxed.warning.startswith("KHÔNG ĐỦ ĐẾN 08/3/2024. Số liệu xuất đến ngày 02/3/2024, chưa đủ đến hết kỳ")
    assert len(front(replace(crowded(), data=early)).blocks[0].bars[-1].table.rows) <= 7
