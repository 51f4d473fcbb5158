"""Ngày trước sau vô lý

Vì sao: hồ sơ không thể xong trước khi được tiếp nhận; tính vào sẽ ra số ngày âm, nên hồ sơ bị loại. Ngày
hẹn trả trước ngày tiếp nhận thì hồ sơ vẫn được tính nhưng luôn thành quá hạn, cần xem lại.

Sai: tiếp nhận `12/03/2024`, kết thúc xử lý `05/03/2024`.

Đúng: tiếp nhận `05/03/2024`, kết thúc xử lý `12/03/2024`.

Cách sửa: đối chiếu với hệ thống một cửa và sửa ngày sai; hay gặp nhất là ngày và tháng bị đổi chỗ.
"""

from collections.abc import Iterator

import pandas as pd

from bsreform.model import Dataset, Finding, Severity
from bsreform.rules._wording import day, label, name
from bsreform.spec import Context

SEVERITY: Severity = "error"
SUBJECTS = ("dossiers",)


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """Ended before received: excluded. Due before received: a warning. By calendar day."""
    frame = data.frame[(data.frame["status"] != "not_accepted").to_numpy()]
    received = frame["received_at"].dt.normalize()
    ended = frame[(frame["ended_at"].dt.normalize() < received).to_numpy()]
    finished = (ended["finished_at"] == ended["ended_at"]).to_numpy()
    yield from _findings(ended[finished], "finished_at", None)
    yield from _findings(ended[~finished], "returned_at", None)
    due = frame[(frame["due_at"].dt.normalize() < received).to_numpy()]
    yield from _findings(due, "due_at", "warning")


def _findings(rows: pd.DataFrame, field: str, severity: Severity | None) -> Iterator[Finding]:
    columns = ["source", "row", "received_at", field]
    for source, row, received, moment in rows[columns].itertuples(index=False, name=None):
        yield Finding(
            source,
            f"{label(field)} {day(moment)} trước {name('received_at')} {day(received)}.",
            "Đối chiếu với hệ thống và sửa ngày sai (xem có đổi chỗ ngày và tháng không).",
            row=row,
            field=field,
            raw=day(moment),
            excludes=severity is None,
            severity=severity,
        )
