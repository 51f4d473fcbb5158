"""No row vanishes: whatever order, words and blocks a sheet has, every row that holds something is read or told."""

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bsreform.reading.extract import extract
from exports import code

pytestmark = pytest.mark.slow

# --- tasks ----------------------------------------------------------------------------------

WORDS = {
    "number": ("STT", "TT"),
    "document_no": ("Số, ký hiệu văn bản", "Văn bản giao nhiệm vụ"),
    "title": ("Nội dung nhiệm vụ", "Công việc", "Nhiệm vụ được giao"),
    "lead_unit": ("Đơn vị chủ trì", "Cơ quan thực hiện"),
    "due_on": ("Thời hạn hoàn thành", "Hạn xử lý"),
    "status": ("Trạng thái", "Tình trạng thực hiện"),
    "leader": ("Lãnh đạo phụ trách",),
    "note": ("Ghi chú",),
}
OPTIONAL = ("number", "document_no", "status", "leader", "note")
VALUES = {
    "document_no": ("12/KH-UBND", "TL-15/2024", ""),
    "title": (
        "Rà soát thủ tục", "Tổng số hóa hồ sơ lưu trữ", "KT-XH năm 2024", "Tổng hợp báo cáo", "Chủ tịch giao rà soát",
        "Xác nhận của người dân về dự án", "Trả lời ngày 05 tháng 3 năm 2024", "Cộng tác viên dư luận",
        "Người lập hồ sơ",
    ),
    "lead_unit": ("Phòng Nội vụ", "UBND xã Bình Chánh", "Bình Hòa", "Đội quản lý trật tự"),
    "due_on": ("31/3/2024", "Quý I/2024", "Thường xuyên", "ngày 30 tháng 3 năm 2024", ""),
    "status": ("Đang thực hiện", "Hoàn thành", ""),
    "leader": ("Chủ tịch", "KT. Chủ tịch", ""),
    "note": ("Nơi nhận: như trên", "Tổng số: 3", ""),
}  # fmt: skip
BETWEEN = (
    [[]],
    [["Trang 1/2"]],
    [["I", "CẢI CÁCH HÀNH CHÍNH"]],
    [["Bình Sơn, ngày 05 tháng 3 năm 2024"]],
    [["", "NGƯỜI LẬP BIỂU", "", "CHỦ TỊCH"], [], ["", "Nguyễn Văn A", "", "Trần Văn B"]],
    [["Tổng cộng: 5 nhiệm vụ"]],
)


@st.composite
def blocks(draw):
    """One table: its header, its rows; the columns in any order, some of them missing, words chosen freely."""
    left_out = draw(st.sets(st.sampled_from(OPTIONAL)))
    fields = draw(st.permutations([name for name in WORDS if name not in left_out]))
    header = [draw(st.sampled_from(WORDS[name])) for name in fields]
    rows = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        values = {name: draw(st.sampled_from(VALUES[name])) for name in fields if name != "number"}
        number_ = draw(st.sampled_from((str(number), "")))
        rows.append([number_ if name == "number" else values[name] for name in fields])
    return header, rows


@st.composite
def task_sheets(draw):
    """Sheets with one to three tables below one another, and the numbers of the rows that are tasks."""
    lines, wanted = [["BẢNG THEO DÕI NHIỆM VỤ"]], []
    for header, rows in draw(st.lists(blocks(), min_size=1, max_size=3)):
        lines += [[], header]
        for row in rows:
            lines += [line for group in draw(st.lists(st.sampled_from(BETWEEN), max_size=1)) for line in group]
            lines.append(row)
            wanted.append(len(lines))
        lines += [line for group in draw(st.lists(st.sampled_from(BETWEEN), max_size=2)) for line in group]
    return lines, wanted


