"""From the duties to a schedule: what falls due when, and whether it is done; pure, all that it needs is given."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from fnmatch import fnmatchcase
from itertools import groupby
from typing import Literal

from dateutil.rrule import DAILY, MONTHLY, YEARLY, rrule
from msgspec import Struct
from msgspec.structs import replace

from bsreform.language.text import fold
from bsreform.organisation.config import Config
from bsreform.organisation.due_days import monthly_due, session
from bsreform.organisation.obligations import Evidence, Obligation
from bsreform.organisation.working_days import WorkingCalendar
from bsreform.periods import KINDS, WEEK

State = Literal["done", "old_data", "due_soon", "late", "missing", "upcoming", "standing"]
STATES: Mapping[State, str] = {
    "done": "Đã thực hiện",
    "old_data": "Lập từ số liệu cũ",
    "due_soon": "Sắp đến hạn",
    "late": "QUÁ HẠN",
    "missing": "Chưa có minh chứng",
    "upcoming": "Chưa đến hạn",
    "standing": "Thường xuyên",
}
"""How states are worded, in the order in which they are counted."""
# No due day is farther than this from the day or the month that it is reckoned from: holidays and sessions
# that were put off move it by days or weeks.
_MARGIN = timedelta(days=62)
_BRACES = re.compile(r"\{(\w+)\}")


class AssignedTask(Struct, frozen=True):
    """A task of the trackers or of the software as evidence: number and title, and when it ended (None = open)."""

    text: str
    ended: date | None


class Facts(Struct, frozen=True):
    """What a workspace holds that may prove a duty: the paths of its files, its tasks, the notes of its settings.

    `from_old_data`: was the report of this kind on this period (its id) made before all its data were there?
    `issued` are the (kind, period) of the reports that were sent, None where every run is one that is sent.
    """

    files: tuple[str, ...] = ()
    tasks: tuple[AssignedTask, ...] = ()
    notes: Mapping[str, str] | None = None
    from_old_data: Callable[[str, str], bool] = lambda kind, period: False
    issued: frozenset[tuple[str, str]] | None = None


class Occurrence(Struct, frozen=True):
    """A duty in one of its periods ("" = it has none). `nominal` is the day that the letter says, `due` the working
    day that it moves to; both None where no day is set.
    """

    obligation: Obligation
    period: str
    nominal: date | None
    due: date | None


class Item(Struct, frozen=True):
    """An occurrence and how it stands: `evidence` are paths, tasks and notes; `days` the working days left, None
    without a due day, negative once it has passed.

    done = evidence found · old_data = only a report that lacks the last days of its period · due_soon = few working
    days left · late = the due day has passed · upcoming = later · missing = no evidence of a duty without a due day ·
    standing = a duty that nothing in a workspace can prove. `is_draft`: it is done by a report that nobody has issued.
    """

    occurrence: Occurrence
    state: State
    evidence: tuple[str, ...]
    days: int | None
    is_draft: bool = False

    @property
    def obligation(self) -> Obligation:
        return self.occurrence.obligation


class Schedule(Struct, frozen=True):
    """The duties of start..end (both included) as they stand at the end of `as_of`: those with a due day by day,
    then those without, each in the order of the duties. `ends`: the organisation's last day, if it has one.
    `untracked`: how many regular duties fell due before `since`, when nobody followed them here.
    """

    start: date
    end: date
    as_of: date
    items: tuple[Item, ...]
    ends: date | None = None
    since: date | None = None
    untracked: int = 0

    @property
    def over(self) -> bool:
        """Do all these days lie after the organisation's last one?"""
        return self.ends is not None and self.ends < self.start


def schedule(
    obligations: Sequence[Obligation],
    facts: Facts,
    span: tuple[date, date],
    as_of: date,
    config: Config,
    calendar: WorkingCalendar,
) -> Schedule:
    """All that falls due in `span` (both included), all duties without a due day, and what was to be done once
    before `span` but is not. No duty outlives the organisation, and none is late that came back before the workspace
    was there.
    """
    start, end = span
    ends = config.organisation.ends
    items = [
        _judged(each, facts, as_of, config, calendar)
        for obligation in obligations
        for each in occurrences(_until(obligation, ends), start, end, config, calendar)
    ]
    over = ends is not None and ends < max(start, as_of)
    since = config.organisation.tracked_from
    open_ = [item for item in items if not _settled_before(item, start, over)]
    kept = [item for item in open_ if not _is_untracked(item, since)]
    ordered = tuple(sorted(kept, key=lambda item: item.occurrence.due or date.max))
    return Schedule(start, end, as_of, ordered, ends, since, len(open_) - len(kept))


def together(items: Sequence[Item]) -> tuple[tuple[Item, ...], ...]:
    """The items, those carried out with each other (same main duty, period and state) as one, the main duty first."""

    def key(item: Item) -> tuple[date, str, str, str]:
        each = item.occurrence
        return each.due or date.max, each.obligation.part_of or each.obligation.id, each.period, item.state

    order = {found: place for place, found in reversed(list(enumerate(map(key, items))))}
    groups = groupby(sorted(items, key=lambda item: order[key(item)]), key)
    return tuple(tuple(sorted(group, key=lambda item: bool(item.obligation.part_of))) for _, group in groups)


