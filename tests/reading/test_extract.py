"""A file as people make it → the extract: rows, facts, and where everything stands."""

import json
from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from exports import HEADER, book, cells, code, read

LATE = date(2024, 3, 11)


def dossier(number, unit="UBND xã Bình Chánh", due="11/03/2024", ended="", status="Đang xử lý"):
    return [code(number), unit, "04/03/2024", due, ended, status]


def facts_of(found, *names):
    return [tuple(fact[name] for name in names) for fact in found]


def test_a_real_looking_export():
    rows, [sheet], facts = read(
        book(
            """
| ỦY BAN NHÂN DÂN | | | | | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
| HUYỆN BÌNH SƠN | | | | | | Độc lập - Tự do - Hạnh phúc |
| DANH SÁCH HỒ SƠ |
| (Từ ngày 02/03/2024 đến ngày 08/03/2024) |
| Ngày xuất: 08/03/2024 15:00 |

| STT | Mã hồ sơ | Người nộp | Ngày | | | Lệ phí |
| | | | tiếp nhận | hẹn trả | kết thúc xử lý | |
| (1) | (2) | (3) | (4) | (5) | (6) | (7) |
| I | UBND xã Bình Chánh (2 hồ sơ) |
| 1 | 000.00.53.H48-240304-0001 | Nguyễn Văn A | 04/03/2024 08:00 | 11/03/2024 17:00 | 06/03/2024 | 20.000đ |
| 2 | 000.00.53.H48-240304-0002 | Nguyễn Văn B | 04/03/2024 08:00 | 11/03/2024 17:00 | - | Miễn phí |
| | | thôn 2, xã Bình Hòa | | | | |
| Tổng cộng: 2 hồ sơ | | | | | | 20.000 |

| | | | Bình Sơn, ngày 08 tháng 3 năm 2024 |
| | NGƯỜI LẬP BIỂU | | | | | CHỦ TỊCH |
""",
            merges=("A7:A8", "B7:B8", "C7:C8", "D7:F7", "G7:G8"),
        )
    )
    assert facts == []
    dates = {"received_at": date(2024, 3, 4), "due_at": LATE}
    place = {"sheet": 0, "section": 0}
    assert rows == [
        {**place, "row": 11, "code": code(1), **dates, "finished_at": date(2024, 3, 6), "fee_levy": 20_000.0},
        {**place, "row": 12, "code": code(2), **dates, "fee_levy": 0.0},
    ]
    assert sheet["accounting"] == {
        "title": 5, "header": 3, "section": 1, "total": 1, "blank": 2, "footer": 3, "data": 2, "unread": 0,
    }  # fmt: skip
    assert sheet["exported_at"] == "2024-03-08T15:00:00"
    assert sheet["stacks"] == [["UBND xã Bình Chánh"]]
    assert sheet["columns"] == {
        "code": "B",
        "received_at": "D",
        "due_at": "E",
        "finished_at": "F",
        "fee_levy": "G",
    }


def test_personal_columns_leave_no_trace():
    personal = ["Người nộp", "Địa chỉ", "Số điện thoại", "CCCD", "Email", "Chủ hồ sơ"]
    values = ["Nguyễn Văn A", "thôn Phú Lễ", "0912345678", "051234567890", "a@example.vn", "Nguyễn Văn B"]
    rows, sheets, facts = read(book([[*cells(HEADER)[0], *personal], [*dossier(1), *values]]))
    left = json.dumps([rows, sheets, facts], default=str, ensure_ascii=False)
    assert not [text for text in values if text in left]


def test_a_header_repeated_on_every_page_is_no_data():
    page = """
| STT | Mã hồ sơ | Đơn vị | Ngày | | Trạng thái |
| | | | tiếp nhận | hẹn trả | |
"""
    line = "| {0} | 000.00.53.H48-240304-000{0} | Bình An | 04/03/2024 | 11/03/2024 | Đang xử lý |\n"
    merges = [f"{column}{top}:{column}{top + 1}" for top in (1, 4) for column in "ABCF"] + ["D1:E1", "D4:E4"]
    text = page.strip("\n") + "\n" + line.format(1) + page.strip("\n") + "\n" + line.format(2)
    rows, [sheet], facts = read(book(text, merges=merges))
    assert [row["row"] for row in rows] == [3, 6]
    assert (sheet["accounting"]["header"], facts) == (4, [])


def test_a_second_header_with_its_columns_in_another_order_is_read_by_its_own():
    first = ["Mã hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả", "Số hóa hồ sơ", "Số hóa kết quả"]
    second = ["Mã hồ sơ", "Ngày hẹn trả", "Ngày tiếp nhận", "Số hóa kết quả", "Số hóa hồ sơ"]
    table = [
        first,
        [code(1), "04/03/2024", "11/03/2024", "X", ""],
        second,
        [code(2), "11/03/2024", "04/03/2024", "X", ""],
    ]
    rows, sheets, facts = read(book(table))
    assert [(row["received_at"], row["due_at"]) for row in rows] == [(date(2024, 3, 4), LATE)] * 2
    assert [(row.get("components_digitised"), row.get("result_digitised")) for row in rows] == [
        (True, None),
        (None, True),
    ]
    assert ([sheet["columns"]["due_at"] for sheet in sheets], facts) == (["C", "B"], [])


