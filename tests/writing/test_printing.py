"""On paper: every page can be read by itself, and no page holds a lone rest."""

from io import BytesIO

import openpyxl
import pytest
from msgspec.structs import replace
from weekly_sample import low_units_table, unit_row, units_table

from bsreform.report_model import Column, Paragraphs, Report, Row, Section, Table, TwoSides
from bsreform.writing.workbook import write_workbook

SIGNED = TwoSides(("NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)"), ("THỦ TRƯỞNG ĐƠN VỊ",), 70)


def sheet_of(report: Report, *sections: Section):
    stream = BytesIO()
    write_workbook(replace(report, sections=sections), stream)
    return openpyxl.load_workbook(stream).worksheets[0]


def long_table(agencies: int, communes: int) -> Table:
    """A total and two groups of so many units."""
    groups = []
    for title, count in (("Cơ quan chuyên môn", agencies), ("UBND xã, thị trấn", communes)):
        members = [unit_row(number, f"Đơn vị {number}", (1, 2, 1, 2)) for number in range(1, count + 1)]
        groups += [unit_row(None, title, (count, 2 * count, count, 2 * count), "group"), *members]
    units = agencies + communes
    return Table(
        "t",
        "",
        units_table().columns,
        (unit_row(None, "Toàn huyện", (units, 2 * units, units, 2 * units), "total"), *groups),
    )


def breaks_of(sheet) -> list[int]:
    """The rows that start a page."""
    return [each.id + 1 for each in sheet.row_breaks.brk]


def test_a_landscape_table_goes_on_at_any_row_with_its_header_repeated_and_no_heading_left_behind(
    report: Report,
) -> None:
    for agencies in range(20, 30):
        sheet = sheet_of(report, Section("A", (long_table(agencies, 22),), landscape=True))
        starts = breaks_of(sheet)
        assert 20 < starts[0] < 40
        assert "UBND xã, thị trấn" not in [sheet.cell(start - 1, 2).value for start in starts]
        assert sheet.print_title_rows == "$1:$2"


def test_no_type_comes_out_below_nine_points_however_wide_the_table(report: Report) -> None:
    columns = tuple(
        Column(str(number), "Một tiêu đề dài", width=width) for number, width in enumerate((4, 60, 40, 40, 30))
    )
    table = Table("t", "", columns, (Row({str(number): "Một câu dài của một ô " * 4 for number in range(5)}),))
    for landscape in (False, True):
        sheet = sheet_of(report, Section("A", (table,), "Tiêu đề", landscape=landscape))
        assert min(cell.font.sz for row in sheet.iter_rows() for cell in row) * sheet.page_setup.scale / 100 >= 9


def test_a_table_of_all_units_with_page_breaks_fits_one_page_in_height(report: Report) -> None:
    table = long_table(15, 22)
    columns = [replace(column, break_before=column.key == "before") for column in table.columns]
    sheet = sheet_of(report, Section("A", (replace(table, columns=tuple(columns)),)))
    assert breaks_of(sheet) == []
    assert sheet.page_setup.scale >= 82


@pytest.mark.slow
def test_a_signature_takes_the_last_rows_before_it_to_its_page(report: Report) -> None:
    # As many paragraphs as fill the page up to the place of the signature.
    for count in range(20, 60):
        text = Paragraphs(("Toàn huyện tiếp nhận hồ sơ.",) * count)
        sheet = sheet_of(report, Section("A", (text, low_units_table(), SIGNED)))
        closing = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "NGƯỜI LẬP BIỂU")
        for start in breaks_of(sheet):
            assert start <= closing - 3 or start > closing + 2


def test_a_page_breaks_between_paragraphs_and_not_before_all_of_them(report: Report) -> None:
    sheet = sheet_of(report, Section("A", (Paragraphs(("Một câu của báo cáo. " * 8,) * 40),)))
    assert 10 < breaks_of(sheet)[0] < sheet.max_row


@pytest.mark.slow
def test_a_short_table_follows_the_signature_whole_and_leaves_no_header_behind(report: Report) -> None:
    for count in range(20, 45):
        text = Paragraphs(("Toàn huyện tiếp nhận hồ sơ.",) * count)
        sheet = sheet_of(report, Section("A", (text, low_units_table(), SIGNED)))
        title = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "Đơn vị không đạt")
        assert not {title + 1, title + 2, title + 3} & set(breaks_of(sheet))


def test_a_table_longer_than_a_page_does_not_begin_at_the_foot_of_one(report: Report) -> None:
    long, short = long_table(60, 60), replace(low_units_table(), id="before")
    for count in (5, 32):  # with room below the text, and with next to none
        text = Paragraphs(("Toàn huyện tiếp nhận hồ sơ.",) * count)
        sheet = sheet_of(report, Section("A", (text, short, replace(long, title="Bảng dài"))))
        title = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "Bảng dài")
        assert (title in breaks_of(sheet)) == (count == 32)


def test_what_stays_in_view_leaves_a_telephone_room_for_rows(report: Report) -> None:
    first, behind_text = (
        sheet_of(report, Section("A", blocks, title="Tiêu đề"))
        for blocks in ((units_table(),), (Paragraphs(("Thiết lập.",) * 12), units_table()))
    )
    assert first.freeze_panes is not None and behind_text.freeze_panes is None
