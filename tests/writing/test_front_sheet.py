"""Page one as a sheet: its figures stand in cells that explain finds, its names lead to their rows, it is one page."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from front_sample import UNITS, front, scores, strip, units
from openpyxl import load_workbook

from bsreform.report_model import Section
from bsreform.writing.workbook import write_sections


@pytest.fixture(scope="module")
def written():
    return write(front(), units())


def write(*sections):
    stream = BytesIO()
    write_sections(sections, "Báo cáo", date(2024, 3, 8), stream)
    return stream.getvalue()


def sheet(content, name="Trang nhất"):
    return load_workbook(BytesIO(content))[name]


def found(page, text):
    return next(cell for row in page.iter_rows() for cell in row if cell.value == text)


def test_the_blocks_stand_in_their_order(written):
    texts = [cell.value for row in sheet(written).iter_rows() for cell in row if isinstance(cell.value, str)]
    marks = ["TUẦN 10/2024", "Số liệu xuất", "211 hồ sơ", "1. HÔM NAY", "2. CHỈ TIÊU", "3. HỒ SƠ QUÁ HẠN", "Ý kiến"]
    places = [next(at for at, text in enumerate(texts) if text.startswith(mark)) for mark in marks]
    assert places == sorted(places)


def test_it_is_one_portrait_page_and_no_text_is_smaller_than_nine_points(written):
    page = sheet(written)
    assert page.page_setup.orientation == "portrait"
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert {page.page_setup.fitToWidth, page.page_setup.fitToHeight} <= {None, 1}, "without a number it is one"
    sizes = {cell.font.size for row in page.iter_rows() for cell in row if cell.value not in (None, "")}
    assert min(sizes) >= 9
    points = sum(page.row_dimensions[row].height or 15 for row in range(1, page.max_row + 1))
    assert points <= (297 - 10 - 12) / 25.4 * 72, "it would have to be shrunk"


def test_the_large_figures_are_at_22_points_and_those_of_the_calls_at_14(written):
    page = sheet(written)
    assert found(page, 376).font.size == 22
    assert found(page, 55).font.size == 14


def test_a_missing_rate_is_shaded_so_that_grey_paper_shows_it(written):
    page = sheet(written)
    assert found(page, 0.552).fill.fgColor.rgb == "FFD9D9D9"
    assert found(page, 0.62).fill.fill_type is None


def test_names_lead_to_their_rows_and_every_sheet_back_to_page_one(written):
    page, rows = sheet(written), sheet(written, "Các đơn vị")
    for unit in UNITS[:7]:
        target = found(page, unit).hyperlink.location
        name, _, cell = target.partition("!")
        assert (name, rows[cell].value) == ("'Các đơn vị'", unit)
    assert rows["A1"].hyperlink.location == "'Trang nhất'!A1"
    assert rows["A1"].value == "← Trang nhất"


def test_a_warning_stands_boxed_before_the_headline():
    page = sheet(write(front("KHÔNG ĐỦ ĐẾN 08/3/2024: số liệu mới xuất đến ngày 05/3/2024.")))
    warning = next(cell for row in page.iter_rows() for cell in row if str(cell.value).startswith("KHÔNG ĐỦ"))
    assert warning.font.bold
    assert warning.border.top.style == "medium"
    assert warning.row == 3


def test_every_drawing_says_what_it_shows(written):
    with ZipFile(BytesIO(written)) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    assert drawing.count('descr="Kết quả so với chỉ tiêu') == 1
    assert drawing.count('descr="Hồ sơ quá hạn') == 1


def test_a_strip_has_a_dot_for_every_unit_of_another_sheet_and_the_thin_ones_apart():
    sheets = (front("", strip()), Section("Điểm", (scores(),), audit=True))
    content = write(*sheets)
    with ZipFile(BytesIO(content)) as package:
        chart = package.read("xl/charts/chart1.xml").decode()
    assert chart.count("<c:ser>") == 2
    assert chart.count('<c:ptCount val="10"/>') == 4
    assert chart.count("<c:xVal><c:numRef>") == 2, "one gap as a text would make all scores texts"
    assert "<c:f>Điểm!$B$4:$B$13</c:f>" in chart
    assert [sheet(content, "Điểm")[f"A{row}"].value for row in (4, 13)] == [UNITS[0], UNITS[9]]
    assert any(each.size == {"rows": 2, "columns": 18} for each in sheet(content).merged_cells.ranges)
