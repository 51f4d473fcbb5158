"""Whom to urge about what (letter, clause 3): the values behind `remind`, as JSON and as a table of the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePosixPath

from msgspec import Struct, field

from bsreform.language.wording import clock_time, official_count, official_date
from bsreform.material.task_values import TaskLine
from bsreform.material.values import Overdue
from bsreform.measures import LowUnit
from bsreform.model import DataDay, Period, Problem, Unit
from bsreform.organisation.config import Config
from bsreform.report_model import Column, Row, Table
from bsreform.reports.sentences.data_day import notices

FIRST_ERRORS = 3
"""Places of errors that are named; the others are counted."""


class StaleTracker(Struct, frozen=True):
    """The open tasks of one unit on one sheet of a tracker that nobody has updated for long."""

    path: str
    sheet: str
    tasks: int


class Reminder(Struct, frozen=True):
    """What one unit is to be urged about.

    `no_dossiers`: it stands in no export. `old_export` is when its newest export was made, where that does not cover
    the week (else None). `overdue` are open dossiers past their due day: each owes an apology letter (Decree 61/2018,
    article 19). `missing_form` is the quarter (“2024-Q1”) whose form of the digital teams has not come. `low` are the
    indicators below target for weeks. `errors` are error-level problems of its rows and files, by place.
    """

    unit: Unit
    no_dossiers: bool = False
    old_export: datetime | None = None
    overdue: tuple[Overdue, ...] = ()
    missing_form: str = ""
    late_tasks: tuple[TaskLine, ...] = ()
    soon_tasks: tuple[TaskLine, ...] = ()
    stale: tuple[StaleTracker, ...] = ()
    low: tuple[LowUnit, ...] = ()
    errors: tuple[Problem, ...] = ()

    @property
    def owes(self) -> bool:
        """Is there anything at all?"""
        return bool(self.missing or self.late or self.soon_tasks or self.stale or self.low or self.errors)

    @property
    def missing(self) -> bool:
        """Has it yet to send something?"""
        return self.no_dossiers or self.old_export is not None or self.missing_form != ""

    @property
    def late(self) -> int:
        """Dossiers and tasks past their day."""
        return len(self.overdue) + len(self.late_tasks)

    @property
    def stale_tasks(self) -> int:
        return sum(each.tasks for each in self.stale)


class Urged(Struct, frozen=True):
    """When a unit was last sent a letter, and whether it owes the same still."""

    at: datetime
    same: bool


class Reminders(Struct, frozen=True):
    """Who owes something at the end of `day`, the worst first; `week` is the week of the indicators.

    `data` says how old the dossiers are, `task_data` the tasks of the software, against that day; `notice` tells it
    where they do not reach it. `names` are those of the units by id, `labels` those of the indicators; `own` is what
    the sender owes, which urges nobody. `urged`: by the id of a unit, the last letter to it.
    """

    day: date
    week: Period
    units: tuple[Reminder, ...]
    labels: Mapping[str, str]
    config: Config
    data: DataDay
    task_data: DataDay
    names: Mapping[str, str]
    own: Reminder | None = None
    urged: Mapping[str, Urged] = field(default_factory=dict)

    @property
    def notice(self) -> str:
        """Up to which day anybody has looked; "" where that is the day of the reminders."""
        return notices(self.data, self.task_data, self.names)

    @property
    def same(self) -> tuple[Reminder, ...]:
        """The units that owe what they were last urged about."""
        return tuple(each for each in self.units if each.unit.id in self.urged and self.urged[each.unit.id].same)


def heading(found: Reminders) -> str:
    """What stands above the table."""
    return f"Đôn đốc đến hết ngày {official_date(found.day)} (chỉ tiêu: tuần {found.week.id})"


def table(found: Reminders) -> Table:
    """One row for every unit that owes something, with when it was last urged."""
    columns = (
        Column("unit", "Đơn vị"),
        Column("what", "Nội dung đôn đốc"),
        Column("urged", "Nhắc gần nhất"),
    )
    rows = tuple(
        Row(
            {
                "unit": _short(each.unit),
                "what": "; ".join(phrases(each)),
                "urged": _urged(each, found),
            }
        )
        for each in found.units
    )
    notes = (f"Việc của {found.own.unit.name} (đơn vị đôn đốc): {'; '.join(phrases(found.own))}.",) if found.own else ()
    return Table("reminders", _title(found), columns, rows, notes, empty="Không có đơn vị nào phải đôn đốc.")


def _title(found: Reminders) -> str:
    title = f"{official_count(len(found.units))} ĐƠN VỊ CẦN ĐÔN ĐỐC"
    same, moments = found.same, {found.urged[each.unit.id].at for each in found.same}
    if not same:
        return title
    if len(same) < len(found.units):
        rest = official_count(len(found.units) - len(same))
        return f"{title}; {official_count(len(same))} đã nhắc, từ đó không có gì mới; {rest} có nội dung chưa nhắc"
    when = clock_time(moments.pop()) if len(moments) == 1 else "các ngày ghi ở cột cuối"
    return f"{title}; đã nhắc lúc {when}, từ đó không có gì mới"


def _urged(each: Reminder, found: Reminders) -> str:
    last = found.urged.get(each.unit.id)
    if last is None:
        return "chưa nhắc"
    return f"{clock_time(last.at)}, {'không có gì mới' if last.same else 'có nội dung mới'}"


def _short(unit: Unit) -> str:
    return unit.short or unit.name


def message(each: Reminder, found: Reminders) -> str:
    """A few lines for a chat group: what one unit owes, by number, to whom it answers."""
    office = found.config.organisation.office
    letters = ", mỗi hồ sơ quá hạn gửi một thư xin lỗi," if each.overdue else ""
    return (
        f"{each.unit.name}, đến hết ngày {official_date(found.day)}: {'; '.join(phrases(each))}. "
        f"Đề nghị xử lý{letters} và báo lại {office}."
    )


def phrases(each: Reminder) -> Iterator[str]:
    """What one unit owes, by number."""
    if each.overdue:
        yield f"{official_count(len(each.overdue))} hồ sơ quá hạn"
    counts = (
        (len(each.late_tasks), "nhiệm vụ quá hạn"),
        (len(each.soon_tasks), "nhiệm vụ sắp đến hạn"),
        (each.stale_tasks, "nhiệm vụ chậm cập nhật"),
        (len(each.low), "chỉ tiêu thấp nhiều tuần"),
        (len(each.errors), "lỗi số liệu"),
    )
    if each.no_dossiers:
        yield "chưa có hồ sơ nào"
    if each.old_export:
        yield f"chưa gửi số liệu tuần (mới có đến {official_date(each.old_export.date())})"
    if each.missing_form:
        yield f"chưa gửi biểu tổ công nghệ số {quarter_words(each.missing_form)}"
    yield from (f"{official_count(count)} {what}" for count, what in counts if count)


def quarter_words(id_: str) -> str:
    """“quý I/2024”."""
    return f"quý {('I', 'II', 'III', 'IV')[int(id_[-1]) - 1]}/{id_[:4]}"


def document(found: Reminders, problems: Mapping[str, int], files: Sequence[str]) -> dict[str, object]:
    """The same for scripts: plain values, days as ISO text. `files` are the letters written, “file” is their folder."""
    return {
        "report": "remind",
        "schema": 1,
        "period": {
            "id": found.week.id,
            "start": found.week.start.isoformat(),
            "end": found.week.end.isoformat(),
            "as_of": found.day.isoformat(),
        },
        "file": str(PurePosixPath(files[0]).parent) if files else None,
        "files": list(files),
        "units": [{**content(each), **_told(each, found)} for each in found.units],
        "own": content(found.own) if found.own else None,
        "problems": dict(problems),
    }


def _told(each: Reminder, found: Reminders) -> dict[str, object]:
    last = found.urged.get(each.unit.id)
    return {"repeated": bool(last and last.same), "last_urged": last.at.isoformat() if last else None}


def content(each: Reminder) -> dict[str, object]:
    """What one unit is told, as plain values: two reminders are the same if these are."""
    return {
        "id": each.unit.id,
        "name": each.unit.name,
        "group": each.unit.group,
        "no_dossiers": each.no_dossiers,
        "old_export": each.old_export.isoformat() if each.old_export else None,
        "missing_form": each.missing_form or None,
        "overdue_dossiers": [
            {"code": row.code, "procedure": row.procedure, "due": row.due.isoformat(), "working_days": row.days}
            for row in each.overdue
        ],
        "overdue_tasks": _tasks(each.late_tasks),
        "due_soon_tasks": _tasks(each.soon_tasks),
        "stale_trackers": [{"path": row.path, "sheet": row.sheet, "tasks": row.tasks} for row in each.stale],
        "low_indicators": [
            {
                "indicator": row.indicator,
                "percent": row.percent,
                "counted": row.counted,
                "out_of": row.out_of,
                "target": row.target,
                "weeks_in_a_row": row.weeks_in_a_row,
            }
            for row in each.low
        ],
        "errors": len(each.errors),
        "first_errors": [
            {"rule": row.rule, "place": row.place, "message": row.message, "hint": row.hint}
            for row in each.errors[:FIRST_ERRORS]
        ],
    }


def _tasks(lines: Sequence[TaskLine]) -> list[dict[str, object]]:
    return [
        {
            "document_no": line.document_no,
            "title": line.title,
            "due": line.due.isoformat(),
            "working_days": line.working_days,
        }
        for line in lines
    ]