def test_a_second_table_that_is_no_list_of_ours_is_refused_row_by_row():
    table = [cells(HEADER)[0], dossier(1), [], ["STT", "Mã hồ sơ", "Tình hình"], ["1", code(2), "Đang ký"]]
    rows, _, facts = read(book(table))
    assert [row["row"] for row in rows] == [2]
    assert facts_of(facts, "kind", "row", "detail") == [("unread_row", 5, "value")]
    swapped = [cells(HEADER)[0], dossier(1), ["Mã hồ sơ", "Trạng thái"], [code(2), "Đang ký"]]
    rows, _, facts = read(book(swapped))
    assert [row["row"] for row in rows] == [2]
    assert facts_of(facts, "kind", "row", "detail") == [("unread_row", 4, "value")]


def test_merged_cells_are_filled_downwards():
    table = [cells(HEADER)[0], dossier(1), dossier(2, unit=""), dossier(3, unit=""), dossier(4, unit="Bình Hòa")]
    rows, _, _ = read(book(table, merges=("B2:B4",)))
    assert [row["unit_named"] for row in rows] == ["UBND xã Bình Chánh"] * 3 + ["Bình Hòa"]


def test_every_complaint_has_its_cell():
    table = [["Ghi chú"], [], ["", *cells(HEADER)[0]], ["", *dossier(1, due="30/02/2024")], ["", *dossier(2, due="")]]
    _, _, facts = read(book(table))
    assert facts_of(facts, "kind", "column", "row", "field", "raw") == [
        ("unreadable_value", "E", 4, "due_at", "30/02/2024"),
        ("missing_value", "E", 5, "due_at", ""),
    ]


def test_true_dates_and_serials():
    table = [cells(HEADER)[0], dossier(1, due=datetime(2024, 3, 11, 17)), dossier(2, due=45362)]
    assert [row["due_at"] for row in read(book(table))[0]] == [LATE, LATE]
    assert [row["due_at"] for row in read(book(table[:2], date_1904=True))[0]] == [LATE]


def test_two_columns_of_one_name_must_agree():
    twice = [*cells(HEADER)[0], "Ngày hẹn trả"]
    rows, _, facts = read(book([twice, [*dossier(1), "12/03/2024"], [*dossier(2), "11/03/2024"]]))
    assert "due_at" not in rows[0]
    assert ("ambiguous_column", "D, G", "due_at") in facts_of(facts, "kind", "column", "field")
    rows, _, facts = read(book([twice, [*dossier(1), "11/03/2024"]]))
    assert (rows[0]["due_at"], facts) == (LATE, [])
    rows, _, facts = read(book([twice, [*dossier(1), ""]]))
    assert (rows[0]["due_at"], facts) == (LATE, [])


def test_a_missing_required_column_is_one_fact_with_the_nearest_heading():
    header = ["Mã hồ sơ", "Đơn vị", "Ngày tiếp nhận", "Ngày hẹn tra", "Trạng thái"]
    _, _, facts = read(book([header, [code(1), "Bình An", "04/03/2024", "11/03/2024", "Đang xử lý"]]))
    assert facts_of(facts, "kind", "row", "field", "detail") == [("missing_column", 1, "due_at", "Ngày hẹn tra|D")]


def test_sheets_that_fit_are_read_and_the_others_named():
    table = [cells(HEADER)[0], dossier(1)]
    rows, sheets, facts = read(book([["Đơn vị", "Tổng số"], ["Bình An", 3]], table, [table[0], dossier(2)]))
    assert [(row["sheet"], row["code"]) for row in rows] == [(1, code(1)), (2, code(2))]
    assert [sheet["name"] for sheet in sheets] == ["S2", "S3"]
    assert facts_of(facts, "kind", "raw", "detail") == [("unrecognised_sheet", "Đơn vị", "extra|Tổng số|S1")]


def test_a_column_that_is_blank_throughout_says_nothing():
    header = [*cells(HEADER)[0], "Số hóa hồ sơ", "Số hóa kết quả", "Tái sử dụng"]
    _, [sheet], _ = read(book([header, [*dossier(1), "X", "", "-"], [*dossier(2), "", "", "-"]]))
    assert set(sheet["blank"]) == {"finished_at", "result_digitised", "reused"}


def test_headers_of_the_settings():
    table = [["Số nội bộ", "ĐV", "Ngày vào sổ", "Ngày phải trả"], [code(1), "Bình An", "04/03/2024", "11/03/2024"]]
    assert read(book(table))[1] == []
    words = {"code": ["Số nội bộ"], "unit_named": ["ĐV"], "received_at": ["Ngày vào sổ"], "due_at": ["Ngày phải trả"]}
    rows, _, facts = read(book(table), words)
    assert (rows[0]["unit_named"], facts) == ("Bình An", [])


