"""Where the header stands and which column is which field."""

import unicodedata
from functools import partial

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsreform.language.text import bare
from bsreform.layouts import layout
from bsreform.layouts.dossier_export import LAYOUT
from bsreform.reading.recognising.cell_texts import first_rows
from bsreform.reading.recognising.headers import LONGEST_HEADING, find_headers, header_words
from bsreform.reading.recognising.tables import _known
from exports import cells

WORDS = header_words(LAYOUT, {})


def found(table, merges=(), words=WORDS):
    """(row where the header ends, field → column letter), or None."""
    rows = cells(table)
    width = max(map(len, rows))
    headers = find_headers(dict(enumerate(row + [""] * (width - len(row)) for row in rows)), merges, LAYOUT, words)
    if not headers:
        return None
    [header] = headers
    return (header.last + 1, {name: chr(65 + column) for name, column in header.fields.items()})


DATES = {"received_at": "C", "due_at": "D", "finished_at": "E"}


@pytest.mark.parametrize("merges", [(), ((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 5), (1, 6, 1, 7))])
def test_a_heading_over_several_columns_names_them_all(merges):
    table = """
        | STT | Mã hồ sơ | Ngày       |         |                | Số hóa |         |
        |     |          | tiếp nhận  | hẹn trả | kết thúc xử lý | Hồ sơ  | Kết quả |
    """
    digitised = {"components_digitised": "F", "result_digitised": "G"}
    assert found(table, merges) == (2, {"code": "B", **DATES, **digitised})


def test_the_heading_may_be_the_latter_half_of_the_name():
    table = """
        | Hồ sơ | Tiếp nhận |           | Trả kết quả |          | Thanh toán |            | Trạng thái |
        | Mã số | Ngày      | Hình thức | Ngày hẹn    | Ngày trả | Hình thức  | Trạng thái |            |
    """
    columns = {"code": "A", "received_at": "B", "channel": "C", "due_at": "D", "returned_at": "E"}
    assert found(table) == (2, columns | {"payment_method": "F", "payment_status": "G", "status_text": "H"})


def test_three_rows_of_headings():
    table = """
        | Mã hồ sơ | Thông tin xử lý |         |                |
        |          | Ngày            |         |                |
        |          | tiếp nhận       | hẹn trả | kết thúc xử lý |
    """
    dates = {"received_at": "B", "due_at": "C", "finished_at": "D"}
    assert found(table) == (3, {"code": "A", **dates})
    assert found(table, ((1, 1, 3, 1), (1, 2, 1, 4), (2, 2, 2, 4))) == (3, {"code": "A", **dates})


@pytest.mark.parametrize(
    "table",
    [
        "| MÃ HỒ SƠ | NGÀY\\nTIẾP NHẬN | NGÀY HẸN TRẢ |",
        "| Mã hồ sơ (1) | Ngày tiếp nhận (dd/mm/yyyy) | Ngày hẹn trả (*) |",
        "| 1. Mã hồ sơ | 2. Ngày tiếp nhận | 3. Ngày hẹn trả |",
        "| Số hồ sơ | Ngày giờ tiếp nhận hồ sơ | Thời gian hẹn trả kết quả hồ sơ |",
        "| Mã\u00a0hồ  sơ | Ngày tiếp\u200b nhận | Ngày hẹn trả |",
    ],
)
def test_spelling_numbers_and_remarks_do_not_matter(table):
    assert found(table) == (1, {"code": "A", "received_at": "B", "due_at": "C"})


def test_the_stronger_word_wins():
    table = "| Mã hồ sơ | Ngày nộp hồ sơ | Ngày tiếp nhận | Hạn xử lý | Ngày hẹn trả |"
    assert found(table) == (1, {"code": "A", "received_at": "C", "due_at": "E"})


def test_two_columns_of_one_word_are_rivals():
    [row] = cells("| Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Ngày hẹn trả |")
    [header] = find_headers({0: row}, (), LAYOUT, WORDS)
    assert header.rivals == {"due_at": (2, 3)}


def test_titles_and_filters_above_are_no_header():
    table = """
        | THỦ TỤC HÀNH CHÍNH |
        | Đơn vị: | Tất cả | Lĩnh vực: | Tất cả |
        | Mã hồ sơ | Đơn vị | Ngày tiếp nhận | Ngày hẹn trả |
        | 000.00.53.H48-240304-0001 | Bình Chánh | 04/03/2024 | 11/03/2024 |
    """
    assert found(table) == (3, {"code": "A", "unit_named": "B", "received_at": "C", "due_at": "D"})


def test_a_row_of_data_never_belongs_to_the_header():
    table = """
        | Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Kênh |
        | 000.00.53.H48-240304-0001 | 04/03/2024 | 11/03/2024 | Trực tuyến |
    """
    assert found(table) == (1, {"code": "A", "received_at": "B", "due_at": "C"})


