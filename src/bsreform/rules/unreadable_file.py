"""Tệp không mở được

Vì sao: tệp không mở được thì số liệu của đơn vị không vào báo cáo.

Sai: tệp không cho tài khoản đang dùng xem, tệp vừa bị xóa, hoặc trang web lưu lại mà bên trong không có
bảng nào.

Đúng: tệp mở được bằng Excel và có bảng số liệu.

Cách sửa: mở thử tệp bằng Excel: nếu máy từ chối thì xin quyền xem; nếu mở ra không có bảng thì xuất lại
từ hệ thống.
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
        "unreadable_file",
        "Tệp không mở được, hoặc bên trong không có bảng nào.",
        "Mở thử bằng Excel: máy từ chối thì xin quyền xem tệp, không có bảng thì xuất lại từ hệ thống.",
    )
