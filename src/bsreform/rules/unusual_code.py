"""Mã hồ sơ không đúng dạng thường gặp

Vì sao: mã đúng dạng cho biết cơ quan và ngày nhận; mã khác dạng vẫn được tính nếu không trùng, nhưng dễ là mã gõ nhầm,
và một hồ sơ ghi hai mã thì bị tính hai lần.

Sai: “HS-15/2024”, “53.H48-240305-0001”.

Đúng: `000.00.53.H48-240305-0001`, `H48.53.10-240305-0001`, `H15.50.05.13-261008-0000975`.

Cách sửa: chép nguyên mã từ hệ thống vào ô định dạng Văn bản (Text); nhiều dòng trùng một mã khác dạng thì ghi đúng mã
của từng hồ sơ.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from bsreform.model import Dataset, Finding, Severity
from bsreform.rules._facts import at, facts
from bsreform.rules._wording import quote
from bsreform.spec import Context

SEVERITY: Severity = "warning"
SUBJECTS = ("dossiers",)

_HINT = "Chép nguyên mã từ hệ thống, ví dụ 000.00.53.H48-240305-0001, vào ô định dạng Văn bản (Text)."


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """A warning for each such code; an error for each of those that stand twice in a sheet: they tell nothing apart."""
    noticed = facts(data, "unusual_code")
    if not noticed:
        return
    again = data.frame[data.frame.duplicated(["source", "key"], keep=False).to_numpy()]
    twice = set(zip(again["source"].tolist(), again["row"].tolist(), strict=True))
    for fact in noticed:
        if (fact.source, fact.row) in twice:
            message = f"Mã hồ sơ {quote(fact.raw)} không đúng dạng và có ở nhiều dòng nên hồ sơ không được tính."
            yield replace(at(fact, message, _HINT, excludes=True), severity="error")
        else:
            yield at(fact, f"Mã hồ sơ {quote(fact.raw)} không đúng dạng thường gặp; hồ sơ vẫn được tính.", _HINT)
