"""Tệp không mở được

Vì sao: tệp không mở được thì số liệu của đơn vị không vào báo cáo.

Sai: tệp không cho tài khoản đang dùng xem, tệp đang bị chương trình khác khóa, tệp vừa bị xóa, đường dẫn quá dài,
hoặc trang web lưu lại mà bên trong không có bảng nào, ví dụ trang đăng nhập.

Đúng: tệp mở được bằng Excel và có bảng số liệu.

Cách sửa: mở thử tệp bằng Excel: nếu máy từ chối thì xin quyền xem; nếu có người đang mở thì chờ họ đóng tệp; nếu mở
ra không có bảng thì xuất lại từ hệ thống.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Finding, Severity
from bsreform.spec import Context

SEVERITY: Severity = "error"

_AGAIN = "Đợi OneDrive đồng bộ xong rồi chạy lại."
_CAUSES = {
    "FileNotFoundError": (
        "Khi đọc thì tệp không còn ở đó: vừa bị xóa, đổi tên, hoặc là lối tắt trỏ tới nơi không có.",
        f"{_AGAIN} Lối tắt hỏng thì xóa đi.",
    ),
    "changed while read": ("Tệp bị thay bằng tệp khác trong lúc đọc, đọc lại vẫn vậy nên không dùng.", _AGAIN),
    "long path": (
        "Đường dẫn của tệp quá dài, Windows không mở được.",
        "Đặt lại tên tệp, tên thư mục cho ngắn hơn, hoặc chuyển thư mục làm việc lên gần gốc ổ đĩa.",
    ),
    "not listed": ("Thư mục không mở được nên các tệp bên trong không được đọc.", "Xin quyền xem thư mục."),
}
_OTHER = (
    "Tệp không mở được, hoặc bên trong không có bảng nào.",
    "Mở thử bằng Excel: máy từ chối thì xin quyền xem tệp, không có bảng thì xuất lại từ hệ thống.",
)


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each such file, naming who has it open where that is known."""
    for index, source in enumerate(data.sources):
        if source.fault == "unreadable_file":
            yield Finding(index, *_wording(source.detail))


def _wording(detail: str) -> tuple[str, str]:
    cause, _, owner = detail.partition("|")
    if cause == "login":
        return f"Tệp là trang web (“{owner}”): hết phiên khi xuất, không có số liệu.", "Đăng nhập, xuất lại."
    if cause == "PermissionError":
        held = f"đang mở bởi {owner}" if owner else "hoặc tệp đang bị chương trình khác khóa"
        return (
            f"Không có quyền đọc tệp, {held}.",
            "Đóng tệp ở mọi máy rồi chạy lại; vẫn không được thì xin quyền xem tệp.",
        )
    return _CAUSES.get(cause, _OTHER)
