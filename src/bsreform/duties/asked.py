"""Steps 1 to 4 without a report: who has to be urged about what, and how things stand today.

pandas and what needs it are imported late, inside the functions: while the workers read, and never for `--help`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bsreform.model import Problem, Source
from bsreform.records.loading import Progress, Workspace, any_files, load, load_tasks, load_teams

if TYPE_CHECKING:
    from bsreform.reports.reminders import Reminders
    from bsreform.reports.status import Status


@dataclass(frozen=True, slots=True)
class Reminded:
    """Who is to be urged about what, and what was found in the data."""

    reminders: Reminders
    problems: tuple[Problem, ...]
    sources: tuple[Source, ...]


def remind(workspace: Workspace, today: date, progress: Progress | None = None) -> Reminded:
    """What every unit owes at the end of `today`, indicators of the latest full week. CannotRun as `monthly`."""
    config = workspace.config
    files = any_files(workspace, ("dossiers", "tasks", "trackers", "digital_teams"))
    loaded = load(workspace, files[config.folders.dossiers], today, progress)
    loaded_tasks = load_tasks(workspace, today, progress)
    forms = load_teams(workspace, workspace.inputs(config.folders.digital_teams), today, progress)
    from bsreform.duties.asking import check_declared
    from bsreform.duties.owing import reminders
    from bsreform.material.dossiers import check_dossiers
    from bsreform.material.tasks import check_tasks
    from bsreform.organisation.obligations import load_obligations
    from bsreform.periods import latest_week
    from bsreform.records.checking import by_file, check, problems
    from bsreform.reports import weekly as spec
    from bsreform.rules import RULES

    week = spec.period(latest_week(today, config.periods.week_ends_on), None, config)
    dossiers = check_dossiers(loaded.data, loaded.catalogue, loaded.context)
    tasks = check_tasks(loaded_tasks.data, loaded_tasks.context)
    on_forms = check(forms.data, RULES, forms.context)
    check_declared(loaded.context)
    duties = load_obligations(workspace.optional("obligations.toml"), loaded.context.registry)
    found = reminders(dossiers, tasks, (forms.data, on_forms), spec.spans(week, config), week, duties)
    parts = ((dossiers.found, dossiers.data), (tasks.found, tasks.data), (on_forms, forms.data))
    told = [problems(part, data, loaded.context) for part, data in parts if data.sources]
    sources = tuple(source for _, data in parts for source in data.sources)
    return Reminded(found, tuple(by_file(told, sources)), sources)


def status(workspace: Workspace, today: date, progress: Progress | None = None) -> Status:
    """How things stand at the end of `today`, with whatever is there; dossiers are not read for it."""
    loaded = load_tasks(workspace, today, progress)
    from bsreform.duties.overview import overview
    from bsreform.material.tasks import check_tasks

    return overview(workspace.root, check_tasks(loaded.data, loaded.context))
