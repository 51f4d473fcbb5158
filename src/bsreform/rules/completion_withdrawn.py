"""Rút lại kết quả hoàn thành

Vì sao: nhiệm vụ đã báo cáo hoàn thành ở báo cáo đã phát hành mà nay lại chưa xong thì số liệu hai kỳ trái
nhau, phải có lý do.

Sai: lần trước “Đã hoàn thành” ngày `05/03/2024`, lần này “Đang thực hiện”.

Đúng: giữ “Đã hoàn thành”; việc phát sinh thêm thì ghi thành nhiệm vụ mới.

Cách sửa: xem lần trước hay lần này đúng; kết quả bị trả lại để làm tiếp thì ghi rõ lý do ở cột Ghi chú.
"""

from collections.abc import Iterator

import numpy as np

from bsreform.language.wording import plain_date
from bsreform.model import Dataset, Finding, Severity
from bsreform.records.same_task import counterparts
from bsreform.spec import Context

SEVERITY: Severity = "warning"
SUBJECTS = ("tasks",)


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each task that was done at the last monthly run and is not any more."""
    if context.previous is None:
        return
    places = counterparts(context.previous, data)
    known, rows = context.previous[places >= 0], data.frame.iloc[places[places >= 0]]
    ended = rows["ended_at"].to_numpy().astype("datetime64[D]") > np.datetime64(context.today)
    unfinished = (~rows["is_done"] & (rows["status"] != "withdrawn")).to_numpy(dtype=bool) | ended
    withdrawn = known["done"].to_numpy(dtype=bool) & unfinished
    columns = rows[withdrawn][["source", "row"]].itertuples(index=False, name=None)
    days = known["ended"][withdrawn].to_numpy().astype("datetime64[D]").tolist()
    for (source, row), moment in zip(columns, days, strict=True):
        on = f" ngày {plain_date(moment)}" if moment else ""
        yield Finding(
            source,
            f"Lần báo cáo trước đã hoàn thành{on}, nay lại chưa hoàn thành.",
            "Xem lần nào đúng; kết quả bị trả lại để làm tiếp thì ghi rõ lý do ở cột Ghi chú.",
            row=row,
            field="status",
        )
