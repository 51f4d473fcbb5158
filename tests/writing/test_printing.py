"""On paper: every page can be read by itself, and no page holds a lone rest."""

from dataclasses import replace
from io import BytesIO

import openpyxl
from weekly_sample import CLOSING, LETTERHEAD, low_units_table, unit_row, units_table

from bsreform.report_model import Paragraphs, Report, Section, Table
from bsreform.writing.workbook import write_workbook


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


def test_a_document_has_the_margins_of_the_decree_and_a_list_narrower_ones(report: Report) -> None:
    document = sheet_of(report, Section("A", (LETTERHEAD, low_units_table(), CLOSING)))
    listed = sheet_of(report, Section("A", (units_table(),)))
    assert [round(sheet.page_margins.left * 25.4) for sheet in (document, listed)] == [30, 20]


def test_a_landscape_table_goes_on_at_a_group_with_its_header_repeated(report: Report) -> None:
    sheet = sheet_of(report, Section("A", (long_table(15, 22),), landscape=True))
    (start,) = breaks_of(sheet)
    assert sheet.cell(start, 2).value == "UBND xã, thị trấn"
    assert sheet.print_title_rows == "$1:$2"


def test_a_table_of_all_units_with_page_breaks_fits_one_page_in_height(report: Report) -> None:
    table = long_table(15, 22)
    columns = [replace(column, break_before=column.key == "before") for column in table.columns]
    sheet = sheet_of(report, Section("A", (replace(table, columns=tuple(columns)),)))
    assert breaks_of(sheet) == []
    assert sheet.page_setup.scale >= 60


def test_a_signature_takes_the_last_rows_before_it_to_its_page(report: Report) -> None:
    # As many paragraphs as fill the page up to the place of the signature.
    for count in range(20, 60):
        text = Paragraphs(("Toàn huyện tiếp nhận hồ sơ.",) * count)
        sheet = sheet_of(report, Section("A", (LETTERHEAD, text, low_units_table(), CLOSING)))
        closing = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "Nơi nhận:")
        for start in breaks_of(sheet):
            assert start <= closing - 3 or start > closing + len(CLOSING.recipients)


def test_a_page_breaks_between_paragraphs_and_not_before_all_of_them(report: Report) -> None:
    sheet = sheet_of(report, Section("A", (LETTERHEAD, Paragraphs(("Một câu của báo cáo. " * 8,) * 30))))
    assert 10 < breaks_of(sheet)[0] < sheet.max_row


def test_a_short_table_follows_the_signature_whole_and_leaves_no_header_behind(report: Report) -> None:
    for count in range(20, 45):
        text = Paragraphs(("Toàn huyện tiếp nhận hồ sơ.",) * count)
        sheet = sheet_of(report, Section("A", (LETTERHEAD, text, low_units_table(), CLOSING)))
        title = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "Đơn vị không đạt")
        assert not {title + 1, title + 2, title + 3} & set(breaks_of(sheet))


def test_the_text_of_a_document_comes_out_on_paper_as_the_decree_asks(report: Report) -> None:
    wide = replace(low_units_table(), columns=tuple(replace(c, width=45) for c in low_units_table().columns))
    for table in (low_units_table(), wide):
        sheet = sheet_of(report, Section("A", (LETTERHEAD, Paragraphs(("Một câu.",)), table, CLOSING)))
        scale = (sheet.page_setup.scale or 100) / 100
        typed = {cell.value: cell.font.sz * scale for row in sheet.iter_rows() for cell in row if cell.value}
        assert 13 <= typed["Một câu."] < 13.6 and 13 <= typed["BÁO CÁO"] < 13.6
        assert 12 <= typed["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] < 12.6 and 11 <= typed["- Lưu: VT"] < 11.6


def test_what_stays_in_view_leaves_a_telephone_room_for_rows(report: Report) -> None:
    first, behind_text = (
        sheet_of(report, Section("A", blocks, title="Tiêu đề"))
        for blocks in ((units_table(),), (Paragraphs(("Thiết lập.",) * 12), units_table()))
    )
    assert first.freeze_panes is not None and behind_text.freeze_panes is None