def test_spelling_of_unicode_does_not_matter():
    header = ["MÃ HỒ SƠ", "ÐƠN VỊ", "NGÀY\nTIẾP NHẬN", "Ngày hẹn\u200b trả", "Kết thúc\u00a0xử lý", "Trạng thái"]
    rows, _, facts = read(book([header, dossier(1)]))
    assert (rows[0]["due_at"], facts) == (LATE, [])


def test_text_in_an_old_encoding_is_converted_and_reported():
    header = ["M· hå s¬", "§¬n vÞ", "Ngµy tiÕp nhËn", "Ngµy hÑn tr¶", "Tr¹ng th¸i"]
    values = [code(1), "UBND x· B×nh Ch¸nh", "04/03/2024", "11/03/2024", "§ang xö lý"]
    rows, _, facts = read(book([header, values]))
    assert (rows[0]["unit_named"], rows[0]["status_text"]) == ("UBND xã Bình Chánh", "Đang xử lý")
    assert facts_of(facts, "kind", "detail") == [("legacy_encoding", "tcvn3")]


def test_one_cell_pasted_in_an_old_encoding_is_converted_and_told(tmp_path):
    rows, _, facts = read(book([cells(HEADER)[0], dossier(1), dossier(2, unit="UBND x· B×nh Ch¸nh")]))
    assert [row["unit_named"] for row in rows] == ["UBND xã Bình Chánh"] * 2
    assert facts_of(facts, "kind", "row", "column", "detail") == [("legacy_encoding", 3, "B", "tcvn3")]


def test_signs_of_unicode_texts_are_no_old_encoding():
    texts = ["Bình Chánh · Bình Hòa", "Khổ 3 × 4 m²", "± 5 °C", "Café Bình Chánh"]
    rows, _, facts = read(book([cells(HEADER)[0], *(dossier(n, status=text) for n, text in enumerate(texts, 1))]))
    assert ([row["status_text"] for row in rows], facts) == (texts, [])


def test_a_sheet_in_vni_has_its_header_and_units_converted_too():
    header = ["Maõ hoà sô", "Ñôn vò", "Ngaøy tieáp nhaän", "Ngaøy heïn traû", "Traïng thaùi"]
    values = [code(1), "UBND xaõ Bình Hoøa", "04/03/2024", "11/03/2024", "Ñaõ traû keát quaû"]
    rows, _, facts = read(book([header, values]))
    assert (rows[0]["unit_named"], rows[0]["status_text"]) == ("UBND xã Bình Hòa", "Đã trả kết quả")
    assert facts_of(facts, "kind", "row", "detail") == [("legacy_encoding", None, "vni")]


def test_the_name_of_a_sheet_is_masked_like_any_text():
    _, [sheet], facts = read(book([["Ghi chú"]], [cells(HEADER)[0], dossier(1)], names=["Nguyễn Văn A", "0912345678"]))
    assert sheet["name"] == "•••"
    assert facts_of(facts, "kind", "detail") == [("unrecognised_sheet", "extra||N.V.A")]


# --- properties ----------------------------------------------------------------------------

NAMES = cells(HEADER)[0]
ROWS = [
    dossier(1),
    dossier(2, due="30/02/2024"),
    dossier(3, ended="06/03/2024", status="Đã trả kết quả"),
    dossier(4, due=""),
]
DROPPED = ("row", "section")


def figures(table):
    rows, [sheet], facts = read(book(table))
    kept = [{name: value for name, value in row.items() if name not in DROPPED} for row in rows]
    return kept, facts_of(facts, "kind", "field", "raw"), sheet["accounting"]


@settings(max_examples=15)
@given(st.permutations(range(len(NAMES))))
def test_the_order_of_columns_does_not_matter(order):
    plain, moved = figures([NAMES, *ROWS]), figures([[row[i] for i in order] for row in [NAMES, *ROWS]])
    assert moved[0] == plain[0]
    assert sorted(moved[1]) == sorted(plain[1])
    assert moved[2] == plain[2]


ODD_ROWS = [
    [],
    ["7"],
    ["Tổng số: 4 hồ sơ"],
    NAMES,
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
    ["Trang 1/2"],
    ["", "", "", "-"],
]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(ODD_ROWS)), max_size=5), st.integers(0, 3))
def test_blank_rows_titles_and_page_breaks_change_no_figure_and_every_row_is_accounted_for(inserted, titles):
    body = list(ROWS)
    for place, row in sorted(inserted, key=lambda pair: -pair[0]):
        body.insert(place, row)
    table = [["DANH SÁCH HỒ SƠ"]] * titles + [NAMES, *body]
    rows, facts, accounting = figures(table)
    plain_rows, plain_facts, _ = figures([NAMES, *ROWS])
    assert (rows, facts) == (plain_rows, plain_facts)
    last = max(number for number, row in enumerate(table, 1) if any(row))
    assert sum(accounting.values()) == last
