"""The screen of the monthly report: the whole, the units that have tasks, the longest overdue, in 80 columns."""

from textwrap import shorten

from bsreform.material.task_values import TaskMaterial
from bsreform.material.values import Material
from bsreform.measures import Figures
from bsreform.model import Value
from bsreform.report_model import Column, Row, Table
from bsreform.reports.sheets.addresses import now
from bsreform.reports.sheets.layout import filled

_MOST_LINES = 10
_TITLE = 56


_COLUMNS = (
    Column("unit", "Đơn vị"),
    Column("total", "Tổng", "integer", shows=now("tasks.total_in")),
    Column("on_time", "Xong\nđúng hạn", "integer", shows=now("tasks.on_time")),
    Column("completed", "/đã\nxong", "of", shows=now("tasks.completed_with_deadline")),
    Column("percent", "Tỷ lệ", "percent", ratio=("on_time", "completed"), shows=now("tasks.on_time_rate")),
    Column("open_in_term", "Trong\nhạn", "integer", shows=now("tasks.open_in_term")),
    Column("due_soon", "Sắp\nhạn", "integer", shows=now("tasks.due_soon")),
    Column("open_overdue", "Quá\nhạn", "integer", shows=now("tasks.open_overdue")),
    Column("no_deadline", "Không\nhạn", "integer", shows=now("tasks.no_deadline")),
)


def task_screen(material: Material, tasks: TaskMaterial) -> tuple[Table, ...]:
    """The tables of the terminal, made from the same figures as the workbook; none where no task was read."""
    return (_units(material, tasks), _overdue(material, tasks)) if tasks.rows.read else ()


def _units(material: Material, tasks: TaskMaterial) -> Table:
    rows = [_unit_row(material.total, tasks, "total")]
    for group in material.groups:
        rows.append(_unit_row(group, tasks, "group"))
        rows += [_unit_row(unit, tasks, "row") for unit in material.members(group.id) if tasks.has_tasks(unit)]
    return Table("task_units", "NHIỆM VỤ THEO ĐƠN VỊ", _COLUMNS, tuple(rows))


def _unit_row(figures: Figures, tasks: TaskMaterial, level: str) -> Row:
    cells: dict[str, Value] = {"unit": figures.short, **filled(_COLUMNS, {"now": tasks.line(figures)})}
    return Row(cells, "total" if level == "total" else "group" if level == "group" else "row")


def _overdue(material: Material, tasks: TaskMaterial) -> Table:
    """The tasks that are overdue longest."""
    shorts = {unit.name: unit.short for unit in material.units}
    columns = (
        Column("document_no", "Văn bản"),
        Column("title", "Nhiệm vụ"),
        Column("unit", "Đơn vị"),
        Column("due", "Thời hạn", "date"),
        Column("days", "Ngày", "integer"),
    )
    late = [each for each in tasks.lines if each.overdue]
    rows = tuple(
        Row(
            {
                "document_no": each.document_no,
                "title": shorten(each.title, _TITLE, placeholder="…"),
                "unit": shorts.get(each.unit, each.unit),
                "due": each.due,
                "days": each.calendar_days,
            }
        )
        for each in late[:_MOST_LINES]
    )
    rest = len(late) - len(rows)
    notes = (f"Còn {rest} nhiệm vụ quá hạn khác trong báo cáo.",) if rest else ()
    return Table("tasks_overdue", "NHIỆM VỤ QUÁ HẠN LÂU NHẤT", columns, rows, notes, empty="Không có.")
