"""Nhiệm vụ ghi hai lần

Vì sao: một nhiệm vụ (cùng số văn bản, cùng đơn vị chủ trì, nội dung gần như nhau) chỉ được tính một lần: dòng cập
nhật sau cùng được tính, các dòng khác bị thay thế.

Sai: tệp của đơn vị và tệp của Văn phòng cùng theo dõi nhiệm vụ “Xây dựng kế hoạch chuyển đổi số” giao tại
`123/KH-UBND`.

Đúng: mỗi nhiệm vụ một dòng, trong một tệp.

Cách sửa: giữ dòng đúng, xóa dòng kia. Nếu là hai nhiệm vụ khác nhau thì ghi rõ chỗ khác vào nội dung (kỳ, địa
bàn, sản phẩm).
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from bsreform.model import Dataset, Finding, Severity
from bsreform.records.same_task import leaders, preference
from bsreform.rules._wording import place, quote
from bsreform.spec import Context

SEVERITY: Severity = "warning"
SUBJECTS = ("tasks",)


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each row whose task stands again in a tracker, or in the same export of the software."""
    frame = data.frame
    order = preference(data)
    software = (frame["origin"] == "software").to_numpy()[order]
    # An export replaces older ones row by row, that is no fault of anyone; trackers have no such turn.
    shelf = np.where(software, frame["source"].to_numpy()[order], -1)
    same = pd.DataFrame({"place": order, "task": leaders(data)[order], "shelf": shelf})
    same["kept"] = same.groupby(["task", "shelf"])["place"].transform("first")
    again = same[(same["place"] != same["kept"]).to_numpy()].sort_values("place")
    rows, others = (frame.iloc[again[name]][["source", "row", "title"]] for name in ("place", "kept"))
    pairs = zip(rows.itertuples(index=False, name=None), others.itertuples(index=False, name=None), strict=True)
    for (source, row, title), (kept, kept_row, _) in pairs:
        where = place(data, source, kept, kept_row)
        yield Finding(
            source,
            f"Nhiệm vụ {quote(title)} có cả ở {where}; chỉ dòng ấy được tính.",
            "Giữ một dòng, xóa dòng kia; nếu là hai nhiệm vụ thì ghi rõ điểm khác nhau vào nội dung.",
            row=row,
            field="title",
            raw=title,
        )
