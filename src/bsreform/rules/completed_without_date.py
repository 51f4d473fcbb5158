"""Đã xong nhưng không có ngày kết thúc

Vì sao: không có ngày kết thúc thì không biết hồ sơ xong trong kỳ nào, đúng hạn hay quá hạn, nên hồ sơ bị
loại khỏi báo cáo.

Sai: trạng thái “Đã trả kết quả”, cả ngày kết thúc xử lý và ngày trả kết quả đều trống.

Đúng: trạng thái “Đã trả kết quả”, ngày kết thúc xử lý `05/03/2024`.

Cách sửa: bổ sung ngày kết thúc trên hệ thống rồi xuất lại; nếu cả tệp thiếu thì khi xuất chọn thêm cột
“Ngày kết thúc xử lý”.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Finding, Severity
from bsreform.rules._facts import END_DATES
from bsreform.rules._wording import quote
from bsreform.spec import Context

SEVERITY: Severity = "error"
SUBJECTS = ("dossiers",)

_CLOSED = ("closed_with_result", "closed_without_result")


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each closed dossier without an end date; unreadable ones are another rule's matter."""
    frame = data.frame
    endless = frame["finished_at"].isna() & frame["returned_at"].isna()
    rows = frame[(frame["status"].isin(_CLOSED) & endless).to_numpy()]
    if rows.empty:
        return
    reported = {(fact.source, fact.row) for fact in data.facts if fact.field in END_DATES}
    for source, row, text in rows[["source", "row", "status_text"]].itertuples(index=False, name=None):
        if (source, row) not in reported:
            yield Finding(
                source,
                f"Trạng thái {quote(text)} nhưng không có ngày kết thúc nên hồ sơ không được tính.",
                "Bổ sung ngày kết thúc xử lý (hoặc ngày trả kết quả) trên hệ thống rồi xuất lại tệp.",
                row=row,
                field="finished_at",
                raw=text,
                excludes=True,
            )
