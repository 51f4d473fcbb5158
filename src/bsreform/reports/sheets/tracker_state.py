"""“Theo dõi cập nhật”: how fresh every tracker is (letter, clause 2.1 b), and where it differs from the software."""

from bsreform.language.wording import official_count, official_date
from bsreform.material.task_values import TaskMaterial, Tracker
from bsreform.material.values import Material
from bsreform.model import Problem
from bsreform.report_model import Column, Row, Section, Table


def tracker_state(material: Material, tasks: TaskMaterial) -> Section:
    """The sheet: the trackers in the order of their files."""
    return Section(
        name="Theo dõi cập nhật",
        title="TÌNH HÌNH CẬP NHẬT BẢNG THEO DÕI NHIỆM VỤ",
        subtitle=f"Tính đến hết ngày {official_date(material.period.as_of)}",
        blocks=(_trackers(material, tasks),),
        landscape=True,
    )


def differences(material: Material, tasks: TaskMaterial) -> Section:
    """The sheet of the differences between the software and the trackers, by place (clause 2.1 c)."""
    return Section(
        name="Đối chiếu phần mềm",
        title="KHÁC NHAU GIỮA PHẦN MỀM VÀ BẢNG THEO DÕI",
        subtitle=f"Tính đến hết ngày {official_date(material.period.as_of)}",
        blocks=(_differences(tasks.differences),),
        landscape=True,
    )


def _trackers(material: Material, tasks: TaskMaterial) -> Table:
    columns = (
        Column("no", "STT", "integer", width=5),
        Column("path", "Tệp", width=44),
        Column("sheet", "Trang", width=28),
        Column("tasks", "Số nhiệm vụ", "integer", width=11),
        Column("open", "Chưa hoàn thành", "integer", width=11),
        Column("stale", "Chậm cập nhật", "integer", width=11),
        Column("updated", "Cập nhật gần nhất", "date", width=13),
    )
    days = official_count(material.config.tasks.stale_after_days)
    return Table(
        "trackers",
        "",
        columns,
        tuple(_row(number, each) for number, each in enumerate(tasks.trackers, 1)),
        (f"Chậm cập nhật: nhiệm vụ chưa hoàn thành, không cập nhật từ {days} ngày trở lên.",) if tasks.trackers else (),
        empty="Chưa có bảng theo dõi nào.",
    )


def _row(number: int, each: Tracker) -> Row:
    return Row(
        {
            "no": number,
            "path": each.path,
            "sheet": each.sheet,
            "tasks": each.tasks,
            "open": each.open,
            "stale": each.stale,
            "updated": each.updated,
        }
    )


def _differences(found: tuple[Problem, ...]) -> Table:
    columns = (
        Column("no", "STT", "integer", width=5),
        Column("place", "Vị trí trong bảng theo dõi", width=36),
        Column("message", "Khác nhau", width=60),
        Column("hint", "Đề nghị", width=36),
    )
    rows = tuple(
        Row({"no": number, "place": each.place, "message": each.message, "hint": each.hint})
        for number, each in enumerate(found, 1)
    )
    return Table("differences", "", columns, rows, filtered=True, empty="Không có khác nhau.")
