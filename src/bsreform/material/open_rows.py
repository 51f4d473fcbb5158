"""The rows that a period's figures were counted from, as tables of open data: no column of a person is among them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from bsreform.layouts.digital_team import COUNTS, LABELS
from bsreform.model import Period, SubjectId
from bsreform.subjects.subject import Checked

Columns = tuple[tuple[str, str, str], ...]
"""(name, kind, title in Vietnamese)."""
_PLACE: Columns = (
    ("file", "string", "Tệp"),
    ("sheet", "string", "Trang"),
    ("row", "integer", "Dòng"),
)
COLUMNS: Mapping[SubjectId, Columns] = {
    "dossiers": (
        ("code", "string", "Mã hồ sơ"),
        ("unit", "string", "Mã đơn vị giải quyết"),
        ("shop", "string", "Mã đơn vị tiếp nhận"),
        ("received_at", "date", "Ngày tiếp nhận"),
        ("due_at", "date", "Ngày hẹn trả"),
        ("finished_at", "date", "Ngày có kết quả"),
        ("returned_at", "date", "Ngày trả kết quả"),
        ("ended_at", "date", "Ngày kết thúc được tính"),
        ("status", "string", "Trạng thái"),
        ("channel", "string", "Hình thức nộp"),
        ("service_level", "string", "Mức độ dịch vụ công"),
        ("procedure_code", "string", "Mã thủ tục"),
        ("procedure_name", "string", "Tên thủ tục"),
        ("field", "string", "Lĩnh vực"),
        ("fee", "number", "Phí, lệ phí"),
        ("fee_exempt", "boolean", "Miễn phí, lệ phí"),
        ("paid_online", "boolean", "Thanh toán trực tuyến"),
        ("components_digitised", "boolean", "Số hóa hồ sơ"),
        ("result_digitised", "boolean", "Số hóa kết quả"),
        ("reused", "boolean", "Tái sử dụng"),
        ("statutory_days", "number", "Thời hạn quy định (ngày làm việc)"),
        *_PLACE,
    ),
    "tasks": (
        ("document_no", "string", "Số, ký hiệu văn bản"),
        ("document_date", "date", "Ngày văn bản"),
        ("title", "string", "Nội dung nhiệm vụ"),
        ("unit", "string", "Mã đơn vị chủ trì"),
        ("supporting", "string", "Đơn vị phối hợp"),
        ("assigned_at", "date", "Ngày giao"),
        ("due_at", "date", "Thời hạn"),
        ("progress", "number", "Tiến độ (%)"),
        ("status", "string", "Trạng thái"),
        ("completed_on", "date", "Ngày hoàn thành"),
        ("ended_at", "date", "Ngày kết thúc được tính"),
        ("origin", "string", "Nguồn: software (phần mềm), tracker (bảng theo dõi)"),
        *_PLACE,
    ),
    "digital_teams": (
        ("unit", "string", "Mã đơn vị"),
        ("quarter", "string", "Quý"),
        ("level", "string", "Cấp của Tổ: district (cấp trên), commune (cấp xã), village (thôn, tổ dân phố)"),
        *((name, "integer", LABELS[name]) for name in COUNTS),
        ("plan_no", "string", "Số kế hoạch"),
        ("plan_date", "date", "Ngày ban hành kế hoạch"),
        *_PLACE,
    ),
}
_BEGAN: Mapping[SubjectId, str] = {"dossiers": "received_at", "tasks": "assigned_at"}


def open_rows(checked: Checked, period: Period) -> list[list[Any]]:
    """The rows that count and were alive in the period (forms: are of the quarter), by file and row; None = no value.

    What a source does not tell is no value: “no” is said only where the sheet has the column.
    """
    subject, sources = checked.subject.id, checked.data.sources
    alive = _alive(checked.merged.used, _BEGAN.get(subject, ""), period)
    alive = alive.sort_values(["source", "row"], kind="stable")
    numbers = alive["source"].tolist()
    given: dict[str, Sequence[Any]] = {
        "file": [sources[number].path for number in numbers],
        "sheet": [sources[number].sheet for number in numbers],
    }
    columns = []
    for name, kind, _ in COLUMNS[subject]:
        values = given[name] if name in given else _values(alive[name], kind)
        if kind == "boolean":
            told = [name in sources[number].filled for number in numbers]
            values = [value if known else None for value, known in zip(values, told, strict=True)]
        columns.append(values)
    return [list(row) for row in zip(*columns, strict=True)]


def _alive(used: pd.DataFrame, began: str, period: Period) -> pd.DataFrame:
    if not began:
        return used[(used["quarter"] == period.id).to_numpy(dtype=bool)]
    start, end = pd.Timestamp(period.start), pd.Timestamp(period.as_of)
    first, last = used[began], used["ended_at"]
    return used[((first.isna() | (first <= end)) & (last.isna() | (last >= start))).to_numpy(dtype=bool)]


def _values(column: "pd.Series[Any]", kind: str) -> list[Any]:
    return [_value(value, kind) for value in column.tolist()]


def _value(value: Any, kind: str) -> Any:
    if value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value)) or value == "":
        return None
    if kind == "date":
        day: date = value.date()
        return day
    return str(value) if kind == "string" else int(value) if kind == "integer" else value
