"""A slow second opinion on tasks: DOMAIN §4 in plain Python, one row at a time, sharing nothing with the engines."""

from datetime import date, timedelta

from msgspec import Struct

DAYS_OFF = {date(2024, 2, day) for day in (8, 9, 12, 13, 14)} | {date(2024, 4, day) for day in (18, 29, 30)}
DAYS_OFF |= {date(2024, 1, 1), date(2024, 5, 1)}
WORKED = {date(2024, 5, 4)}


class Task(Struct, frozen=True):
    """A task that counts; None is a day that is not known or does not exist."""

    unit: str
    software: bool
    assigned: date | None
    due: date | None
    ended: date | None


def working_days(after: date, until: date) -> int:
    """Working days in (after, until]."""
    days = (after + timedelta(days=n) for n in range(1, (until - after).days + 1))
    return sum(day in WORKED or (day.weekday() < 5 and day not in DAYS_OFF) for day in days)


def figures(tasks: list[Task], start: date, end: date, due_soon_days: int) -> dict[str, object]:
    """Everything that is counted of these tasks in a period, as it stood at the end of its last day."""
    here = [t for t in tasks if (t.assigned is None or t.assigned <= end) and not (t.ended and t.ended < start)]
    new = [t for t in here if t.assigned and t.assigned >= start]
    closed = [t for t in here if t.ended and t.ended <= end]
    still = [t for t in here if not (t.ended and t.ended <= end)]
    early = sum(1 for t in closed if t.due and t.ended < t.due)
    on_day = sum(1 for t in closed if t.due and t.ended == t.due)
    late = sum(1 for t in closed if t.due and t.ended > t.due)
    ages = [(end - t.due).days for t in still if t.due and t.due < end]
    return {
        "ledger": {
            "carried": len(here) - len(new),
            "received": len(new),
            "closed": len(closed),
            "early": early,
            "on_day": on_day,
            "late": late,
            "closed_no_deadline": sum(1 for t in closed if not t.due),
            "open": len(still),
            "open_in_term": sum(1 for t in still if t.due and t.due >= end),
            "open_overdue": len(ages),
            "open_no_deadline": sum(1 for t in still if not t.due),
        },
        "due_soon": sum(1 for t in still if t.due and t.due >= end and working_days(end, t.due) <= due_soon_days),
        "completed": len(closed),
        "completed_on_time": early + on_day,
        "completed_late": late,
        "sources": {"software": sum(t.software for t in here), "tracker": sum(not t.software for t in here)},
        "ageing": {
            "1-7": sum(1 <= age <= 7 for age in ages),
            "8-30": sum(8 <= age <= 30 for age in ages),
            "31-90": sum(31 <= age <= 90 for age in ages),
            ">90": sum(age > 90 for age in ages),
        },
    }
