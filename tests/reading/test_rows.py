"""What each row of a sheet is."""

import pyarrow as pa
import pytest

from bsreform.layouts.dossier_export import LAYOUT
from bsreform.layouts.procedures import LAYOUT as PROCEDURES
from bsreform.reading.recognising.headers import find_headers, header_words
from bsreform.reading.recognising.rows import KINDS, classify
from exports import cells

HEADER = "| STT | Mã hồ sơ | Đơn vị | Ngày tiếp nhận | Ngày hẹn trả | Trạng thái |"
DOSSIER = "| 1 | 000.00.53.H48-240304-0001 | | 04/03/2024 | 11/03/2024 | Đang xử lý |"


def classified(table):
    rows = cells(f"{HEADER}\n{table.strip()}")
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    columns = [pa.array([text or None for text in column], pa.string()) for column in zip(*rows, strict=True)]
    [header] = find_headers({0: rows[0]}, (), LAYOUT, header_words(LAYOUT, {}))
    return classify(columns, header)


def kind(row, table=DOSSIER + "\n{}\n" + DOSSIER):
    """What a row between two dossiers is."""
    counts = dict(classified(table.format(row)).accounting)
    counts["data"] -= table.count(DOSSIER)
    counts["header"] -= 1
    [found] = [name for name in KINDS if counts[name]]
    return found


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (DOSSIER, "data"),
        ("| 2 | | Bình Chánh | 04/03/2024 | 11/03/2024 | |", "data"),
        ("| 2 | giấy 5 | Bình Chánh | | | Đang xử lý |", "data"),
        ("| 2 | 000.00.53.H48-240304-0001 | | | | |", "data"),
        ("| | | | | | |", "blank"),
        ("| 7 | | | | | |", "blank"),
        ("| 7 | - | - | … | … | |", "blank"),
        ("| 7 | | UBND xã Bình Chánh | | | |", "blank"),
        ("| STT | Mã hồ sơ | Đơn vị | Ngày tiếp nhận | Ngày hẹn trả | Trạng thái |", "header"),
        ("| (1) | (2) | (3) | (4) | (5) | (6)=(4)+(5) |", "header"),
        ("| 1 | 2 | 3 | 4 | 5 | 6 |", "header"),
        ("| A | B | C | 1 | 2 | 3 |", "header"),
        ("| I. UBND xã Bình Chánh | | | | | |", "section"),
        ("| A | Lĩnh vực đất đai | | | | |", "section"),
        ("| I | UBND xã Bình Chánh | | 2 | 2 | |", "section"),
        ("| Hộ tịch | | | | | |", "section"),
        ("| Tổng số | | | 2 | | |", "total"),
        ("| | TỔNG CỘNG | 4 | 4 | | |", "total"),
        ("| II | Cộng xã Bình Hòa: 5 hồ sơ | | | | |", "total"),
        ("| | | | | thôn 2, xã Bình Hòa | |", "footer"),
        ("| Trang 1/3 | | | | | |", "footer"),
    ],
)
def test_a_row_within_the_table(row, expected):
    assert kind(row) == expected


def test_the_signature_block_is_no_data():
    rows = classified(f"""
        {DOSSIER}
        | Ghi chú: số liệu của hệ thống một cửa | | | | | |

        | | | | | Bình Sơn, ngày 08 tháng 3 năm 2024 | |
        | | NGƯỜI LẬP BIỂU | KIỂM SOÁT | | | CHỦ TỊCH |
        | | Nguyễn Văn A | Trần Thị B | | | Lê Văn C |
    """)
    assert rows.accounting == {
        "title": 0, "header": 1, "section": 0, "total": 0, "blank": 1, "footer": 4, "data": 1, "unread": 0,
    }  # fmt: skip


def test_columns_numbers_must_rise():
    assert kind("| 5 | x | x | x | | |") != "header"


def stacks(table):
    """For each dossier the headings above it."""
    rows = classified(table.replace("*", DOSSIER))
    return [rows.stacks[section] if section >= 0 else () for section in rows.sections.to_pylist()]


def test_headings_nest_by_their_numbering():
    assert stacks("""
        | A | Cơ quan chuyên môn | | | | |
        | I | Phòng Tư pháp (1 hồ sơ) | | | | |
        *
        | II | Phòng Nội vụ: 2 hồ sơ | | | | |
        | 1. Hội | | | | | |
        *
        | B | UBND xã, thị trấn | | | | |
        *
    """) == [
        ("Cơ quan chuyên môn", "Phòng Tư pháp"),
        ("Cơ quan chuyên môn", "Phòng Nội vụ", "Hội"),
        ("UBND xã, thị trấn",),
    ]


def test_c_and_d_are_letters_beside_a_and_b():
    assert stacks("""
        | A | UBND xã Bình Chánh | | | | |
        *
        | B | UBND xã Bình Hòa | | | | |
        | I | Hộ tịch | | | | |
        *
        | C | UBND xã Bình An | | | | |
        | I | Hộ tịch | | | | |
        *
    """) == [("UBND xã Bình Chánh",), ("UBND xã Bình Hòa", "Hộ tịch"), ("UBND xã Bình An", "Hộ tịch")]


def test_headings_without_numbers_nest_by_what_they_name():
    assert stacks("""
        | UBND xã Bình Chánh | | | | | |
        | Lĩnh vực: Đất đai | | | | | |
        *
        | Lĩnh vực: Hộ tịch | | | | | |
        *
        | Đơn vị: UBND xã Bình Hòa | | | | | |
        *
    """) == [
        ("UBND xã Bình Chánh", "Lĩnh vực: Đất đai"),
        ("UBND xã Bình Chánh", "Lĩnh vực: Hộ tịch"),
        ("UBND xã Bình Hòa",),
    ]


def test_one_numbering_may_serve_two_ranks():
    assert stacks("""
        | I. UBND xã Bình Chánh | | | | | |
        | I. Đất đai | | | | | |
        *
        | II. Hộ tịch | | | | | |
        *
        | II. UBND xã Bình Hòa | | | | | |
        | I. Hộ tịch | | | | | |
        *
        | III. Khối khác | | | | | |
        *
    """)[1:3] == [("UBND xã Bình Chánh", "Hộ tịch"), ("UBND xã Bình Hòa", "Hộ tịch")]


def test_a_list_without_dates_and_without_row_numbers_is_data_too():
    rows = cells(
        """
        | Mã TTHC | Tên TTHC | Lĩnh vực |
        | 1.001193.000.00.00.H48 | Đăng ký khai sinh | Hộ tịch |
        | 1.000894.000.00.00.H48 | Đăng ký kết hôn | Hộ tịch |
        | Người lập biểu | Chánh Văn phòng | |
    """.strip()
    )
    columns = [pa.array([text or None for text in column], pa.string()) for column in zip(*rows, strict=True)]
    [header] = find_headers({0: rows[0]}, (), PROCEDURES, header_words(PROCEDURES, {}))
    found = classify(columns, header)
    assert found.accounting["data"] == 2 and found.accounting["footer"] == 1
