"""The screen: 80 columns, low units first, plain where it is no terminal, alive on any code page."""

import io

import pytest
from msgspec.structs import replace
from weekly_sample import problem

from bsreform.language.wording import cell_text, decimal, percent_of, places_in_sheet, share_of, shown
from bsreform.measures import Ratio
from bsreform.report_model import Column, Report, Row
from bsreform.writing.problems import show_problems
from bsreform.writing.terminal import make_console, show


def screen(report: Report) -> str:
    stream = io.StringIO()
    show(report, make_console(stream), "bao-cao/2024/tuan-2024-W10.xlsx")
    return stream.getvalue()


def test_it_is_plain_text_in_80_columns(report: Report) -> None:
    told = screen(report)
    assert "\x1b" not in told
    assert max(map(len, told.splitlines())) <= 80


def test_low_units_come_first_and_the_figures_are_those_of_the_workbook(report: Report) -> None:
    told = screen(report)
    assert told.index("Đơn vị không đạt") < told.index("Kết quả theo đơn vị")
    assert "33,3% ✗" in told and "-6,7" in told


def test_it_says_the_period_the_rows_the_problems_and_the_file(report: Report) -> None:
    told = screen(report)
    assert "Từ ngày 02/3/2024 đến ngày 08/3/2024" in told
    assert "Đã đọc 1.240 hồ sơ: dùng 1.220, thay thế 9, loại 6, không tiếp nhận 5." in told
    assert "1 lỗi, 1 cảnh báo" in told
    assert "Báo cáo: bao-cao/2024/tuan-2024-W10.xlsx" in told


def test_text_of_the_data_is_never_markup(report: Report) -> None:
    assert "[/x] [red]đỏ" in screen(replace(report, title="[/x] [red]đỏ"))


def test_what_others_called_a_file_commands_no_terminal() -> None:
    stream = io.StringIO()
    make_console(stream).print("số \x1b[31m15\u202e/BC\x9b \x00[red]", soft_wrap=True)
    assert stream.getvalue() == "số [31m15/BC [red]\n"


def test_a_redirected_stream_of_another_code_page_becomes_utf_8(report: Report) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp1252")
    show(report, make_console(stream), "x.xlsx")
    stream.flush()
    assert "Bình Chánh" in raw.getvalue().decode("utf-8")


class OldTerminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def test_a_terminal_without_vietnamese_letters_gets_them_without_marks(report: Report) -> None:
    raw = io.BytesIO()
    stream = OldTerminal(raw, encoding="ascii")
    show(report, make_console(stream, colour=False), "x.xlsx")
    stream.flush()
    told = raw.getvalue().decode("ascii")
    assert "UBND xa Binh Chanh" in told and "33,3% x" in told and "?" not in told


def problems_on_screen(problems: list) -> str:
    stream = io.StringIO()
    show_problems(problems, {each.file for each in problems}, make_console(stream))
    return stream.getvalue()


def test_a_problem_has_place_raw_text_message_and_remedy() -> None:
    told = problems_on_screen([problem()])
    assert "ho-so/a.xls" in told and "Lỗi [T3]!D4 (unknown_unit): “UBND xã Bình Chanh”" in told
    assert "Không có đơn vị này." in told and "→ Ghi “UBND xã Bình Chánh”" in told
    assert "Tổng cộng: 1 lỗi, 0 cảnh báo trong 1 tệp.\n" in told
    assert told.endswith("bsreform explain unknown_unit\n")


def test_a_problem_of_a_folder_is_none_of_a_file() -> None:
    stream = io.StringIO()
    show_problems([replace(problem(), sheet=None, cell=None, row=None)], (), make_console(stream))
    assert "Lỗi cả thư mục (unknown_unit)" in stream.getvalue() and "trong 0 tệp" in stream.getvalue()


def test_a_flood_is_cut_after_three() -> None:
    told = problems_on_screen([problem(row) for row in range(4, 24)])
    assert told.count("Không có đơn vị này.") == 3
    assert "… và 17 lỗi tương tự (dòng 7–23)" in told


def test_five_of_a_kind_are_no_flood() -> None:
    assert problems_on_screen([problem(row) for row in range(4, 9)]).count("Không có đơn vị này.") == 5


def test_no_problems_is_said_too() -> None:
    assert problems_on_screen([]) == "Không phát hiện vấn đề nào.\n"


def test_numbers_are_written_the_vietnamese_way() -> None:
    assert decimal(1234567) == "1.234.567"
    assert shown(45.67, "percent") == "45,7%"
    assert shown(0.0, "points") == "0,0" and shown(1.2, "points") == "+1,2"
    assert shown(None, "percent") == "–" and shown(None, "text") == ""


def test_percents_are_worded_from_their_counts_and_never_rounded_twice() -> None:
    assert percent_of(Ratio(499, 999)) == "49,95%", "one decimal is 49,9; 49.95 would have become 50,0"
    assert percent_of(Ratio(1, 3)) == "33,3%"
    assert percent_of(Ratio(1, 16)) == shown(6.25, "percent") == "6,25%", "6,2 or 6,3 by the program that opens it"
    assert percent_of(Ratio(333, 1000)) == "33,30%"
    assert percent_of(Ratio(0, 0)) == percent_of(Ratio(None, None)) == "–"


@pytest.mark.parametrize(("counted", "out_of"), [(1, 3), (499, 999), (333, 1000), (1, 16), (1, 2), (0, 7)])
def test_a_percent_has_the_same_decimals_in_a_cell_as_in_a_text(counted: int, out_of: int) -> None:
    column = Column("percent", "Tỷ lệ", "percent", ratio=("counted", "out_of"))
    row = Row({"counted": counted, "out_of": out_of, "percent": Ratio(counted, out_of).percent})

    text = cell_text(row, column)

    assert places_in_sheet(row, column) == len(text.removesuffix("%").partition(",")[2])
    assert text == percent_of(Ratio(counted, out_of))


def test_a_cell_of_a_percent_may_hold_a_text() -> None:
    column = Column("percent", "Tỷ lệ", "percent", ratio=("counted", "out_of"))

    assert places_in_sheet(Row({"percent": "không có số liệu"}), column) == 1


def test_a_share_is_whole_percents_half_up() -> None:
    assert [share_of(5, 8), share_of(1, 3), share_of(7, 7)] == ["63%", "33%", "100%"]
