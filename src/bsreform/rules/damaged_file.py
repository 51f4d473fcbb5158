"""Tệp bị hỏng

Vì sao: tệp sao chép hay tải về dở dang thì thiếu một phần, đọc tiếp có thể mất hồ sơ mà không ai biết,
nên cả tệp không được tính.

Sai: tệp chép từ USB rút ra giữa chừng; Excel báo “Chúng tôi đã tìm thấy sự cố với nội dung”.

Đúng: tệp mở bằng Excel không có thông báo sửa chữa nào.

Cách sửa: xuất lại tệp từ hệ thống, hoặc xin đơn vị gửi lại, rồi thay tệp hỏng.
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
        "damaged_file",
        "Tệp bị hỏng hoặc thiếu một phần nên không đọc được.",
        "Xuất lại tệp từ hệ thống (hoặc xin gửi lại) rồi thay tệp này.",
    )
