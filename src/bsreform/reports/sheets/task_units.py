"""“Nhiệm vụ theo đơn vị”: the ledger of tasks of every unit with its identities, on-time rate, ageing and quality."""

from bsreform.language.wording import DASH
from bsreform.material.task_values import TaskMaterial
from bsreform.material.values import Material
from bsreform.measures import Line
from bsreform.model import Value
from bsreform.report_model import Column, Section, Table
from bsreform.reports.sheets.addresses import now, rate
from bsreform.reports.sheets.layout import WIDE_NAMES, days_of, filled, shown, unit_rows

AGEING = {"1-7": "1–7 ngày", "8-30": "8–30 ngày", "31-90": "31–90 ngày", ">90": "Trên 90 ngày"}
_IN, _DONE, _OPEN, _CHECK = "Nhiệm vụ", "Đã hoàn thành", "Chưa hoàn thành", "Kiểm tra"
_RATE, _AGE, _ORIGIN = "Hoàn thành đúng hạn", "Quá hạn (ngày theo lịch)", "Nguồn"
_QUALITY = "Chất lượng dữ liệu"
_SCORE = {key.removeprefix("."): own for key, own in rate("", "tasks.quality").items()}
COLUMNS = (
    *WIDE_NAMES,
    Column("carried", "Kỳ trước chuyển sang", "integer", _IN, 7.5, adds=True, shows=now("tasks.carried")),
    Column("received", "Giao trong kỳ", "integer", _IN, 6.5, adds=True, shows=now("tasks.received")),
    Column("total_in", "Tổng số", "integer", _IN, 6.5, sum_of=("carried", "received"), shows=now("tasks.total_in")),
    Column("early", "Trước hạn", "integer", _DONE, 6.5, adds=True, shows=now("tasks.early")),
    Column("on_day", "Đúng hạn", "integer", _DONE, 6.5, adds=True, shows=now("tasks.on_day")),
    Column("late", "Quá hạn", "integer", _DONE, 6.5, adds=True, shows=now("tasks.late")),
    Column(
        "closed_no_deadline",
        "Không có thời hạn",
        "integer",
        _DONE,
        6.5,
        adds=True,
        shows=now("tasks.closed_no_deadline"),
    ),
    Column(
        "closed",
        "Tổng số",
        "integer",
        _DONE,
        6.5,
        sum_of=("early", "on_day", "late", "closed_no_deadline"),
        shows=now("tasks.closed"),
    ),
    Column("open_in_term", "Trong hạn", "integer", _OPEN, 6.5, adds=True, shows=now("tasks.open_in_term")),
    Column("open_overdue", "Quá hạn", "integer", _OPEN, 6.5, adds=True, shows=now("tasks.open_overdue")),
    Column(
        "open_no_deadline", "Không có thời hạn", "integer", _OPEN, 6.5, adds=True, shows=now("tasks.open_no_deadline")
    ),
    Column(
        "open",
        "Tổng số",
        "integer",
        _OPEN,
        6.5,
        sum_of=("open_in_term", "open_overdue", "open_no_deadline"),
        shows=now("tasks.open"),
    ),
    Column(
        "total_out",
        "Đã và chưa",
        "integer",
        _CHECK,
        6.5,
        sum_of=("closed", "open"),
        shows=now("tasks.total_out"),
    ),
    Column("check", "Chênh lệch", "integer", _CHECK, 6.5, difference=("total_in", "total_out")),
    Column(
        "on_time",
        "Đúng hạn",
        "integer",
        _RATE,
        6.5,
        sum_of=("early", "on_day"),
        break_before=True,
        shows=now("tasks.on_time"),
    ),
    Column(
        "with_deadline",
        "Có thời hạn",
        "integer",
        _RATE,
        7.5,
        sum_of=("early", "on_day", "late"),
        shows=now("tasks.completed_with_deadline"),
    ),
    Column(
        "percent", "Tỷ lệ", "percent", _RATE, 8, ratio=("on_time", "with_deadline"), shows=now("tasks.on_time_rate")
    ),
    Column("due_soon", "Sắp đến hạn", "integer", width=7, adds=True, shows=now("tasks.due_soon")),
    *(Column(key, label, "integer", _AGE, 7, adds=True, shows=now(f"tasks.{key}")) for key, label in AGEING.items()),
    Column("software", "Phần mềm", "integer", _ORIGIN, 7, adds=True, shows=now("tasks.software")),
    Column("tracker", "Bảng theo dõi", "integer", _ORIGIN, 7, adds=True, shows=now("tasks.tracker")),
    Column("good", "Số dòng không có lỗi", "integer", _QUALITY, 7, adds=True, shows=_SCORE["counted"]),
    Column("sent", "Số dòng đã gửi", "integer", _QUALITY, 7, adds=True, shows=_SCORE["out_of"]),
    Column("quality", "Điểm (%)", "percent", _QUALITY, 7.5, ratio=("good", "sent"), shows=_SCORE["percent"]),
)
FIGURES = shown(COLUMNS)
"""By column key; also those of other tables on tasks whose columns have the same keys."""


def task_units(material: Material, tasks: TaskMaterial) -> Section:
    """The sheet: one table, its first printed page the ledger, the second one what is counted beside it."""
    soon = material.config.tasks.due_soon_days
    silent = sum(not tasks.has_tasks(unit) for unit in material.units if unit.receives_tasks)
    notes = [
        "Kỳ trước chuyển sang + giao trong kỳ = đã hoàn thành + chưa hoàn thành (chênh lệch phải bằng 0).",
        f"Sắp đến hạn: còn không quá {soon:02} ngày làm việc, đã tính trong số “Trong hạn”. "
        "Tỷ lệ = đúng hạn / đã hoàn thành có thời hạn.",
    ]
    if silent:
        notes.append(f"Đơn vị có dấu “{DASH}” ở mọi cột: không có nhiệm vụ trong kỳ ({silent} đơn vị).")
    asked = lambda figures: figures.receives_tasks  # noqa: E731
    rows = unit_rows(material, lambda figures: _cells(tasks.line(figures)), has=tasks.has_tasks, asked=asked)
    return Section(
        name="Nhiệm vụ theo đơn vị",
        title=f"NHIỆM VỤ THEO ĐƠN VỊ, {material.names.now.upper()} {days_of(material)}",
        blocks=(Table("task_units", "", COLUMNS, rows, tuple(notes), figures=FIGURES),),
        landscape=True,
        compact=True,
    )


def _cells(line: Line) -> dict[str, Value]:
    cells = filled(COLUMNS, {"now": line})
    return {**cells, "check": line.number("tasks.total_in") - line.number("tasks.total_out")}
