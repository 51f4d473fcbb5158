"""The flow on one page: a kind of report and a period → ground (read, checked, merged) → contents → the report.

pandas and what needs it are imported late, inside the functions: while the workers read, and never for `--help`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from bsreform.ground import Ground, Wanted, read, require_files, wanted
from bsreform.material.outline import Outline, outline_of
from bsreform.model import CannotRun, Period
from bsreform.periods import MONTH
from bsreform.records.loading import CATALOGUE, Progress, Workspace
from bsreform.report_model import Report
from bsreform.reports.kinds import ReportKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bsreform.history.snapshots import Snapshot
    from bsreform.material.annual_parts import Proposals
    from bsreform.material.schedule import Item
    from bsreform.material.task_values import TaskMaterial
    from bsreform.material.values import Material
    from bsreform.reports.composing import Contents, ReportSpec
    from bsreform.subjects.subject import Checked


class Made(Struct, frozen=True):
    """A report, and what the next one will compare its tasks with: to be kept once the report is written.

    `snapshot` is None where no task was read, or not all: what could not be read has not vanished.
    """

    report: Report
    snapshot: Snapshot | None = None


def report(
    workspace: Workspace,
    kind: ReportKind,
    period: Period,
    progress: Progress | None = None,
    duties: Sequence[Item] = (),
) -> Made:
    """The report on a period: all steps but the writing. CannotRun if there is no input at all.

    `duties` are those of its days, for a report that has them.
    """
    require_files(workspace, kind.enough)
    asked = [wanted(workspace, subject, layouts) for subject, layouts in kind.reads.items()]
    outline = outline_of(kind.period, period, workspace.config.periods)
    ground = read(workspace, asked, period.as_of, progress, period.start, lambda: _import_the_rest(kind))
    ground = _beside_earlier(ground, workspace, kind, outline)
    told, snapshot = _contents(workspace, kind, ground, outline)
    return _made(kind, replace(told, duties=tuple(duties)), snapshot)


def on_cluster(workspace: Workspace, kind: ReportKind, period: Period, scheduler: str | None) -> Made:
    """The same report, made by the workers of a dask scheduler (None = some of our own), for more dossiers than one
    machine holds. CannotRun, too, if dask is not installed or the cluster cannot be used.
    """
    require_files(workspace, kind.enough)
    try:
        from bsreform.cluster.engine import compile_with
        from bsreform.cluster.session import workers
    except ModuleNotFoundError as problem:
        raise CannotRun(
            "--engine dask cần thêm gói dask, distributed; hãy cài: pip install 'bsreform[cluster]'."
        ) from problem
    outline = outline_of(kind.period, period, workspace.config.periods)
    files = wanted(workspace, "dossiers").files["dossier_export"]
    nothing = read(workspace, [Wanted("dossiers", {})], period.as_of, start=period.start)
    known = _beside_earlier(nothing, workspace, kind, outline)["dossiers"]
    with workers(scheduler, workspace.root) as hands:
        material = compile_with(hands, workspace, files, known, outline)
    return _made(kind, _told(workspace, kind, material))


def _made(kind: ReportKind, told: Contents, snapshot: Snapshot | None = None) -> Made:
    from bsreform.reports.composing import compose

    made = compose(kind.id, kind.spec, told)
    return Made(replace(made, snapshot=snapshot.mark) if snapshot else made, snapshot)


def _import_the_rest(kind: ReportKind) -> ReportSpec:
    """What the later steps of a report need: half a second of imports that cost nothing while the workers read."""
    import bsreform.history.kept_reports
    import bsreform.material.dossiers
    import bsreform.rules
    import bsreform.writing.workbook  # noqa: F401

    return kind.spec


def _beside_earlier(ground: Ground, workspace: Workspace, kind: ReportKind, outline: Outline) -> Ground:
    from bsreform.history.kept_reports import earlier

    return ground.knowing(earlier(workspace.root, kind.id, outline.spans, outline.labels))


def _told(workspace: Workspace, kind: ReportKind, material: Material) -> Contents:
    from bsreform.reports.composing import Contents
    from bsreform.rules import RULES

    file = f"{workspace.config.folders.reports}/{kind.period.file_name(material.period.id)}"
    return Contents(material, file, {rule.id: rule.title for rule in RULES})


def _contents(
    workspace: Workspace, kind: ReportKind, ground: Ground, outline: Outline
) -> tuple[Contents, Snapshot | None]:
    """What each subject brings to the report."""
    from bsreform.material.dossiers import compile_material
    from bsreform.organisation.due_days import monthly_due, session

    period, tasks = outline.period, ground.subjects.get("tasks")
    material = _asked(compile_material(ground["dossiers"], outline, (tasks.ready,) if tasks else ()), ground)
    told, snapshot = _told(workspace, kind, material), None
    if tasks:
        on_tasks, snapshot = _on_tasks(workspace, kind, tasks, material, outline)
        told = replace(told, task_material=on_tasks)
    if kind.grades:
        return replace(told, graded=_graded(workspace, ground, told, outline)), None
    if "digital_teams" in ground.subjects:
        from bsreform.material.teams import compile_teams

        before = kind.period.before(period.id)
        told = replace(told, team_material=compile_teams(ground["digital_teams"], material.units, period, before))
    if kind.period == MONTH:
        config = workspace.config
        days = monthly_due(period.id, config, ground.context.calendar), session(period.id, config)
        told = replace(told, due=days)
    return told, snapshot


def _asked(material: Material, ground: Ground) -> Material:
    """Without any file of dossiers there is nothing to ask the units for one by one."""
    if any(source.path != CATALOGUE for source in ground["dossiers"].data.sources):
        return material
    return replace(material, problems=tuple(each for each in material.problems if each.rule != "unit_without_data"))


def _on_tasks(
    workspace: Workspace, kind: ReportKind, tasks: Checked, material: Material, outline: Outline
) -> tuple[TaskMaterial, Snapshot | None]:
    """What is said of tasks; beside what was seen before, where the report compares, with what was seen now."""
    from bsreform.history import snapshots
    from bsreform.material.tasks import compile_tasks

    if not kind.compares:
        return compile_tasks(tasks, material.units, outline.spans, None), None
    seen = snapshots.take(tasks.merged.used, outline.period.as_of)
    made = compile_tasks(tasks, material.units, outline.spans, snapshots.previous(workspace.root, seen))
    whole = made.rows.read and not any(source.unread for source in made.sources)
    return made, seen if whole else None


def _graded(workspace: Workspace, ground: Ground, told: Contents, outline: Outline) -> Proposals:
    """The grades that are proposed; trackers do not count for them (clause 2.1 d)."""
    from bsreform.figures.grading import grade
    from bsreform.material.annual_parts import Proposals, cases, parts
    from bsreform.material.teams import punctuality

    material, forms, period, config = told.material, ground["digital_teams"], outline.period, workspace.config
    ranked = [[unit.id for unit in material.members(group.id)] for group in material.groups]
    sent = punctuality(forms, material.units, period)
    graded = dict(grade(parts(material, told.tasks, sent), ranked, config.annual, cases(material)))
    compiler = ground.context.registry.office(config.organisation.office, period.end)
    if compiler and compiler.id in graded:
        graded[compiler.id] = replace(graded[compiler.id], compiles=True)
    return Proposals(graded, len(wanted(workspace, "tasks", ("task_tracker",)).files["task_tracker"]))
