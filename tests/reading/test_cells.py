"""One cell's text → one value or the reason why not."""

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsreform.layouts.dossier_export import CHANNELS, STATUSES
from bsreform.reading.recognising.cells import (
    is_placeholder,
    parse_choice,
    parse_code,
    parse_date,
    parse_days,
    parse_money,
    parse_number,
    parse_percent,
    parse_status,
    parse_yes_no,
)

FIFTH = date(2024, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "05/03/2024", "5/3/24", "05-03-2024", "05.03.2024", "5 / 3 / 2024", "2024-03-05", "2024/03/05", "2024-3-5",
        "05/03/2024 08:30", "05/03/2024 08:30:15", "05/03/2024 8:30 AM", "05/03/2024 03:30:00 CH", "05/03/2024 7:00 SA",
        "05/03/2024 15h30", "05/03/2024 15 giờ 30", "05/03/2024 lúc 15h", "08:30 05/03/2024",
        "15 giờ 00 ngày 05/3/2024",
        "2024-03-05T07:30", "2024-03-05 07:30:00.500", "2024-03-05T07:30:00+07:00", "2024-03-04T17:00:00.000Z",
        "ngày 5 tháng 3 năm 2024", "5 tháng 3, năm 2024", "45356", "45356.999", "45356,5",
    ],
)  # fmt: skip
def test_the_fifth_of_march_is_read_however_it_is_written(text):
    assert parse_date(text) == (FIFTH, "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("30/02/2024", "date"), ("31/04/2024", "date"), ("00/03/2024", "date"), ("20/01/201", "date"),
        ("02/13/2024", "month_first"), ("12/31/2024 08:00", "month_first"), ("13/13/2024", "date"),
        ("05/03/1924", "year"), ("05/03/2204", "year"), ("5/3/0024", "year"), ("99999", "year"),
        ("12.30", "date"), ("10", "date"), ("2025", "date"), ("20240305", "date"), ("3/2024", "date"),
        ("05/03", "date"),
        ("24-03-05", "date"), ("05/03/2024 25:61", "date"), ("05/03/2024 - 06/03/2024", "date"), ("chưa có", "date"),
    ],
)  # fmt: skip
def test_what_names_no_certain_day_is_not_guessed(text, reason):
    assert parse_date(text) == (None, reason)


def test_serials_count_from_the_epoch_of_the_workbook():
    assert parse_date("43894", date1904=True) == (FIFTH, "")


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.sampled_from("/.-"), st.booleans())
def test_a_day_is_read_back_as_it_was_written(day, separator, padded):
    numbers = (f"{day.day:02}", f"{day.month:02}") if padded else (str(day.day), str(day.month))
    assert parse_date(separator.join((*numbers, str(day.year)))) == (day, "")


@given(st.from_regex(r"[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}( [0-9]{1,2}:[0-9]{2})?", fullmatch=True))
def test_a_day_that_is_read_stands_in_the_text(text):
    day, _ = parse_date(text)
    if day is not None:
        first, second, third = map(int, re.findall(r"\d+", text)[:3])
        assert (day.day, day.month, day.year % 100) in {(first, second, third % 100), (third, second, first % 100)}


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_a_reason(text):
    day, reason = parse_date(text)
    assert (day is None) == bool(reason)


@given(st.datetimes(datetime(2001, 1, 1), datetime(2099, 1, 1)))
def test_moments_in_utc_become_the_day_in_vietnam(moment):
    assert parse_date(moment.strftime("%Y-%m-%dT%H:%M:00.000Z")) == ((moment + timedelta(hours=7)).date(), "")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234.500", 1_234_500), ("60,5", 60.5), ("20.000đ", 20_000), ("20.000 đồng", 20_000), ("20,000", 20_000),
        ("20,000.00", 20_000), ("20.000,00", 20_000), ("20 000 VNĐ", 20_000), ("20000.0", 20_000), ("2.5E+4", 25_000),
        ("0", 0), ("0đ", 0), ("Miễn phí", 0), ("không thu phí", 0), ("Không", 0),
    ],
)  # fmt: skip
def test_amounts_are_read_as_vietnamese_write_them(text, amount):
    assert parse_money(text) == (amount, "")


@pytest.mark.parametrize(
    "text", ["x", "20k", "10.000 + 5.000", "1.23.456", "1e400", "nan", "theo quy định", "0912345678", "０912345678"]
)
def test_other_amounts_are_not_guessed(text):
    assert parse_money(text) == (None, "number")


