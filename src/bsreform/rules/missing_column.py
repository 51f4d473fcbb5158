"""Thiếu cột

Vì sao: không có mã hồ sơ, ngày tiếp nhận hay ngày hẹn trả thì không tính được hồ sơ nào của trang; thiếu
cột khác thì chỉ tiêu dùng cột ấy không có số liệu. Bảng nhiệm vụ phải có cột nội dung, cột đơn vị chủ trì (hoặc
ghi đơn vị ở dòng nhóm, phía trên bảng, tên tệp) và cột thời hạn.

Sai: hàng tiêu đề: `Mã hồ sơ | Ngày tiếp nhận | Trạng thái`.

Đúng: hàng tiêu đề: `Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Trạng thái`.

Cách sửa: khi xuất tệp, đánh dấu chọn thêm cột còn thiếu; nếu cột đã có nhưng mang tên khác thì đổi tiêu
đề, hoặc thêm tên ấy vào mục `[headers.dossiers]`, `[headers.tasks]` của `bsreform.toml`.
"""

from collections.abc import Container, Iterator

from bsreform.model import Dataset, Fact, Finding, Severity
from bsreform.rules._facts import WHOLE_COLUMN, facts
from bsreform.rules._wording import NOUNS, label, name, quote
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
_DEADLINES, _ASSIGNED = ("due_on", "extended_to"), ("document_date", "assigned_on")
_ELSEWHERE = ("lead_unit", *_DEADLINES, *_ASSIGNED)
"""Columns of tasks that others, or places outside the table, may stand in for."""


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each column; without a required one every row of the sheet is excluded."""
    rivals = {(fact.source, fact.field) for fact in facts(data, "ambiguous_column")}
    for fact in facts(data, "missing_column"):
        if (fact.source, fact.field) not in rivals and fact.field not in _ELSEWHERE:
            yield _finding(fact, NOUNS[data.subject])
    yield from _of_tasks(data, rivals) if data.subject == "tasks" else _uneven(data)


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


def _of_tasks(data: Dataset, rivals: Container[tuple[int, str | None]]) -> Iterator[Finding]:
    """What a sheet of tasks lacks without losing all its rows: the lead unit, the deadline, the day of assignment."""
    nameless = data.frame[((data.frame["unit_text"] == "") & ~data.frame["secret"]).to_numpy(dtype=bool)]
    for index, source in enumerate(data.sources):
        if not source.rows or source.layout is None:
            continue
        columns = {*source.columns, *(field for field in _ELSEWHERE if (index, field) in rivals)}
        if "lead_unit" not in columns and (count := int((nameless["source"] == index).sum())):
            message = f"Không có cột đơn vị chủ trì; {count} nhiệm vụ không biết của đơn vị nào nên không được tính."
            yield Finding(index, message, "Thêm cột “Đơn vị chủ trì”, hoặc ghi “Đơn vị: UBND xã …” phía trên bảng.")
        if not columns & {*_DEADLINES}:
            message = "Không có cột thời hạn nên nhiệm vụ nào của trang cũng được tính là không có thời hạn."
            yield Finding(index, message, "Thêm cột “Thời hạn hoàn thành”.", field="due_on")
        if not columns & {*_ASSIGNED}:
            message = (
                "Không có cột ngày ban hành, ngày giao nên nhiệm vụ nào cũng được tính là giao từ trước kỳ báo cáo."
            )
            yield Finding(index, message, "Thêm cột “Ngày ban hành” (của văn bản giao).", severity="warning")


def _finding(fact: Fact, noun: str) -> Finding:
    where = f"Hàng tiêu đề (dòng {fact.row})" if fact.row else "Hàng tiêu đề"
    return Finding(
        fact.source,
        f"{where} không có cột {name(fact.field)} nên không {noun} nào của trang được tính.",
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
