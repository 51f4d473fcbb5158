"""Ngày đáng ngờ

Vì sao: năm ngoài khoảng 2000–2100 là gõ nhầm, hồ sơ, nhiệm vụ không xếp được vào kỳ nào. Cột có dấu hiệu đổi ngày
thành tháng (Excel hiểu 03/05 là 5 tháng 3) thì mọi chỉ tiêu về thời hạn có thể sai.

Sai: “05/03/0204”; hoặc một cột mà ngày từ 13 trở lên còn là chữ, còn ngày từ 12 trở xuống đã thành ngày
của Excel.

Đúng: “05/03/2024”; cả cột cùng một kiểu.

Cách sửa: sửa lại năm; nếu cả cột bị đổi thì xuất lại tệp từ hệ thống trên máy đặt vùng (Region) Việt Nam
và không mở, lưu lại trước khi gửi.
"""

from collections.abc import Iterator
from dataclasses import replace

from bsreform.model import Dataset, Fact, Finding, Severity
from bsreform.rules._facts import value_findings
from bsreform.rules._wording import label, name, quote
from bsreform.spec import Context

SEVERITY: Severity = "error"


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each impossible year; a warning for each column with the signature of swapped dates."""
    for finding in value_findings(data, context, "suspicious_date", _wording):
        yield finding if finding.row else replace(finding, severity="warning")


def _wording(fact: Fact) -> tuple[str, str]:
    if fact.detail == "swapped":
        return (
            f"Cột {name(fact.field)} có dấu hiệu Excel đã đổi ngày thành tháng: ô đã thành ngày thì "
            "không ngày nào quá 12, ô còn là chữ thì ngày nào cũng quá 12.",
            "Đối chiếu vài dòng với hệ thống; nếu sai thì xuất lại tệp trên máy đặt vùng (Region) Việt Nam.",
        )
    return f"{label(fact.field)} {quote(fact.raw)} có năm ngoài khoảng 2000–2100.", "Sửa lại năm."
