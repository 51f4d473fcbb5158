"""Ngày kết thúc bên cạnh trạng thái chưa xong

Vì sao: hồ sơ, nhiệm vụ đã có ngày kết thúc (ngày hoàn thành) mà trạng thái vẫn là chưa xong thì một trong hai bị
sai; báo cáo theo trạng thái, nên được tính là chưa xong.

Sai: trạng thái “Đang xử lý”, ngày kết thúc xử lý `05/03/2024`.

Đúng: trạng thái “Đã xử lý xong”, ngày kết thúc xử lý `05/03/2024`.

Cách sửa: cập nhật trạng thái trên hệ thống hoặc trong tệp theo dõi, hoặc xóa ngày ghi nhầm, rồi gửi lại tệp.
"""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from bsreform.language.wording import plain_date
from bsreform.model import Dataset, Finding, Severity, SubjectId
from bsreform.rules._facts import status_column
from bsreform.rules._wording import name, quote
from bsreform.spec import Context

SEVERITY: Severity = "warning"
SUBJECTS = ("dossiers", "tasks")

_ENDS: Mapping[SubjectId, tuple[str, ...]] = {"dossiers": ("finished_at", "returned_at"), "tasks": ("completed_on",)}
_HINTS: Mapping[SubjectId, str] = {
    "dossiers": "Cập nhật trạng thái trên hệ thống, hoặc xóa ngày ghi nhầm, rồi xuất lại tệp.",
    "tasks": "Cập nhật trạng thái, hoặc xóa ngày hoàn thành ghi nhầm.",
}


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each end date beside a status that says the row has not ended; the status wins."""
    frame = data.frame
    ends = _ENDS[data.subject]
    dated = np.logical_or.reduce([frame[end].notna().to_numpy() for end in ends])
    ended = dated & frame["status"].isin(["open", "waiting"]).to_numpy()
    columns = frame.loc[ended, ["source", "row", "status_text", *ends]].itertuples(index=False, name=None)
    for source, row, text, *moments in columns:
        field, moment = next(each for each in zip(ends, moments, strict=True) if not pd.isna(each[1]))
        yield Finding(
            source,
            f"Có {name(field)} {plain_date(moment)} nhưng trạng thái là {quote(text)}; "
            "tính theo trạng thái: chưa xong.",
            _HINTS[data.subject],
            row=row,
            field="status",
            column=status_column(data.sources[source]),
            raw=text,
        )
