"""Có kết quả nhưng chưa có kế hoạch

Vì sao: Tổ công nghệ số cộng đồng phải xây dựng kế hoạch rồi mới triển khai (điểm 2.4 Công văn); kết
quả của một quý mà không có ngày kế hoạch, hoặc kế hoạch ban hành sau quý ấy, thì cần kiểm tra lại. Số liệu vẫn được
tính.

Sai: biểu quý I/2024 có 120 hộ được hướng dẫn, ngày ban hành kế hoạch để trống hoặc ghi `02/05/2024`.

Đúng: biểu quý I/2024 có 120 hộ được hướng dẫn, kế hoạch ban hành ngày `20/01/2024`.

Cách sửa: ghi số và ngày của kế hoạch đang thực hiện; chưa có thì xây dựng kế hoạch và báo cáo Phòng Văn hoá và Thông
tin.
"""

from collections.abc import Iterator

import pandas as pd

from bsreform.language.wording import plain_date
from bsreform.layouts.digital_team import COUNTS
from bsreform.model import Dataset, Finding, Severity
from bsreform.periods import CALENDAR, QUARTER
from bsreform.spec import Context

SEVERITY: Severity = "warning"
SUBJECTS = ("digital_teams",)
_RESULTS = [name for name in COUNTS if name not in ("teams", "members")]


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each row with results whose plan has no date, or one after its quarter."""
    frame = data.frame
    reported = (frame[_RESULTS].to_numpy(dtype=float) > 0).any(axis=1) & (frame["quarter"] != "").to_numpy(dtype=bool)
    rows = frame.loc[reported, ["source", "row", "quarter", "plan_date"]]
    for source, row, id_, planned in rows.itertuples(index=False, name=None):
        if pd.isna(planned):
            told, raw = "Có kết quả nhưng không ghi ngày ban hành kế hoạch.", ""
        elif planned.date() > QUARTER.days(id_, CALENDAR)[1]:
            raw = plain_date(planned)
            told = f"Kế hoạch ban hành ngày {raw}, sau quý có kết quả."
        else:
            continue
        hint = "Ghi ngày của kế hoạch đang thực hiện; chưa có thì xây dựng kế hoạch."
        yield Finding(int(source), told, hint, row=int(row), field="plan_date", raw=raw)