def occurrences(
    obligation: Obligation, start: date, end: date, config: Config, calendar: WorkingCalendar
) -> tuple[Occurrence, ...]:
    """The occurrences due in start..end, the earliest first. A duty without a day occurs once if it is in force
    then; one to be done once also if it was due before.
    """
    if obligation.cadence == "always" or (obligation.cadence == "once" and obligation.due is None):
        return (Occurrence(obligation, "", None, None),) if obligation.in_force(start, end) else ()
    moved = [
        Occurrence(obligation, period, nominal, nominal if obligation.keep_day else due)
        for period, nominal, due in _due_days(obligation, start, end, config, calendar)
        if obligation.in_force(nominal, nominal)
    ]
    since = date.min if obligation.cadence == "once" else start
    return tuple(each for each in moved if each.due and since <= each.due <= end)


def _due_days(
    obligation: Obligation, start: date, end: date, config: Config, calendar: WorkingCalendar
) -> Iterator[tuple[str, date, date]]:
    """Period, nominal day and working day of every occurrence near start..end."""
    first, last = start - _MARGIN, end + _MARGIN
    match obligation.cadence:
        case "weekly":
            cut = config.periods
            for day in _days(rrule(DAILY, interval=7, dtstart=WEEK.days(WEEK.of(first, cut), cut)[1], until=last)):
                yield WEEK.of(day, cut), day, calendar.before(day)
        case "monthly_session":
            for day in _days(rrule(MONTHLY, dtstart=first.replace(day=1), until=last)):
                month = f"{day:%Y-%m}"
                yield month, session(month, config) - timedelta(days=1), monthly_due(month, config, calendar)
        case "quarterly":
            quarters = rrule(MONTHLY, dtstart=first, until=last, bymonth=(3, 6, 9, 12), bymonthday=obligation.day)
            for day in _days(quarters):
                yield f"{day.year}-Q{day.month // 3}", day, calendar.before(day)
        case "yearly":
            years = rrule(YEARLY, dtstart=first, until=last, bymonth=obligation.month, bymonthday=obligation.day)
            for day in _days(years):
                yield str(day.year), day, calendar.before(day)
        case "once":
            if obligation.due:
                yield "", obligation.due, calendar.before(obligation.due)


def _days(moments: rrule) -> Iterator[date]:
    moment: datetime
    for moment in moments:
        yield moment.date()


def _until(obligation: Obligation, ends: date | None) -> Obligation:
    """The duty as far as the organisation lives."""
    return obligation if ends is None else replace(obligation, last=min(obligation.last or ends, ends))


def _settled_before(item: Item, start: date, over: bool) -> bool:
    """Was it due before `start`, and is it done, or is there nobody left to do it (`over`)?"""
    due = item.occurrence.due
    return due is not None and due < start and (over or item.state == "done")


def _is_untracked(item: Item, since: date | None) -> bool:
    """Did a duty that comes back fall due before anybody followed it here, without leaving evidence?"""
    due = item.occurrence.due
    regular = item.obligation.cadence not in ("once", "always")
    return item.state == "late" and regular and since is not None and due is not None and due < since


def _judged(each: Occurrence, facts: Facts, as_of: date, config: Config, calendar: WorkingCalendar) -> Item:
    obligation, due = each.obligation, each.due
    found = [(way, _found(way, each, facts, as_of, config)) for way in obligation.evidence]
    evidence = tuple(dict.fromkeys(text for _, texts in found for text in texts))
    proved = any(texts and not _is_old(way, each, facts) for way, texts in found)
    days = None if due is None else calendar.between(as_of, due)
    state: State
    if evidence:
        state = "done" if proved else "old_data"
    elif due is None or days is None:
        state = "missing" if obligation.evidence else "standing"
    elif due < as_of:
        state = "late"
    else:
        state = "due_soon" if days <= config.tasks.due_soon_days else "upcoming"
    drafts = (not texts or _is_draft(way, each, facts) for way, texts in found)
    return Item(each, state, evidence, days, is_draft=bool(evidence) and all(drafts))


def _is_draft(way: Evidence, each: Occurrence, facts: Facts) -> bool:
    return way.kind == "report" and facts.issued is not None and (way.value, each.period) not in facts.issued


def _is_old(way: Evidence, each: Occurrence, facts: Facts) -> bool:
    return way.kind == "report" and facts.from_old_data(way.value, each.period)


def _found(way: Evidence, each: Occurrence, facts: Facts, as_of: date, config: Config) -> list[str]:
    """The evidence of one kind. That a report or a file is there counts whatever its time: copying and syncing
    change the times of files.
    """
    match way.kind:
        case "report":
            return _files(f"{{reports}}/{{year}}/{KINDS[way.value].file}-{{period}}.xlsx", each, facts, config)
        case "file":
            return _files(way.value, each, facts, config)
        case "task":
            phrases = [f" {fold(phrase)} " for phrase in way.value.split(",")]
            named = [task for task in facts.tasks if all(phrase in f" {fold(task.text)} " for phrase in phrases)]
            finished = all(task.ended and task.ended <= as_of for task in named)
            return [f"nhiệm vụ: {task.text}" for task in named] if finished else []
        case "note":
            key = f"{each.obligation.id}/{each.period}".rstrip("/")
            note = (facts.notes or {}).get(key) or (facts.notes or {}).get(f"{each.obligation.part_of}/{each.period}")
            return [note] if note else []


def _files(pattern: str, each: Occurrence, facts: Facts, config: Config) -> list[str]:
    """The files that a pattern means; a duty without periods takes those of any period."""
    folders = config.folders.model_dump()
    values = {**folders, "period": each.period or "*", "year": each.period[:4] or "*"}
    wanted = _name_key(_BRACES.sub(lambda match: values[match[1]], pattern))
    return [path for path in facts.files if fnmatchcase(_name_key(path), wanted)]


def _name_key(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
