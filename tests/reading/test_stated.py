"""What the rows above a table say: when it was exported, whose it is."""

from datetime import datetime

import pytest

from bsreform.reading.recognising.stated import (
    export_time,
    labelled_unit,
    looks_like_unit,
    names_many_units,
    title_lines,
    unit_titles,
)

THREE = datetime(2024, 3, 8, 15)


@pytest.mark.parametrize(
    "line",
    [
        "Ngày xuất: 08/03/2024 15:00",
        "(Xuất lúc 15 giờ 00 ngày 08/3/2024)",
        "Thời điểm xuất báo cáo: 08/03/2024 15:00:00",
        "Ngày in: 8/3/2024 3:00:00 CH",
        "Ngày in: 8/3/2024 3:00:00 PM",
        "Ngày xuất: 2024-03-08T08:00:00Z",
        "Số liệu tính đến 15h00 ngày 08/03/2024",
        "Ngày xuất 8/3/24 15:00",
        "Từ ngày 01/03/2024 đến ngày 07/03/2024. Ngày xuất: 08/03/2024 15:00",
    ],
)
def test_the_export_time_is_read_however_it_is_worded(line):
    assert export_time([line]) == THREE


def test_a_dated_place_line_gives_the_day():
    assert export_time(["Bình Sơn, ngày 08 tháng 3 năm 2024"]) == datetime(2024, 3, 8)


def test_a_label_counts_before_the_place_line():
    assert export_time(["Bình Sơn, ngày 09 tháng 3 năm 2024", "Ngày xuất: 08/03/2024 15:00"]) == THREE


@pytest.mark.parametrize(
    "line",
    [
        "Từ ngày 01/03/2024 đến ngày 08/03/2024",
        "(Từ 01/03/2024 đến 08/03/2024)",
        "Từ ngày: 01/03/2024 - Đến ngày: 08/03/2024",
        "Kỳ báo cáo: 01/03/2024 - 08/03/2024",
        "Tuần 10 (từ 02/03 đến 08/03/2024)",
        "Căn cứ Quyết định số 123/QĐ-UBND ngày 05/01/2023 của UBND huyện",
        "(Ban hành kèm theo Công văn số 12 ngày 05/01/2023)",
        "Tháng 3 năm 2024",
    ],
)
def test_periods_and_documents_are_no_export_time(line):
    assert export_time([line]) is None


def test_a_label_and_its_value_may_stand_in_two_cells():
    rows = [["Đơn vị:", "Bình Chánh", ""], ["Ngày xuất", "", "08/03/2024 15:00"], ["UBND HUYỆN", "", "CỘNG HÒA"]]
    assert title_lines(rows) == ["Đơn vị: Bình Chánh", "Ngày xuất: 08/03/2024 15:00", "UBND HUYỆN", "CỘNG HÒA"]


def test_lines_that_may_name_the_unit_lose_what_stands_before_it():
    lines = [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Cơ quan giải quyết: Phòng Tư pháp",
        "DANH SÁCH HỒ SƠ TẠI UBND XÃ BÌNH AN",
    ]
    assert unit_titles(lines) == ("Đơn vị: Phòng Tư pháp", "UBND XÃ BÌNH AN")


def test_a_unit_of_measure_is_no_unit():
    assert labelled_unit("Đơn vị tính: hồ sơ") == ""


@pytest.mark.parametrize("text", ["Cơ quan chuyên môn", "UBND các xã, thị trấn", "UBND huyện Bình Sơn", "Cấp xã"])
def test_groups_and_the_district_are_no_single_unit(text):
    assert names_many_units(text)


@pytest.mark.parametrize("text", ["UBND xã Bình Chánh", "Phòng Tư pháp", "Công an huyện", "UBND thị trấn Châu Ổ"])
def test_single_units_look_like_units(text):
    assert looks_like_unit(text)
    assert not names_many_units(text)
