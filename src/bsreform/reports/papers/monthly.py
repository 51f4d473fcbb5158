"""The monthly report to the session of UBND, as it is signed: tasks first, then procedures (letter, clause 2.1 a)."""

from datetime import date
from typing import Literal

from bsreform.language.wording import official_count, official_date
from bsreform.material.task_values import TaskMaterial
from bsreform.material.values import Material
from bsreform.model import Value
from bsreform.periods import MONTH
from bsreform.report_model import Block, Column, Row, Section, Table
from bsreform.reports.papers.parts import Parts, Told, ahead, asked, calls, causes, dated, next_report, paper, rates
from bsreform.reports.sentences import on_paper, tasks_on_paper

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


def monthly_paper(material: Material, tasks: TaskMaterial, subject: str, session: date) -> Section:
    """Results, what is lacking and why, what comes next, what the chair is asked for; for the `session` of UBND."""
    coming = ahead(material, MONTH)
    results: tuple[Told, ...] = (
        *dated(material, tasks),
        *tasks_on_paper.found(material, tasks),
        *_split(material, tasks),
        *_rates(tasks),
        *on_paper.found(material),
    )
    lacking: tuple[Told, ...] = (
        *tasks_on_paper.lacking(material, tasks),
        *on_paper.lacking(material),
        *calls(material, tasks),
    )
    asks = (*tasks_on_paper.asks(material, tasks, coming.until), *on_paper.asks(material, coming.until))
    parts: Parts = (
        ("Kết quả", (*results, *rates(material))),
        ("Tồn tại, hạn chế và nguyên nhân", causes(lacking)),
        ("Nhiệm vụ tháng tới", (next_report(material, coming), *_soon(material, tasks))),
        ("Kiến nghị", asked(material, asks)),
    )
    level = material.level
    return paper(material, subject, parts, f"; phục vụ phiên họp UBND {level} ngày {official_date(session)}")


def _split(material: Material, tasks: TaskMaterial) -> tuple[Block, ...]:
    """The official split of the tasks; sums in bold, their parts below them."""
    if not tasks.rows.read:
        return ()
    columns = (
        Column("no", "STT", width=4),
        Column("label", "Nhiệm vụ", width=26),
        Column("now", material.names.now.partition(" năm")[0].capitalize(), "integer", width=7),
        Column("previous", material.names.before.capitalize(), "integer", width=7),
        Column("year", "Lũy kế năm", "integer", width=7),
    )
    found = {
        "now": tasks.total.numbers,
        "previous": tasks.previous,
        "year": tasks.year,
    }
    rows: list[Row] = []
    for number, (key, label) in enumerate(_SPLIT, 1):
        cells: dict[str, Value] = {name: counts[key] for name, counts in found.items()}
        level: Literal["group", "row"] = "group" if key in _SUMS else "row"
        rows.append(Row({"no": f"({number})", "label": label, **cells}, level))
    title = f"Nhiệm vụ toàn {material.level} theo tình trạng"
    return (Table("task_split", title, columns, tuple(rows), (_FORMULAS,)),)


def _rates(tasks: TaskMaterial) -> tuple[Block, ...]:
    """The rates with numerator, denominator and formula; none where nothing was completed or fell due."""
    columns = (
        Column("label", "Tỷ lệ thực hiện nhiệm vụ", width=14),
        Column("formula", "Cách tính", width=20),
        Column("counted", "Số nhiệm vụ", "integer", width=6),
        Column("out_of", "Trên tổng số", "integer", width=6),
        Column("percent", "Tỷ lệ", "percent", width=6, ratio=("counted", "out_of")),
    )
    line = tasks.lines_of["total"]
    parts = (
        ("Hoàn thành đúng hạn", "(3)/(2)", line.ratio("tasks.on_time_rate")),
        ("Hoàn thành", "(2)/[(2) + (5)]", line.ratio("tasks.completion_rate")),
        ("Quá hạn chưa hoàn thành", "(7)/(5)", line.ratio("tasks.overdue_rate")),
    )
    rows = tuple(
        Row(
            {
                "label": label,
                "formula": formula,
                "counted": rate.counted,
                "out_of": rate.out_of,
                "percent": rate.percent,
            }
        )
        for label, formula, rate in parts
        if rate.out_of
    )
    return (Table("task_rates", "Tỷ lệ thực hiện nhiệm vụ", columns, rows),) if rows else ()


def _soon(material: Material, tasks: TaskMaterial) -> tuple[Told, ...]:
    """The tasks whose deadline comes next, with who has to complete them by which day."""
    soon = [each for each in tasks.lines if not each.overdue]
    if not soon:
        return ()
    columns = (
        Column("no", "STT", "integer", width=4),
        Column("title", "Nhiệm vụ sắp đến hạn", width=26),
        Column("unit", "Đơn vị chủ trì", width=12),
        Column("due", "Thời hạn", "date", width=8),
    )
    rows = tuple(
        Row({"no": number, "title": _title(each.document_no, each.title), "unit": each.unit, "due": each.due})
        for number, each in enumerate(soon, 1)
    )
    told = f"Các đơn vị chủ trì hoàn thành đúng thời hạn {official_count(len(soon))} nhiệm vụ sau:"
    return (told, Table("tasks_soon", "", columns, rows))


def _title(document_no: str, title: str) -> str:
    return f"{title.rstrip('. ')} (văn bản số {document_no})" if document_no else title
