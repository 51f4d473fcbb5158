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

_DAYS = ("received_at", "due_at", "ended_at")
_Wrong = tuple[pd.DataFrame, str, str, Severity | None]
"""(rows, the field that comes too early, the field that it should follow, another severity)."""


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """Ended before received or assigned: excluded. Due before that: a warning. By calendar day."""
    for rows, field, start, severity in _tasks(data.frame) if data.subject == "tasks" else _dossiers(data.frame):
        yield from _findings(rows, field, start, severity, RECORDS[data.subject])


def _dossiers(frame: pd.DataFrame) -> Iterator[_Wrong]:
    told = frame[["source", "row", "received_at", "due_at", "finished_at", "returned_at", "ended_at"]]
    accepted = (frame["status"] != "not_accepted").to_numpy(dtype=bool)
    received, due, ended = (frame[name].to_numpy().astype("datetime64[D]") for name in _DAYS)
    wrong = told[accepted & (ended < received)]
    finished = (wrong["finished_at"] == wrong["ended_at"]).to_numpy()
    yield wrong[finished], "finished_at", "received_at", None
    yield wrong[~finished], "returned_at", "received_at", None
    yield told[accepted & (due < received)], "due_at", "received_at", "warning"


def _tasks(frame: pd.DataFrame) -> Iterator[_Wrong]:
    told = ["source", "row", "assigned_on", "document_date", "completed_on", "updated_on", "ended_at"]
    frame = frame.loc[(frame["status"] != "withdrawn").to_numpy(), told]
    unassigned = frame["assigned_on"].isna().to_numpy()
    for start, rows in (("assigned_on", frame[~unassigned]), ("document_date", frame[unassigned])):
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
