"""Trạng thái chưa biết

Vì sao: không hiểu trạng thái thì không biết hồ sơ, nhiệm vụ còn đang giải quyết hay đã xong; khi đó chỉ căn cứ vào
ngày kết thúc, có thể sai.

Sai: “Xong rồi nhé”.

Đúng: “Đang xử lý”, “Yêu cầu bổ sung”, “Đã xử lý xong”, “Đã trả kết quả”; nhiệm vụ:
“Đang thực hiện”, “Đã hoàn thành”, “Thu hồi”.

Cách sửa: ghi lại theo trạng thái của hệ thống; nếu hệ thống một cửa dùng từ riêng thì khai báo từ ấy
trong mục `[statuses]` của `bsreform.toml`.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from bsreform.language.text import differs, fold
from bsreform.layouts import dossier_export, task_fields
from bsreform.model import Dataset, Finding, Severity, SubjectId
from bsreform.rules._facts import status_column
from bsreform.rules._wording import quote
from bsreform.spec import Context

SEVERITY: Severity = "warning"
SUBJECTS = ("dossiers", "tasks")

_KNOWN: Mapping[SubjectId, Mapping[str, str]] = {"dossiers": dossier_export.STATUSES, "tasks": task_fields.STATUSES}
_HINTS: Mapping[SubjectId, str] = {
    "dossiers": "Ghi theo hệ thống, ví dụ “Đang xử lý”; hoặc khai báo ở mục [statuses] của bsreform.toml.",
    "tasks": "Ghi “Chưa thực hiện”, “Đang thực hiện”, “Đã hoàn thành” hoặc “Thu hồi”.",
}
_EVIDENCE: Mapping[SubjectId, str] = {"dossiers": "ngày kết thúc", "tasks": "ngày hoàn thành và tiến độ"}


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each row whose status has no known meaning."""
    frame = data.frame
    wrong = frame.loc[(frame["status"] == "unknown").to_numpy(), ["source", "row", "status_text"]]
    hints = {text: _hint(text, data.subject) for text in wrong["status_text"].unique()}
    for source, row, text in wrong.itertuples(index=False, name=None):
        yield Finding(
            source,
            f"Trạng thái {quote(text)} chưa có trong bảng trạng thái; tạm căn cứ vào {_EVIDENCE[data.subject]}.",
            hints[text],
            row=row,
            field="status",
            column=status_column(data.sources[source]),
            raw=text,
        )


def _hint(text: str, subject: SubjectId) -> str:
    near = get_close_matches(fold(text), _KNOWN[subject], n=1, cutoff=0.75)
    if not near:
        return _HINTS[subject]
    apart = differs(text.casefold(), near[0])
    return f"Có phải “{near[0]}”{f' ({apart})' if apart else ''}? Ghi đúng như vậy."