def read_or_told(lines, layout):
    """The numbers of the rows that were read, of those that were told, and the accounting."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tep.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerows(lines)
        options = {"layouts": [layout], "headers": {}, "max_unpacked_mb": 64}
        table, meta = extract(path, options)
    told = {row for _, kind, row, *_ in meta["facts"] if kind == "unread_row"}
    return set(table["row"].to_pylist()), told, [sheet["accounting"] for sheet in meta["sheets"] if sheet["layout"]]


@settings(max_examples=60)
@given(task_sheets())
def test_every_task_is_read_or_told(sheet):
    lines, wanted = sheet
    read, told, accounts = read_or_told(lines, "task_tracker")
    assert set(wanted) <= read | told
    assert read <= set(wanted)
    filled = max(number for number, line in enumerate(lines, 1) if any(line))
    assert sum(sum(account.values()) for account in accounts) == filled


# --- dossiers -------------------------------------------------------------------------------

DOSSIER_WORDS = {
    "number": ("STT",),
    "code": ("Mã hồ sơ", "Số biên nhận"),
    "unit": ("Đơn vị", "Đơn vị giải quyết"),
    "received_at": ("Ngày tiếp nhận", "Ngày nhận"),
    "due_at": ("Ngày hẹn trả", "Hạn trả kết quả"),
    "status": ("Trạng thái",),
    "other": ("Người nộp",),
}
DOSSIER_BETWEEN = (
    [[]],
    [["Trang 1/2"]],
    [["UBND xã Bình Hòa"]],
    [["Tổng cộng: 5 hồ sơ"]],
    [["", "NGƯỜI LẬP BIỂU", "", "CHỦ TỊCH"], [], ["", "Nguyễn Văn A", "", "Trần Văn B"]],
    [["STT", "Họ và tên", "Chức vụ"], ["1", "Nguyễn Văn A", "Công chức"]],
    [["STT", "Họ và tên", "Chức vụ", "Ngày sinh"], ["1", "Nguyễn Văn A", "Công chức", "01/01/1980"]],
)


@st.composite
def dossier_sheets(draw):
    """Sheets with one to three tables below one another, and the numbers of the rows that are dossiers."""
    lines, wanted, number = [["DANH SÁCH HỒ SƠ"]], [], 0
    for _ in range(draw(st.integers(1, 3))):
        left_out = draw(st.sets(st.sampled_from(("number", "unit", "status", "other"))))
        fields = draw(st.permutations([name for name in DOSSIER_WORDS if name not in left_out]))
        lines += [[], [draw(st.sampled_from(DOSSIER_WORDS[name])) for name in fields]]
        for _ in range(draw(st.integers(1, 4))):
            number += 1
            values = {
                "number": str(number),
                "code": draw(st.sampled_from((code(number), f"HS-{number}", code(number) + "234"))),
                "unit": draw(st.sampled_from(("UBND xã Bình Chánh", "Bình Hòa", ""))),
                "received_at": draw(st.sampled_from(("04/03/2024", "04/03/2024 08:00", "4/3/24"))),
                "due_at": draw(st.sampled_from(("11/03/2024", ""))),
                "status": draw(st.sampled_from(("Đang xử lý", "Chủ tịch đang ký", ""))),
                "other": "Nguyễn Văn B",
            }
            lines += [line for group in draw(st.lists(st.sampled_from(DOSSIER_BETWEEN), max_size=1)) for line in group]
            lines.append([values[name] for name in fields])
            wanted.append(len(lines))
        lines += [line for group in draw(st.lists(st.sampled_from(DOSSIER_BETWEEN), max_size=2)) for line in group]
    return lines, wanted


def test_a_list_of_staff_below_the_table_is_no_row_that_is_lost():
    table = [["STT", "Mã hồ sơ", "Đơn vị", "Ngày tiếp nhận", "Ngày hẹn trả"]]
    table += [["1", code(1), "UBND xã Bình Hòa", "04/03/2024", "11/03/2024"], [], ["DANH SÁCH CÁN BỘ"]]
    staff = [["STT", "Họ và tên", "Chức vụ", "Ngày sinh"], ["1", "Nguyễn Văn A", "Công chức", "01/01/1980"]]
    read, told, _ = read_or_told([*table, *staff], "dossier_export")
    assert (read, told) == ({2}, set())
    dossier = ["2", "", "UBND xã Bình Hòa", "05/03/2024", "12/03/2024"]
    read, told, _ = read_or_told([*table, *staff, dossier], "dossier_export")
    assert (read, told) == ({2}, {7}), "two days are more than a birthday"


@settings(max_examples=60)
@given(dossier_sheets())
def test_every_dossier_is_read_or_told(sheet):
    lines, wanted = sheet
    read, told, accounts = read_or_told(lines, "dossier_export")
    assert set(wanted) <= read | told
    assert read <= set(wanted)
    assert sum(account.get("unread", 0) for account in accounts) == len(told - {None})
    filled = max(number for number, line in enumerate(lines, 1) if any(line))
    assert sum(sum(account.values()) for account in accounts) == filled
