"""Hai cột cùng tên

Vì sao: hai cột cùng tên mà số liệu khác nhau thì không biết lấy cột nào; chọn bừa sẽ sai báo cáo, nên
không cột nào được dùng.

Sai: cột F và cột H cùng có tiêu đề “Ngày hẹn trả” nhưng ghi ngày khác nhau.

Đúng: chỉ một cột có tiêu đề “Ngày hẹn trả”.

Cách sửa: đổi tiêu đề của cột không dùng (ví dụ thành “Ngày hẹn trả cũ”) hoặc xóa cột ấy.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Fact, Finding, Severity
from bsreform.rules._facts import WHOLE_COLUMN, facts
from bsreform.rules._wording import NOUNS, name, quote
from bsreform.spec import Context

SEVERITY: Severity = "error"


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each field that several columns claim; a required one excludes the whole sheet."""
    for fact in facts(data, "ambiguous_column"):
        required = fact.field in WHOLE_COLUMN
        none = f"không {NOUNS[data.subject]} nào của trang được tính"
        loss = none if required else f"trang coi như không có {name(fact.field)}"
        message, hint = _mixed(fact) if fact.detail == "doubtful" else _alike(fact, loss)
        yield Finding(
            fact.source,
            message,
            hint,
            field=fact.field,
            column=fact.column,
            raw=fact.raw,
            excludes=required,
        )


def _alike(fact: Fact, loss: str) -> tuple[str, str]:
    return (
        f"Các cột {fact.column} cùng mang tiêu đề {quote(fact.raw)} nhưng số liệu khác nhau nên {loss}.",
        f"Giữ một cột làm {name(fact.field)}; đổi tiêu đề hoặc xóa cột kia.",
    )


def _mixed(fact: Fact) -> tuple[str, str]:
    """One column under a title that may mean several things, and its values do not tell which."""
    return (
        f"Cột {quote(fact.raw)} ghi lẫn phần trăm, thời hạn hoặc trạng thái, không rõ là cột gì nên không được dùng.",
        "Đặt tiêu đề “Tiến độ (%)”, “Thời hạn hoàn thành” hoặc “Trạng thái”; mỗi cột chỉ ghi một loại số liệu.",
    )
