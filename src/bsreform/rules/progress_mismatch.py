"""Tiến độ trái với trạng thái

Vì sao: tiến độ, trạng thái và ngày hoàn thành cùng nói một việc; nói khác nhau thì một trong ba bị sai. Báo cáo
tính theo trạng thái; không có trạng thái thì tính theo ngày hoàn thành.

Sai: trạng thái “Đã hoàn thành”, tiến độ `60`; trạng thái “Đang thực hiện”, tiến độ `100`.

Đúng: trạng thái “Đã hoàn thành”, tiến độ `100`, ngày hoàn thành `05/03/2024`.

Cách sửa: đã xong thì ghi tiến độ 100, trạng thái “Đã hoàn thành” và ngày hoàn thành; chưa xong thì ghi tiến độ
thật, trạng thái “Đang thực hiện”, để trống ngày hoàn thành.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np

from bsreform.language.wording import plain_date, plain_percent
from bsreform.model import Dataset, Finding, Severity
from bsreform.rules._wording import quote
from bsreform.spec import Context

SEVERITY: Severity = "warning"
SUBJECTS = ("tasks",)


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each task whose progress says another thing than its status or its day of completion."""
    told = data.frame[["source", "row", "progress", "status", "status_text", "completed_on", "due_at"]]
    frame = told[(told["progress"].notna() & (told["status"] != "withdrawn")).to_numpy(dtype=bool)]
    whole = (frame["progress"] >= 100).to_numpy()
    done, unfinished = ((frame["status"] == state).to_numpy(dtype=bool) for state in ("done", "open"))
    dated = frame["completed_on"].notna().to_numpy()
    late = frame["due_at"].to_numpy().astype("datetime64[D]") < np.datetime64(context.today)
    for wrong in (~whole & (done | dated), whole & unfinished):
        tasks = frame[wrong].drop(columns="due_at").itertuples(index=False, name=None)
        for is_late, task in zip(late[wrong].tolist(), tasks, strict=True):
            yield _finding(is_late, task[0], task[1], task[2:])


def _finding(is_late: bool, source: int, row: int, told: tuple[float, str, str, date]) -> Finding:
    """`told`: its progress (percent), its status, how that was written, the day of its completion."""
    share, status, text, completed = told
    progress = plain_percent(share)
    if status == "done":
        message = f"Trạng thái là {quote(text)} nhưng tiến độ mới {progress}; tính theo trạng thái: đã xong."
        hint = "Đã xong thì ghi tiến độ 100; chưa xong thì sửa trạng thái."
    elif share < 100:
        message = f"Có ngày hoàn thành {plain_date(completed)} nhưng tiến độ mới {progress}."
        hint = "Đã xong thì ghi tiến độ 100; chưa xong thì xóa ngày hoàn thành."
    else:
        counted = "quá hạn" if is_late else "chưa xong"
        message = f"Tiến độ {progress} nhưng trạng thái là {quote(text)}; tính theo trạng thái: {counted}."
        hint = "Đã xong thì ghi trạng thái “Đã hoàn thành” và ngày hoàn thành; chưa xong thì ghi tiến độ thật."
    return Finding(source, message, hint, row=row, field="progress", raw=progress)
