"""Bỏ trống ô bắt buộc

Vì sao: thiếu mã hồ sơ, ngày tiếp nhận, ngày hẹn trả hoặc đơn vị thì không biết hồ sơ thuộc kỳ nào, đúng
hạn hay quá hạn, của ai, nên hồ sơ bị loại khỏi báo cáo. (Hồ sơ chưa hoặc không được tiếp nhận thì không
cần các ô này.)

Sai: `000.00.53.H48-240305-0001 | 05/03/2024 | (trống)`.

Đúng: `000.00.53.H48-240305-0001 | 05/03/2024 | 12/03/2024`.

Cách sửa: điền ô còn trống theo hệ thống một cửa, hoặc bổ sung trên hệ thống rồi xuất lại tệp.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Fact, Finding, Severity
from bsreform.rules._facts import places, value_findings
from bsreform.rules._wording import name
from bsreform.spec import Context

SEVERITY: Severity = "error"

_HINTS = {
    "code": "Chép mã từ hệ thống một cửa, ví dụ 000.00.53.H48-240305-0001.",
    "unit": "Điền tên đơn vị trên dòng, hoặc ghi “Đơn vị: UBND xã …” phía trên bảng.",
}


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each blank; dossiers that were not accepted need none of these values."""
    frame = data.frame
    needless = places(frame[(frame["status"] == "not_accepted").to_numpy()])
    for finding in value_findings(data, context, "missing_value", _wording):
        if (finding.source, finding.row) not in needless:
            yield finding


def _wording(fact: Fact) -> tuple[str, str]:
    hint = _HINTS.get(fact.field or "", "Điền theo dạng ngày/tháng/năm, ví dụ 05/03/2024.")
    if fact.field == "unit":
        return "Không biết hồ sơ của đơn vị nào: trên dòng, trên bảng và tên tệp đều không ghi.", hint
    return f"Bỏ trống {name(fact.field)} nên hồ sơ không được tính.", hint
