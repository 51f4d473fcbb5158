"""“Quá hạn, sắp hạn”: open tasks past their deadline, then those close to it."""

from bsreform.language.wording import official_count, official_date
from bsreform.material.task_values import ORIGINS, TaskLine, TaskMaterial
from bsreform.material.values import Material
from bsreform.report_model import Column, Row, Section, Table

_COLUMNS = (
    Column("no", "STT", "integer", width=5),
    Column("state", "Tình trạng", width=12),
    Column("document_no", "Số, ký hiệu văn bản", width=17),
    Column("title", "Nội dung nhiệm vụ", width=54),
    Column("unit", "Đơn vị chủ trì", width=30),
    Column("due", "Thời hạn", "date", width=11),
    Column("working_days", "Số ngày làm việc", "integer", width=9),
    Column("calendar_days", "Số ngày theo lịch", "integer", width=9),
    Column("origin", "Nguồn", width=13),
)
_NOTE = Column("note", "Ghi chú", width=18)
"""Where anything is remarked at all."""


def task_lists(material: Material, tasks: TaskMaterial) -> Section:
    """The sheet: overdue tasks, longest overdue first; then tasks due soon, the next deadline first."""
    late = sum(each.overdue for each in tasks.lines)
    soon = official_count(material.config.tasks.due_soon_days)
    table = Table(
        "task_lists",
        "",
        (*_COLUMNS, *((_NOTE,) if any(each.remark for each in tasks.lines) else ())),
        tuple(_row(number, each) for number, each in enumerate(tasks.lines, 1)),
        (
            "Quá hạn: số ngày sau ngày hết hạn. Sắp đến hạn: số ngày còn lại, không quá "
            f"{soon} ngày làm việc, kể từ sau ngày {official_date(material.period.as_of)}.",
        ),
        filtered=True,
        empty="Không có nhiệm vụ quá hạn, sắp đến hạn.",
    )
    return Section(
        name="Quá hạn, sắp hạn",
        title="DANH SÁCH NHIỆM VỤ QUÁ HẠN, SẮP ĐẾN HẠN",
        subtitle=f"Tính đến hết ngày {official_date(material.period.as_of)}: {official_count(late)} nhiệm vụ quá hạn, "
        f"{official_count(len(tasks.lines) - late)} nhiệm vụ sắp đến hạn",
        blocks=(table,),
        landscape=True,
    )


def _row(number: int, each: TaskLine) -> Row:
    return Row(
        {
            "no": number,
            "state": "Quá hạn" if each.overdue else "Sắp đến hạn",
            "document_no": each.document_no,
            "title": each.title,
            "unit": each.unit,
            "due": each.due,
            "working_days": each.working_days,
            "calendar_days": each.calendar_days,
            "origin": ORIGINS[each.origin],
            "note": each.remark,
        }
    )
