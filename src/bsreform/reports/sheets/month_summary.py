"""“Tổng hợp” of the monthly report: tasks first, then procedures, on one document for the session of UBND."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from bsreform.language.wording import official_date
from bsreform.material.task_values import TaskMaterial
from bsreform.material.values import Material
from bsreform.measures import Ratio
from bsreform.model import Value
from bsreform.report_model import Address, Block, Chart, Column, Paragraphs, Row, Section, Table
from bsreform.reports.sheets.addresses import TOTAL, now, value
from bsreform.reports.sheets.layout import filled, shown
from bsreform.reports.sheets.summary import MOST_UNITS, closing, letterhead, other_units, results
from bsreform.reports.sheets.task_units import AGEING

_SPLIT = (
    ("total_in", "Tổng số nhiệm vụ"),
    ("completed_with_deadline", "Đã hoàn thành"),
    ("on_time", "Hoàn thành đúng hạn"),
    ("late", "Hoàn thành quá hạn"),
    ("not_completed", "Chưa hoàn thành"),
    ("open_in_term", "Chưa hoàn thành, trong hạn"),
    ("open_overdue", "Chưa hoàn thành, quá hạn"),
    ("no_deadline", "Không có thời hạn"),
    ("closed_no_deadline", "Không có thời hạn, đã xong"),
    ("open_no_deadline", "Không có thời hạn, chưa xong"),
)
_SUMS = ("total_in", "completed_with_deadline", "not_completed", "no_deadline")
_FORMULAS = "(1) = (2) + (5) + (8); (2) = (3) + (4); (5) = (6) + (7); (8) = (9) + (10)."


def month_summary(
    material: Material,
    tasks: TaskMaterial,
    subject: str,
    sentences: tuple[Sequence[str], Sequence[str]],
    due: tuple[date, date],
) -> Section:
    """The sheet. `sentences` are those on tasks and those on procedures; `due` are the day on which the report is due
    and the day of the session. Tables stand only where something was read.
    """
    when = (
        f"Thời hạn báo cáo: ngày {official_date(due[0])}, trước phiên họp thường kỳ của UBND {material.level} "
        f"ngày {official_date(due[1])}."
    )
    assigned = f"I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ DO UBND, CHỦ TỊCH UBND {material.level.upper()} GIAO"
    return Section(
        name="Tổng hợp",
        blocks=(
            letterhead(material, "BÁO CÁO", subject),
            Paragraphs((when,)),
            Paragraphs(tuple(sentences[0]), heading=assigned),
            Paragraphs(tuple(sentences[1]), heading="II. KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"),
            *(_task_blocks(material, tasks) if tasks.rows.read else ()),
            *(results(material, "VI", "VII") if material.rows.read else ()),
            closing(material),
        ),
    )


def _task_blocks(material: Material, tasks: TaskMaterial) -> tuple[Block, ...]:
    split = _split(material, tasks)
    states = Chart(f"Nhiệm vụ toàn {material.level} theo tình trạng", split.id, "label", ("now", "previous"), "bar", "")
    return (split, states, _rates(tasks), _late(material, tasks))


def _split(material: Material, tasks: TaskMaterial) -> Table:
    columns = (
        Column("no", "STT", width=4),
        Column("label", "Nhiệm vụ", width=22.5),
        Column("now", material.names.now.partition(" năm")[0].capitalize(), "integer", width=6.6),
        Column("previous", material.names.before.capitalize(), "integer", width=6.6),
        Column("year", "Lũy kế năm", "integer", width=10),
    )
    found = {
        "now": tasks.total.numbers,
        "previous": tasks.previous,
        "year": tasks.year,
    }
    rows = []
    for number, (key, label) in enumerate(_SPLIT, 1):
        cells: dict[str, Value] = {name: counts[key] for name, counts in found.items()}
        about = Address(f"tasks.{key}", TOTAL)
        level: Literal["group", "row"] = "group" if key in _SUMS else "row"
        rows.append(Row({"no": f"({number})", "label": label, **cells}, level, about=about))
    notes = (
        _FORMULAS,
        "Trong hạn: chưa qua ngày hết hạn, gồm cả nhiệm vụ sắp đến hạn. Lũy kế năm: từ ngày "
        f"{official_date(material.year_start)}.",
    )
    figures = {"now": value(span="now"), "previous": value(span="before-1"), "year": value(span="year")}
    title = f"III. NHIỆM VỤ TOÀN {material.level.upper()}"
    return Table("task_split", title, columns, tuple(rows), notes, figures=figures)


def _rates(tasks: TaskMaterial) -> Table:
    columns = (
        Column("no", "STT", "integer", width=4),
        Column("label", "Tỷ lệ", width=22.5),
        Column("counted", "Số nhiệm vụ", "integer", width=6.6),
        Column("out_of", "Trên tổng số", "integer", width=6.6),
        Column("percent", "Tỷ lệ", "percent", width=10, ratio=("counted", "out_of")),
    )
    line = tasks.lines_of["total"]
    parts = (
        ("Hoàn thành đúng hạn", "tasks.on_time_rate"),
        ("Hoàn thành", "tasks.completion_rate"),
        ("Quá hạn chưa hoàn thành", "tasks.overdue_rate"),
    )
    rows = tuple(
        Row(
            {"no": at, "label": label, **_sides(line.ratio(figure))},
            about=Address(figure, TOTAL, "now"),
        )
        for at, (label, figure) in enumerate(parts, 1)
    )
    notes = (
        "Hoàn thành đúng hạn = số hoàn thành đúng hạn (3) / số đã hoàn thành (2). Hoàn thành = số đã hoàn thành (2) / "
        "tổng số có thời hạn (2) + (5). Quá hạn chưa hoàn thành = số chưa hoàn thành đã quá hạn (7) / số chưa hoàn "
        "thành (5).",
    )
    figures = {"counted": Address(side="counted"), "out_of": Address(side="out_of"), "percent": value()}
    return Table("task_rates", "IV. TỶ LỆ THỰC HIỆN NHIỆM VỤ", columns, rows, notes, figures=figures)


def _sides(rate: Ratio) -> dict[str, Value]:
    return {"counted": rate.counted, "out_of": rate.out_of, "percent": rate.percent}


def _late(material: Material, tasks: TaskMaterial) -> Table:
    columns = (
        Column("no", "STT", "integer", width=4),
        Column("unit", "Đơn vị", width=22.5),
        Column("overdue", "Số quá hạn", "integer", width=6.6, adds=True, bar=True, shows=now("tasks.open_overdue")),
        Column("open", "Chưa xong", "integer", width=6.6, adds=True, shows=now("tasks.open")),
        Column("percent", "Hoàn thành đúng hạn", "percent", width=10, shows=now("tasks.on_time_rate")),
        *(
            Column(key, label, "integer", "Quá hạn (ngày theo lịch)", 7.2, adds=True, shows=now(f"tasks.{key}"))
            for key, label in AGEING.items()
        ),
    )
    late = tasks.late(material.units)
    rows = [
        Row(
            {"no": number, "unit": unit.name, **filled(columns, {"now": tasks.line(unit)})},
            about=Address(scope=f"unit:{unit.id}"),
        )
        for number, unit in enumerate(late[:MOST_UNITS], 1)
    ]
    return Table(
        "tasks_late",
        "V. ĐƠN VỊ CÓ NHIỆM VỤ QUÁ HẠN CHƯA HOÀN THÀNH",
        columns,
        tuple(rows),
        other_units([unit.short for unit in late[MOST_UNITS:]], "Nhiệm vụ theo đơn vị"),
        empty="Không có nhiệm vụ quá hạn chưa hoàn thành.",
        figures=shown(columns),
    )
