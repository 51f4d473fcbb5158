"""Phần mềm và tệp theo dõi khác nhau

Vì sao: nhiệm vụ có cả trên phần mềm và trong tệp theo dõi thì báo cáo lấy theo phần mềm; đơn vị chịu trách nhiệm
về số liệu của mình nên phải thống nhất hai nơi.

Sai: phần mềm ghi thời hạn `15/03/2024`, đang thực hiện; tệp theo dõi ghi thời hạn `30/03/2024`, đã hoàn thành.

Đúng: hai nơi ghi cùng thời hạn, trạng thái, ngày hoàn thành, tiến độ.

Cách sửa: đối chiếu với văn bản giao và kết quả thực tế; nơi nào sai thì sửa nơi ấy.
"""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from bsreform.language.wording import plain_date, plain_percent
from bsreform.model import Dataset, Finding, Severity, Source
from bsreform.records.same_task import in_software_too, leaders
from bsreform.rules._wording import day_or_none, name, place
from bsreform.spec import Context

SEVERITY: Severity = "warning"
SUBJECTS = ("tasks",)

_COLUMNS = {
    "due_on": ("due_on", "extended_to"),
    "status": ("status", "progress", "completed_on"),
    "completed_on": ("completed_on",),
    "progress": ("progress",),
}
"""What is compared → the columns it may come from; a file without any of them says nothing of it."""

_TaskRow = Mapping[Hashable, Any]
_READ = ["source", "row", "due_at", "status", "is_done", "completed_on", "progress"]


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each tracker row that tells another deadline, state, completion or progress than the software."""
    pairs = np.array(in_software_too(data, leaders(data)), dtype=np.int64).reshape(-1, 2)
    rows, others = (data.frame.iloc[pairs[:, side]][_READ].to_dict("records") for side in (0, 1))
    for mine, counted in zip(rows, others, strict=True):
        apart = _apart(mine, counted, data.sources[mine["source"]], data.sources[counted["source"]])
        if not apart:
            continue
        where = place(data, mine["source"], counted["source"], counted["row"])
        told = "; ".join(f"{name(field)}: {here}, phần mềm: {there}" for field, (here, there) in apart.items())
        yield Finding(
            mine["source"],
            f"Khác với phần mềm ({where}): {told}. Tính theo phần mềm.",
            "Đối chiếu với văn bản giao và kết quả thực tế; sửa nơi ghi sai.",
            row=mine["row"],
            field=next(iter(apart)),
            raw=next(iter(apart.values()))[0],
        )


def _apart(mine: _TaskRow, counted: _TaskRow, here: Source, there: Source) -> dict[str, tuple[str, str]]:
    """Field → both values in words, where both files have the column and differ."""
    found = {}
    for field, columns in _COLUMNS.items():
        words = _said(field, mine), _said(field, counted)
        told = all(set(columns) & set(source.columns) for source in (here, there))
        # The day or the share of something not done is a matter of its state.
        blank = field in ("completed_on", "progress") and "" in words
        if told and not blank and words[0] != words[1]:
            found[field] = words
    return found


def _said(field: str, task: _TaskRow) -> str:
    match field:
        case "due_on":
            return day_or_none(None if pd.isna(task["due_at"]) else task["due_at"])
        case "status":
            if task["status"] == "withdrawn":
                return "đã thu hồi"
            return "đã hoàn thành" if task["is_done"] else "chưa hoàn thành"
        case "completed_on":
            return "" if pd.isna(task["completed_on"]) else plain_date(task["completed_on"])
        case _:
            return "" if pd.isna(task["progress"]) else plain_percent(task["progress"])
