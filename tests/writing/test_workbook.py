"""The workbook, read back with another library: what a clerk, a phone preview and a printer get."""

import re
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from msgspec.structs import replace
from weekly_sample import units_table, weeks_table

from bsreform.report_model import Chart, Column, Paragraphs, Report, Row, Section, Table
from bsreform.writing.workbook import sheet_names, write_workbook


def written(report: Report, values: bool = False) -> openpyxl.Workbook:
    stream = BytesIO()
    write_workbook(report, stream)
    return openpyxl.load_workbook(stream, data_only=values)


def with_table(report: Report, table: Table) -> Report:
    return replace(report, sections=(Section("Trang", (table,)),))


def texts(sheet) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    first, second = BytesIO(), BytesIO()
    write_workbook(report, first)
    write_workbook(report, second)
    assert first.getvalue() == second.getvalue()


def test_the_workbook_is_dated_by_the_period_and_not_by_the_clock(report: Report) -> None:
    assert written(report).properties.created.date() == report.period.as_of


def test_everything_is_in_times_new_roman(report: Report) -> None:
    book = written(report)
    fonts = {cell.font.name for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert fonts == {"Times New Roman"}


def test_rates_and_sums_are_live_formulas_with_stored_values(report: Report) -> None:
    live, stored = written(report)["Theo đơn vị"], written(report, values=True)["Theo đơn vị"]
    row = next(row for row in range(1, 40) if stored.cell(row, 2).value == "UBND xã Bình Chánh")
    assert live.cell(row, 5).value == f"=SUM(C{row},D{row})"
    assert live.cell(row, 6).value == f'=IF(E{row}=0,"–",ROUND(C{row}/E{row},4))'
    assert live.cell(row, 8).value == f"=ROUND((F{row}-G{row})*100,2)"
    assert [stored.cell(row, column).value for column in (3, 5, 6, 8)] == [3, 9, 0.3333, -6.67]


def test_groups_add_their_members_and_the_total_adds_the_groups(report: Report) -> None:
    live, stored = written(report)["Theo đơn vị"], written(report, values=True)["Theo đơn vị"]
    rows = {stored.cell(row, 2).value: row for row in range(1, 40)}
    group, total = rows["II. UBND xã, thị trấn"], rows["Toàn huyện"]
    assert live.cell(group, 3).value == f"=SUM(C{group + 1}:C{group + 3})"
    assert live.cell(total, 3).value == f"=SUM(C{rows['I. Cơ quan chuyên môn']},C{group})"
    assert stored.cell(total, 3).value == 11


def test_without_a_denominator_a_dash_stands(report: Report) -> None:
    stored = written(report, values=True)["Theo đơn vị"]
    row = next(row for row in range(1, 40) if stored.cell(row, 2).value == "Phòng Tài nguyên và Môi trường")
    assert stored.cell(row, 6).value == "–"
    assert stored.cell(row, 6).alignment.horizontal == "center"


def test_verdicts_carry_a_mark_that_reads_in_black_and_white(report: Report) -> None:
    stored = written(report, values=True)["Theo đơn vị"]
    formats = {stored.cell(row, 2).value: stored.cell(row, 6) for row in range(1, 40)}
    assert "✓" in formats["UBND thị trấn Châu Ổ"].number_format
    assert "✓" in formats["Phòng Nội vụ"].number_format
    below = formats["UBND xã Bình Chánh"]
    assert "✗" in below.number_format and below.font.bold


def test_a_figure_that_its_formula_would_not_give_is_refused(report: Report) -> None:
    table = units_table()
    wrong = replace(table.rows[1], cells={**table.rows[1].cells, "percent": 12.0})
    with pytest.raises(AssertionError, match=r"units.*percent"):
        written(with_table(report, replace(table, rows=(table.rows[0], wrong, *table.rows[2:]))))


@pytest.mark.parametrize("raw", ['=HYPERLINK("x")', "+1", "@a", "http://x", "{=1}"])
def test_text_from_the_data_never_becomes_a_formula(report: Report, raw: str) -> None:
    table = Table("t", "", (Column("a", "Chữ", width=20), Column("b", "Số")), (Row({"a": raw}),))
    assert raw in texts(written(with_table(report, table))["Trang"])
    stream = BytesIO()
    write_workbook(with_table(report, table), stream)
    xml = _part(stream, "xl/worksheets/sheet1.xml")
    assert "<f>" not in xml and "<hyperlink" not in xml


def test_unwritable_characters_are_left_out_and_long_text_is_cut(report: Report) -> None:
    table = Table("t", "", (Column("a", "Chữ", width=20),), (Row({"a": "x\x00\ud800y"}), Row({"a": "z" * 40_000})))
    told = texts(written(with_table(report, table))["Trang"])
    assert "xy" in told
    assert len(told[-1]) == 32_767 and told[-1].endswith("…")


def test_a_sheet_prints_on_a4_with_margins_page_numbers_and_repeated_columns(report: Report) -> None:
    columns = [replace(c, break_before=c.key == "before") for c in units_table().columns]
    sheet = written(with_table(report, replace(units_table(), columns=tuple(columns))))["Trang"]
    assert sheet.page_setup.paperSize == 9
    assert round(sheet.page_margins.left * 25.4) == 20
    assert "&P/&N" in str(sheet.oddFooter.center.text)
    assert sheet.print_title_cols == "$A:$B"
    assert [brk.id for brk in sheet.col_breaks.brk] == [6]
    assert not sheet.protection.sheet


def test_a_table_that_opens_its_sheet_stays_in_view_and_a_list_has_filters(report: Report) -> None:
    sheet = written(with_table(report, _list()))["Trang"]
    assert sheet.freeze_panes == "C3"
    assert sheet.auto_filter.ref == "A2:I9"


def test_an_empty_table_says_so(report: Report) -> None:
    assert "Không có hồ sơ quá hạn." in texts(written(report)["Quá hạn"])


def test_a_long_paragraph_gets_a_row_as_high_as_its_text(report: Report) -> None:
    text = "Toàn huyện tiếp nhận và giải quyết hồ sơ đúng hạn. " * 12
    section = Section("Trang", (Paragraphs((text,)),))
    sheet = written(replace(report, sections=(section,)))["Trang"]
    assert sheet.row_dimensions[1].height > 6 * 13


def test_a_chart_draws_the_cells_of_its_table_and_says_them(report: Report) -> None:
    stream = BytesIO()
    write_workbook(report, stream)
    xml = _part(stream, "xl/charts/chart1.xml")
    # The row without a figure is left out.
    assert "<c:f>('Diễn biến'!$B$2:$B$2,'Diễn biến'!$B$4:$B$5)</c:f>" in xml
    assert "<c:lineChart>" in xml and xml.count("<c:ser>") == 2
    says = "Tỷ lệ hồ sơ trực tuyến. T1: 40,0%, chỉ tiêu 50,0%; T3: 45,0%, chỉ tiêu 50,0%; T4: 60,0%, chỉ tiêu 50,0%."
    assert f'descr="{says}"' in _part(stream, "xl/drawings/drawing1.xml")


def test_a_chart_may_draw_a_table_of_another_sheet(report: Report) -> None:
    chart = Chart("Tỷ lệ", "weeks", "name", ("percent", "target"))
    sections = (Section("Biểu đồ", (chart,)), Section("Bảng", (weeks_table(),)))
    stream = BytesIO()
    write_workbook(replace(report, sections=sections), stream)
    assert "'Bảng'!" in _part(stream, "xl/charts/chart1.xml")


def test_a_percent_has_the_decimals_of_its_cell_in_a_drawing_too(report: Report) -> None:
    columns = (Column("name", "Kỳ"), *(Column(key, key, "integer") for key in "ab"))
    rows = tuple(Row({"name": f"T{a}", "a": a, "b": 16, "percent": 6.25 * a}) for a in (1, 2))
    table = Table("t", "", (*columns, Column("percent", "Tỷ lệ", "percent", ratio=("a", "b"))), rows)
    chart, stream = Chart("Tỷ lệ", "t", "name", ("percent",)), BytesIO()
    write_workbook(replace(report, sections=(Section("Bảng", (table, chart)),)), stream)
    xml = _part(stream, "xl/charts/chart1.xml")
    assert re.findall("<a:t>([^<]*%)</a:t>", xml) == ["6,25%"], "the other one is written by its format"
    assert xml.count("<c:dLbl>") == 1, "a label of its own without anything in it is no label"
    assert "T1: 6,25%; T2: 12,5%" in _part(stream, "xl/drawings/drawing1.xml")


def test_a_blank_text_leaves_a_figure_out_without_a_dash(report: Report) -> None:
    rows = (Row({"name": "A", "percent": ""}), Row({"name": "B"}))
    table = Table("t", "", (Column("name", "Tên", width=20), Column("percent", "Tỷ lệ", "percent")), rows)
    sheet = written(with_table(report, table))["Trang"]
    assert [sheet.cell(row, 2).value for row in (2, 3)] == [None, "–"]


def test_text_beside_figures_is_indented(report: Report) -> None:
    columns = (Column("count", "Số dòng", "integer"), Column("note", "Ghi chú", width=20))
    sheet = written(with_table(report, Table("t", "", columns, (Row({"count": 1, "note": "x"}),))))["Trang"]
    assert sheet["B2"].alignment.indent == 1


def test_bars_stay_off_the_rows_of_sums(report: Report) -> None:
    columns = tuple(replace(column, bar=column.key == "percent") for column in units_table().columns)
    sheet = written(with_table(report, replace(units_table(), columns=columns)))["Trang"]
    areas = sorted(str(area.sqref) for area in sheet.conditional_formatting)
    assert areas == ["F5:F6", "F8:F10"]


def test_sheet_names_are_what_excel_takes() -> None:
    assert sheet_names(["a/b", "x" * 40, "X" * 40, ""]) == ["a b", "x" * 31, "X" * 27 + " (2)", "Trang"]


def _list() -> Table:
    table = units_table(filtered=True)
    columns = tuple(replace(column, band="") for column in table.columns)
    return replace(table, columns=columns)


def _part(stream: BytesIO, name: str) -> str:
    with ZipFile(stream) as archive:
        return archive.read(name).decode()
