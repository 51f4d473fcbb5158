"""The screen of `status`: what is due this week, what is late, which files and reports are missing."""

from collections.abc import Mapping
from datetime import date, datetime
from textwrap import shorten

from msgspec import Struct

from bsreform.language.wording import clock_time, official_count, official_date
from bsreform.material.task_values import TaskLine, Tracker
from bsreform.model import Source, Value
from bsreform.periods import KINDS as PERIODS
from bsreform.report_model import Column, Row, Table

KINDS: Mapping[str, str] = {"weekly": "Báo cáo tuần", "monthly": "Báo cáo tháng"}
_MOST = 12
_TITLE = 60


class Due(Struct, frozen=True):
    """A report of a period (`id`), the day on which it is due and the calendar days until then (negative = past).

    `written` = when its file was last written; `last` = the newest report of this kind, and when it was written.
    `old_data`: the last days of its period were not there yet when it was made.
    """

    kind: str
    id: str
    due: date
    days: int
    written: datetime | None
    last: tuple[str, datetime] | None
    old_data: bool = False

    @property
    def to_make(self) -> bool:
        """Has it to be made today, for the first time or again?"""
        return self.days <= 0 and (self.written is None or self.old_data)


class Status(Struct, frozen=True):
    """How things stand at the end of `day`. `this_week` are open tasks due from then to the Sunday of the week.

    `has_tasks`: was any task read? `unsynced` and `unread` name files, `held` those that somebody has open, with the
    name; `unit_shorts` are short names by name. `urged`: when letters that tell of that day were written.
    """

    day: date
    week_end: date
    has_tasks: bool
    this_week: tuple[TaskLine, ...]
    overdue: tuple[TaskLine, ...]
    trackers: tuple[Tracker, ...]
    unsynced: tuple[str, ...]
    unread: tuple[Source, ...]
    held: tuple[tuple[str, str], ...]
    reports: tuple[Due, ...]
    unit_shorts: Mapping[str, str]
    urged: datetime | None = None

    @property
    def stale(self) -> tuple[Tracker, ...]:
        """The trackers with open tasks that nobody has updated for long."""
        return tuple(each for each in self.trackers if each.stale)


def heading(status: Status) -> str:
    """What stands above the tables."""
    return f"Tình hình đến hết ngày {official_date(status.day)}"


def document(status: Status) -> dict[str, object]:
    """The same for scripts: plain values, days as ISO text; "stale_trackers" are those with stale tasks."""
    return {
        "report": "status",
        "schema": 1,
        "as_of": status.day.isoformat(),
        "week_end": status.week_end.isoformat(),
        "reports": [
            {
                "report": each.kind,
                "period": each.id,
                "due": each.due.isoformat(),
                "written": each.written.isoformat() if each.written else None,
                "last_period": each.last[0] if each.last else None,
                "last_written": each.last[1].isoformat() if each.last else None,
                "old_data": each.old_data,
            }
            for each in status.reports
        ],
        "due_this_week": [_task(each) for each in status.this_week],
        "overdue": [_task(each) for each in status.overdue],
        "trackers": len(status.trackers),
        "stale_trackers": [
            {
                "path": each.path,
                "sheet": each.sheet,
                "open": each.open,
                "stale": each.stale,
                "updated": each.updated.isoformat() if each.updated else None,
            }
            for each in status.stale
        ],
        "not_synced": list(status.unsynced),
        "unread": [each.path for each in status.unread],
        "open": [{"path": path, "by": owner} for path, owner in status.held],
    }


def _task(each: TaskLine) -> dict[str, object]:
    return {
        "document_no": each.document_no,
        "title": each.title,
        "unit": each.unit,
        "due": each.due.isoformat(),
        "working_days": each.working_days,
        "calendar_days": each.calendar_days,
        "origin": each.origin,
    }


def tables(status: Status) -> tuple[Table, ...]:
    """The tables of the terminal, the reports first."""
    missing = "Không có." if status.has_tasks else "Chưa có số liệu nhiệm vụ."
    week = f"NHIỆM VỤ ĐẾN HẠN TRONG TUẦN (đến {official_date(status.week_end)}){_count(status, status.this_week)}"
    late = f"NHIỆM VỤ QUÁ HẠN{_count(status, status.overdue)}"
    return (
        _reports(status.reports),
        _lines("due_this_week", week, status.this_week, status, ("Còn", missing)),
        _lines("overdue", late, status.overdue, status, ("Trễ", missing)),
        _stale(status),
        *((_files(status),) if status.unsynced or status.unread or status.held else ()),
    )


