"""From checked dossiers and tasks to the reminders: what every unit owes at the end of a day (letter, clause 3)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from bsreform.duties.asking import Asking
from bsreform.duties.owners import Owners
from bsreform.figures.cohorts import cohort
from bsreform.figures.counting import count_dossiers
from bsreform.figures.data_day import data_day, senders
from bsreform.figures.dossier_counts import LEDGER_COUNTS
from bsreform.figures.scoring import measure
from bsreform.figures.task_cohorts import task_cohort
from bsreform.indicators import INDICATORS
from bsreform.material.dossiers import overdue_dossiers
from bsreform.material.task_values import TaskLine
from bsreform.material.tasks import open_lines
from bsreform.material.values import Overdue
from bsreform.measures import LowUnit
from bsreform.model import DataDay, Period, Problem
from bsreform.organisation.due_days import quarterly_due
from bsreform.organisation.obligations import Obligation
from bsreform.periods import CALENDAR, QUARTER
from bsreform.records.checking import Found, problems, severity
from bsreform.reports.reminders import Reminder, Reminders, StaleTracker
from bsreform.spec import Context, Spans
from bsreform.subjects.subject import Checked

_Item = TypeVar("_Item")
_OURS = "not_synced_file"
"""What no unit can mend: its file has not reached this computer."""


def reminders(
    dossiers: Checked,
    tasks: Checked,
    forms: Checked,
    spans: Spans,
    week: Period,
    obligations: Sequence[Obligation],
) -> Reminders:
    """Dossiers and tasks at the end of the day that `tasks` are seen from, indicators of the full `week` (`spans`).

    `forms` are those of the community digital teams. Only units that exist on that day can be urged, about what the
    `obligations` ask for; what the sender itself owes is told apart.
    """
    context = tasks.context
    today = context.today
    asked = Asking(obligations, context, week, asked_quarter(context), dossiers.data.declared)
    whose, whose_task = Owners(dossiers.data, context), Owners(tasks.data, context)
    silent, old, low = _silent(dossiers, whose), _old_exports(whose, week), _low(dossiers, context, spans)
    overdue, (late, soon) = _overdue(dossiers, context), _task_lines(tasks)
    stale = _stale(tasks.told, whose_task)
    unsent, wrong_forms = _on_forms(forms, context, asked.quarter)
    wrong = (_errors(dossiers.told, whose), _errors(tasks.told, whose_task), wrong_forms)
    each = (
        Reminder(
            unit,
            no_dossiers=unit.name in silent and asked.dossiers(unit),
            old_export=old.get(unit.id) if asked.dossiers(unit) else None,
            overdue=tuple(overdue[unit.name]),
            late_tasks=tuple(late[unit.name]),
            soon_tasks=tuple(soon[unit.name]),
            missing_form=asked.quarter if unit.id in unsent and asked.form(unit) else "",
            stale=tuple(stale[unit.id]) if asked.trackers(unit) else (),
            low=tuple(low[unit.id]) if asked.dossiers(unit) else (),
            errors=tuple(problem for part in wrong for problem in part.get(unit.id, ())),
        )
        for unit in context.registry.valid_in(today, today)
    )
    owing = sorted((one for one in each if one.owes), key=_badness)
    sender = context.registry.office(context.config.organisation.office, today)
    return Reminders(
        today,
        week,
        tuple(one for one in owing if one.unit != sender),
        {indicator.id: indicator.label for indicator in INDICATORS},
        context.config,
        data=_data_day(dossiers, week),
        task_data=_data_day(tasks, week),
        names={unit.id: unit.short or unit.name for unit in context.registry.units},
        own=next((one for one in owing if one.unit == sender), None),
    )


def _data_day(checked: Checked, week: Period) -> DataDay:
    """How old the data of a subject are against today; older than the week whose indicators are asked for, stale."""
    data, context = checked.data, checked.context
    return data_day(
        senders(data), data.sources, context.registry, Period(week.id, week.start, context.today, context.today)
    )


def _badness(each: Reminder) -> tuple[int, int, int, bool, int]:
    """In the order of the calls (see `figures.calls`): most overdue dossiers, then most that lack to the targets; then
    most overdue tasks, no data, most other things.
    """
    others = len(each.low) + len(each.errors) + each.stale_tasks + len(each.soon_tasks)
    short = sum(row.short_by for row in each.low)
    return -len(each.overdue), -short, -len(each.late_tasks), not each.missing, -others


def _silent(dossiers: Checked, whose: Owners) -> frozenset[str]:
    """The names of the units without any dossier; without any file there is nothing to ask them for one by one.

    One whose file waits to be synced to this computer has done its part.
    """
    if not dossiers.data.sources:
        return frozenset()
    waiting = {whose.named[number] for number, each in enumerate(dossiers.data.sources) if each.fault == _OURS}
    sent = {unit.name for unit in whose.context.registry.units if unit.id in waiting}
    told = (each for each in dossiers.told if each.rule.id == "unit_without_data" and severity(each, whose.context))
    return frozenset(each.finding.raw for each in told) - sent


def _old_exports(whose: Owners, week: Period) -> dict[str, datetime]:
    """When the newest export with a unit's dossiers was made, where that was before the last working day of the week.

    A unit's own file, named after it, speaks for that unit; one of several units speaks for their whole group, as a
    small unit may well have no dossier in it.
    """
    context = whose.context
    groups = {unit.id: unit.group for unit in context.registry.units}
    present = frozenset().union(*whose.within)
    newest: dict[str, datetime] = {}
    for number, source in enumerate(whose.data.sources):
        units = whose.within[number]
        counts = Counter(groups[unit] for unit in units)
        if not whose.named[number]:
            units |= {unit for unit in present if counts[groups[unit]] > 1}
        moment = source.exported_at
        if moment:
            newest |= {unit: max(newest.get(unit, moment), moment) for unit in units}
    last = context.calendar.before(week.end)
    return {unit: moment for unit, moment in newest.items() if moment.date() < last}


def _overdue(dossiers: Checked, context: Context) -> dict[str, list[Overdue]]:
    """Open overdue dossiers by the name of the unit, longest overdue first."""
    today = context.today
    state = cohort(dossiers.ready, today, today)
    rows = overdue_dossiers(
        dossiers.merged.used, dossiers.ready, (today, today), state, context.registry, context.calendar
    )
    return _grouped((row.unit, row) for row in rows if row.ended is None)


def _task_lines(tasks: Checked) -> tuple[dict[str, list[TaskLine]], dict[str, list[TaskLine]]]:
    """Overdue tasks and those due soon by the name of the unit, the earliest deadline first."""
    context = tasks.context
    group = task_cohort(tasks.ready, context.today, context.today, context.calendar, context.config.tasks.due_soon_days)
    late, soon = (
        open_lines(tasks, group.rows[group.masks[state]], overdue=state == "open_overdue")
        for state in ("open_overdue", "due_soon")
    )
    return _grouped((line.unit, line) for line in late), _grouped((line.unit, line) for line in soon)


def _low(dossiers: Checked, context: Context, spans: Spans) -> dict[str, list[LowUnit]]:
    """Indicators below target for weeks by the id of the unit that answers today, furthest below first."""
    registry, config = context.registry, context.config
    counted = count_dossiers(dossiers.ready, registry, dossiers.available, spans)
    measured = measure(counted, registry, config, (*LEDGER_COUNTS, *INDICATORS), spans)
    heirs = {unit.id: registry.successor(unit, context.today).id for unit in registry.units}
    long = (each for each in measured.low_units if each.weeks_in_a_row >= config.remind.low_weeks)
    return _grouped((heirs[each.unit], each) for each in long)


def asked_quarter(context: Context) -> str:
    """The quarter whose form has fallen due last, or does so soon (letter, clause 2.4 b)."""
    today, soon = context.today, context.config.tasks.due_soon_days
    this = QUARTER.of(today, CALENDAR)
    if context.calendar.between(today, quarterly_due(this, context.calendar)) <= soon:
        return this
    return QUARTER.before(this)


def _on_forms(forms: Checked, context: Context, asked: str) -> tuple[frozenset[str], Mapping[str, list[Problem]]]:
    """The units that have not sent the form of the quarter, and what is wrong in the forms of it that count.

    Without any form at all the workspace does not collect them here. A unit whose form cannot be read has sent it.
    """
    data = forms.data
    if not data.sources:
        return frozenset(), {}
    whose = Owners(data, context)
    recent = data.frame["quarter"].isin([asked, ""]).to_numpy(dtype=bool)
    sent = {*whose.of_rows[recent].tolist(), *(whose.named[n] for n, each in enumerate(data.sources) if each.fault)}
    units = {unit.id for unit in context.registry.units}
    counting = recent & ~forms.past
    told = (each for each in forms.told if each.index is None or counting[each.index])
    return frozenset(units - sent), _errors(told, whose)


def _errors(found: Iterable[Found], whose: Owners) -> Mapping[str, list[Problem]]:
    """Error-level problems by the id of the unit whose row or file it is, by place."""
    errors = (each for each in found if severity(each, whose.context) == "error" and each.rule.id != _OURS)
    wrong = _grouped((whose.of(each), each) for each in errors)
    return {unit: problems(each, whose.data, whose.context) for unit, each in wrong.items()}


def _stale(found: Iterable[Found], whose: Owners) -> dict[str, list[StaleTracker]]:
    """By the id of the unit: how many of its open tasks are stale, by sheet."""
    stale = (each for each in found if each.rule.id == "stale_tracker" and severity(each, whose.context))
    counts = Counter((whose.of(each), each.finding.source) for each in stale)
    sources = whose.data.sources
    return _grouped(
        (unit, StaleTracker(sources[source].path, sources[source].sheet or "", count))
        for (unit, source), count in counts.items()
    )


def _grouped(pairs: Iterable[tuple[str, _Item]]) -> dict[str, list[_Item]]:
    groups: dict[str, list[_Item]] = defaultdict(list)
    for name, item in pairs:
        groups[name].append(item)
    return groups
