"""Nhiệm vụ lâu không cập nhật

Vì sao: tệp theo dõi phải được cập nhật đầy đủ, kịp thời; nhiệm vụ chưa xong mà lâu
không cập nhật thì số liệu không còn đúng với thực tế.

Sai: nhiệm vụ đang thực hiện, ngày cập nhật gần nhất `01/02/2024`, báo cáo lập ngày `08/03/2024`.

Đúng: mỗi nhiệm vụ chưa xong được cập nhật trong vòng 14 ngày (đổi ở `stale_after_days`, mục `[tasks]` của
`bsreform.toml`).

Cách sửa: cập nhật tiến độ, trạng thái và ghi ngày cập nhật; tệp không có cột Ngày cập nhật thì lấy ngày lưu tệp.
"""

from collections.abc import Iterator

import numpy as np

from bsreform.language.wording import plain_date
from bsreform.model import Dataset, Finding, Severity
from bsreform.spec import Context

SEVERITY: Severity = "warning"
SUBJECTS = ("tasks",)


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each open task of a tracker that was not updated for the days of `stale_after_days`."""
    frame = data.frame
    unfinished = (
        ~frame["is_done"] & ~frame["secret"] & (frame["status"] != "withdrawn") & (frame["origin"] == "tracker")
    )
    rows = frame.loc[unfinished.to_numpy(dtype=bool), ["source", "row", "updated_on"]]
    saved = np.array([source.exported_at for source in data.sources], dtype="datetime64[D]")
    updated = rows["updated_on"].to_numpy().astype("datetime64[D]")
    last = np.where(np.isnat(updated), saved[rows["source"].to_numpy()], updated)
    stale = last <= np.datetime64(context.today) - context.config.tasks.stale_after_days
    columns = rows[stale][["source", "row"]].itertuples(index=False, name=None)
    for (source, row), stated, moment in zip(columns, ~np.isnat(updated[stale]), last[stale].tolist(), strict=True):
        when = (
            f"cập nhật lần cuối {plain_date(moment)}"
            if stated
            else f"không ghi ngày cập nhật, tệp lưu ngày {plain_date(moment)}"
        )
        yield Finding(
            source,
            f"Nhiệm vụ chưa xong, {when}: đã {(context.today - moment).days} ngày.",
            "Cập nhật tiến độ, trạng thái rồi ghi ngày cập nhật.",
            row=row,
            field="updated_on",
            raw=plain_date(moment) if stated else "",
        )