def _count(status: Status, lines: tuple[TaskLine, ...]) -> str:
    """How many they are, where any task was read."""
    return f": {official_count(len(lines))}" if status.has_tasks else ""


def _reports(reports: tuple[Due, ...]) -> Table:
    columns = (
        Column("kind", "Báo cáo"),
        Column("id", "Kỳ"),
        Column("due", "Hạn gửi", "date"),
        Column("state", "Tình trạng"),
    )
    rows = tuple(
        Row({"kind": KINDS[each.kind], "id": each.id, "due": each.due, "state": _state(each)}) for each in reports
    )
    to_make = [each for each in reports if each.to_make]
    notes = tuple(
        f"{'Xuất lại số liệu rồi lập lại' if each.old_data else 'Lập báo cáo còn thiếu'}: "
        f"bsreform {each.kind} {PERIODS[each.kind].option} {each.id}"
        for each in to_make[1:]  # the first is the next step
    )
    return Table("reports", "BÁO CÁO PHẢI LẬP", columns, rows, notes=notes)


def _state(each: Due) -> str:
    if each.written:
        return f"{'LẬP TỪ SỐ LIỆU CŨ' if each.old_data else 'Đã lập'} lúc {clock_time(each.written)}"
    told = "CHƯA LẬP, hạn hôm nay"
    if each.days:
        days = official_count(abs(each.days))
        told = f"Chưa lập, còn {days} ngày" if each.days > 0 else f"CHƯA LẬP, quá hạn {days} ngày"
    return f"{told} (gần nhất: {each.last[0]}, {clock_time(each.last[1])})" if each.last else told


def _lines(id_: str, title: str, lines: tuple[TaskLine, ...], status: Status, words: tuple[str, str]) -> Table:
    columns = (
        Column("document_no", "Văn bản"),
        Column("title", "Nhiệm vụ"),
        Column("unit", "Đơn vị"),
        Column("due", "Thời hạn", "date"),
        Column("days", f"{words[0]} (ngày LV)", "integer"),
    )
    rows = tuple(Row(_cells(each, status)) for each in lines[:_MOST])
    rest = len(lines) - len(rows)
    notes = [f"Còn {official_count(rest)} nhiệm vụ khác."] if rest else []
    if any(row.cells["days"] is None for row in rows):
        notes.append("“–”: đã qua thời hạn sau lần xuất gần nhất, chưa rõ xong hay chưa.")
    return Table(id_, title, columns, rows, tuple(notes), empty=words[1])


def _cells(each: TaskLine, status: Status) -> dict[str, Value]:
    return {
        "document_no": each.document_no,
        "title": shorten(each.title, _TITLE, placeholder="…"),
        "unit": status.unit_shorts.get(each.unit, each.unit),
        "due": each.due,
        "days": each.working_days if each.overdue or each.due >= status.day else None,
    }


def _stale(status: Status) -> Table:
    columns = (
        Column("path", "Tệp"),
        Column("updated", "Cập nhật", "date"),
        Column("stale", "Chậm cập nhật", "integer"),
        Column("open", "Chưa xong", "integer"),
    )
    stale = status.stale
    rows = tuple(
        Row({"path": each.path, "updated": each.updated, "stale": each.stale, "open": each.open}) for each in stale
    )
    count = f": {official_count(len(stale))}/{official_count(len(status.trackers))}" if status.trackers else ""
    missing = "Không có." if status.trackers else "Chưa có bảng theo dõi nào."
    return Table("stale", f"BẢNG THEO DÕI CHẬM CẬP NHẬT{count}", columns, rows, empty=missing)


def _files(status: Status) -> Table:
    columns = (Column("path", "Tệp"), Column("state", "Tình trạng"))
    rows = [Row({"path": path, "state": "Trống hoặc chưa đồng bộ xong"}) for path in status.unsynced]
    rows += [Row({"path": each.path, "state": "Không đọc được"}) for each in status.unread]
    rows += [Row({"path": path, "state": f"Đang mở bởi {owner}"}) for path, owner in status.held]
    return Table("files", f"TỆP CẦN CHÚ Ý: {official_count(len(rows))}", columns, tuple(rows))
