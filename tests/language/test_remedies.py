"""What a unit is told to do is what it can do: commands and settings of this program stay with who has it."""

import pytest

from bsreform.language.remedies import for_units
from bsreform.rules import unknown_unit


@pytest.mark.parametrize(
    ("remedy", "told"),
    [
        ("Xuất lại tệp có cột “Ngày hẹn trả”.", "Xuất lại tệp có cột “Ngày hẹn trả”."),
        (
            "Đổi tiêu đề thành “Ngày hẹn trả”. Hoặc chạy bsreform map a.xlsx để khai tên cột.",
            "Đổi tiêu đề thành “Ngày hẹn trả”. Chưa rõ thì hỏi Văn phòng.",
        ),
        ("Khai báo từ ấy ở mục [statuses] của bsreform.toml.", "Chưa rõ thì hỏi Văn phòng."),
        (
            "Ghi theo hệ thống, ví dụ “Đang xử lý”; hoặc khai báo ở mục [statuses] của bsreform.toml.",
            "Ghi theo hệ thống, ví dụ “Đang xử lý”. Chưa rõ thì hỏi Văn phòng.",
        ),
        (unknown_unit._NO_HINT, "Đơn vị nơi khác: lọc lại khi xuất. Chưa rõ thì hỏi Văn phòng."),
    ],
)
def test_only_what_a_unit_can_do(remedy: str, told: str) -> None:
    assert for_units(remedy, "Văn phòng") == told
