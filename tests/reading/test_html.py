"""HTML tables saved as .xls: what such systems export when they say “Excel”."""

import pytest
from workbooks import book_of, table

from bsreform.reading.decoding.raw import ReadFault

PAGE = """<html><head><meta charset="utf-8"><style>td {color: red}</style></head><body>{}</body></html>"""


def page(body):
    return PAGE.replace("{}", body)


def sheets(folder, data):
    book = book_of(folder, data, "tep.xls")
    assert book.kind == "html"
    return book.sheets


def filled(sheet):
    """The first column, blanks left out."""
    return [text for text in sheet.columns[0].to_pylist() if text]


EXPORT = page(
    """<h3>Đơn vị: UBND xã Bình Chánh</h3><p>Xuất lúc 08/03/2024<br>15:00</p>
    <table border=1>
      <thead>
        <tr><th rowspan=2>STT</th><th colspan="2">Ngày&nbsp;tháng</th><th rowspan="2">Mã<br/>hồ sơ</th></tr>
        <tr><th>Nhận</th><th>Hẹn</th></tr>
      </thead>
      <tbody>
        <tr style="DISPLAY: none"><td>1<td>05/03/2024<td>08/03/2024<td>H48 &amp; 1</tr>
        <tr><td>2</td><td></td><td><b>08</b>/03</td><td><script>x</script>H48</td></tr>
      </tbody>
    </table>"""
)


def test_an_export_with_two_header_rows(tmp_path):
    (sheet,) = sheets(tmp_path, EXPORT)
    assert table(sheet) == [
        ["Đơn vị: UBND xã Bình Chánh", "", "", ""],
        ["Xuất lúc 08/03/2024", "", "", ""],
        ["15:00", "", "", ""],
        ["STT", "Ngày tháng", "", "Mã\nhồ sơ"],
        ["", "Nhận", "Hẹn", ""],
        ["1", "05/03/2024", "08/03/2024", "H48 & 1"],
        ["2", "", "08/03", "H48"],
    ]
    assert set(sheet.merges) == {(4, 1, 5, 1), (4, 2, 4, 3), (4, 4, 5, 4)}
    assert (sheet.name, sheet.hidden_rows) == ("Bảng 1", {6})


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>Phiên làm việc đã hết hạn, vui lòng đăng nhập lại</p>", "Phiên làm việc đã hết hạn"),
        ("<h1>Đăng nhập</h1><table><tr><td>Mật khẩu</td><td><input type='Password'></td></tr></table>", "Đăng nhập"),
        ("<form><input type=password></form>", "mật khẩu"),
    ],
)
def test_a_page_to_log_in_on_is_no_export(tmp_path, body, words):
    with pytest.raises(ReadFault) as fault:
        sheets(tmp_path, page(body))
    assert (fault.value.rule, fault.value.detail) == ("unreadable_file", f"login|{words}")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(tmp_path, encoding):
    assert table(sheets(tmp_path, EXPORT.encode(encoding))[0])[4][1:3] == ["Nhận", "Hẹn"]


@pytest.mark.parametrize(
    "start",
    ["\n\n  ", "<!-- báo cáo -->", '<?xml version="1.0"?>\n', "<!DOCTYPE html>", '<meta http-equiv="x">', ""],
)
def test_ways_to_begin(tmp_path, start):
    assert table(sheets(tmp_path, f"{start}<table><tr><td>á</td></tr></table>")[0]) == [["á"]]


def test_layout_tables_around_and_several_tables(tmp_path):
    inner = "<table><caption>Hồ sơ</caption><tr><td>1</td></tr></table>"
    data = page(f"<table><tr><td>tiêu đề {inner}</td><td>{inner}</td></tr></table><table><tr><td>2</td></tr></table>")
    read = sheets(tmp_path, data)
    assert [sheet.name for sheet in read] == ["Hồ sơ", "Hồ sơ (2)", "Bảng 3"]
    assert [filled(sheet) for sheet in read] == [["tiêu đề", "1"], ["1"], ["2"]]
    assert [sheet.first_row for sheet in read] == [1, 3, 4]


def test_a_data_table_with_a_small_table_in_a_cell_keeps_its_rows(tmp_path):
    rows = "<tr><td>a</td><td>b</td></tr>" * 3
    data = page(f"<table>{rows}<tr><td>c</td><td><table><tr><td>d</td></tr></table></td></tr></table>")
    outer, inner = sheets(tmp_path, data)
    assert table(outer) == [["a", "b"]] * 3 + [["c", ""]]
    assert (filled(inner), inner.first_row) == (["d"], 5)


def test_rows_of_later_tables_are_numbered_as_excel_shows_them(tmp_path):
    rows = "<tr><td rowspan=2>a</td><td>b</td></tr><tr style='display:none'><td>c</td></tr>"
    first, second = sheets(tmp_path, page(f"<p>I</p><table>{rows}</table><p>II</p><p>Hai</p><table>{rows}</table>"))
    assert (first.first_row, first.merges, first.hidden_rows) == (1, ((2, 1, 3, 1),), {3})
    assert (second.first_row, second.merges, second.hidden_rows) == (4, ((6, 1, 7, 1),), {7})


def test_spans_to_the_end_and_beyond(tmp_path):
    data = page('<table><tr><td rowspan="0">a</td><td rowspan=99>b</td></tr><tr><td>c</td></tr></table>')
    (sheet,) = sheets(tmp_path, data)
    assert table(sheet) == [["a", "b", ""], ["", "", "c"]]
    assert set(sheet.merges) == {(1, 1, 2, 1), (1, 2, 2, 2)}


def test_deep_and_broken_pages_do_not_crash(tmp_path):
    data = page("<table>" + "<tr><td><b><font><div>x</tr>" * 3_000 + "<tr><td>" + "<b>" * 900 + "y")
    assert table(sheets(tmp_path, data)[0]) == [["x"]] * 3_000 + [["y"]]


def test_a_page_too_deep_for_the_parser_is_no_page_with_fewer_rows(tmp_path):
    with pytest.raises(ReadFault, match="damaged_file"):
        sheets(tmp_path, page("<table><tr><td>x</td></tr></table>" + "<div>" * 20_000))
