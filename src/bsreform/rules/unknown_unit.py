"""Đơn vị không có trong danh mục

Vì sao: hồ sơ, nhiệm vụ của đơn vị không nhận ra thì không biết tính cho ai. Dấu thanh quyết định: Bình Thạnh và
Bình Thanh là hai xã, nên không tự sửa hộ.

Sai: “UBND xã Bình Chanh”.

Đúng: “UBND xã Bình Chánh”.

Cách sửa: ghi đúng tên trong danh mục; nếu đó là cách gọi khác của một đơn vị có thật thì thêm vào
`aliases` của đơn vị ấy trong `units.toml`.
"""

from collections.abc import Iterator

from bsreform.language.text import differs
from bsreform.model import Dataset, Finding, Severity, Unit
from bsreform.rules._wording import NOUNS, quote
from bsreform.spec import Context

SEVERITY: Severity = "error"

_ORIGINS = {
    "column": "Đơn vị",
    "section": "Đơn vị ở dòng nhóm",
    "title": "Đơn vị ghi phía trên bảng",
    "code": "Đơn vị theo mã hồ sơ",
    "file": "Đơn vị theo tên tệp",
}


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each row whose unit text is no unit of the registry; the row is excluded."""
    frame = data.frame
    wrong = frame.loc[frame["unit"].isna() & (frame["unit_text"] != ""), ["source", "row", "unit_text", "unit_from"]]
    hints = {text: _hint(text, context) for text in wrong["unit_text"].unique()}
    for source, row, text, origin in wrong.itertuples(index=False, name=None):
        yield Finding(
            source,
            f"{_ORIGINS[origin]} {quote(text)} không có trong danh mục nên {NOUNS[data.subject]} không được tính.",
            hints[text],
            row=row,
            field="lead_unit" if data.subject == "tasks" else "unit",
            column=_column(data, source, context) if origin == "column" else "",
            raw=text,
            excludes=True,
        )


def _column(data: Dataset, number: int, context: Context) -> str:
    columns = data.sources[number].columns
    if data.subject != "dossiers":
        return columns.get("lead_unit" if data.subject == "tasks" else "unit", "")
    first = context.config.dossiers.unit_column
    second = "receiving" if first == "handling" else "handling"
    fields = (f"unit_{first}", "unit_named", f"unit_{second}")
    return next((columns[field] for field in fields if field in columns), "")


def _hint(text: str, context: Context) -> str:
    near = context.registry.suggest(text)
    if not near:
        return "Ghi đúng tên đơn vị; nếu là cách gọi khác thì thêm vào aliases trong units.toml."
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
