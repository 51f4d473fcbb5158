"""The commands in the order of the help, and what it says of each: none is imported before it is asked for."""

from collections.abc import Mapping

COMMANDS: Mapping[str, str] = {
    "init": "Tạo thư mục làm việc.",
    "validate": "Kiểm tra các tệp.",
    "map": "Học tiêu đề cột của một tệp.",
    "fix": "Sửa những lỗi chắc chắn vào một bản sao.",
    "template": "Tạo biểu mẫu để điền.",
    "weekly": "Lập báo cáo tuần.",
    "monthly": "Lập báo cáo tháng.",
    "quarterly": "Lập báo cáo quý.",
    "annual": "Lập báo cáo năm cho Phòng Nội vụ.",
    "status": "Cho biết tình hình hôm nay.",
    "schedule": "Lịch thực hiện nhiệm vụ.",
    "remind": "Đôn đốc từng đơn vị.",
    "explain": "Giải trình một số liệu: từng dòng của tệp nguồn đứng sau số đó.",
    "export": "Xuất dữ liệu mở.",
    "schema": "In JSON Schema của một lệnh.",
    "issue": "Ghi nhận báo cáo đã phát hành.",
    "demo": "Chạy thử với số liệu ví dụ.",
    "doctor": "Kiểm tra mọi thứ đã sẵn sàng chưa.",
}
"""The first sentence that the body of each says of itself (tests/commands/test_cli_words.py compares them)."""
REPORT_COMMANDS = ("weekly", "monthly", "quarterly", "annual")
MODULES: Mapping[str, str] = {**{name: name for name in COMMANDS}, **dict.fromkeys(REPORT_COMMANDS, "reports")}
"""The module of this folder that has the body."""
