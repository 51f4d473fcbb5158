"""Số thành viên ít hơn số Tổ

Vì sao: Tổ nào cũng có ít nhất một thành viên, nên số thành viên không thể ít hơn số Tổ; thường là ghi đổi chỗ hai cột.
Dòng như vậy không được tính.

Sai: Số Tổ `30`, Số thành viên `5`.

Đúng: Số Tổ `5`, Số thành viên `30`.

Cách sửa: đối chiếu với quyết định thành lập Tổ rồi sửa một trong hai ô.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Finding, Severity
from bsreform.spec import Context

SEVERITY: Severity = "error"
SUBJECTS = ("digital_teams",)


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each row with fewer members than teams; the row is excluded."""
    frame = data.frame
    wrong = frame.loc[(frame["members"] < frame["teams"]).to_numpy(), ["source", "row", "members", "teams"]]
    for source, row, members, teams in wrong.itertuples(index=False, name=None):
        yield Finding(
            int(source),
            f"Số thành viên ({members:g}) ít hơn số Tổ ({teams:g}) nên số liệu của dòng không được tính.",
            "Xem có ghi đổi chỗ hai cột không; sửa theo quyết định thành lập Tổ.",
            row=int(row),
            field="members",
            raw=f"{members:g}",
            excludes=True,
        )
