"""Page one on the screen: no more lines and columns than it has room for, whatever the texts."""

import io

from front_sample import front
from rich.console import Console

from bsreform.report_model import FrontPage
from bsreform.writing.front_screen import show_front


def shown(warning="", width=80):
    stream = io.StringIO()
    page = front(warning).blocks[0]
    assert isinstance(page, FrontPage)
    show_front(page, Console(file=stream, width=width, highlight=False, markup=False))
    return stream.getvalue().splitlines()


def test_it_takes_at_most_22_lines_of_80_columns_even_with_a_long_warning():
    lines = shown("KHÔNG ĐỦ ĐẾN 08/3/2024: " + "UBND xã Mẫu, " * 40)
    assert len(lines) <= 22
    assert max(map(len, lines)) <= 80


def test_a_warning_on_dossiers_and_tasks_stands_whole_in_the_place_of_the_last_units():
    warning = "KHÔNG ĐỦ ĐẾN 08/3/2024: " + "UBND xã Bình Hòa, " * 14 + "chưa đủ."
    lines = shown(warning)
    assert " ".join(" ".join(lines[2:6]).split()) == warning
    assert sum("UBND xã Mẫu" in line for line in lines) == 3
    assert len(lines) <= 22


def test_five_units_to_call_with_what_they_lack():
    lines = shown()
    calls = [line for line in lines if "UBND xã Mẫu" in line]
    assert [line.split()[0] for line in calls] == ["55", "48", "41", "34", "27"]
    assert all("thiếu 24 hồ sơ (37/67)" in line for line in calls)


def test_rates_have_one_decimal_and_say_what_lacks():
    [line, *_] = [line for line in shown() if line.startswith("Tỷ lệ đúng hạn")]
    assert line.split()[4:] == ["55,2%", "37/67", "90,0%", "thiếu", "24", "-3,4"]


def test_a_wide_screen_shows_the_whole_of_what_lacks():
    assert any("số hóa kết quả: thiếu 5 (12/21)" in line for line in shown(width=130))
