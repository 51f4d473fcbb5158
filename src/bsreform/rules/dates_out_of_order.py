"""Ngày trước sau vô lý

Vì sao: hồ sơ không thể xong trước khi được tiếp nhận; tính vào sẽ ra số ngày âm, nên hồ sơ bị loại. Ngày
hẹn trả trước ngày tiếp nhận thì hồ sơ vẫn được tính nhưng luôn thành quá hạn, cần xem lại. Nhiệm vụ cũng vậy:
không thể xong trước ngày giao.

Sai: tiếp nhận `12/03/2024`, kết thúc xử lý `05/03/2024`.

Đúng: tiếp nhận `05/03/2024`, kết thúc xử lý `12/03/2024`.

Cách sửa: đối chiếu với hệ thống một cửa và sửa ngày sai; hay gặp nhất là ngày và tháng bị đổi chỗ.
"""

from collections.abc import Iterator

import pandas as pd

from bsreform.language.wording import plain_date
from bsreform.model import Dataset, Finding, Severity
from bsreform.rules._wording import RECORDS, label, name
from bsreform.spec import Context

SEVERITY: Severity = "error"
SUBJECTS = ("dossiers", "tasks")

_Wrong = tuple[pd.DataFrame, str, str, Severity | None]
"""(rows, the field that comes too early, the field that it should follow, another severity)."""


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """Ended before received or assigned: excluded. Due before that: a warning. By calendar day."""
    for rows, field, start, severity in _tasks(data.frame) if data.subject == "tasks" else _dossiers(data.frame):
        yield from _findings(rows, field, start, severity, RECORDS[data.subject])


def _dossiers(frame: pd.DataFrame) -> Iterator[_Wrong]:
    frame = frame[(frame["status"] != "not_accepted").to_numpy()]
    received = frame["received_at"].dt.normalize()
    ended = frame[(frame["ended_at"].dt.normalize() < received).to_numpy()]
    finished = (ended["finished_at"] == ended["ended_at"]).to_numpy()
    yield ended[finished], "finished_at", "received_at", None
    yield ended[~finished], "returned_at", "received_at", None
    due = frame[(frame["due_at"].dt.normalize() < received).to_numpy()]
    yield due, "due_at", "received_at", "warning"


def _tasks(frame: pd.DataFrame) -> Iterator[_Wrong]:
    frame = frame[(frame["status"] != "withdrawn").to_numpy()]
    for start, rows in (
        ("assigned_on", frame[frame["assigned_on"].notna().to_numpy()]),
        ("document_date", frame[frame["assigned_on"].isna().to_numpy()]),
    ):
        assigned = rows[start].dt.normalize()
        ended = rows[(rows["ended_at"].dt.normalize() < assigned).to_numpy()]
        dated = ended["completed_on"].notna().to_numpy()
        yield ended[dated], "completed_on", start, None
        yield ended[~dated], "updated_on", start, None


def _findings(rows: pd.DataFrame, field: str, start: str, severity: Severity | None, records: str) -> Iterator[Finding]:
    for source, row, first, moment in rows[["source", "row", start, field]].itertuples(index=False, name=None):
        yield Finding(
            source,
            f"{label(field)} {plain_date(moment)} trước {name(start)} {plain_date(first)}.",
            f"Đối chiếu với {records} và sửa ngày sai (xem có đổi chỗ ngày và tháng không).",
            row=row,
            field=field,
            raw=plain_date(moment),
            excludes=severity is None,
            severity=severity,
        )
