"""Ngày kết thúc bên cạnh trạng thái chưa xong

Vì sao: hồ sơ đã có ngày kết thúc mà trạng thái vẫn là đang xử lý thì một trong hai bị sai; báo cáo theo
trạng thái, nên hồ sơ được tính là chưa xong.

Sai: trạng thái “Đang xử lý”, ngày kết thúc xử lý `05/03/2024`.

Đúng: trạng thái “Đã xử lý xong”, ngày kết thúc xử lý `05/03/2024`.

Cách sửa: cập nhật trạng thái trên hệ thống một cửa, hoặc xóa ngày ghi nhầm, rồi xuất lại tệp.
"""

from collections.abc import Iterator

import pandas as pd

from bsreform.model import Dataset, Finding, Severity
from bsreform.rules._wording import day, name, quote
from bsreform.spec import Context

SEVERITY: Severity = "warning"
SUBJECTS = ("dossiers",)


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each end date beside a status that says the dossier has not ended; the status wins."""
    frame = data.frame
    unfinished = frame[frame["status"].isin(["open", "waiting"]).to_numpy()]
    ended = unfinished[(unfinished["finished_at"].notna() | unfinished["returned_at"].notna()).to_numpy()]
    columns = ["source", "row", "status_text", "finished_at", "returned_at"]
    for source, row, text, finished, returned in ended[columns].itertuples(index=False, name=None):
        field, moment = ("returned_at", returned) if pd.isna(finished) else ("finished_at", finished)
        yield Finding(
            source,
            f"Có {name(field)} {day(moment)} nhưng trạng thái là {quote(text)}; tính theo trạng thái: chưa xong.",
            "Cập nhật trạng thái trên hệ thống, hoặc xóa ngày ghi nhầm, rồi xuất lại tệp.",
            row=row,
            field="status",
            column=data.sources[source].columns.get("status_text", ""),
            raw=text,
        )