def test_percents_and_days_may_carry_their_unit():
    assert parse_percent("100%") == (100.0, "")
    assert parse_percent("60,5 %") == (60.5, "")
    assert parse_number("60,5") == (60.5, "")
    assert parse_days("10,5 ngày làm việc") == (10.5, "")


@pytest.mark.parametrize(
    "text", ["Có", "X", "x", "v", "✓", "1", "1.0", "true", "Đã số hoá", "ÐÃ SỐ HÓA", "Được số hóa", "Đã thanh toán"]
)
def test_yes(text):
    assert parse_yes_no(text) == (True, "")


@pytest.mark.parametrize("text", ["Không", "KHÔNG", "0", "false", "Chưa", "chưa số hóa", "Chưa thanh toán", "☐"])
def test_no(text):
    assert parse_yes_no(text) == (False, "")


@pytest.mark.parametrize("text", ["đang làm", "2", "●", "3/5", "một phần"])
def test_neither_yes_nor_no(text):
    assert parse_yes_no(text) == (None, "yes_no")


def test_a_column_may_have_its_own_words_for_yes_and_no():
    assert parse_yes_no("Miễn phí") == (True, "")
    assert parse_yes_no("Miễn phí", {"miễn phí": "no"}) == (False, "")


def test_dashes_dots_and_null_say_nothing():
    assert all(map(is_placeholder, ("-", "–", "…", "...", "NULL", "n/a", "")))
    assert not any(map(is_placeholder, ("0", "x", "Không", "✓", "●")))


@pytest.mark.parametrize(
    "text",
    [
        "000.00.53.H48-240304-0001", "000.00.53.h48-240304-0001", " 000.00.53.H48 - 240304 - 0001 ",
        "000.00.53.H48–240304–0001", "000.00.53.H48—240304—0001", "000.00.53.H48‑240304‑0001",
    ],
)  # fmt: skip
def test_spellings_of_one_code_are_one_code(text):
    assert parse_code(text) == ("000.00.53.H48-240304-0001", "")


@pytest.mark.parametrize("text", ["240304", "000.00.53.H48-240304", "0.0.53.H48-240304-0001", "giấy 5"])
def test_no_code_is_repaired(text):
    assert parse_code(text) == (text.upper(), "unusual")


@pytest.mark.parametrize("text", ["2.40304E+05", "giấy", "05/03/2024", "0912 345 678"])
def test_what_excel_spoiled_and_what_is_no_number_is_no_code(text):
    assert parse_code(text) == (None, "code")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("10", "closed_with_result"), ("10.0", "closed_with_result"), ("02", "open"), ("(5)", "waiting"),
        ("10 - Đã trả kết quả", "closed_with_result"), ("4: Đang xử lý", "open"), ("1. Mới đăng ký", "not_accepted"),
        ("8 - Dừng xử lý, từ chối, trả lại", "closed_without_result"), ("ĐÃ TRẢ KẾT QUẢ", "closed_with_result"),
        ("Đã trả kết quả đúng hạn", "closed_with_result"), ("Đã trả kết quả (trễ hạn)", "closed_with_result"),
        ("Yêu cầu bổ sung, tạm dừng", "waiting"), ("Đang xử lý tại Phòng Tư pháp", "open"),
        ("Đã huỷ", "closed_without_result"),
        ("Từ chối tiếp nhận hồ sơ", "not_accepted"),
    ],
)  # fmt: skip
def test_statuses_by_number_by_wording_or_both(text, meaning):
    assert parse_status(text, STATUSES) == (meaning, "")


def test_the_wording_of_a_status_counts_before_its_number():
    assert parse_status("4 - Đã trả kết quả", STATUSES) == ("closed_with_result", "")


@pytest.mark.parametrize(
    "text", ["Đã xử lý một phần", "Đã duyệt bước 2", "Chờ trả lại hồ sơ", "Xong rồi nhé", "11", "Quá hạn"]
)
def test_more_words_may_turn_a_status_round(text):
    assert parse_status(text, STATUSES) == (None, "choice")


def test_choices_may_go_on_after_the_known_words():
    assert parse_choice("Trực tuyến (VNeID)", CHANNELS) == ("online", "")
    assert parse_choice("Cổng dịch vụ công tỉnh Quảng Ngãi", CHANNELS) == ("online", "")
    assert parse_choice("Zalo", CHANNELS) == (None, "choice")
