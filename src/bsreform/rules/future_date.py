"""Ngày chưa đến

Vì sao: ngày tiếp nhận, kết thúc, trả kết quả của hồ sơ, ngày giao, hoàn thành, cập nhật nhiệm vụ là việc đã xảy
ra, không thể sau ngày xuất tệp; thường là gõ nhầm năm hoặc đổi chỗ ngày và tháng.

Sai: tệp xuất ngày `08/03/2024` có hồ sơ tiếp nhận `04/12/2024`.

Đúng: tệp xuất ngày `08/03/2024` có hồ sơ tiếp nhận `12/04/2023` hoặc `04/03/2024`.

Cách sửa: đối chiếu với hệ thống và sửa ngày. Ngày hẹn trả, thời hạn thì được phép ở tương lai.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from bsreform.language.wording import plain_date
from bsreform.model import Dataset, Finding, Severity, Source, SubjectId
from bsreform.rules._wording import RECORDS, label
from bsreform.spec import Context

SEVERITY: Severity = "warning"
SUBJECTS = ("dossiers", "tasks")

_PAST: Mapping[SubjectId, Sequence[str]] = {
    "dossiers": ("received_at", "finished_at", "returned_at"),
    "tasks": ("document_date", "assigned_on", "entered_on", "completed_on", "updated_on"),
}


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each date later than its file can know of."""
    frame = data.frame
    limits = [_limit(source, context) for source in data.sources]
    known = np.array([limit for limit, _ in limits], dtype="datetime64[D]")[frame["source"].to_numpy()]
    for field in _PAST[data.subject]:
        late = frame[field].to_numpy().astype("datetime64[D]") > known
        if not late.any():
            continue
        for source, row, moment in frame.loc[late, ["source", "row", field]].itertuples(index=False, name=None):
            limit, what = limits[source]
            yield Finding(
                source,
                f"{label(field)} {plain_date(moment)} sau {what} ({plain_date(limit)}).",
                f"Đối chiếu với {RECORDS[data.subject]} và sửa ngày (xem có nhầm năm, đổi chỗ ngày và tháng không).",
                row=row,
                field=field,
                raw=plain_date(moment),
            )


def _limit(source: Source, context: Context) -> tuple[date, str]:
    """The last day that the file can know of, and what day that is.

    The file's own time only ever grows by copying: it can excuse a date (where the run looks from an
    earlier day), never accuse one.
    """
    saved = source.exported_at.date() if source.exported_at else None
    if saved and source.exported_from != "file":
        return saved, "ngày xuất tệp"
    if saved and saved > context.today:
        return saved, "ngày lưu tệp"
    return context.today, "ngày hôm nay"
