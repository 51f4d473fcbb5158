"""Đơn vị không tồn tại vào ngày của hồ sơ, nhiệm vụ

Vì sao: đơn vị đã sáp nhập, giải thể hoặc chưa thành lập vào ngày tiếp nhận, ngày giao thì không thể nhận việc ngày đó.
Có đơn vị kế thừa thì tính cho đơn vị kế thừa; không có thì không biết tính cho ai nên không tính.

Sai: hồ sơ tiếp nhận ngày 05/3/2024 ghi “UBND xã Vạn Tường” (thành lập ngày 01/7/2025).

Đúng: hồ sơ tiếp nhận ngày 05/3/2024 ghi “UBND xã Bình Đông”.

Cách sửa: ghi đơn vị có vào ngày đó; nếu ngày hiệu lực trong danh mục đơn vị chưa đúng thì sửa ở `units.xlsx`.
"""

from collections.abc import Iterator
from datetime import date

from bsreform.language.wording import official_date
from bsreform.model import Dataset, Finding, Severity, Unit
from bsreform.rules._units import days, not_valid, unit_column
from bsreform.rules._wording import NOUNS, quote
from bsreform.spec import Context

SEVERITY: Severity = "warning"

_DAYS = {"dossiers": "ngày tiếp nhận", "tasks": "ngày giao", "digital_teams": "ngày cuối quý"}


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each row that names a unit that did not exist on its day; without a successor it is excluded."""
    mask, units = not_valid(data, context)
    rows = data.frame.loc[mask, ["source", "row", "unit_text", "unit_from"]].assign(day=days(data)[mask])
    for source, row, text, origin, moment in rows.itertuples(index=False, name=None):
        day = moment.date()
        unit = units[text, day]
        heir = context.registry.answering(unit, day)
        counted = f"tính cho {heir.name}" if heir else f"{NOUNS[data.subject]} không được tính"
        yield Finding(
            source,
            f"{quote(text)} {_not_then(unit, day)}, {_DAYS[data.subject]} là {official_date(day)}; {counted}.",
            "Ghi đơn vị có vào ngày đó; nếu ngày hiệu lực của đơn vị chưa đúng thì sửa trong units.xlsx.",
            row=row,
            field="lead_unit" if data.subject == "tasks" else "unit",
            column=unit_column(data, source, context) if origin == "column" else "",
            raw=text,
            excludes=heir is None,
            severity=None if heir else "error",
        )


def _not_then(unit: Unit, day: date) -> str:
    if unit.valid_from and day < unit.valid_from:
        return f"có từ ngày {official_date(unit.valid_from)}"
    if unit.valid_to:
        return f"đã kết thúc ngày {official_date(unit.valid_to)}"
    raise AssertionError(f"{unit.id} is valid on {day}")
