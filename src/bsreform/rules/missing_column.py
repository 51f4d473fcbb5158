"""Thiếu cột

Vì sao: không có mã hồ sơ, ngày tiếp nhận hay ngày hẹn trả thì không tính được hồ sơ nào của trang; thiếu
cột khác, hoặc cột ấy để trống cả trang, thì chỉ tiêu dùng cột ấy không có số liệu về các hồ sơ của trang.
Bảng nhiệm vụ phải có cột nội dung, cột đơn vị chủ trì (hoặc ghi đơn vị ở dòng nhóm, phía trên bảng, tên tệp) và
cột thời hạn.

Sai: hàng tiêu đề: `Mã hồ sơ | Ngày tiếp nhận | Trạng thái`.

Đúng: hàng tiêu đề: `Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Trạng thái`.

Cách sửa: khi xuất tệp, đánh dấu chọn thêm cột còn thiếu; nếu cột đã có nhưng mang tên khác thì đổi tiêu
đề, hoặc chạy `bsreform map TỆP` để thêm tên ấy vào mục `[headers.dossiers]`, `[headers.tasks]` của `bsreform.toml`.
"""

import shlex
from collections.abc import Container, Iterator

from bsreform.model import Dataset, Fact, Finding, Severity, Source
from bsreform.rules._facts import WHOLE_COLUMN, facts
from bsreform.rules._wording import NOUNS, label, name, quote
from bsreform.spec import Context

SEVERITY: Severity = "error"

_OPTIONAL = (
    ("channel",),
    ("paid_direct", "payment_method"),
    ("components_digitised",),
    ("result_digitised",),
    ("reused",),
)
"""Columns behind indicators; any one of a group will do."""
_DEADLINES, _ASSIGNED = ("due_on", "extended_to"), ("document_date", "assigned_on")
_ELSEWHERE = ("lead_unit", *_DEADLINES, *_ASSIGNED)
"""Columns of tasks that others, or places outside the table, may stand in for."""
_MOST_NAMES = 3


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each column; without a required one every row of the sheet is excluded."""
    rivals = {(fact.source, fact.field) for fact in facts(data, "ambiguous_column")}
    for fact in facts(data, "missing_column"):
        if (fact.source, fact.field) not in rivals and fact.field not in _ELSEWHERE:
            yield _finding(fact, NOUNS[data.subject], data.sources[fact.source].path)
    yield from _of_tasks(data, rivals) if data.subject == "tasks" else _uneven(data, context)


def _uneven(data: Dataset, context: Context) -> Iterator[Finding]:
    """An optional column that other sheets fill: of the dossiers of this sheet it is not known."""
    sheets = [
        (index, source)
        for index, source in enumerate(data.sources)
        if source.layout == "dossier_export" and source.rows
    ]
    for group in _OPTIONAL:
        without = [(index, source) for index, source in sheets if source.filled.isdisjoint(group)]
        if len(without) == len(sheets):
            continue
        for index, source in without:
            message = (
                f"{_lack(source, group)} trong khi tệp khác có: với hồ sơ của trang, chỉ tiêu này của "
                f"{_whose(data, index, context)} ghi “không có số liệu”, không tính 0 %."
            )
            yield Finding(index, message, f"Xuất lại, chọn thêm cột {quote(label(group[0]))}.", severity="warning")


def _whose(data: Dataset, index: int, context: Context) -> str:
    """The units of the sheet's rows, by name as long as they are few."""
    ids = data.frame.loc[(data.frame["source"] == index).to_numpy(dtype=bool), "unit"].dropna().unique()
    names = [unit.name for each in ids if (unit := context.registry.get(each))]
    return ", ".join(names) if 0 < len(names) <= _MOST_NAMES else "các đơn vị có trong trang"


def _lack(source: Source, group: tuple[str, ...]) -> str:
    """What is wrong with the columns of a group: none there, all blank, or paid without the means."""
    blank = next((field for field in group if field in source.columns), None)
    if blank:
        return f"Cột {quote(label(blank))} để trống cả trang"
    if "payment_status" in source.filled and "payment_method" in group:
        return f"Trang có cột {quote(label('payment_status'))} nhưng không có cột {quote(label('payment_method'))}"
    return f"Trang không có cột {quote(label(group[0]))}"


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
            yield Finding(index, message, "Thêm cột “Thời hạn hoàn thành”.", field="due_on", severity="warning")
        if not columns & {*_ASSIGNED}:
            yield from _unassigned(data, index)


def _unassigned(data: Dataset, index: int) -> Iterator[Finding]:
    """The tasks of a sheet without a column of days that have none in the cell of their number either."""
    known = data.frame.loc[(data.frame["source"] == index).to_numpy(dtype=bool), "assigned_at"].notna()
    without = int((~known).sum())
    if known.any() and not without:
        return
    whose = f"{without} nhiệm vụ" if known.any() else "nhiệm vụ nào cũng"
    message = f"Không có cột ngày ban hành, ngày giao nên {whose} được tính là giao từ trước kỳ báo cáo."
    yield Finding(index, message, "Thêm cột “Ngày ban hành” (của văn bản giao).", severity="warning")


def _finding(fact: Fact, noun: str, path: str) -> Finding:
    where = f"Hàng tiêu đề (dòng {fact.row})" if fact.row else "Hàng tiêu đề"
    return Finding(
        fact.source,
        f"{where} không có cột {name(fact.field)} nên không {noun} nào của trang được tính.",
        _hint(fact, path),
        field=fact.field,
        excludes=fact.field in WHOLE_COLUMN,
    )


def _hint(fact: Fact, path: str) -> str:
    text, _, column = fact.detail.partition("|")
    if not text:
        return f"Xuất lại tệp có cột {quote(label(fact.field))}."
    near = f"{quote(text)} (cột {column})" if column else quote(text)
    renamed = f"Nếu cột {near} chính là cột này thì đổi tiêu đề thành {quote(label(fact.field))}."
    return f"{renamed} Hoặc chạy bsreform map {shlex.quote(path)} để khai tên cột."
