"""Giá trị không đọc được

Vì sao: giá trị không hiểu chắc chắn thì không đoán: đoán sai một ngày là sai kết quả đúng hạn, quá hạn.
Thiếu giá trị bắt buộc (với nhiệm vụ: thời hạn, ngày hoàn thành) thì cả hồ sơ, nhiệm vụ bị loại khỏi báo cáo.

Sai: Ngày tiếp nhận “31/02/2024” (không có ngày này), “02/13/2024” (tháng trước ngày sau); Lệ phí “mười
nghìn”; Số hóa hồ sơ “đang làm”; Thời hạn “sớm nhất”, “Trong Quý I và trước ngày 30/4/2024” (hai thời hạn).

Đúng: “29/02/2024”, “13/02/2024”, “10.000”, “Có” hoặc “Không”; Thời hạn “25/03/2024”, “Quý I/2024”, “Thường xuyên”.

Cách sửa: sửa ô theo gợi ý ở cuối mỗi dòng lỗi. Cả cột ghi tháng trước ngày sau thì đặt vùng (Region) của
máy là Việt Nam rồi xuất lại tệp.
"""

import re
from collections.abc import Iterator

from bsreform.model import Dataset, Fact, Finding, Severity
from bsreform.rules._facts import value_findings
from bsreform.rules._wording import label, quote
from bsreform.spec import Context

SEVERITY: Severity = "error"

_REASONS = {
    "date": ("không phải là một ngày có thật", "Ghi theo dạng ngày/tháng/năm, ví dụ 05/03/2024."),
    "month_first": ("ghi tháng trước, ngày sau", "Ghi ngày trước, tháng sau, ví dụ 25/03/2024."),
    "month_first_column": (
        "không rõ ngày nào, vì cột này có ô ghi tháng trước, ngày sau",
        "Đặt vùng (Region) của máy là Việt Nam rồi xuất lại tệp, hoặc sửa cả cột thành ngày/tháng/năm.",
    ),
    "period": ("không rõ là kỳ nào", "Ghi như ví dụ: Tuần 10/2026; Tháng 3/2026; Quý I/2026; Năm 2026."),
    "number": ("không phải là số", "Chỉ ghi số, ví dụ 10000 hoặc 10.000."),
    "yes_no": ("không rõ là có hay không", "Ghi “Có” hoặc “Không”."),
    "deadline": (
        "không rõ là thời hạn nào",
        "Ghi ngày/tháng/năm (25/03/2024), “Quý I/2024”, “tháng 3/2024”; không có thời hạn thì ghi “Thường xuyên”.",
    ),
    "deadline_conflict": (
        "ghi hai thời hạn khác nhau",
        "Chỉ ghi một thời hạn, ví dụ 25/03/2024; có nhiều mốc thì ghi mốc cuối, các mốc khác ghi vào nội dung.",
    ),
    "progress": ("không phải là tỷ lệ từ 0 đến 100 %", "Ghi số phần trăm từ 0 đến 100, ví dụ 60."),
    "progress_scale": (
        "không rõ là bao nhiêu phần trăm, vì cột này ghi lẫn hai cách (0–1 và 0–100)",
        "Ghi cả cột theo phần trăm từ 0 đến 100: 60, không ghi 0,6.",
    ),
    "code": (
        "không đúng dạng mã hồ sơ",
        "Chép nguyên mã từ hệ thống, ví dụ 000.00.53.H48-240305-0001, vào ô định dạng Văn bản (Text).",
    ),
}
_CHOICES = {
    "channel": "Ghi “Trực tuyến”, “Trực tiếp” hoặc “Bưu chính”.",
    "service_level": "Ghi “Toàn trình”, “Một phần” hoặc “Cung cấp thông tin”.",
    "level": "Chọn một cấp trong danh sách của biểu.",
    "payment_method": "Ghi “Trực tuyến”, “Tiền mặt” hoặc “Chuyển khoản”.",
}


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each cell whose text says nothing certain."""
    return value_findings(data, context, "unreadable_value", _wording)


def _wording(fact: Fact) -> tuple[str, str]:
    choice = (
        "không có trong các cách ghi đã biết",
        _CHOICES.get(fact.field or "", "Ghi theo mẫu của hệ thống."),
    )
    reason, hint = _REASONS.get(fact.detail, choice)
    swap = re.match(r"(\d{1,2})\D(\d{1,2})\D(\d{4})\b", fact.raw)
    if fact.detail == "month_first" and swap:
        hint = f"Nếu là ngày {swap[2]} tháng {swap[1]} thì ghi {swap[2]:0>2}/{swap[1]:0>2}/{swap[3]}."
    return f"{label(fact.field)} {quote(fact.raw)} {reason}.", hint
