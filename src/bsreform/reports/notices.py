"""The reminders as short official letters, one sheet per unit (Decree 30/2020/NĐ-CP, annex I)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bsreform.language.wording import between, clock_time, decimal, official_count, official_date, short_decimal
from bsreform.material.task_values import TaskLine
from bsreform.material.values import Overdue
from bsreform.organisation.due_days import quarterly_day
from bsreform.organisation.phrases import phrases_on
from bsreform.report_model import Closing, Letterhead, Paragraphs, Section
from bsreform.reports.reminders import Reminder, Reminders, quarter_words

_BLANK = " " * 6


@dataclass(frozen=True, slots=True)
class _Point:
    """One thing to do, with the cases it is about: all of them, so that whoever has to act knows which."""

    sentence: str
    lines: tuple[str, ...] = ()


def file_name(found: Reminders) -> str:
    """“nhac-viec-2024-03-08.xlsx”."""
    return f"nhac-viec-{found.day.isoformat()}.xlsx"


def notices(found: Reminders) -> tuple[Section, ...]:
    """A letter to every unit that owes something, in the order of the reminders."""
    return tuple(_letter(each, found) for each in found.units)


def _letter(each: Reminder, found: Reminders) -> Section:
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
    )
    opening = (
        f"Thực hiện nhiệm vụ theo dõi, đôn đốc do {config.name} giao về công tác cải cách thủ tục hành chính, qua tổng "
        f"hợp số liệu đến hết ngày {official_date(found.day)}, {config.office} đề nghị {each.unit.name} "
        "thực hiện các nội dung sau:"
    )
    points = _points(each, found)
    ending = (
        f"Đề nghị {each.unit.name} khẩn trương thực hiện, báo cáo kết quả về {config.office} "
        f"trước ngày{_BLANK}tháng{_BLANK}năm {found.day.year}./."
    )
    copies = (text for text in config.recipients if "(b/c)" in text or text.startswith("Lưu"))
    return Section(
        name=each.unit.short or each.unit.name,
        blocks=(
            head,
            Paragraphs((opening,)),
            *(Paragraphs(_numbered(number, point)) for number, point in enumerate(points, 1)),
            Paragraphs((ending,)),
            Closing(("Như trên", *copies), config.signer),
        ),
    )


def _numbered(number: int, point: _Point) -> tuple[str, ...]:
    return (f"{number}. {point.sentence}", *(f"- {line}" for line in point.lines))


def _points(each: Reminder, found: Reminders) -> Iterator[_Point]:
    """What is late first, then what is coming, then the data, then what takes longer."""
    if each.overdue:
        yield _point(
            "Giải quyết dứt điểm {} hồ sơ thủ tục hành chính quá hạn, gửi thư xin lỗi đối với từng hồ sơ theo quy định "
            f"tại {phrases_on(found.day).apology}:",
            map(_dossier, each.overdue),
        )
    if each.late_tasks:
        yield _point("Hoàn thành {} nhiệm vụ được giao đã quá thời hạn:", map(_task, each.late_tasks))
    if each.soon_tasks:
        yield _point("Hoàn thành đúng thời hạn {} nhiệm vụ sắp đến hạn:", map(_task, each.soon_tasks))
    yield from _on_inputs(each, found)
    if each.low:
        least = official_count(found.config.remind.low_weeks)
        yield _point(
            f"Có giải pháp nâng cao {{}} chỉ tiêu không đạt từ {least} tuần liên tiếp trở lên "
            f"({_lower(between(found.week))}):",
            _rates(each, found),
        )


def _on_inputs(each: Reminder, found: Reminders) -> Iterator[_Point]:
    if each.no_dossiers:
        yield _Point("Gửi tệp xuất hồ sơ từ hệ thống một cửa: đến nay chưa đọc được hồ sơ nào của đơn vị.")
    if each.old_export:
        yield _Point(
            f"Gửi tệp xuất hồ sơ có số liệu đến hết ngày {official_date(found.week.end)}: "
            f"tệp mới nhất của đơn vị được lập lúc {clock_time(each.old_export)}."
        )
    if each.missing_form:
        yield _Point(
            f"Gửi biểu kết quả hoạt động của Tổ công nghệ số cộng đồng {quarter_words(each.missing_form)} "
            f"(thời hạn {official_date(quarterly_day(each.missing_form))})."
        )
    if each.stale:
        days = official_count(found.config.tasks.stale_after_days)
        lines = [f"Tệp {row.path}, trang “{row.sheet}”: {official_count(row.tasks)} nhiệm vụ." for row in each.stale]
        yield _Point(
            f"Cập nhật tiến độ, kết quả {official_count(each.stale_tasks)} nhiệm vụ trong bảng theo dõi "
            f"đã {days} ngày trở lên chưa cập nhật:",
            tuple(lines),
        )
    if each.errors:
        lines = [f"{row.place}: {row.message} {row.hint}" for row in each.errors]
        yield _point("Chỉnh sửa {} lỗi trong số liệu đã gửi:", lines)


def _point(sentence: str, lines: Iterable[str]) -> _Point:
    """`sentence` has a place for the number of lines."""
    told = tuple(lines)
    return _Point(sentence.format(official_count(len(told))), told)


def _dossier(row: Overdue) -> str:
    return f"Hồ sơ {row.code}: hẹn trả ngày {official_date(row.due)}, quá hạn {official_count(row.days)} ngày làm việc."


def _task(line: TaskLine) -> str:
    days = official_count(line.working_days)
    told = f"quá hạn {days} ngày làm việc" if line.overdue else f"còn {days} ngày làm việc"
    if not line.overdue and not line.working_days:
        told = "đến hạn hôm nay"
    document = f"Văn bản số {line.document_no}: " if line.document_no else ""
    remark = f"; {line.remark}" if line.remark else ""
    return f"{document}{line.title.rstrip('. ')} (thời hạn {official_date(line.due)}, {told}{remark})."


def _rates(each: Reminder, found: Reminders) -> Sequence[str]:
    return [
        f"{found.labels[row.indicator]}{_whose(row.name, each)}: {decimal(row.percent, 2)}%, chỉ tiêu "
        f"{short_decimal(row.target)}% ({official_count(row.weeks_in_a_row)} tuần liên tiếp)."
        for row in each.low
    ]


def _whose(name: str, each: Reminder) -> str:
    """Where units merged after the week, the one that the rate is of."""
    return "" if name == each.unit.name else f" của {name} (trước sáp nhập)"


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