def test_a_summary_is_no_list_of_dossiers():
    assert found("| Đơn vị | Tổng số | Đúng hạn | Quá hạn |\n| Bình Chánh | 3 | 2 | 1 |") is None


def test_words_of_the_user_are_the_strongest():
    words = header_words(LAYOUT, {"received_at": ["Ngày vào sổ"]})
    table = "| Mã hồ sơ | Ngày tiếp nhận | Ngày vào sổ | Ngày hẹn trả |"
    assert found(table, words=words) == (1, {"code": "A", "received_at": "C", "due_at": "D"})


HEADINGS = {
    "code": "Mã hồ sơ", "unit_handling": "Đơn vị giải quyết", "received_at": "Ngày tiếp nhận", "due_at": "Ngày hẹn trả",
    "finished_at": "Ngày có kết quả", "status_text": "Trạng thái", "fee_levy": "Lệ phí", "reused": "Tái sử dụng",
}  # fmt: skip


@given(st.permutations(list(HEADINGS)), st.integers(0, 6))
def test_neither_the_order_of_columns_nor_rows_above_matter(order, above):
    rows = [["Tiêu đề", *[""] * 7] for _ in range(above)] + [[HEADINGS[name] for name in order]]
    [header] = find_headers(dict(enumerate(rows)), (), LAYOUT, WORDS)
    assert (header.first, header.last) == (above, above)
    assert header.fields == {name: column for column, name in enumerate(order)}


@pytest.mark.parametrize(
    ("group", "leaves", "columns"),
    [
        ("Thanh toán", ("Trực tuyến", "Trực tiếp"), {"paid_direct": "D"}),
        ("Hình thức thanh toán", ("Trực tuyến", "Tiền mặt"), {"paid_direct": "D"}),
        ("Hình thức nộp", ("Trực tuyến", "Trực tiếp"), {"channel": "D"}),
        ("Hình thức", ("Nộp hồ sơ", "Trả kết quả"), {"channel": "D"}),
        ("Trả kết quả", ("Trực tuyến", "Trực tiếp"), {}),
        ("Số hóa", ("Hồ sơ", "Kết quả"), {"components_digitised": "D", "result_digitised": "E"}),
        ("Số ngày", ("Xử lý", "Quy định"), {"statutory_days": "E"}),
    ],
)
def test_a_sub_header_is_read_with_its_group(group, leaves, columns):
    table = f"""
        | Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | {group} | |
        | | | | {leaves[0]} | {leaves[1]} |
    """
    assert found(table)[1] == {"code": "A", "received_at": "B", "due_at": "C"} | columns


def test_a_heading_in_two_languages_matches_by_each_half():
    table = "| Mã hồ sơ - File code | Received / Ngày tiếp nhận | Ngày hẹn trả\\n(Due date) |"
    assert found(table) == (1, {"code": "A", "received_at": "B", "due_at": "C"})


@pytest.mark.parametrize("heading", ["Trả kết quả lúc", "Đã trả kết quả ngày"])
def test_when_a_result_was_handed_over_is_known_in_other_words(heading):
    table = f"| Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | {heading} |"
    assert found(table) == (1, {"code": "A", "received_at": "B", "due_at": "C", "returned_at": "D"})


@pytest.mark.parametrize("heading", ["Nơi giải quyết", "Nơi xử lý hồ sơ"])
def test_where_a_dossier_is_handled_is_known_in_other_words(heading):
    table = f"| Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | {heading} |"
    assert found(table) == (1, {"code": "A", "received_at": "B", "due_at": "C", "unit_handling": "D"})


def test_what_was_taken_is_no_term():
    table = "| Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Số ngày xử lý | Thời gian xử lý |"
    assert found(table) == (1, {"code": "A", "received_at": "B", "due_at": "C"})


@pytest.mark.parametrize("layout_id", ["dossier_export", "task_tracker"])
def test_a_heading_far_below_is_known_however_it_is_written(layout_id):
    words = frozenset(word for word in header_words(layout(layout_id), {}) if len(word) < LONGEST_HEADING - 4)
    ways = (str, str.upper, partial(unicodedata.normalize, "NFD"), "* {}".format, "“{}”".format)
    for way in ways:
        written = [way(word) for word in sorted(words)]
        known = _known(pa.array(written), words, sorted(map(bare, words)))
        assert set(written) == set(known)


def test_of_an_endless_text_only_the_beginning_is_looked_at():
    (title, blank) = first_rows([pa.chunked_array([["DANH SÁCH HỒ SƠ " + "x" * 1_000_000, None]])])
    assert (title[0][:16], len(title[0]), blank) == ("DANH SÁCH HỒ SƠ ", 1000, [""])
