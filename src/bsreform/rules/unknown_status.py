"""Trạng thái chưa biết

Vì sao: không hiểu trạng thái thì không biết hồ sơ còn đang giải quyết hay đã xong; khi đó chỉ căn cứ vào
ngày kết thúc, có thể sai.

Sai: “Xong rồi nhé”.

Đúng: “Đang xử lý”, “Yêu cầu bổ sung”, “Đã xử lý xong”, “Đã trả kết quả”.

Cách sửa: ghi lại theo trạng thái của hệ thống một cửa; nếu hệ thống dùng từ riêng thì khai báo từ ấy
trong mục `[statuses]` của `bsreform.toml`.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from bsreform.layouts.dossier_export import STATUSES
from bsreform.model import Dataset, Finding, Severity
from bsreform.rules._wording import quote
from bsreform.spec import Context
from bsreform.text import differs, fold

SEVERITY: Severity = "warning"
SUBJECTS = ("dossiers",)


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each row whose status has no known meaning."""
    frame = data.frame
    wrong = frame.loc[(frame["status"] == "unknown").to_numpy(), ["source", "row", "status_text"]]
    hints = {text: _hint(text) for text in wrong["status_text"].unique()}
    for source, row, text in wrong.itertuples(index=False, name=None):
        yield Finding(
            source,
            f"Trạng thái {quote(text)} chưa có trong bảng trạng thái; tạm căn cứ vào ngày kết thúc.",
            hints[text],
            row=row,
            field="status",
            column=data.sources[source].columns.get("status_text", ""),
            raw=text,
        )


def _hint(text: str) -> str:
    near = get_close_matches(fold(text), STATUSES, n=1, cutoff=0.75)
    if not near:
        return "Ghi theo hệ thống, ví dụ “Đang xử lý”; hoặc khai báo ở mục [statuses] của bsreform.toml."
    apart = differs(text.casefold(), near[0])
    return f"Có phải “{near[0]}”{f' ({apart})' if apart else ''}? Ghi đúng như vậy."
