"""Thiếu cột

Vì sao: không có mã hồ sơ, ngày tiếp nhận hay ngày hẹn trả thì không tính được hồ sơ nào của trang; thiếu
cột khác thì chỉ tiêu dùng cột ấy không có số liệu.

Sai: hàng tiêu đề: `Mã hồ sơ | Ngày tiếp nhận | Trạng thái`.

Đúng: hàng tiêu đề: `Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Trạng thái`.

Cách sửa: khi xuất tệp, đánh dấu chọn thêm cột còn thiếu; nếu cột đã có nhưng mang tên khác thì đổi tiêu
đề, hoặc thêm tên ấy vào mục `[headers.dossiers]` của `bsreform.toml`.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Fact, Finding, Severity
from bsreform.rules._facts import WHOLE_COLUMN, facts
from bsreform.rules._wording import label, name, quote
from bsreform.spec import Context

SEVERITY: Severity = "error"

_OPTIONAL = (
    ("channel",),
    ("paid_direct", "payment_method", "payment_status"),
    ("components_digitised",),
    ("result_digitised",),
    ("reused",),
)
"""Columns behind indicators; any one of a group will do."""


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each column; without a required one every row of the sheet is excluded."""
    rivals = {(fact.source, fact.field) for fact in facts(data, "ambiguous_column")}
    for fact in facts(data, "missing_column"):
        if (fact.source, fact.field) not in rivals:
            yield _finding(fact)
    yield from _uneven(data)


def _uneven(data: Dataset) -> Iterator[Finding]:
    """An optional column that other sheets have: the dossiers of this sheet count as “no” beside theirs."""
    sheets = [(index, source) for index, source in enumerate(data.sources) if source.layout == "dossier_export"]
    for group in _OPTIONAL:
        without = [index for index, source in sheets if source.rows and not set(group) & set(source.columns)]
        if len(without) == sum(source.rows > 0 for _, source in sheets):
            continue
        for index in without:
            message = f"Không có cột {name(group[0])} trong khi tệp khác có: hồ sơ của trang này được tính là “chưa”."
            yield Finding(index, message, f"Xuất lại tệp có cột {quote(label(group[0]))}.", severity="warning")


def _finding(fact: Fact) -> Finding:
    where = f"Hàng tiêu đề (dòng {fact.row})" if fact.row else "Hàng tiêu đề"
    return Finding(
        fact.source,
        f"{where} không có cột {name(fact.field)} nên không hồ sơ nào của trang được tính.",
        _hint(fact),
        field=fact.field,
        excludes=fact.field in WHOLE_COLUMN,
    )


def _hint(fact: Fact) -> str:
    text, _, column = fact.detail.partition("|")
    if not text:
        return f"Xuất lại tệp có cột {quote(label(fact.field))}."
    near = f"{quote(text)} (cột {column})" if column else quote(text)
    return f"Nếu cột {near} chính là cột này thì đổi tiêu đề thành {quote(label(fact.field))}."
