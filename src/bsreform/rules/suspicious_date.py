"""Ngày đáng ngờ

Vì sao: năm ngoài khoảng 2000–2100 là gõ nhầm, hồ sơ, nhiệm vụ không xếp được vào kỳ nào. Cột có dấu hiệu đổi ngày
thành tháng (Excel hiểu 03/05 là 5 tháng 3) thì các ô đã thành ngày đều sai, nên không được dùng. Thời hạn trước ngày
giao, hoặc sau ngày giao hơn ba năm, cũng thường là gõ nhầm.

Sai: “05/03/0204”; hoặc một cột mà ngày từ 13 trở lên còn là chữ, còn ngày từ 12 trở xuống đã thành ngày
của Excel; hoặc giao 05/03/2024 mà thời hạn 31/03/2062.

Đúng: “05/03/2024”; cả cột cùng một kiểu.

Cách sửa: sửa lại năm; nếu cả cột bị đổi thì xuất lại tệp từ hệ thống trên máy đặt vùng (Region) Việt Nam
và không mở, lưu lại trước khi gửi.
"""

from collections.abc import Iterator

import pandas as pd

from bsreform.language.wording import plain_date
from bsreform.model import Dataset, Fact, Finding, Severity
from bsreform.rules._facts import value_findings
from bsreform.rules._wording import label, quote
from bsreform.spec import Context

SEVERITY: Severity = "error"

_MOST_YEARS = 3


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each impossible year and each date that Excel turned round; a warning for odd deadlines."""
    yield from value_findings(data, context, "suspicious_date", _wording)
    if data.subject == "tasks":
        yield from _odd_deadlines(data.frame)


def _odd_deadlines(frame: pd.DataFrame) -> Iterator[Finding]:
    """A deadline before the assignment, or more than three years after it (DOMAIN §4)."""
    dated = frame["due_at"].notna() & frame["assigned_at"].notna() & (frame["status"] != "withdrawn")
    rows = frame.loc[dated.to_numpy(dtype=bool), ["source", "row", "due_at", "assigned_at", "extended_to"]]
    late = rows["due_at"] > rows["assigned_at"] + pd.DateOffset(years=_MOST_YEARS)
    odd = rows[(late | (rows["due_at"].dt.normalize() < rows["assigned_at"].dt.normalize())).to_numpy(dtype=bool)]
    for each in odd.itertuples():
        apart = "trước" if each.due_at < each.assigned_at else f"quá {_MOST_YEARS} năm sau"
        yield Finding(
            int(each.source),
            f"Thời hạn {plain_date(each.due_at)} {apart} ngày giao {plain_date(each.assigned_at)}.",
            "Đối chiếu với văn bản giao nhiệm vụ và sửa ngày sai (xem có đổi chỗ ngày và tháng, gõ nhầm năm không).",
            row=int(each.row),
            field="due_on" if pd.isna(each.extended_to) else "extended_to",
            severity="warning",
        )


def _wording(fact: Fact) -> tuple[str, str]:
    if fact.detail == "swapped":
        return (
            f"{label(fact.field)} có thể đã bị Excel đổi ngày thành tháng nên không dùng: trong cột này ô đã thành "
            "ngày thì không ngày nào quá 12, ô còn là chữ thì ngày nào cũng quá 12.",
            "Xuất lại tệp trên máy đặt vùng (Region) Việt Nam, không mở và lưu lại trước khi gửi.",
        )
    return f"{label(fact.field)} {quote(fact.raw)} có năm ngoài khoảng 2000–2100.", "Sửa lại năm."
