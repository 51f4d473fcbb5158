"""Nhiều đơn vị chủ trì

Vì sao: một nhiệm vụ chỉ tính cho một đơn vị, nếu không sẽ tính hai lần. Ghi nhiều đơn vị chủ trì thì đơn vị
đầu được tính, các đơn vị sau coi là phối hợp.

Sai: cột Đơn vị chủ trì ghi “Phòng Nội vụ; Phòng Tư pháp”.

Đúng: Đơn vị chủ trì “Phòng Nội vụ”, Đơn vị phối hợp “Phòng Tư pháp”.

Cách sửa: giữ một đơn vị chủ trì, chuyển các đơn vị khác sang cột Đơn vị phối hợp; nếu mỗi đơn vị làm một phần
riêng thì tách thành nhiều dòng.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Finding, Severity
from bsreform.rules._wording import quote
from bsreform.spec import Context

SEVERITY: Severity = "warning"
SUBJECTS = ("tasks",)


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each task that names more than one lead unit; the first leads."""
    several = (data.frame["other_leads"] != "").to_numpy(dtype=bool)
    rows = data.frame.loc[several, ["source", "row", "unit_text", "other_leads"]]
    for source, row, first, others in rows.itertuples(index=False, name=None):
        yield Finding(
            source,
            f"Ghi nhiều đơn vị chủ trì; tính cho {quote(first)}, còn {quote(others)} coi là phối hợp.",
            "Giữ một đơn vị chủ trì, chuyển các đơn vị khác sang cột Đơn vị phối hợp.",
            row=row,
            field="lead_unit",
            raw=f"{first}; {others}",
        )
