"""“Nhiệm vụ theo đơn vị”: the ledger of tasks of every unit with its identities, on-time rate, ageing and quality."""

from bsreform.figures.pooling import on_time
from bsreform.language.wording import DASH, official_date
from bsreform.material.task_values import TaskMaterial
from bsreform.material.values import Material
from bsreform.measures import TaskFigures
from bsreform.model import Value
from bsreform.report_model import Column, Section, Table
from bsreform.reports.sheets.addresses import counts, rate, value
from bsreform.reports.sheets.layout import NAMES, unit_rows

AGEING = {"1-7": "1–7 ngày", "8-30": "8–30 ngày", "31-90": "31–90 ngày", ">90": "Trên 90 ngày"}
_IN, _DONE, _OPEN, _CHECK = "Nhiệm vụ", "Đã hoàn thành", "Chưa hoàn thành", "Kiểm tra"
_RATE, _AGE, _ORIGIN = "Hoàn thành đúng hạn", "Quá hạn (ngày theo lịch)", "Nguồn"
_QUALITY = "Chất lượng dữ liệu"
COLUMNS = (
    *NAMES,
    Column("carried", "Kỳ trước chuyển sang", "integer", _IN, 8, adds=True),
    Column("received", "Giao trong kỳ", "integer", _IN, 8, adds=True),
    Column("total_in", "Tổng số", "integer", _IN, 8, sum_of=("carried", "received")),
    Column("early", "Trước hạn", "integer", _DONE, 8, adds=True),
    Column("on_day", "Đúng hạn", "integer", _DONE, 8, adds=True),
    Column("late", "Quá hạn", "integer", _DONE, 8, adds=True),
    Column("closed_no_deadline", "Không có thời hạn", "integer", _DONE, 8, adds=True),
    Column("closed", "Tổng số", "integer", _DONE, 8, sum_of=("early", "on_day", "late", "closed_no_deadline")),
    Column("open_in_term", "Trong hạn", "integer", _OPEN, 8, adds=True),
    Column("open_overdue", "Quá hạn", "integer", _OPEN, 8, adds=True),
    Column("open_no_deadline", "Không có thời hạn", "integer", _OPEN, 8, adds=True),
    Column("open", "Tổng số", "integer", _OPEN, 8, sum_of=("open_in_term", "open_overdue", "open_no_deadline")),
    Column("total_out", "Đã và chưa hoàn thành", "integer", _CHECK, 8, sum_of=("closed", "open")),
    Column("check", "Chênh lệch (phải bằng 0)", "integer", _CHECK, 9, difference=("total_in", "total_out")),
    Column("on_time", "Đúng hạn", "integer", _RATE, 8, sum_of=("early", "on_day"), break_before=True),
    Column("with_deadline", "Trên tổng số có thời hạn", "integer", _RATE, 9, sum_of=("early", "on_day", "late")),
    Column("percent", "Tỷ lệ", "percent", _RATE, 10, ratio=("on_time", "with_deadline")),
    Column("due_soon", "Sắp đến hạn", "integer", width=8, adds=True),
    *(Column(key, label, "integer", _AGE, 8, adds=True) for key, label in AGEING.items()),
    Column("software", "Phần mềm", "integer", _ORIGIN, 8, adds=True),
    Column("tracker", "Bảng theo dõi", "integer", _ORIGIN, 8, adds=True),
    Column("good", "Số dòng không có lỗi", "integer", _QUALITY, 9, adds=True),
    Column("sent", "Số dòng đã gửi", "integer", _QUALITY, 8, adds=True),
    Column("quality", "Điểm (%)", "percent", _QUALITY, 10, ratio=("good", "sent")),
)
_QUALITY_KEYS = ("good", "sent", "quality")
_COUNTED = (
    each.key for each in COLUMNS[len(NAMES) :] if each.kind == "integer" and each.key not in ("check", *_QUALITY_KEYS)
)
FIGURES = {
    **counts(_COUNTED, prefix="tasks."),
    "with_deadline": value("tasks.completed_with_deadline", "now"),
    "percent": value("tasks.on_time_rate", "now"),
    **dict(zip(_QUALITY_KEYS, rate("", "tasks.quality").values(), strict=True)),
}
"""By column key; also those of other tables on tasks whose columns have the same keys."""


def task_units(material: Material, tasks: TaskMaterial) -> Section:
    """The sheet: one table, its first printed page the ledger, the second one what is counted beside it."""
    soon = material.config.tasks.due_soon_days
    silent = sum(not tasks.has_tasks(unit) for unit in material.units)
    notes = [
        "Kỳ trước chuyển sang + giao trong kỳ = đã hoàn thành + chưa hoàn thành. Nhiệm vụ còn trong hạn đến hết ngày "
        f"hết hạn. Thời điểm tính: hết ngày {official_date(material.period.as_of)}.",
        f"Sắp đến hạn: còn không quá {soon:02} ngày làm việc, đã tính trong số “Trong hạn”. Tỷ lệ hoàn thành đúng hạn "
        "= số hoàn thành trước hạn và đúng hạn / số đã hoàn thành có thời hạn.",
        "Điểm chất lượng dữ liệu = số dòng không có lỗi / số dòng đơn vị đã gửi.",
    ]
    if silent:
        notes.append(f"Đơn vị có dấu “{DASH}” ở mọi cột: không có nhiệm vụ trong kỳ ({silent} đơn vị).")
    rows = unit_rows(material, lambda figures: _cells(tasks.of(figures)), has=tasks.has_tasks)
    return Section(
        name="Nhiệm vụ theo đơn vị",
        title=f"KẾT QUẢ THỰC HIỆN NHIỆM VỤ THEO ĐƠN VỊ {material.names.now.upper()}",
        subtitle=f"Từ ngày {official_date(material.period.start)} đến ngày {official_date(material.period.as_of)}",
        blocks=(Table("task_units", "", COLUMNS, rows, tuple(notes), numbered=True, figures=FIGURES),),
    )


def _cells(tasks: TaskFigures) -> dict[str, Value]:
    ledger, rate = tasks.ledger, on_time(tasks)
    return {
        **ledger,
        "total_in": ledger["carried"] + ledger["received"],
        "total_out": ledger["closed"] + ledger["open"],
        "check": ledger["carried"] + ledger["received"] - ledger["closed"] - ledger["open"],
        "on_time": rate.counted,
        "with_deadline": rate.out_of,
        "percent": rate.percent,
        "due_soon": tasks.due_soon,
        **tasks.ageing,
        **tasks.sources,
        "good": tasks.quality.counted,
        "sent": tasks.quality.out_of,
        "quality": tasks.quality.percent,
    }
