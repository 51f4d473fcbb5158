"""Steps 1 to 4 without a report: who has to be urged about what, and how things stand today.

pandas and what needs it are imported late, inside the functions: while the workers read, and never for `--help`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from bsreform.ground import read, require_files, wanted
from bsreform.layouts import SENT
from bsreform.model import Problem, Source, SubjectId
from bsreform.records.loading import Progress, Workspace

if TYPE_CHECKING:
    from bsreform.reports.reminders import Reminders
    from bsreform.reports.status import Status


class Reminded(Struct, frozen=True):
    """Who is to be urged about what, and what was found in the data."""

    reminders: Reminders
    problems: tuple[Problem, ...]
    sources: tuple[Source, ...]


def remind(workspace: Workspace, today: date, progress: Progress | None = None) -> Reminded:
    """What every unit owes at the end of `today`, indicators of the latest full week. CannotRun if nothing was sent."""
    require_files(workspace, SENT)
    subjects: tuple[SubjectId, ...] = ("dossiers", "tasks", "digital_teams")
    from bsreform.periods import WEEK

    config = workspace.config
    week = WEEK.period(WEEK.latest(today, config.periods), None, config.periods)
    ground = read(workspace, [wanted(workspace, subject) for subject in subjects], today, progress, week.start)
    from bsreform.duties.owing import reminders
    from bsreform.organisation.declared import check_declared
    from bsreform.organisation.obligations import load_obligations
    from bsreform.records.checking import by_file, problems
    from bsreform.spec import spans_of

    parts = tuple(ground[subject] for subject in subjects)
    dossiers, tasks, forms = parts
    check_declared(config, [unit.id for unit in ground.context.registry.units])
    own = workspace.optional("obligations.toml")
    duties = load_obligations(own, ground.context.registry, config.organisation.profile)
    found = reminders(dossiers, tasks, forms, spans_of(WEEK, week, config.periods), week, duties)
    told = [problems(each.told, each.data, each.context) for each in parts if each.data.sources]
    sources = tuple(source for each in parts for source in each.data.sources)
    return Reminded(found, tuple(by_file(told, sources)), sources)


def status(workspace: Workspace, today: date, progress: Progress | None = None) -> Status:
    """How things stand at the end of `today`, with whatever is there; dossiers are not read for it."""
    tasks = read(workspace, [wanted(workspace, "tasks")], today, progress)["tasks"]
    from bsreform.duties.overview import overview

    return overview(workspace.root, tasks)
