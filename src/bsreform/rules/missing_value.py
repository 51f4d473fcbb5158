"""Bỏ trống ô bắt buộc

Vì sao: thiếu mã hồ sơ, ngày tiếp nhận, ngày hẹn trả hoặc đơn vị thì không biết hồ sơ thuộc kỳ nào, đúng
hạn hay quá hạn, của ai, nên hồ sơ bị loại khỏi báo cáo. (Hồ sơ chưa hoặc không được tiếp nhận thì không
cần các ô này.) Nhiệm vụ phải có nội dung và đơn vị chủ trì; thiếu cả ngày giao lẫn ngày ban hành văn bản thì
vẫn được tính, nhưng là giao từ trước kỳ báo cáo. Biểu của Tổ công nghệ số cộng đồng phải có đơn vị và số Tổ.

Sai: `000.00.53.H48-240305-0001 | 05/03/2024 | (trống)`.

Đúng: `000.00.53.H48-240305-0001 | 05/03/2024 | 12/03/2024`.

Cách sửa: điền ô còn trống theo hệ thống một cửa, hoặc bổ sung trên hệ thống rồi xuất lại tệp.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from bsreform.model import Dataset, Fact, Finding, Severity
from bsreform.rules._facts import UNITS, Place, places, value_findings
from bsreform.rules._wording import NOUNS, name
from bsreform.spec import Context

SEVERITY: Severity = "error"

_ASSIGNED = ("assigned_on", "document_date")

_HINTS = {
    "code": "Chép mã từ hệ thống một cửa, ví dụ 000.00.53.H48-240305-0001.",
    "title": "Ghi nội dung nhiệm vụ; dòng không còn dùng thì xóa hẳn.",
    "lead_unit": "Điền tên đơn vị chủ trì trên dòng, hoặc ghi “Đơn vị: UBND xã …” phía trên bảng.",
    "unit": "Điền tên đơn vị trên dòng, hoặc ghi “Đơn vị: UBND xã …” phía trên bảng.",
}
_UNIT_COLUMNS = UNITS | {"lead_unit", "unit"}
_NO_UNIT_COLUMN = "Tệp có cột đơn vị thì đặt tên cột là “Đơn vị”; nếu không, ghi “Đơn vị: UBND xã …” phía trên bảng."


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each blank; what was not accepted or is withdrawn needs none of these values."""
    needless = _needless(data)

    def wording(fact: Fact) -> tuple[str, str]:
        hint = _HINTS.get(fact.field or "", "Điền theo dạng ngày/tháng/năm, ví dụ 05/03/2024.")
        noun = NOUNS[data.subject]
        if fact.field == "teams":
            return "Bỏ trống số Tổ nên số liệu của dòng không được tính.", "Ghi số Tổ; chưa có Tổ nào thì ghi 0."
        if fact.field in ("unit", "lead_unit"):
            return f"Không biết {noun} của đơn vị nào: trên dòng, trên bảng và tên tệp đều không ghi.", hint
        return f"Bỏ trống {name(fact.field)} nên {noun} không được tính.", hint

    for finding in value_findings(data, context, "missing_value", wording):
        if (finding.source, finding.row) not in needless:
            yield _without_column(finding, data) if finding.field in ("unit", "lead_unit") else finding
    if data.subject == "tasks":
        yield from _unassigned(data)


def _without_column(finding: Finding, data: Dataset) -> Finding:
    """Where no column of units was found, nothing can be said of what stands on the row."""
    if finding.row is None or not _UNIT_COLUMNS.isdisjoint(data.sources[finding.source].columns):
        return finding
    lack = "trên bảng và tên tệp đều không ghi; không có cột đơn vị, hoặc cột chưa được nhận ra"
    return replace(finding, message=f"Không biết {NOUNS[data.subject]} của đơn vị nào: {lack}.", hint=_NO_UNIT_COLUMN)


def _needless(data: Dataset) -> set[Place]:
    if data.subject == "digital_teams":
        return set()
    needless = data.frame["status"].isin(["not_accepted", "withdrawn"]).to_numpy()
    return places(data.frame.loc[needless, ["source", "row"]])


def _unassigned(data: Dataset) -> Iterator[Finding]:
    """A warning for each task of a sheet with days of assignment that has none itself (DOMAIN §4)."""
    frame = data.frame
    needed = (frame["assigned_at"].isna() & ~frame["secret"] & (frame["status"] != "withdrawn")).to_numpy(dtype=bool)
    rows = frame.loc[needed, ["source", "row"]]
    reported = {(fact.source, fact.row) for fact in data.facts if fact.field in _ASSIGNED}
    for source, row in rows.itertuples(index=False, name=None):
        field = next((each for each in _ASSIGNED if each in data.sources[source].columns), None)
        if field and (source, row) not in reported:
            yield Finding(
                source,
                "Không có ngày giao và ngày ban hành văn bản; nhiệm vụ được tính là giao từ trước kỳ báo cáo.",
                "Điền ngày giao hoặc ngày ban hành văn bản giao nhiệm vụ, ví dụ 05/03/2024.",
                row=row,
                field=field,
                severity="warning",
            )
