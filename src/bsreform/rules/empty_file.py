"""Tệp trống

Vì sao: tệp không có chữ nào thường là xuất không thành công; nếu bỏ qua, đơn vị bị hiểu là không có hồ
sơ.

Sai: tệp dung lượng 0 KB, hoặc mở ra mọi trang đều trắng.

Đúng: tệp có hàng tiêu đề cột, dưới đó là các hồ sơ (trong kỳ không có hồ sơ thì vẫn còn hàng tiêu đề).

Cách sửa: xuất lại tệp từ hệ thống rồi thay tệp này; nếu tệp thừa thì xóa.
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
        "empty_file",
        "Tệp trống, không có số liệu nào.",
        "Tệp trên OneDrive thì đợi đồng bộ xong; vẫn trống thì xuất lại tệp từ hệ thống, tệp thừa thì xóa.",
    )
