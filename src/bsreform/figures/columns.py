"""What is shown of a row behind a figure, in words: the columns of the source that the figure depends on."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

from bsreform.language.personal_numbers import redact
from bsreform.model import Value
from bsreform.report_model import Column
from bsreform.spec import PROPERTIES, Count, Indicator

_YES_NO: Mapping[object, str] = {True: "Có", False: "Không"}
_WORDS: Mapping[str, Mapping[object, str]] = {
    "channel": {"online": "Trực tuyến", "in_person": "Trực tiếp", "postal": "Bưu chính"},
    "service_level": {"full": "Toàn trình", "partial": "Một phần", "information": "Cung cấp thông tin"},
    "origin": {"software": "Phần mềm", "tracker": "Bảng theo dõi"},
    "level": {"district": "Cấp huyện", "commune": "Cấp xã", "village": "Thôn, tổ dân phố"},
    "fee_exempt": _YES_NO,
    "paid_online": _YES_NO,
    "components_digitised": _YES_NO,
    "result_digitised": _YES_NO,
    "reused": _YES_NO,
    "is_done": _YES_NO,
}
_COLUMNS: Mapping[str, Column] = {
    each.key: each
    for each in (
        Column("procedure_name", "Thủ tục hành chính", width=30),
        Column("field", "Lĩnh vực", width=18),
        Column("title", "Nội dung nhiệm vụ", width=40),
        Column("assigned_at", "Ngày giao", "date", width=11),
        Column("received_at", "Ngày tiếp nhận", "date", width=11),
        Column("due_at", "Hạn", "date", width=11),
        Column("ended_at", "Ngày kết thúc", "date", width=11),
        Column("status_text", "Trạng thái trong tệp", width=14),
        Column("origin", "Nguồn", width=13),
        Column("channel", "Hình thức nộp", width=12),
        Column("service_level", "Mức độ", width=12),
        Column("fee", "Phí, lệ phí", "money", width=11),
        Column("fee_exempt", "Miễn phí", width=9),
        Column("paid_online", "Thanh toán trực tuyến", width=11),
        Column("components_digitised", "Số hóa hồ sơ", width=10),
        Column("result_digitised", "Số hóa kết quả", width=10),
        Column("reused", "Tái sử dụng", width=10),
        Column("statutory_days", "Số ngày quy định", "decimal", width=10),
        Column("level", "Cấp của Tổ", width=15),
        Column("reason", "Lý do", width=44),
    )
}
_ALWAYS: Mapping[str, tuple[str, ...]] = {
    "dossiers": ("procedure_name", "received_at", "due_at", "ended_at", "status_text"),
    "tasks": ("title", "assigned_at", "due_at", "ended_at", "status_text", "origin"),
    "teams": ("level",),
    "dossier_quality": ("received_at", "due_at", "reason"),
    "task_quality": ("title", "due_at", "reason"),
    "dossier_rows": ("received_at", "due_at", "reason"),
    "task_rows": ("title", "due_at", "reason"),
}
_CATALOGUE: Mapping[str, str] = {
    "service_level": "Mức độ",
    "fee_bearing": "Có thu phí, lệ phí",
    "payment_list": "Thuộc QĐ 906",
    "essential": "DVC thiết yếu",
}
_WITH_FEES = ("fee", "fee_exempt")


def called(rows: str) -> str:
    """What heads the names of rows of a population."""
    if rows.startswith("task"):
        return "Văn bản, nhiệm vụ"
    return "Đơn vị, biểu" if rows in ("teams", "forms_due") else "Mã hồ sơ"


def columns_of(rows: str, counts: Count | Indicator) -> tuple[Column, ...]:
    """The columns to show of the rows of a population (`figures.Rows`) that are counted so."""
    needed = [column for need in counts.needs for column in PROPERTIES[need][:1]]
    if "fee" in needed:
        needed += _WITH_FEES
    if counts.id == "early_20_rate":
        needed.append("statutory_days")
    keys = dict.fromkeys((*_ALWAYS.get(rows, ()), *needed))
    return tuple(_COLUMNS[key] for key in keys if key in _COLUMNS)


def need_in_words(need: str) -> str:
    """The columns of a property, as a clerk calls them: “Phí, lệ phí hoặc Có thu phí, lệ phí (danh mục thủ tục)”; ""
    where it needs none.
    """
    return " hoặc ".join(map(_one_need, PROPERTIES[need]))


def _one_need(name: str) -> str:
    place, _, column = name.rpartition(".")
    return f"{_CATALOGUE[column]} (danh mục thủ tục)" if place else _COLUMNS[column].label


def values_of(frame: pd.DataFrame, columns: Sequence[Column]) -> Iterator[Mapping[str, Value]]:
    """What each row of the frame says in these columns; "" and None for nothing."""
    keys = [column.key for column in columns if column.key in frame.columns]
    texts = [[_value(key, each) for each in frame[key].tolist()] for key in keys]
    for row in zip(*texts, strict=True) if keys else ((),) * len(frame):
        yield dict(zip(keys, row, strict=True))


def _value(key: str, value: object) -> Value:
    if isinstance(value, pd.Timestamp):
        return value.date()
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):  # noqa: PLR0124 - NaN
        return None
    if key == "status_text":
        return redact(str(value))
    if key in _WORDS:
        return _WORDS[key].get(value, str(value))
    return value if isinstance(value, str | int | float | date) else str(value)
