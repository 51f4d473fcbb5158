"""How things stand today: open tasks, trackers, files and reports of a workspace, for `status`."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np

from bsreform.duties.last_letters import written_for
from bsreform.figures.task_cohorts import task_cohort
from bsreform.files.folders import input_files, not_synced
from bsreform.files.in_use import owner_of
from bsreform.files.moments import saved_at
from bsreform.history import kept_reports
from bsreform.material.tasks import open_lines, trackers
from bsreform.organisation.config import Config, Folders
from bsreform.organisation.due_days import monthly_due
from bsreform.organisation.working_days import WorkingCalendar
from bsreform.periods import MONTH, WEEK
from bsreform.records.gathering import local_time, relative
from bsreform.reports.status import Due, Status
from bsreform.subjects.subject import Checked


def overview(root: Path, tasks: Checked) -> Status:
    """The status of the workspace in `root` at the end of the day that `tasks` are seen from."""
    context = tasks.context
    day, config = context.today, context.config
    week_end = day + timedelta(days=6 - day.weekday())
    group = task_cohort(tasks.ready, day, day, context.calendar, config.tasks.due_soon_days)
    late = group.rows[group.masks["open_overdue"]]
    close = group.rows[group.masks["open_in_term"] & (tasks.ready.due[group.rows] <= np.datetime64(week_end))]
    folders = config.folders
    hollow = {each.path for each in tasks.data.sources if each.fault == "not_synced_file"}
    hollow.update(_unsynced(root, (folders.dossiers, folders.tasks, folders.trackers, folders.digital_teams)))
    unsynced = tuple(sorted(hollow))
    return Status(
        day=day,
        week_end=week_end,
        has_tasks=tasks.merged.count.read > 0,
        this_week=open_lines(tasks, close, overdue=False),
        overdue=open_lines(tasks, late, overdue=True),
        trackers=tuple(trackers(tasks.data, tasks.found)),
        unsynced=unsynced,
        unread=tuple(each for each in tasks.data.sources if each.unread and each.path not in unsynced),
        held=tuple(held(root, folders)),
        reports=tuple(reports_due(root, config, context.calendar, day)),
        unit_shorts={unit.name: unit.short or unit.name for unit in context.registry.units},
        urged=written_for(root, day),
    )


def _unsynced(root: Path, folders: Sequence[str]) -> Iterator[str]:
    for folder in folders:
        yield from (relative(file, root) for file in input_files(root / folder, root) if not_synced(file))


def held(root: Path, folders: Folders) -> Iterator[tuple[str, str]]:
    """The inputs and reports that somebody has open, with the name of who has."""
    for folder in (folders.dossiers, folders.tasks, folders.trackers, folders.digital_teams, folders.reports):
        for file in input_files(root / folder, root):
            if owner := owner_of(file):
                yield relative(file, root), owner


def reports_due(root: Path, config: Config, calendar: WorkingCalendar, day: date) -> Iterator[Due]:
    """The report of the week and of the month in which the day lies, before each the one before if it is missing, or
    was made from old data.

    The weekly report is due on the last day of its week (letter, clause 2.3 d), the monthly one before the session.
    """
    cut, folder = config.periods, root / config.folders.reports
    for kind in (WEEK, MONTH):
        ids = (kind.latest(day, cut), kind.of(day, cut))
        due_days = {
            id_: monthly_due(id_, config, calendar) if kind is MONTH else calendar.before(WEEK.days(id_, cut)[1])
            for id_ in ids
        }
        name_of = {id_: kind.file_name(id_) for id_ in due_days}
        last = _latest(folder, Path(name_of[max(due_days)]).name)
        for id_, due in due_days.items():
            written = _written(folder / name_of[id_])
            kept = kept_reports.last(root, kind.report, kind.days(id_, cut)) if written else None
            old = kept is not None and kept_reports.from_old_data(kept, calendar)
            if not written and due < (config.organisation.tracked_from or date.min):
                continue  # due before anybody followed it here
            if not written or old or due >= day or id_ == max(due_days):
                yield Due(kind.report, id_, due, (due - day).days, written, last, old)


def _latest(folder: Path, name: str) -> tuple[str, datetime] | None:
    """The newest report whose file is named like `name` (“tuan-2024-W10.xlsx”), and when it was written."""
    like = re.sub(r"\d", "?", name)
    files = sorted(folder.glob(f"*/{like}"), key=lambda file: file.name)
    written = _written(files[-1]) if files else None
    return (files[-1].stem.partition("-")[2], written) if written else None


def _written(file: Path) -> datetime | None:
    """When the file was last written, in Vietnamese time; None if nobody can tell."""
    saved = saved_at(file)
    return None if saved is None else local_time(saved)
