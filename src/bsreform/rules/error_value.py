"""Ô báo lỗi công thức

Vì sao: ô hiện #N/A, #REF!… không có số liệu; coi là ô trống sẽ giấu lỗi, nên phải báo.

Sai: Ngày hẹn trả là `#N/A` vì công thức tìm không thấy mã.

Đúng: Ngày hẹn trả là `12/03/2024`.

Cách sửa: sửa công thức, hoặc gõ giá trị thật vào ô; tốt nhất là chép – dán giá trị (Paste Values) trước
khi gửi tệp.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Fact, Finding, Severity
from bsreform.rules._facts import value_findings
from bsreform.rules._wording import name, quote
from bsreform.spec import Context

SEVERITY: Severity = "error"

_CAUSES = {
    "#N/A": "công thức tìm không thấy giá trị",
    "#REF!": "công thức trỏ tới ô đã bị xóa",
    "#DIV/0!": "công thức chia cho 0",
    "#VALUE!": "công thức tính với ô không phải số",
    "#NAME?": "công thức gõ sai tên hàm",
}


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each cell that shows an error instead of a value."""
    return value_findings(data, context, "error_value", _wording)


def _wording(fact: Fact) -> tuple[str, str]:
    cause = _CAUSES.get(fact.raw.upper(), "công thức bị lỗi")
    return (
        f"Ô {name(fact.field)} báo lỗi {quote(fact.raw)}: {cause}.",
        "Sửa công thức hoặc gõ giá trị thật vào ô.",
    )
