"""Sheets of tasks: which column is which, which row is a task, what a progress means, and what is secret."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bsreform.reading.extract import extract
from bsreform.reading.recognising.progress import parse_progress, settle
from bsreform.reading.recognising.secrecy import is_marked, is_secret_level, is_secret_number
from task_sheets import dataset, facts, shown, write


def columns(data):
    return dict(data.sources[0].columns)


def read(folder, table, *names, **rest):
    return shown(dataset(folder, table, **rest), *names)


# --- columns --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Thời hạn|Ngày hoàn thành", "completed_on"),
        ("Ngày hoàn thành thực tế|Ngày hoàn thành", "due_on"),
        ("Ghi chú|Ngày hoàn thành", "due_on"),
        ("Trạng thái|Thời gian hoàn thành", "due_on"),
        ("Hạn xử lý|Hoàn thành (%)", "progress"),
    ],
)
def test_a_finish_day_is_the_deadline_unless_a_deadline_stands_beside_it_alone(tmp_path, header, field):
    data = dataset(tmp_path, f"STT|Nội dung nhiệm vụ|Đơn vị chủ trì|{header}\n1|Việc A|Phòng Y tế||")
    assert columns(data)[field] == "E"


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("progress", ("60", "45%", "100")),
        ("due_on", ("Quý I/2024", "31/3/2024", "Thường xuyên")),
        ("status", ("Đang thực hiện", "Hoàn thành", "Chưa thực hiện")),
        ("result", ("Đã họp dân", "Đã gửi dự thảo", "")),
    ],
)
def test_the_values_tell_what_tien_do_is(tmp_path, field, values):
    rows = "\n".join(f"{number}|Việc {number}|Phòng Y tế|{value}" for number, value in enumerate(values, start=1))
    data = dataset(tmp_path, f"STT|Nhiệm vụ|Đơn vị chủ trì|Tiến độ\n{rows}")
    assert columns(data)[field] == "D"


def test_percents_mixed_with_deadlines_are_no_column_at_all(tmp_path):
    data = dataset(
        tmp_path, "TT|Nhiệm vụ|Đơn vị chủ trì|Tiến độ\n1|A việc|Phòng Y tế|60%\n2|B việc|Phòng Y tế|Quý I/2024"
    )
    assert "D" not in columns(data).values()
    assert facts(data) == [("ambiguous_column", "D1", "doubtful")]


def test_a_header_of_two_rows(tmp_path):
    data = dataset(
        tmp_path,
        """
        TT | Văn bản giao nhiệm vụ |            | Nội dung | Đơn vị thực hiện |          | Ngày hoàn thành |         |
           | Số, ký hiệu           | Ngày tháng |          | Chủ trì          | Phối hợp | Theo kế hoạch   | Thực tế |
        1  | 12/KH-UBND            | 05/01/2024 | Việc A   | Phòng Nội vụ     |          | 31/3/2024       |         |
        """,
    )
    assert columns(data) == {
        "number": "A", "document_no": "B", "document_date": "C", "title": "D", "lead_unit": "E",
        "supporting_units": "F", "due_on": "G", "completed_on": "H",
    }  # fmt: skip


# --- rows -----------------------------------------------------------------------------------


def test_headings_totals_and_the_signature_block_are_no_tasks(tmp_path):
    data = dataset(
        tmp_path,
        """
        TT  | Nội dung                           | Đơn vị chủ trì | Thời hạn     | Ghi chú
        (1) | (2)                                | (3)            | (4)          | (5)
        I   | Cải cách hành chính                |                |              |
        1   | Việc A                             | Phòng Nội vụ   | 31/3/2024    |
        2   | Chỉ có nội dung                    |                |              |
        II  | UBND xã Bình An                    |                |              |
        1   | Việc B                             |                | Thường xuyên |
        Tổng cộng: 03 nhiệm vụ |                 |                |              |
            |                                    |                |              |
            | Bình Sơn, ngày 25 tháng 3 năm 2024 |                |              |
            | NGƯỜI LẬP BIỂU                     |                | CHỦ TỊCH     |
            | Nguyễn Văn A                       |                | Nguyễn Văn B |
        """,
    )
    assert shown(data, "row", "title", "unit", "unit_from") == [
        (4, "Việc A", "noi-vu", "column"),
        (5, "Chỉ có nội dung", None, ""),
        (7, "Việc B", None, ""),
    ]
    assert facts(data) == [("missing_value", "5", ""), ("missing_value", "7", "")]
    assert data.sources[0].accounting == {
        "title": 0, "header": 2, "section": 2, "total": 1, "blank": 1, "footer": 3, "data": 3, "unread": 0,
        "part": 0,
    }  # fmt: skip


def test_a_total_that_counts_other_rows_is_reported(tmp_path):
    table = "TT|Nội dung|Đơn vị chủ trì|Thời hạn\n1|A việc|Phòng Y tế|1/3/2024\nTổng cộng: 5 nhiệm vụ|||"
    assert [kind for kind, *_ in facts(dataset(tmp_path, table))] == ["total_mismatch"]


SUBTASKS = """
    TT  | Số văn bản                       | Nội dung           | Đơn vị chủ trì | Thời hạn  | Trạng thái
    1   | 12/KH-UBND ngày 05/01/2024       | Đề án 06           |                |           |
    1.1 |                                  | Tuyên truyền       | Công an huyện  | 31/3/2024 |
    1.2 |                                  | Phụ lục            |                |           |
    a)  |                                  | Mẫu số 1           |                |           |
    2   | 13/KH-UBND                       | Chuyển đổi số      | Phòng Nội vụ   | 30/6/2024 |
    2.1 |                                  | Khảo sát           |                | 31/3/2024 |
        |                                  | - In ấn            |                |           |
    2.2 |                                  | Viết báo cáo       |                |           | Đã xong
    Tổng số: 2 nhiệm vụ |                  |                    |                |           |
    """


def test_a_sub_task_with_a_unit_or_a_deadline_is_a_task_others_are_parts(tmp_path):
    data = dataset(tmp_path, SUBTASKS)
    assert shown(data, "number", "title", "unit") == [
        ("1.1", "Tuyên truyền", "cong-an"),
        ("2", "Chuyển đổi số", "noi-vu"),
        ("2.1", "Khảo sát", "noi-vu"),
    ]
    assert data.sources[0].accounting["part"] == 5
    assert facts(data) == []


def test_a_sub_task_is_of_the_document_of_its_parent(tmp_path):
    (first, *_) = read(tmp_path, SUBTASKS, "document_no", "assigned_at")
    assert (first[0], str(first[1])) == ("12/KH-UBND ngày 05/01/2024", "2024-01-05")


# --- progress -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "percents"),
    [
        (("0.6", "1", "0"), (60, 100, 0)),
        (("1", "0", "1"), (100, 0, 100)),
        (("60", "1", "100"), (60, 1, 100)),
        (("60%", "60,5%", "100 %"), (60, 60.5, 100)),
        (("0,6", "60%", "1"), (60, 60, 100)),
        (("60", "45", "0.6"), (60, 45, "progress_scale")),
        (("0.2", "0.6", "60"), (20, 60, "progress_scale")),
        (("120", "-5", "gần xong"), ("progress", "progress", "progress")),
        (("120%", "50", "60,5"), ("progress", 50, 60.5)),
    ],
)
def test_one_scale_for_each_column(cells, percents):
    reads = settle([parse_progress(cell) for cell in cells], [1] * len(cells))
    assert tuple(reason or value for value, reason in reads) == percents


@given(st.lists(st.floats(-10, 200).map(lambda number: f"{number:.3f}")))
def test_percents_lie_between_0_and_100(cells):
    reads = settle([parse_progress(cell) for cell in cells], [1] * len(cells))
    assert all(reason or 0 <= value <= 100 for value, reason in reads)


@given(st.lists(st.integers(0, 100), min_size=1))
def test_shares_and_percents_of_a_column_say_the_same(percents):
    shares = [f"{percent / 100}" for percent in percents]
    signed = [f"{percent}%" for percent in percents]
    ones = [1] * len(percents)
    assert settle(list(map(parse_progress, shares)), ones) == settle(list(map(parse_progress, signed)), ones)


# --- secret documents -----------------------------------------------------------------------

MARKED = (
    "Mật", "TỐI MẬT", "Tuyệt mật", "Độ mật: Mật", "Mật - Hỏa tốc", "Kế hoạch diễn tập (Mật)", "Kế hoạch [TỐI MẬT]",
    "Kế hoạch diễn tập - MẬT", "12/BC-UBND(M)", "12/BC-UBND (TM)", "Công văn 12/BC-UBND(TuM) ngày 01/3", "15-M/QĐ-UBND",
    "12/KH-UBND-M", "12/KH-UBND-TM", "Mâ\u0323t", "Mật\u200b", "M Ậ T", "M.Ậ.T", "[M]", "Văn bản có độ mật là Mật",
    "Tài liệu tối mật của đơn vị", "70/BC-UBND.M", "72/TM-UBND", "ĐỘ MẬT: MẬT", "VĂN BẢN MẬT",
    "Độ mật của văn bản: Mật", "Ｍ Ậ Ｔ", "Văn bản độ Mật", "Kèm theo văn bản mật", "Tối Mật (TM)",
    "KẾ HOẠCH DIỄN TẬP - MẬT", "Kế hoạch diễn tập – Tối mật", "MẬT\nKế hoạch diễn tập", "Kế hoạch diễn tập\nMẬT",
    "Tài liệu bí mật nhà nước độ Tối mật",
)  # fmt: skip
UNMARKED = (
    "Bảo vệ bí mật nhà nước", "Công tác BẢO VỆ BÍ MẬT NHÀ NƯỚC - năm 2024", "Tăng cường bảo mật", "BẢO MẬT",
    "Điều tra mật độ dân số", "Không ghi nhiệm vụ trong văn bản mật.", "12/KH-UBND", "45/KH-MTTQ", "12/TM-DV",
    "Nuôi ong lấy mật", "Bí Mật", "Tài liệu mật độ dân cư", "Nguyễn Văn Mật", "12/M-DV", "m", "(m)", "Hồ sơ bí mật",
    "Độ mật", "Độ mật: Thường", "Văn bản không mật", "Công văn mật mã",
    "AN TOÀN - BẢO MẬT", "Tăng cường BẢO MẬT", "Tăng cường bảo vệ BÍ MẬT", "MẬT ĐỘ dân cư", "Sản phẩm – mật ong",
)  # fmt: skip


@pytest.mark.parametrize("text", MARKED)
def test_a_marking_is_known(text):
    assert is_marked(text)


@pytest.mark.parametrize("text", UNMARKED)
def test_the_word_in_a_sentence_is_no_marking(text):
    assert not is_marked(text)


def test_the_columns_of_numbers_and_of_levels_know_shorter_signs():
    assert all(map(is_secret_number, ("15M/QĐ", "12/BC (tm)", "12/BC-M", "12/M-BCH", "12/BC–TM", "12/BC-UBND/M")))
    assert not any(map(is_secret_number, ("12/BC-UBND", "12/MTTQ-BTT", "3/TM-DV")))
    assert all(map(is_secret_level, ("M", "TM", "Tối mật", "Mật, khẩn")))
    assert not any(map(is_secret_level, ("Thường", "Không mật", "Khẩn")))


SECRETS = """
    TT  | Số văn bản      | Nội dung                 | Đơn vị chủ trì | Thời hạn   | Độ mật | Ghi chú
    1   | 10/KH-UBND      | Việc thường              | Phòng Nội vụ   | 31/3/2024  | Thường |
    2   | 15/KH-UBND(M)   | Bí danh Một              | Công an huyện  | Bí danh    |        | Bí danh
    3   | 16/KH-UBND      | Bí danh Hai (Tối mật)    | Công an huyện  | 31/3/2024  |        |
    3.1 |                 | Bí danh Ba               |                | 30/4/2024  |        |
    4   | 17/KH-UBND      | Bí danh Bốn              | Bí danh        | 31/3/2024  | M      |
    II  |                 | Bí danh Năm (Mật)        |                |            |        |
    1   | 18/KH-UBND      | Bí danh Sáu              | Công an huyện  | 31/3/2024  |        |
    """


def test_a_secret_row_keeps_nothing_but_whose_it_is(tmp_path):
    data = dataset(tmp_path, SECRETS)
    assert shown(data, "row", "title", "document_no", "document_key", "due_text", "unit", "secret") == [
        (2, "Việc thường", "10/KH-UBND", "10khubnd", "31/3/2024", "noi-vu", False),
        (3, "", "", "", "", "cong-an", True),
        (4, "", "", "", "", "cong-an", True),
        (5, "", "", "", "", "cong-an", True),
        (6, "", "", "", "", None, True),
        (8, "", "", "", "", "cong-an", True),
    ]


def test_the_place_of_each_marking_is_told_and_nothing_else(tmp_path):
    data = dataset(tmp_path, SECRETS)
    cells = [cell for kind, cell, _ in facts(data) if kind == "secret_document"]
    assert cells == ["B3", "C4", "5", "F6", "C7", "8"]
    assert len(cells) == len(data.facts)
    assert all(not fact.raw for fact in data.facts)


def test_the_extract_holds_no_word_of_a_secret_row(tmp_path):
    table, meta = extract(write(tmp_path, SECRETS), {"layouts": ["task_tracker"], "headers": {}, "max_unpacked_mb": 64})
    assert "Bí danh" not in json.dumps([table.to_pylist(), meta], default=str, ensure_ascii=False)


def test_the_items_of_a_secret_task_are_secret_too(tmp_path):
    table = """
        TT  | Số văn bản    | Nội dung    | Đơn vị chủ trì | Thời hạn
        1   | 15/KH-UBND(M) | Bí danh Một | Công an huyện  | 31/3/2024
        1.1 |               | Bí danh Hai |                |
        -   |               | Bí danh Ba  |                |
        2   | 16/KH-UBND(M) | Bí danh Bốn | Công an huyện  | 31/3/2024
        -   |               | Bí danh Năm |                |
            |               | - Bí danh Sáu |              |
        """
    read, meta = extract(write(tmp_path, table), {"layouts": ["task_tracker"], "headers": {}, "max_unpacked_mb": 64})
    assert "Bí danh" not in json.dumps([read.to_pylist(), meta], default=str, ensure_ascii=False)
    assert [row for _, kind, row, *_ in meta["facts"] if kind == "secret_document"] == [2, 3, 4, 5, 6, 7]


def test_a_stamp_above_the_table_makes_every_row_secret(tmp_path):
    data = dataset(tmp_path, "MẬT|||\nTT|Nội dung|Đơn vị chủ trì|Thời hạn\n1|Bí danh|Công an huyện|31/3/2024")
    assert shown(data, "title", "secret") == [("", True)]
    assert facts(data) == [("secret_document", "A1", ""), ("secret_document", "3", "")]


def test_a_second_table_whose_header_is_not_understood_is_told_row_by_row(tmp_path):
    table = """
        TT | Nội dung      | Đơn vị chủ trì | Thời hạn
        1  | Việc A        | Phòng Y tế     | 31/3/2024
           |               |                |
        TT | Việc phát sinh | Ai làm        | Bao giờ xong
        1  | Dọn kho       | Phòng Nội vụ   | 30/4/2024
        """
    data = dataset(tmp_path, table)
    assert shown(data, "title") == [("Việc A",)]
    assert facts(data) == [("unread_row", "5", "value")]


def test_a_title_over_two_columns_is_both_texts_joined(tmp_path):
    table = """
        TT | Nội dung nhiệm vụ | Nội dung nhiệm vụ | Đơn vị chủ trì | Thời hạn
        1  | Cải cách hành chính | rà soát thủ tục | Phòng Nội vụ   | 31/3/2024
        2  | Chuyển đổi số       |                 | Phòng Y tế     | 31/3/2024
        """
    data = dataset(tmp_path, table)
    assert shown(data, "title") == [("Cải cách hành chính rà soát thủ tục",), ("Chuyển đổi số",)]
    assert facts(data) == []


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Ngày bắt đầu|Ngày kết thúc", "due_on"),
        ("Thời hạn|Ngày kết thúc", "completed_on"),
        ("Ngày hoàn thành|Ngày kết thúc", "completed_on"),
    ],
)
def test_a_day_of_end_is_the_deadline_where_there_is_no_other(tmp_path, header, field):
    data = dataset(tmp_path, f"STT|Nội dung nhiệm vụ|Đơn vị chủ trì|{header}\n1|Việc A|Phòng Y tế||")
    assert columns(data)[field] == "E"


def test_in_a_list_of_incoming_documents_the_unit_is_the_sender(tmp_path):
    header = "Số đến|Ngày đến|Đơn vị|Trích yếu|{}|Hạn xử lý"
    row = "5|05/03/2024|UBND tỉnh|Báo cáo số liệu|Phòng Nội vụ|31/3/2024"
    for who in ("Người thực hiện", "Phân công"):
        assert columns(dataset(tmp_path, f"{header.format(who)}\n{row}"))["lead_unit"] == "E"
    assert columns(dataset(tmp_path, f"{header.format('Nơi lưu')}\n{row}"))["lead_unit"] == "C"


@pytest.mark.parametrize("where", ["name", "below"])
def test_a_marking_of_the_sheet_makes_all_its_rows_secret(tmp_path, where):
    book = Workbook()
    page = book.active
    page.title = "MẬT" if where == "name" else "T3"
    page.append(["Số, ký hiệu văn bản", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn hoàn thành", "Trạng thái"])
    page.append(["15/CV-UBND", "Kín đáo", "UBND xã Bình Chánh", "15/03/2024", "Đang thực hiện"])
    page.append(["16/CV-UBND", "Lặng lẽ", "UBND xã Bình Chánh", "15/03/2024", "Đang thực hiện"])
    if where == "below":
        page.append([])
        page.append(["ĐỘ MẬT: MẬT"])
    book.save(tmp_path / "a.xlsx")
    table, meta = extract(tmp_path / "a.xlsx", {"layouts": ["task_tracker"], "headers": {}, "max_unpacked_mb": 64})
    assert "Kín đáo" not in str(table.to_pylist()) and "Lặng lẽ" not in str(table.to_pylist())
    assert {2, 3} <= {fact[2] for fact in map(list, meta["facts"]) if fact[1] == "secret_document"}
