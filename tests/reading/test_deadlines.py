"""Deadlines as people write them: the last day in term, none, or the reason why it cannot be told."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsreform.reading.recognising.deadlines import is_deadline, parse_deadline

years = st.integers(2000, 2100)
months = st.integers(1, 12)
days = st.dates(date(2000, 1, 2), date(2100, 12, 31))

LAST_DAYS = {
    "Thứ 7 (19/11/2010)": "19/11/2010",
    "thứ Hai, ngày 05/3/2024": "05/03/2024",
    "Chủ nhật 10/3/2024": "10/03/2024",
    "Bắt đầu từ tháng 2/2024, hoàn thành tháng 5/2024": "31/05/2024",
    "Triển khai từ ngày 05/3/2024, hoàn thành trước ngày 25/3/2024": "24/03/2024",
    "Cả năm 2017": "31/12/2017",
    "Trong tháng 3/2024 và thường xuyên": "31/03/2024",
    "2024-03-31 00:00:00": "31/03/2024",
    "45352": "01/03/2024",
    "31/3/2024": "31/03/2024",
    "16h30 ngày 25/3/2024": "25/03/2024",
    "ngày 5 tháng 3 năm 2024": "05/03/2024",
    "2024-01-05T17:00:00.000Z": "06/01/2024",
    "Quý I/2024": "31/03/2024",
    "Quý 1 năm 2024": "31/03/2024",
    "QUÝ IV/2024": "31/12/2024",
    "Quý I, năm 2024": "31/03/2024",
    "trong quý II/2024": "30/06/2024",
    "tháng 3/2024": "31/03/2024",
    "Tháng 5 /2018": "31/05/2018",
    "trong tháng 3/2024": "31/03/2024",
    "tháng 2 năm 2024": "29/02/2024",
    "03/2024": "31/03/2024",
    "cuối tháng 3/2024": "31/03/2024",
    "trong năm 2024": "31/12/2024",
    "năm 2017": "31/12/2017",
    "cuối năm 2024": "31/12/2024",
    "6 tháng đầu năm 2024": "30/06/2024",
    "6 tháng cuối năm 2024": "31/12/2024",
    "đến ngày 25/3/2024": "25/03/2024",
    "chậm nhất là ngày 25/3/2024": "25/03/2024",
    "trước ngày 25/3/2024": "24/03/2024",
    "hoàn thành trước 25/3/2024": "24/03/2024",
    "trước 17h00 ngày 25/3/2024": "25/03/2024",
    "trước tháng 3/2024": "29/02/2024",
    "trước năm 2025": "31/12/2024",
    "Từ tháng 2/2024 đến tháng 9/2024": "30/09/2024",
    "từ tháng 2 đến tháng 9/2024": "30/09/2024",
    "tháng 3 - 6/2024": "30/06/2024",
    "Quý I-III/2024": "30/09/2024",
    "15/12/2023-15/02/2024": "15/02/2024",
    "từ ngày 01/3/2024 đến ngày 20/3/2024": "20/03/2024",
    "từ 15/12 đến 20/12/2024": "20/12/2024",
    "giai đoạn 2021-2025": "31/12/2025",
    "Trong Quý I và trước ngày 01/4/2024": "31/03/2024",
    "Gia hạn đến 30/4/2024": "30/04/2024",
    "31/3/2024 (theo kế hoạch)": "31/03/2024",
}

NO_DEADLINE = (
    "Thường xuyên", "Hằng tháng", "Hàng quý", "hằng năm", "không thời hạn", "không có thời hạn", "liên tục", "-", "…",
    "Ngay khi phát hiện", "Khi có yêu cầu", "Đột xuất",
    "Thường xuyên, hằng năm", "trước ngày 25 hằng tháng", "Định kỳ hằng quý", "Không gia hạn",
)  # fmt: skip

UNREADABLE = {
    "deadline": (
        "20/01/201", "sớm nhất", "2024", "Quý V/2024", "tháng 13/2024", "30/02/2024", "25/3", "Quý I", "cuối năm",
        "đầu tháng 3/2024",
        "sau ngày 25/3/2024", "năm học 2023-2024", "15 ngày", "3-5/2024",
        "Thường xuyên trong năm 2024",
        "từ 20/9/2024 đến 15/3/2024", "từ 01/01/2024", "31/3/2024 (gia hạn đến 30/4/2024)",
        "Trước ngày 15/6 và 15/12/2024",
    ),
    "deadline_conflict": ("Trong Quý I và trước ngày 30/4/2024", "25/3/2024; 30/4/2024", "Quý I và Quý II năm 2024"),
    "month_first": ("03/25/2024",),
    "year": ("31/3/1999", "tháng 3/1999", "năm 2101", "Trước 01/01/2000"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "day"), LAST_DAYS.items())
def test_the_last_day_in_term(text, day):
    found, reason = parse_deadline(text)
    assert (f"{found:%d/%m/%Y}", reason) == (day, "")


@pytest.mark.parametrize("text", NO_DEADLINE)
def test_words_for_no_deadline(text):
    assert parse_deadline(text) == (None, "")
    assert not is_deadline(text)


@pytest.mark.parametrize(("reason", "text"), [(reason, text) for reason, texts in UNREADABLE.items() for text in texts])
def test_nothing_is_guessed(reason, text):
    assert parse_deadline(text) == (None, reason)


@given(months, years)
def test_a_month_ends_on_its_last_day(month, year):
    last = date(year, month, calendar.monthrange(year, month)[1])
    for text in (
        f"tháng {month}/{year}",
        f"Tháng {month:02} năm {year}",
        f"{month}/{year}",
        f"hết tháng {month}/{year}",
    ):
        assert parse_deadline(text) == (last, "")


@given(st.integers(1, 4), years)
def test_a_quarter_ends_before_the_next_begins(quarter, year):
    following = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    roman = ("I", "II", "III", "IV")[quarter - 1]
    for text in (f"Quý {roman}/{year}", f"Quý {quarter} năm {year}", f"trong Quý {roman} năm {year}"):
        assert parse_deadline(text) == (following - timedelta(days=1), "")


@given(days)
def test_before_a_day_is_the_day_before(day):
    assert parse_deadline(f"trước ngày {day.day}/{day.month}/{day.year}") == (day - timedelta(days=1), "")


@given(days, days)
def test_a_range_ends_with_its_end_or_is_none(first, last):
    text = f"{first.day}/{first.month}/{first.year} - {last.day}/{last.month}/{last.year}"
    assert parse_deadline(text) == ((last, "") if first <= last else (None, "deadline"))


@given(st.text())
def test_no_text_breaks_it(text):
    day, reason = parse_deadline(text)
    assert day is None or (isinstance(day, date) and not reason)
