"""Cells and marks of .xlsb files (BIFF12)."""

from datetime import datetime

from workbooks import book_of, table

from hostile.binary_workbook import Error, Formula, Sheet, xlsb


def sheet_of(folder, *rows, **more):
    return book_of(folder, xlsb(Sheet("Dữ liệu", rows, **more)), "tep.xlsb").sheets[0]


def test_values_stand_where_the_sheet_has_them(tmp_path):
    sheet = sheet_of(tmp_path, [], ["", "", "Tiếng Việt", "", 1.5], ["", "", datetime(2024, 3, 8, 8, 30), True, 12345])
    assert table(sheet) == [
        ["", "", "", "", ""],
        ["", "", "Tiếng Việt", "", "1.5"],
        ["", "", "2024-03-08 08:30:00", "true", "12345"],
    ]


def test_texts_within_the_sheet_are_read_as_shared_ones_are(tmp_path):
    data = xlsb(Sheet("A", [["đ", "00123"]]), shared=False)
    assert table(book_of(tmp_path, data).sheets[0]) == [["đ", "00123"]]


def test_dates_that_count_from_1904(tmp_path):
    book = book_of(tmp_path, xlsb(Sheet("A", [[datetime(2024, 3, 8)]]), date1904=True))
    assert (book.kind, book.date1904, table(book.sheets[0])) == ("xlsb", True, [["2024-03-08 00:00:00"]])


def test_merges_hidden_rows_columns_and_sheets(tmp_path):
    marked = Sheet("Một", [["tiêu đề"], [], ["", "", 1]], [(1, 1, 1, 3)], hidden_rows=[3], hidden_columns=[3])
    first, second = book_of(tmp_path, xlsb(marked, Sheet("Ẩn", [["x"]], visible=False))).sheets
    assert (first.merges, first.hidden_rows, first.hidden_columns) == (((1, 1, 1, 3),), {3}, {3})
    assert (first.visible, second.visible, second.name) == (True, False, "Ẩn")


def test_error_cells_and_formulas_with_and_without_a_result(tmp_path):
    sheet = sheet_of(tmp_path, [Error("#N/A"), Formula(3.0), Formula(""), Formula("", pending=True), "x"])
    assert (sheet.error_cells, sheet.uncalculated) == ({(1, 1): "#N/A"}, {(1, 4)})
    assert table(sheet) == [["", "3", "", "", "x"]]


def test_a_cell_at_the_end_of_the_sheet_is_measured_before_it_is_laid_out(tmp_path):
    assert sheet_of(tmp_path, ["a"], extra={(5, 16_384): "x"}).columns[-1].to_pylist()[-1] == "x"
