"""Cells and marks of .xls files (BIFF8)."""

from datetime import datetime

import pytest
import xlwt
from workbooks import book_of, table, xls

from bsreform.reading.decoding import xls_marks

DATE = xlwt.easyxf(num_format_str="dd/mm/yyyy")


def sheet_of(folder, fill):
    return book_of(folder, xls(lambda book: fill(book.add_sheet("Dữ liệu"))), "tep.xls").sheets[0]


def test_values_stand_where_the_sheet_has_them(tmp_path):
    def fill(sheet):
        sheet.write(1, 1, "", DATE)
        sheet.write(3, 2, "Tiếng Việt")
        sheet.write(3, 4, 1.5)
        sheet.write(4, 2, datetime(2024, 3, 8), DATE)
        sheet.write(4, 3, True)
        sheet.write(5, 1, 12345)

    assert table(sheet_of(tmp_path, fill)) == [
        ["", "", "", "", ""],
        ["", "", "", "", ""],
        ["", "", "", "", ""],
        ["", "", "Tiếng Việt", "", "1.5"],
        ["", "", "2024-03-08 00:00:00", "true", ""],
        ["", "12345", "", "", ""],
    ]


def test_the_name_is_not_what_tells_the_kind(tmp_path):
    data = xls(lambda book: book.add_sheet("A").write(0, 0, "x"))
    assert book_of(tmp_path, data, "tep.xlsx").kind == "xls"


def test_dates_that_count_from_1904(tmp_path):
    def fill(book):
        book.dates_1904 = True
        book.add_sheet("A").write(0, 0, datetime(2024, 3, 8), DATE)

    book = book_of(tmp_path, xls(fill))
    assert (book.date1904, table(book.sheets[0])) == (True, [["2024-03-08 00:00:00"]])


def test_merges_hidden_rows_columns_and_sheets(tmp_path):
    def fill(book):
        sheet = book.add_sheet("Một")
        sheet.write_merge(0, 0, 1, 3, "tiêu đề")
        sheet.write(2, 3, 1)
        sheet.row(2).hidden = True
        sheet.col(2).hidden = True
        hidden = book.add_sheet("Ẩn")
        hidden.write(0, 0, 1)
        hidden.visibility = 1

    first, second = book_of(tmp_path, xls(fill)).sheets
    assert (first.merges, first.hidden_rows, first.hidden_columns) == (((1, 2, 1, 4),), {3}, {3})
    assert (first.visible, second.visible) == (True, False)
    assert second.name == "Ẩn"


def test_a_formula_that_nobody_calculated(tmp_path):
    def fill(sheet):
        sheet.write(0, 0, "a")
        sheet.write(0, 1, xlwt.Formula("1+1"))

    sheet = sheet_of(tmp_path, fill)
    assert (sheet.uncalculated, table(sheet)) == ({(1, 2)}, [["a", ""]])


def test_error_cells(tmp_path):
    def fill(sheet):
        sheet.row(0).set_cell_error(0, 0x2A)
        sheet.write(0, 1, "x")

    sheet = sheet_of(tmp_path, fill)
    assert (sheet.error_cells, table(sheet)) == ({(1, 1): "#N/A"}, [["", "x"]])


def record(kind, body):
    return kind.to_bytes(2, "little") + len(body).to_bytes(2, "little") + body


def test_the_result_of_a_formula_tells_errors_and_empty_texts():
    place = b"\x01\x00\x02\x00\x0f\x00"
    error = record(0x06, place + b"\x02\x00\x17\x00\x00\x00\xff\xff" + b"\x00" * 8)
    empty = record(0x06, b"\x02\x00\x02\x00\x0f\x00" + b"\x03\x00\x00\x00\x00\x00\xff\xff" + b"\x00" * 8)
    stream = record(0x809, b"\x00\x06\x10\x00") + error + empty + record(0x0A, b"")
    walk = xls_marks.scan(stream, 0)
    marks = walk.marks()
    assert marks.error_cells == {(2, 3): "#REF!"}
    assert (marks.anchor, marks.uncalculated, walk.cells_spanned) == ((3, 3), frozenset(), 9)


def test_records_of_an_embedded_chart_are_not_the_sheets(tmp_path):
    chart = record(0x809, b"\x00\x06\x20\x00") + record(0x203, bytes(14)) + record(0x0A, b"")
    own = record(0x203, b"\x04\x00\x03\x00" + bytes(10))
    stream = record(0x809, b"\x00\x06\x10\x00") + chart + own + record(0x0A, b"")
    assert xls_marks.scan(stream, 0).marks().anchor == (5, 4)


@pytest.mark.parametrize("rows", [300])
def test_many_cells_of_every_record(tmp_path, rows):
    def fill(sheet):
        for row in range(rows):
            for column in range(3, 6):
                sheet.write(row + 2, column, row * column)

    read = table(sheet_of(tmp_path, fill))
    assert read[2 + 7] == ["", "", "", "21", "28", "35"]
