"""The schedule as an iCalendar file (RFC 5545) for Outlook and phones: one all-day event for each due day."""

from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event

from bsreform.language.wording import clean, official_date
from bsreform.material.schedule import STATES, Item, Schedule, together

_PRODUCER = "-//bsreform//Lich thuc hien cong van//VI"


def calendar_bytes(schedule: Schedule) -> bytes:
    """The duties that fall due within the schedule's days; the same schedule gives the same bytes.

    An event keeps its UID from run to run, so that importing again updates it. Its DTSTAMP is the day seen from.
    """
    calendar = Calendar()
    for name, value in (
        ("prodid", _PRODUCER),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("x-wr-calname", "Lịch thực hiện nhiệm vụ cải cách thủ tục hành chính"),
    ):
        calendar.add(name, value)
    for group in together(schedule.items):
        due = group[0].occurrence.due
        if due and schedule.start <= due:
            calendar.add_component(_event(group, schedule))
    content: bytes = calendar.to_ical()
    return content


def _event(group: tuple[Item, ...], schedule: Schedule) -> Event:
    each = group[0].occurrence
    assert each.due is not None
    event = Event()
    event.add("uid", f"{each.obligation.id}-{each.period or each.nominal}@bsreform")
    event.add("dtstamp", datetime.combine(schedule.as_of, time(), UTC))
    event.add("dtstart", each.due)
    event.add("dtend", each.due + timedelta(days=1))
    period = f" ({each.period})" if each.period else ""
    event.add("summary", clean(f"[{each.obligation.clause}] {each.obligation.title}{period}"))
    event.add("description", clean("\n\n".join(_told(item, schedule) for item in group)))
    event.add("transp", "TRANSPARENT")
    return event


def _told(item: Item, schedule: Schedule) -> str:
    duty, each = item.obligation, item.occurrence
    state = f"Tình trạng đến hết ngày {official_date(schedule.as_of)}: {STATES[item.state].lower()}"
    lines = [
        f"Điểm {duty.clause}: {duty.duty}.",
        f"Thực hiện: {'; '.join(duty.names)}.",
        f"{state} ({'; '.join(item.evidence)})." if item.evidence else f"{state}.",
    ]
    if each.nominal and each.nominal != each.due:
        lines.append(f"Hạn theo văn bản là ngày {official_date(each.nominal)}, chuyển về ngày làm việc liền trước.")
    return "\n".join(lines)
