"""Đã xong nhưng không có ngày kết thúc

Vì sao: không có ngày kết thúc thì không biết hồ sơ xong trong kỳ nào, đúng hạn hay quá hạn, nên hồ sơ bị
loại khỏi báo cáo. Nhiệm vụ đã xong thì được lấy tạm ngày cập nhật; không có cả ngày ấy mới bị loại.

Sai: trạng thái “Đã trả kết quả”, cả ngày kết thúc xử lý và ngày trả kết quả đều trống.

Đúng: trạng thái “Đã trả kết quả”, ngày kết thúc xử lý `05/03/2024`.

Cách sửa: bổ sung ngày kết thúc trên hệ thống rồi xuất lại; nếu cả tệp thiếu thì khi xuất chọn thêm cột
“Ngày kết thúc xử lý”.
"""

from collections.abc import Iterator

from bsreform.language.wording import plain_date
from bsreform.model import Dataset, Finding, Severity
from bsreform.rules._facts import END_DATES, TASK_ENDS
from bsreform.rules._wording import quote
from bsreform.spec import Context

SEVERITY: Severity = "error"
SUBJECTS = ("dossiers", "tasks")

_BLANK = (
    "không có ngày kết thúc",
    "Bổ sung ngày kết thúc xử lý (hoặc ngày trả kết quả) trên hệ thống rồi xuất lại tệp.",
)
_NO_COLUMN = (
    "tệp không có cột ngày kết thúc, hoặc cột chưa được nhận ra,",
    "Khi xuất chọn thêm cột “Ngày kết thúc xử lý”; tệp đã có cột ấy với tên khác thì chạy bsreform map với tệp này.",
)
_CLOSED = ("closed_with_result", "closed_without_result")


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each closed row without an end date; unreadable ones are another rule's matter."""
    fields = TASK_ENDS if data.subject == "tasks" else END_DATES
    reported = {(fact.source, fact.row) for fact in data.facts if fact.field in fields}
    for finding in _tasks(data) if data.subject == "tasks" else _dossiers(data):
        if (finding.source, finding.row) not in reported:
            yield finding


def _dossiers(data: Dataset) -> Iterator[Finding]:
    frame = data.frame
    endless = frame["finished_at"].isna() & frame["returned_at"].isna()
    rows = frame.loc[(frame["status"].isin(_CLOSED) & endless).to_numpy(), ["source", "row", "status_text"]]
    dated = [any(name in each.columns for name in END_DATES) for each in data.sources]
    for source, row, text in rows.itertuples(index=False, name=None):
        lack, remedy = _BLANK if dated[source] else _NO_COLUMN
        yield Finding(
            source,
            f"Trạng thái {quote(text)} nhưng {lack} nên hồ sơ không được tính.",
            remedy,
            row=row,
            field="finished_at",
            raw=text,
            excludes=True,
        )


def _tasks(data: Dataset) -> Iterator[Finding]:
    """The day of the last update stands in, with a warning; without it the task is excluded."""
    frame = data.frame
    undated = (frame["is_done"] & frame["completed_on"].isna()).to_numpy(dtype=bool)
    rows = frame.loc[undated, ["source", "row", "status_text", "updated_on"]]
    updates = rows["updated_on"].notna().tolist()
    for updated, (source, row, text, moment) in zip(updates, rows.itertuples(index=False, name=None), strict=True):
        said = f"Trạng thái {quote(text)}" if text else "Tiến độ 100 %"
        loss = (
            f"tạm lấy ngày cập nhật {plain_date(moment)}"
            if updated
            else "không có cả ngày cập nhật nên nhiệm vụ không được tính"
        )
        yield Finding(
            source,
            f"{said} nhưng không có ngày hoàn thành; {loss}.",
            "Điền ngày hoàn thành thực tế, ví dụ 05/03/2024.",
            row=row,
            field="completed_on",
            excludes=not updated,
            severity="warning" if updated else None,
        )
