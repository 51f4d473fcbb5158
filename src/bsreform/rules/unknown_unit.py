"""Đơn vị không có trong danh mục

Vì sao: hồ sơ, nhiệm vụ của đơn vị không nhận ra thì không biết tính cho ai. Dấu thanh quyết định: Bình Thạnh và
Bình Thanh là hai xã, nên không tự sửa hộ.

Sai: “UBND xã Bình Chanh”.

Đúng: “UBND xã Bình Chánh”.

Cách sửa: ghi đúng tên trong danh mục; nếu đó là cách gọi khác của một đơn vị có thật thì thêm vào
cột Tên gọi khác của `units.xlsx` (hoặc `aliases` trong `units.toml`).
"""

from collections.abc import Iterator

from bsreform.language.text import differs
from bsreform.model import Dataset, Finding, Severity, Unit
from bsreform.rules._facts import at, facts
from bsreform.rules._units import not_valid, unit_column
from bsreform.rules._wording import NOUNS, quote
from bsreform.spec import Context

SEVERITY: Severity = "error"

_ORIGINS = {
    "column": "Đơn vị",
    "section": "Đơn vị ở dòng nhóm",
    "title": "Đơn vị ghi phía trên bảng",
    "code": "Đơn vị theo mã hồ sơ",
    "file": "Đơn vị theo tên tệp",
    "letterhead": "Đơn vị ở đầu trang",
}
_NO_HINT = (
    "Đơn vị nơi khác: lọc lại khi xuất. Đơn vị của mình: thêm vào units.xlsx (“bsreform template units”), "
    "một dòng mới hoặc cột Tên gọi khác."
)
_MOST_HINTS, _LONGEST = 300, 300
"""Distinct names for which the unit is looked for that was meant: a file with more is another organisation's."""


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each row whose unit text is no unit of the registry; the row is excluded."""
    frame = data.frame
    missing = (frame["unit"].isna() & (frame["unit_text"] != "")).to_numpy(dtype=bool)
    if data.subject == "dossiers":  # what was not accepted needs no unit
        missing = missing & (frame["status"] != "not_accepted").to_numpy(dtype=bool)
    if any(map(context.registry.resolve, frame.loc[missing, "unit_text"].unique())):
        missing = missing & ~not_valid(data, context)[0]
    wrong = frame.loc[missing, ["source", "row", "unit_text", "unit_from"]]
    names = wrong["unit_text"].unique()
    hints = {text: _hint(text, context) for text in names[:_MOST_HINTS]}
    for fact in facts(data, "unknown_unit"):
        message = f"Đơn vị {quote(fact.raw)} ghi trong biểu không có trong danh mục nên biểu không được dùng."
        yield at(fact, message, _hint(fact.raw, context))
    lost = f"không có trong danh mục nên {NOUNS[data.subject]} không được tính."
    pairs = set(zip(wrong["unit_from"], wrong["unit_text"], strict=True))
    told = {(origin, text): f"{_ORIGINS[origin]} {quote(text)} {lost}" for origin, text in pairs}
    for source, row, text, origin in wrong.itertuples(index=False, name=None):
        yield Finding(
            source,
            told[origin, text],
            hints.get(text, _NO_HINT),
            row=row,
            field="lead_unit" if data.subject == "tasks" else "unit",
            column=unit_column(data, source, context) if origin == "column" else "",
            raw=text,
            excludes=True,
        )


def _hint(text: str, context: Context) -> str:
    if context.registry.around.is_own(text):
        return "Đây là tên của chính cơ quan báo cáo; ghi tên đơn vị trực thuộc."
    near = context.registry.suggest(text[:_LONGEST])
    if not near:
        return _NO_HINT
    return f"Có phải {' hay '.join(_named(text, unit) for unit in near)}? Ghi đúng tên ấy."


def _named(text: str, unit: Unit) -> str:
    """The suggestion and what tells it from the text, compared with the name that the writer came nearest to.

    A short name that is no part of the name ("P. Nội vụ") is not shown, so no difference from it can be understood.
    """
    from rapidfuzz import fuzz

    names = [unit.name, *([unit.short] if unit.short and unit.name.endswith(unit.short) else [])]
    written = max(names, key=lambda name: fuzz.ratio(text.casefold(), name.casefold()))
    apart = differs(text, written)
    return f"“{unit.name}”" + (f" ({apart})" if apart else "")
