"""Which quarter a text states: its year must stand beside it, and nothing is chosen among several."""

import pytest

from bsreform.reading.recognising.quarters import quarter_of_cell, stated_quarter


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("KẾT QUẢ HOẠT ĐỘNG QUÝ I/2024", "2024-Q1"),
        ("Quý 1 năm 2024", "2024-Q1"),
        ("Qúy II - 2024", "2024-Q2"),
        ("to-cong-nghe-so-quy-3-2024", "2024-Q3"),
        ("BC_quyIV_2023", "2023-Q4"),
        ("2024-Q1", "2024-Q1"),
        ("Quý I", ""),
        ("quý V/2024", ""),
        ("Quý I và quý II năm 2024", ""),
        ("Quý I/2024 so với quý IV/2023", ""),
        ("Bình Chánh, ngày 25 tháng 3 năm 2024", ""),
    ],
)
def test_a_text_states_one_quarter_with_its_year_or_none(text, quarter):
    assert stated_quarter(text) == quarter


def test_titles_that_name_the_same_quarter_twice_agree():
    assert stated_quarter("BIỂU QUÝ I/2024", "Kỳ báo cáo: Quý 1 năm 2024") == "2024-Q1"
    assert stated_quarter("BIỂU QUÝ I/2024", "Kế hoạch quý II/2024") == ""


@pytest.mark.parametrize(("text", "quarter"), [("I/2024", "2024-Q1"), ("iv - 2023", "2023-Q4"), ("1/2024", "")])
def test_under_its_heading_a_roman_number_is_enough_an_arabic_one_may_be_a_month(text, quarter):
    assert quarter_of_cell(text) == quarter
