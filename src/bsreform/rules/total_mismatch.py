"""Dòng cộng không khớp

Vì sao: dòng cộng khác số đếm được thường là do thiếu dòng (lọc, xóa nhầm, xuất chưa hết) hoặc số cộng
chưa cập nhật; báo cáo lấy theo các dòng hồ sơ, nhiệm vụ.

Sai: dòng cuối ghi “Tổng số: 120 hồ sơ” nhưng phía trên chỉ có 118 dòng.

Đúng: dòng cuối ghi “Tổng số: 118 hồ sơ” và phía trên có đúng 118 dòng.

Cách sửa: xuất lại tệp để đủ dòng; nếu đã đủ thì sửa dòng cộng.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Finding, Severity
from bsreform.rules._facts import at, facts
from bsreform.rules._wording import NOUNS, name, quote
from bsreform.spec import Context

SEVERITY: Severity = "warning"


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each figure of a total row that its rows do not give."""
    for fact in facts(data, "total_mismatch"):
        made, counts, what = fact.detail.partition("|")
        if counts:  # a table of form II.06a
            message = f"Cột {name(fact.field)} ghi {quote(fact.raw)} nhưng {what} cộng lại được {made}."
            yield at(fact, message, "Kiểm tra lại biểu; báo cáo lấy số cộng lại từ các dòng lĩnh vực.")
            continue
        yield at(
            fact,
            f"Dòng cộng ghi {quote(fact.raw)} nhưng các dòng {NOUNS[data.subject]} cho kết quả {fact.detail}.",
            "Kiểm tra có thiếu dòng không (xuất lại nếu thiếu); nếu đủ thì sửa dòng cộng.",
        )
