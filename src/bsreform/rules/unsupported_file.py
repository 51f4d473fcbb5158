"""Loại tệp không đọc được

Vì sao: số liệu chỉ lấy được từ bảng tính; tệp văn bản, tệp ảnh hay tệp nén thì không có ô để đọc.

Sai: `bao-cao.pdf`, `ho-so.docx`, ảnh chụp màn hình, tệp nén `.zip`, Excel 95 trở về trước.

Đúng: tệp Excel (`.xlsx`, `.xlsm`, `.xlsb`, `.xls`), `.ods` hoặc `.csv`.

Cách sửa: xuất danh sách từ hệ thống ra Excel; tệp Excel quá cũ thì mở bằng Excel rồi lưu thành
`.xlsx`. Tệp không phải số liệu thì chuyển ra khỏi thư mục.
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
        "unsupported_file",
        "Tệp không phải bảng tính đọc được (nhận theo nội dung, không theo đuôi tên).",
        "Xuất hoặc lưu lại thành Excel (.xlsx); nếu không phải số liệu thì chuyển tệp ra khỏi thư mục.",
    )
