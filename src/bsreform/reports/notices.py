"""The reminders as short official letters, a document for every unit, its long lists in an annex (Decree 30/2020)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import PurePosixPath

from msgspec import Struct

from bsreform.language.remedies import for_units
from bsreform.language.wording import (
    between,
    clock_time,
    counts_of,
    official_count,
    official_date,
    percent_of,
    short_decimal,
)
from bsreform.material.task_values import TaskLine
from bsreform.material.values import Overdue
from bsreform.model import Problem, Value
from bsreform.organisation.config import Config
from bsreform.organisation.due_days import quarterly_day
from bsreform.organisation.phrases import phrases_on
from bsreform.periods import WEEK
from bsreform.report_model import Block, Closing, Column, Letterhead, Paragraphs, Row, Section, Table
from bsreform.reports.reminders import Reminder, Reminders, quarter_words

TITLE = "Công văn đôn đốc"
_MOST_INLINE = 5
"""Longer lists stand in the annex."""
_TIME_TO_ANSWER = timedelta(days=5)


class _Point(Struct, frozen=True):
    """One thing to do, with the cases it is about: all of them, so that whoever has to act knows which.

    `label` heads their table in the annex. `short` words a row within the letter; None: they always stand in the annex.
    """

    sentence: str
    label: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[Mapping[str, Value], ...] = ()
    short: str | None = None

    @property
    def annexed(self) -> bool:
        return len(self.rows) > _MOST_INLINE or bool(self.rows and self.short is None)


def file_name(each: Reminder, found: Reminders) -> str:
    """“don-doc-2024-03-08-binh-chanh.docx”."""
    return f"don-doc-{found.day.isoformat()}-{each.unit.id}.docx"


def letter(each: Reminder, found: Reminders) -> Section:
    """The letter to a unit that owes something: what is late first, then what is coming, the data, the rates."""
    config = found.config.organisation
    head = Letterhead(
        parent=config.name,
        issuer=config.office,
        place=config.place,
        symbol=config.symbol.removeprefix("BC-"),
        title="",
        subject="V/v đôn đốc thực hiện nhiệm vụ và giải quyết thủ tục hành chính",
        period="",
        addressee=each.unit.name,
        basis=config.basis,
    )
    ground = f"Thực hiện {'; '.join(config.basis)}, qua" if config.basis else "Qua"
    opening = (
        f"{ground} tổng hợp số liệu đến hết ngày {official_date(found.day)}, {config.office} đề nghị {each.unit.name} "
        "thực hiện các nội dung sau:"
    )
    ending = (
        f"Đề nghị {each.unit.name} khẩn trương thực hiện, báo cáo kết quả về {config.office} trước ngày "
        f"{official_date(_answered(found.day, found.config))}./."
    )
    points = tuple(_points(each, found))
    copies = (text for text in config.recipients if "(b/c)" in text or text.startswith("Lưu"))
    lines = (line for number, point in enumerate(points, 1) for line in _lines(number, point, points))
    return Section(
        each.unit.short or each.unit.name,
        (
            head,
            Paragraphs((*filter(None, (found.notice,)), opening, *lines, ending)),
            Closing(("Như trên", *copies), config.signer, config.signer_name),
            *_annex(points),
        ),
    )


def _answered(day: date, config: Config) -> date:
    """The end of a week that leaves some days to act."""
    return WEEK.days(WEEK.of(day + _TIME_TO_ANSWER, config.periods), config.periods)[1]


def _lines(number: int, point: _Point, points: Sequence[_Point]) -> Iterator[str]:
    if not point.rows:
        yield f"{number}. {point.sentence}."
    elif point.annexed:
        place = [each for each in points if each.annexed].index(point) + 1
        yield f"{number}. {point.sentence} (danh sách tại Mục {place} của Phụ lục)."
    else:
        yield f"{number}. {point.sentence}:"
        yield from (f"- {(point.short or '').format(**row)}." for row in point.rows)


def _annex(points: Sequence[_Point]) -> Iterator[Block]:
    """The lists that are too long for the letter, every row of them."""
    for number, point in enumerate((each for each in points if each.annexed), 1):
        columns = (Column("no", "STT", "integer", width=4), *point.columns)
        rows = tuple(Row({"no": at, **cells}) for at, cells in enumerate(point.rows, 1))
        yield Table(f"annex_{number}", f"{number}. {point.label}", columns, rows)


def _points(each: Reminder, found: Reminders) -> Iterator[_Point]:
    if each.overdue:
        ground = phrases_on(found.day).apology
        yield _Point(
            f"Giải quyết dứt điểm {official_count(len(each.overdue))} hồ sơ thủ tục hành chính quá hạn, gửi thư xin "
            f"lỗi đối với từng hồ sơ theo quy định tại {ground}",
            "Hồ sơ thủ tục hành chính quá hạn",
            _DOSSIERS,
            tuple(map(_dossier, each.overdue)),
            "Hồ sơ {code}: hẹn trả ngày {due}, quá hạn {days} ngày làm việc",
        )
    if each.late_tasks:
        yield _Point(
            f"Hoàn thành {official_count(len(each.late_tasks))} nhiệm vụ được giao đã quá thời hạn",
            "Nhiệm vụ quá thời hạn",
            _TASKS,
            tuple(map(_task, each.late_tasks)),
            _TASK,
        )
    if each.soon_tasks:
        yield _Point(
            f"Hoàn thành đúng thời hạn {official_count(len(each.soon_tasks))} nhiệm vụ sắp đến hạn",
            "Nhiệm vụ sắp đến hạn",
            _TASKS,
            tuple(map(_task, each.soon_tasks)),
            _TASK,
        )
    yield from _on_inputs(each, found)
    if each.low:
        least = official_count(found.config.remind.low_weeks)
        yield _Point(
            f"Có giải pháp nâng cao {official_count(len(each.low))} chỉ tiêu không đạt từ {least} tuần liên tiếp trở "
            f"lên (số liệu {_lower(between(found.week))})",
            "Chỉ tiêu không đạt nhiều tuần liên tiếp",
            _RATES,
            tuple(_rates(each, found)),
            "{label}: {percent}, chỉ tiêu {target} ({weeks} tuần liên tiếp)",
        )


def _on_inputs(each: Reminder, found: Reminders) -> Iterator[_Point]:
    if each.no_dossiers:
        yield _Point("Gửi tệp xuất hồ sơ từ hệ thống một cửa: đến nay chưa đọc được hồ sơ nào của đơn vị")
    if each.old_export:
        yield _Point(
            f"Gửi tệp xuất hồ sơ có số liệu đến hết ngày {official_date(found.week.end)}: "
            f"tệp mới nhất của đơn vị được lập lúc {clock_time(each.old_export)}"
        )
    if each.missing_form:
        yield _Point(
            f"Gửi biểu kết quả hoạt động của Tổ công nghệ số cộng đồng {quarter_words(each.missing_form)} "
            f"(thời hạn {official_date(quarterly_day(each.missing_form))})"
        )
    if each.stale:
        days = official_count(found.config.tasks.stale_after_days)
        yield _Point(
            f"Cập nhật tiến độ, kết quả {official_count(each.stale_tasks)} nhiệm vụ trong bảng theo dõi "
            f"đã {days} ngày trở lên chưa cập nhật",
            "Bảng theo dõi chậm cập nhật",
            _TRACKERS,
            tuple(
                {"file": PurePosixPath(row.path).name, "sheet": row.sheet, "tasks": official_count(row.tasks)}
                for row in each.stale
            ),
            "Tệp {file}, trang “{sheet}”: {tasks} nhiệm vụ",
        )
    if each.errors:
        office = found.config.organisation.office
        yield _Point(
            f"Chỉnh sửa {official_count(len(each.errors))} lỗi trong số liệu đã gửi",
            "Lỗi trong số liệu đã gửi",
            _ERRORS,
            tuple(
                {"place": _place(row), "what": row.message, "how": for_units(row.hint, office)} for row in each.errors
            ),
        )


_DOSSIERS = (
    Column("code", "Số hồ sơ", "line", width=13),
    Column("procedure", "Thủ tục", width=17),
    Column("due", "Hẹn trả", "line", width=6),
    Column("days", "Quá hạn (ngày làm việc)", "line", width=6),
)
_TASKS = (
    Column("document", "Văn bản", width=8),
    Column("title", "Nhiệm vụ", width=20),
    Column("due", "Thời hạn", "line", width=6),
    Column("days", "Tình trạng", width=8),
)
_TASK = "{before}{title} (thời hạn {due}, {days})"
_RATES = (
    Column("label", "Chỉ tiêu", width=16),
    Column("percent", "Kết quả", "line", width=6),
    Column("target", "Chỉ tiêu giao", "line", width=6),
    Column("weeks", "Số tuần liên tiếp", "line", width=6),
)
_TRACKERS = (
    Column("file", "Tệp", width=14),
    Column("sheet", "Trang", width=10),
    Column("tasks", "Số nhiệm vụ", "line", width=6),
)
_ERRORS = (
    Column("place", "Vị trí", width=11),
    Column("what", "Nội dung", width=12),
    Column("how", "Cách sửa", width=12),
)


def _dossier(row: Overdue) -> Mapping[str, Value]:
    days = official_count(row.days)
    return {"code": row.code, "procedure": row.procedure, "due": official_date(row.due), "days": days}


def _place(row: Problem) -> str:
    """Which line and column of which of its files, in words: the folder is none of the unit's."""
    line = f"dòng {row.row}" if row.row else ""
    column = f"cột {row.column}" if row.column else ""
    sheet = f"trang “{row.sheet}”" if row.sheet else ""
    return ", ".join(filter(None, (PurePosixPath(row.file).name, sheet, line, column)))


def _task(line: TaskLine) -> Mapping[str, Value]:
    days = official_count(line.working_days)
    told = f"quá hạn {days} ngày làm việc" if line.overdue else f"còn {days} ngày làm việc"
    if not line.overdue and not line.working_days:
        told = "đến hạn hôm nay"
    told = f"{told}; {line.remark}" if line.remark else told
    document = line.document_no or ""
    before = f"Văn bản số {document}: " if document else ""
    title = line.title.rstrip(". ")
    return {"before": before, "document": document, "title": title, "due": official_date(line.due), "days": told}


def _rates(each: Reminder, found: Reminders) -> Iterator[Mapping[str, Value]]:
    for row in each.low:
        yield {
            "label": f"{found.labels[row.indicator]}{_whose(row.name, each)}",
            "percent": f"{percent_of(row.judged)} ({counts_of(row.judged)})",
            "target": f"{short_decimal(row.target)}%",
            "weeks": official_count(row.weeks_in_a_row),
        }


def _whose(name: str, each: Reminder) -> str:
    """Where units merged after the week, the one that the rate is of."""
    return "" if name == each.unit.name else f" của {name} (trước sáp nhập)"


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
