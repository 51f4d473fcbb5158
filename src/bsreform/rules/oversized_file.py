"""Tệp quá lớn

Vì sao: tệp quá lớn có thể làm treo máy, nên được bỏ qua để các tệp khác vẫn có báo cáo.

Sai: tệp chỉ có vài dòng nhưng có ô được ghi ở tận dòng cuối cùng của trang, hoặc tệp gộp số liệu nhiều
năm.

Đúng: tệp chỉ có vùng số liệu, mỗi năm một tệp.

Cách sửa: chép riêng vùng có số liệu sang tệp mới rồi lưu, hoặc chia tệp theo từng năm. Nếu tệp thật sự
lớn, tăng `max_unpacked_mb` hoặc `seconds_per_file` trong mục `[limits]` của `bsreform.toml`.
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
        "oversized_file",
        "Tệp quá lớn hoặc đọc quá lâu nên bị bỏ qua.",
        "Chép riêng vùng có số liệu sang tệp mới, hoặc chia tệp theo từng năm rồi chạy lại.",
    )
