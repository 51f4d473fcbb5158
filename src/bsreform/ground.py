"""What the figures of one report rest on: the workspace's files read, checked and merged as the report does it.

pandas and what needs it are imported late, inside the functions: while the workers read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from bsreform.model import Period
from bsreform.records.loading import Progress, Workspace, any_files, load, load_task_files, load_teams

if TYPE_CHECKING:
    from bsreform.figures.cohorts import Catalogue, Prepared
    from bsreform.figures.listing import Ground, Grounds
    from bsreform.figures.populations import Population
    from bsreform.material.dossiers import CheckedDossiers
    from bsreform.spec import Context, Span, Spans

    Days = Callable[[str], Span]

REPORTS: Mapping[str, str] = {"weekly": "tuần", "monthly": "tháng", "quarterly": "quý", "annual": "năm"}
"""The reports whose figures can be explained, and what a clerk calls them."""
_SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "weekly": ("dossiers",),
    "monthly": ("dossiers", "tasks"),
    "quarterly": ("dossiers", "teams"),
    "annual": ("dossiers", "tasks", "teams"),
}
_INPUTS: Mapping[str, tuple[str, ...]] = {
    "weekly": ("dossiers",),
    "monthly": ("dossiers", "tasks", "trackers"),
    "quarterly": ("dossiers", "digital_teams"),
    "annual": ("dossiers", "tasks"),
}
"""The settings' folders of which one must have files, as for the report itself."""


def spec_of(report: str) -> ModuleType:
    """The declaration of a report."""
    from bsreform.reports import annual, monthly, quarterly, weekly

    return {each.ID: each for each in (weekly, monthly, quarterly, annual)}[report]


def grounds(workspace: Workspace, report: str, period: Period, progress: Progress | None = None) -> Grounds:
    """Read and check what the report reads. CannotRun where there is nothing to read."""
    from bsreform.figures.counting import reported_units
    from bsreform.figures.listing import Grounds

    spans: Spans = spec_of(report).spans(period, workspace.config)

    days = days_of(spans)
    any_files(workspace, _INPUTS[report])
    loaded = load(workspace, workspace.inputs(workspace.config.folders.dossiers), period.as_of, progress)
    from bsreform.material.dossiers import check_dossiers

    context = loaded.context
    checked = check_dossiers(loaded.data, loaded.catalogue, context)
    subjects, counted = {"dossiers": of_dossiers(checked, loaded.catalogue, context, days)}, [checked.ready]
    if "tasks" in _SUBJECTS[report]:
        subjects["tasks"], ready = _tasks(workspace, report, period, days, progress)
        counted.append(ready)
    units = reported_units(counted, context.registry, spans)
    if "teams" in _SUBJECTS[report]:
        subjects["teams"] = _teams(workspace, [unit.id for unit in units], report, period, progress)
    return Grounds(report, period, context, units, days, subjects)


def days_of(spans: Spans) -> Days:
    """Spans by name: "now", "year", "before-1" …"""

    def days(name: str) -> Span:
        if name.startswith("before-"):
            return spans.before(int(name.removeprefix("before-")))
        return {"now": spans.now, "year": spans.year}[name]

    return days


def of_dossiers(checked: CheckedDossiers, catalogue: Catalogue | None, context: Context, days: Days) -> Ground:
    """The ground of dossiers: rows, reasons and populations."""
    from bsreform.figures import populations
    from bsreform.figures.listing import Ground

    @cache
    def population(rows: str, span: str) -> Population:
        if rows == "dossier_quality":
            return populations.dossier_quality(checked, context)
        if rows == "dossier_rows":
            return populations.dossier_rows_read(checked, context)
        return populations.dossiers(checked, catalogue, context.registry, days(span), days("now")[1])

    return Ground(
        data=checked.data,
        found=checked.found,
        merged=checked.merged,
        names=checked.data.frame["code"],
        began="received_at",
        population=population,
        available=checked.available,
    )


def _tasks(
    workspace: Workspace, report: str, period: Period, days: Days, progress: Progress | None
) -> tuple[Ground, Prepared]:
    """The annual report counts the software's tasks alone (letter, clause 2.1 d)."""
    folders = workspace.config.folders
    exports, trackers = (workspace.inputs(name) for name in (folders.tasks, folders.trackers))
    files = {"task_export": exports, "task_tracker": () if report == "annual" else trackers}
    loaded = load_task_files(workspace, files, period.as_of, progress)
    from bsreform.figures import populations
    from bsreform.figures.listing import Ground
    from bsreform.history import snapshots
    from bsreform.material.tasks import check_tasks

    checked = check_tasks(loaded.data, loaded.context)
    previous = None if report == "annual" else snapshots.previous(workspace.root, checked.snapshot)

    @cache
    def population(rows: str, span: str) -> Population:
        if rows == "task_quality":
            return populations.task_quality(checked, previous)
        if rows == "task_rows":
            return populations.task_rows_read(checked)
        return populations.tasks(checked, days(span))

    ground = Ground(
        data=checked.data,
        found=checked.found,
        merged=checked.merged,
        names=populations.task_names(checked.data.frame),
        began="assigned_at",
        population=population,
    )
    return ground, checked.ready


def _teams(
    workspace: Workspace, units: Sequence[str], report: str, period: Period, progress: Progress | None
) -> Ground:
    files = workspace.inputs(workspace.config.folders.digital_teams)
    loaded = load_teams(workspace, files, period.as_of, progress)
    from bsreform.figures import populations
    from bsreform.figures.listing import Ground
    from bsreform.material.teams import check_teams
    from bsreform.reports.quarterly import quarter_before

    checked = check_teams(loaded.data, loaded.context, units, period.as_of)

    @cache
    def population(rows: str, span: str) -> Population:
        if rows == "forms_due":
            return populations.forms(loaded.data, loaded.context, period)
        back = int(span.removeprefix("before-")) if span.startswith("before-") else 0
        return populations.teams(checked, quarter_before(period.id, back))

    return Ground(
        data=loaded.data,
        found=checked.found,
        merged=checked.merged,
        names=loaded.data.frame["unit_text"],
        began="",
        population=population,
    )
