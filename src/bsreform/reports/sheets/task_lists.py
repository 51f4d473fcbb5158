"""“Quá hạn, sắp hạn”: open tasks past their deadline, then those close to it."""

from bsreform.model import Column, Row, Section, Table
from bsreform.reports.material import Material
from bsreform.reports.task_material import ORIGINS, TaskLine, TaskMaterial
from bsreform.wording import official_count, official_date

_FIRST = (
    Column("no", "STT", "integer", width=5),
    Column("document_no", "Số, ký hiệu văn bản", width=18),
    Column("title", "Nội dung nhiệm vụ", width=48),
    Column("unit", "Đơn vị chủ trì", width=25),
    Column("due", "Thời hạn", "date", width=11),
)
_LAST = Column("origin", "Nguồn", width=12)


def task_lists(material: Material, tasks: TaskMaterial) -> Section:
    """The sheet: overdue tasks, longest overdue first; tasks due soon, the next deadline first."""
    late = [each for each in tasks.lines if each.overdue]
    soon = [each for each in tasks.lines if not each.overdue]
    days = official_count(material.config.tasks.due_soon_days)
    return Section(
        name="Quá hạn, sắp hạn",
        title="DANH SÁCH NHIỆM VỤ QUÁ HẠN, SẮP ĐẾN HẠN",
        subtitle=f"Tính đến hết ngày {official_date(material.period.as_of)}",
        blocks=(
            _table(
                "tasks_overdue", f"1. Nhiệm vụ quá hạn chưa hoàn thành: {official_count(len(late))}", late, "quá hạn"
            ),
            _table(
                "tasks_due_soon",
                f"2. Nhiệm vụ sắp đến hạn (còn không quá {days} ngày làm việc): {official_count(len(soon))}",
                soon,
                "còn lại",
            ),
        ),
        landscape=True,
    )


def _table(id_: str, title: str, lines: list[TaskLine], what: str) -> Table:
    columns = (
        *_FIRST,
        Column("working_days", f"Số ngày làm việc {what}", "integer", width=10),
        Column("calendar_days", f"Số ngày theo lịch {what}", "integer", width=10),
        _LAST,
    )
    rows = tuple(_row(number, each) for number, each in enumerate(lines, 1))
    notes = ("Số ngày tính sau ngày hết hạn.",) if rows and what == "quá hạn" else ()
    return Table(id_, title, columns, rows, notes, empty="Không có nhiệm vụ nào.")


def _row(number: int, each: TaskLine) -> Row:
    return Row(
        {
            "no": number,
            "document_no": each.document_no,
            "title": each.title,
            "unit": each.unit,
            "due": each.due,
            "working_days": each.working_days,
            "calendar_days": each.calendar_days,
            "origin": ORIGINS[each.origin],
        }
    )
