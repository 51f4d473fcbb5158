"""Số đếm âm hoặc có phần lẻ

Vì sao: số Tổ, số thành viên, số hộ, số người, số lượt là số đếm nên phải là số nguyên không âm; số khác là gõ nhầm.
Dòng có số như vậy không được tính, để không làm sai số cộng toàn báo cáo.

Sai: Số hộ được hướng dẫn `-12`; Số thành viên `30,5`.

Đúng: Số hộ được hướng dẫn `12`; Số thành viên `30`; không có kết quả thì ghi `0`.

Cách sửa: sửa ô theo sổ sách của Tổ; chưa có số liệu thì để trống.
"""

from collections.abc import Iterator

import numpy as np

from bsreform.layouts.digital_team import COUNTS
from bsreform.model import Dataset, Finding, Severity
from bsreform.rules._wording import label
from bsreform.spec import Context

SEVERITY: Severity = "error"
SUBJECTS = ("digital_teams",)


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each count that is negative or has a fraction; the row is excluded."""
    values = data.frame[[*COUNTS]].to_numpy(dtype=float)
    odd = (values < 0) | (values % 1 > 0)
    sources, rows = (data.frame[name].tolist() for name in ("source", "row"))
    for field, place in np.argwhere(odd.T).tolist():
        shown = f"{values[place, field]:g}".replace(".", ",")
        yield Finding(
            sources[place],
            f"{label(COUNTS[field])} “{shown}” không phải là số nguyên không âm nên số liệu của dòng không được tính.",
            "Ghi số đếm được, ví dụ 12; không có kết quả thì ghi 0.",
            row=rows[place],
            field=COUNTS[field],
            raw=shown,
            excludes=True,
        )
