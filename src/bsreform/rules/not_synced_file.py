"""Tệp chưa tải về máy

Vì sao: OneDrive có khi chỉ để tên tệp trên máy, nội dung còn ở trên mạng, nên không có gì để đọc.

Sai: cạnh tên tệp có hình đám mây.

Đúng: cạnh tên tệp có dấu tích xanh.

Cách sửa: kiểm tra máy có mạng và OneDrive đang chạy, bấm chuột phải vào tệp (hoặc cả thư mục), chọn
“Luôn giữ trên thiết bị này” (Always keep on this device), đợi có dấu tích xanh rồi chạy lại.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Finding, Severity
from bsreform.rules._facts import file_findings
from bsreform.spec import Context

SEVERITY: Severity = "error"


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each such file."""
    return file_findings(
        data,
        "not_synced_file",
        "Tệp chưa được OneDrive tải về máy nên chưa có nội dung để đọc.",
        "Bấm chuột phải vào tệp, chọn “Luôn giữ trên thiết bị này”, đợi dấu tích xanh rồi chạy lại.",
    )
