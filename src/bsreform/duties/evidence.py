"""What a workspace holds as evidence of the duties: its files, its tasks, its notes → the schedule."""

from datetime import date
from pathlib import Path

from bsreform.files.folders import input_files
from bsreform.ground import read, wanted
from bsreform.history.issued import issues
from bsreform.history.kept_reports import from_old_data, last
from bsreform.material.schedule import AssignedTask, Facts, Schedule, schedule
from bsreform.model import Source
from bsreform.organisation.obligations import check_notes, load_obligations
from bsreform.organisation.working_days import load_calendar
from bsreform.periods import KINDS
from bsreform.records.gathering import relative
from bsreform.records.loading import Progress, Workspace
from bsreform.records.unit_list import workspace_registry

OVERRIDES = "obligations.toml"


def schedule_of(
    workspace: Workspace, span: tuple[date, date], as_of: date, progress: Progress | None = None
) -> tuple[Schedule, tuple[Source, ...]]:
    """The schedule of the days `span` (both included) at the end of `as_of`, and the task sources that were read."""
    registry = workspace_registry(workspace)
    obligations = load_obligations(workspace.optional(OVERRIDES), registry, workspace.config.organisation.profile)
    notes = workspace.config.obligations
    check_notes(obligations, notes)
    tasks, sources = _tasks(workspace, as_of, progress)
    calendar, cut = load_calendar(workspace.optional("calendar.toml")), workspace.config.periods

    def old(kind: str, period: str) -> bool:
        kept = last(workspace.root, kind, KINDS[kind].days(period, cut))
        return kept is not None and from_old_data(kept, calendar)

    every_run = workspace.config.reports.issue == "every_run"
    sent = None if every_run else frozenset((each.report, each.period) for each in issues(workspace.root))
    facts = Facts(_files(workspace.root), tasks, notes, old, sent)
    return schedule(obligations, facts, span, as_of, workspace.config, calendar), sources


def _files(root: Path) -> tuple[str, ...]:
    return tuple(relative(file, root) for file in input_files(root, root))


def _tasks(
    workspace: Workspace, as_of: date, progress: Progress | None
) -> tuple[tuple[AssignedTask, ...], tuple[Source, ...]]:
    """The tasks that count; one in a secret document has no text and so proves nothing."""
    checked = read(workspace, [wanted(workspace, "tasks")], as_of, progress)["tasks"]
    from bsreform.history.tasks_since import day_of  # with pandas, which reading need not wait for

    used = checked.merged.used
    ended = used["ended_at"].where(used["is_done"])
    rows = zip(used["document_no"], used["title"], ended, strict=True)
    tasks = tuple(
        AssignedTask(" – ".join(part for part in (number, title) if part), day_of(end)) for number, title, end in rows
    )
    return tasks, checked.data.sources
