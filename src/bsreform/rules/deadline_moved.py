"""Thời hạn đã đổi

Vì sao: lùi thời hạn làm nhiệm vụ quá hạn thành trong hạn; mỗi lần đổi thời hạn so với báo cáo đã phát hành phải
có căn cứ.

Sai: lần trước thời hạn `15/03/2024`, lần này ghi đè thành `30/03/2024`.

Đúng: giữ thời hạn `15/03/2024`, ghi cột Gia hạn đến `30/03/2024` khi đã được đồng ý gia hạn.

Cách sửa: được gia hạn thì ghi ngày mới vào cột Gia hạn đến và nêu văn bản đồng ý; ghi nhầm thì sửa lại.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from bsreform.model import Dataset, Finding, Severity
from bsreform.records.same_task import counterparts
from bsreform.rules._wording import day_or_none
from bsreform.spec import Context

SEVERITY: Severity = "warning"
SUBJECTS = ("tasks",)


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each task with another deadline than at the last monthly run."""
    if context.previous is None:
        return
    unreadable = {(fact.source, fact.row) for fact in data.facts if fact.field in ("due_on", "extended_to")}
    places = counterparts(context.previous, data)
    known = context.previous["due"][places >= 0]
    rows = data.frame.iloc[places[places >= 0]]
    then, now = (moments.to_numpy().astype("datetime64[D]") for moments in (known, rows["due_at"]))
    moved = (then != now) & ~(np.isnat(then) & np.isnat(now)) & (rows["status"] != "withdrawn").to_numpy()
    columns = rows[moved][["source", "row", "extended_to"]].itertuples(index=False, name=None)
    for (source, row, extended), before, after in zip(columns, then[moved].tolist(), now[moved].tolist(), strict=True):
        if (source, row) not in unreadable:
            yield Finding(
                source,
                f"Lần báo cáo trước thời hạn là {day_or_none(before)}, nay là {day_or_none(after)}.",
                "Được gia hạn thì ghi vào cột Gia hạn đến và nêu văn bản đồng ý; ghi nhầm thì sửa lại.",
                row=row,
                field="due_on" if pd.isna(extended) else "extended_to",
            )
