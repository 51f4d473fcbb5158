"""The schedule on the screen and for scripts: the duties of the letter by due day, and how they stand."""

from collections import Counter
from collections.abc import Sequence

from bsreform.language.wording import official_count, official_date
from bsreform.material.schedule import STATES, Item, Schedule, State, together
from bsreform.model import Value
from bsreform.report_model import Column, Row, Table

_DRAFT = "Đã lập, chưa ghi nhận phát hành"


def heading(schedule: Schedule) -> str:
    """What stands above the tables."""
    span = f"từ ngày {official_date(schedule.start)} đến ngày {official_date(schedule.end)}"
    return f"Lịch thực hiện nhiệm vụ {span} (tình hình đến hết ngày {official_date(schedule.as_of)})"


def document(schedule: Schedule, unread: Sequence[str], calendar_file: str | None) -> dict[str, object]:
    """The same for scripts, one entry for each duty: days as ISO text, `working_days` left (negative = past).

    `nominal_due` is the day that the letter says, `due` the working day; `unread` = files of
    tasks that could not be read; `calendar_file` = the .ics, if one was asked.
    """
    return {
        "report": "schedule",
        "schema": 1,
        "from": schedule.start.isoformat(),
        "to": schedule.end.isoformat(),
        "as_of": schedule.as_of.isoformat(),
        "calendar_file": calendar_file,
        "unread": list(unread),
        "states": _counted(schedule.items),
        "untracked": schedule.untracked,
        "items": [_entry(item) for item in schedule.items],
    }


def _entry(item: Item) -> dict[str, object]:
    duty, each = item.obligation, item.occurrence
    return {
        "id": duty.id,
        "clause": duty.clause,
        "title": duty.title,
        "duty": duty.duty,
        "responsible": list(duty.names),
        "cadence": duty.cadence,
        "part_of": duty.part_of or None,
        "period": each.period or None,
        "nominal_due": each.nominal.isoformat() if each.nominal else None,
        "due": each.due.isoformat() if each.due else None,
        "working_days": item.days,
        "state": item.state,
        "evidence": list(item.evidence),
        "draft": item.is_draft,
    }


def _counted(items: Sequence[Item]) -> dict[State, int]:
    counts = Counter(item.state for item in items)
    return {state: counts[state] for state in STATES}


def tables(schedule: Schedule) -> tuple[Table, ...]:
    """The tables of the terminal: duties by due day, then those without; duties done together are one row."""
    groups = together(schedule.items)
    dated = tuple(Row(_cells(group)) for group in groups if group[0].occurrence.due)
    others = tuple(Row(_cells(group)) for group in groups if not group[0].occurrence.due)
    shared = (Column("clause", "Điểm"), Column("id", "Mã", whole=True), Column("title", "Đầu việc – đơn vị"))
    state, due = Column("state", "Tình trạng"), Column("due", "Hạn", "date")
    none = _over(schedule) or "Không có."
    notes = (*_notes(groups), *_untracked(schedule))
    return (
        Table("due", "ĐẦU VIỆC CÓ THỜI HẠN", (due, *shared, state), dated, notes=notes, empty=none),
        Table("standing", "ĐẦU VIỆC THƯỜNG XUYÊN, KHÔNG ẤN ĐỊNH NGÀY", (*shared, state), others, empty=none),
    )


def _over(schedule: Schedule) -> str:
    """Why there is nothing any more."""
    if not schedule.over or schedule.ends is None:
        return ""
    return f"Không còn: cơ quan báo cáo hoạt động đến hết ngày {official_date(schedule.ends)} (organisation.last_day)."


def _untracked(schedule: Schedule) -> tuple[str, ...]:
    """What nobody has followed here is told, never called late."""
    if not schedule.untracked or schedule.since is None:
        return ()
    count, day = official_count(schedule.untracked), official_date(schedule.since)
    return (f"{count} đầu việc định kỳ có hạn trước ngày {day} không theo dõi ở đây (organisation.tracked_from).",)


def _notes(groups: Sequence[tuple[Item, ...]]) -> tuple[str, ...]:
    """What stands below the duties with a due day: how many there are of each state, and what is done together."""
    dated = [group for group in groups if group[0].occurrence.due]
    counts = _counted([group[0] for group in dated])
    told = ", ".join(f"{STATES[state].lower()} {official_count(count)}" for state, count in counts.items() if count)
    joint = {group[0].obligation.clause: [item.obligation.clause for item in group[1:]] for group in dated}
    parts = tuple(f"Điểm {own} thực hiện cùng điểm {', '.join(others)}." for own, others in joint.items() if others)
    return (f"Cộng: {told}.", *parts) if told else ()


def line_to_add(item: Item) -> str:
    """The line of the settings that proves a late duty; "" for one that is not late, or takes no note."""
    each = item.occurrence
    if item.state != "late" or not any(way.kind == "note" for way in item.obligation.evidence):
        return ""
    key = f'"{each.obligation.id}/{each.period}"' if each.period else each.obligation.id
    return f'{key} = "Báo cáo số … ngày …"'


def _cells(group: tuple[Item, ...]) -> dict[str, Value]:
    first = group[0]
    period = f" ({first.occurrence.period})" if first.occurrence.period else ""
    return {
        "due": first.occurrence.due,
        "clause": first.obligation.clause,
        "id": first.obligation.id,
        "title": f"{first.obligation.title}{period} – {'; '.join(first.obligation.names)}",
        "state": (_DRAFT if first.is_draft and first.state == "done" else STATES[first.state]) + _proof(first),
    }


def _proof(item: Item) -> str:
    if not item.evidence:
        return ""
    rest = len(item.evidence) - 1
    return f": {item.evidence[0]}" + (f" (và {official_count(rest)} minh chứng khác)" if rest else "")
