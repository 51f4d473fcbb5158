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
from bsreform.spec import Context

SEVERITY: Severity = "error"


_CAUSES = {
    "too many files": (
        "Thư mục có quá nhiều tệp, hoặc nằm sâu quá nhiều lớp thư mục, nên phần còn lại không được đọc.",
        "Chuyển tệp không phải số liệu ra khỏi thư mục; đưa tệp ở quá sâu lên gần thư mục gốc rồi chạy lại.",
    ),
}
_OTHER = (
    "Tệp quá lớn hoặc đọc quá lâu nên bị bỏ qua.",
    "Chép riêng vùng có số liệu sang tệp mới, hoặc chia tệp theo từng năm rồi chạy lại.",
)


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each such file."""
    for index, source in enumerate(data.sources):
        if source.fault == "oversized_file":
            yield Finding(index, *_CAUSES.get(source.detail, _OTHER))
