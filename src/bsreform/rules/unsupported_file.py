"""Loại tệp không đọc được

Vì sao: số liệu chỉ lấy được từ bảng tính; tệp văn bản, tệp ảnh hay tệp nén thì không có ô để đọc.

Sai: `bao-cao.pdf`, `ho-so.docx`, ảnh chụp màn hình, tệp nén `.zip`, Excel 95 trở về trước; lối tắt dẫn ra ngoài thư
mục làm việc, đường ống, thiết bị.

Đúng: tệp Excel (`.xlsx`, `.xlsm`, `.xlsb`, `.xls`), `.ods` hoặc `.csv`.

Cách sửa: xuất danh sách từ hệ thống ra Excel; tệp Excel quá cũ thì mở bằng Excel rồi lưu thành
`.xlsx`. Tệp không phải số liệu thì chuyển ra khỏi thư mục.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Finding, Severity
from bsreform.spec import Context

SEVERITY: Severity = "error"


_CAUSES = {
    "link": (
        "Là lối tắt dẫn ra ngoài thư mục làm việc nên không đọc theo.",
        "Chép tệp, thư mục cần đọc vào thư mục làm việc rồi xóa lối tắt.",
    ),
    "not a file": (
        "Không phải là tệp (đường ống, ổ cắm hoặc thiết bị) nên không đọc.",
        "Chuyển ra khỏi thư mục làm việc.",
    ),
}
_OTHER = (
    "Tệp không phải bảng tính đọc được (nhận theo nội dung, không theo đuôi tên).",
    "Xuất hoặc lưu lại thành Excel (.xlsx); nếu không phải số liệu thì chuyển tệp ra khỏi thư mục.",
)


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each such file."""
    for index, source in enumerate(data.sources):
        if source.fault == "unsupported_file":
            yield Finding(index, *_CAUSES.get(source.detail, _OTHER))
