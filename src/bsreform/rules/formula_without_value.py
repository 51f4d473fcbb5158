"""Công thức chưa được tính

Vì sao: tệp do phần mềm khác tạo ra có khi chỉ chứa công thức, chưa có kết quả; mở bằng Excel mới tính,
còn đọc thẳng thì ô trống.

Sai: ô Ngày hẹn trả chứa `=C5+7` nhưng chưa có kết quả lưu kèm.

Đúng: mở bằng Excel, thấy kết quả `12/03/2024`, đã lưu lại.

Cách sửa: mở tệp bằng Excel, bấm Ctrl+Alt+F9 cho tính lại, lưu rồi chạy lại.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Fact, Finding, Severity
from bsreform.rules._facts import value_findings
from bsreform.rules._wording import name
from bsreform.spec import Context

SEVERITY: Severity = "error"


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each formula whose result is not stored in the file."""
    return value_findings(data, context, "formula_without_value", _wording)


def _wording(fact: Fact) -> tuple[str, str]:
    message = f"Ô {name(fact.field)} là công thức chưa được tính nên chưa có giá trị."
    return message, "Mở tệp bằng Excel, bấm Ctrl+Alt+F9 cho tính lại rồi lưu."
