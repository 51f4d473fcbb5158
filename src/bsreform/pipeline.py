"""The six steps on one page: read → check → merge → measure → report; whoever asked writes the result.

pandas and what needs it are imported late, inside the functions: while the workers read, and never for `--help`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bsreform.ground import Ground, Wanted, read, require_files, wanted
from bsreform.model import CannotRun, Period
from bsreform.records.loading import CATALOGUE, Progress, Workspace
from bsreform.report_model import Report
from bsreform.reports.kinds import REPORTS, ReportKind
from bsreform.spec import TREND, spans_of

if TYPE_CHECKING:
    from bsreform.duties.schedule import Item
    from bsreform.history.snapshots import Snapshot
    from bsreform.material.dossiers import Outline
    from bsreform.material.values import Material


def _import_the_rest() -> None:
    """What the later steps of a report need: half a second of imports that cost nothing while the workers read."""
    import bsreform.material.dossiers
    import bsreform.rules
    import bsreform.writing.workbook  # noqa: F401


def _ground(workspace: Workspace, kind: ReportKind, period: Period, progress: Progress | None) -> Ground:
    """What a report of this kind rests on, beside what earlier ones gave. CannotRun if there is nothing to read."""
    require_files(workspace, kind.enough)
    asked = [wanted(workspace, subject, layouts) for subject, layouts in kind.reads.items()]
    ground = read(workspace, asked, period.as_of, progress, period.start, _import_the_rest)
    return _knowing(ground, workspace, kind, _outline(workspace, kind, period))


def _knowing(ground: Ground, workspace: Workspace, kind: ReportKind, outline: Outline) -> Ground:
    from bsreform.history.kept_reports import earlier

    return ground.knowing(earlier(workspace.root, kind.id, outline.spans, outline.labels))


def _outline(workspace: Workspace, kind: ReportKind, period: Period) -> Outline:
    from bsreform.material.dossiers import Outline

    spans = spans_of(kind.period, period, workspace.config.periods)
    return Outline(period, kind.period.names(period.id), spans, kind.period.labels(period.id, TREND))


def weekly(workspace: Workspace, period: Period, progress: Progress | None = None) -> Report:
    """The report on one week: all steps but the writing. CannotRun if there is no input at all."""
    ground = _ground(workspace, REPORTS["weekly"], period, progress)
    from bsreform.material.dossiers import compile_material

    return _weekly(workspace, compile_material(ground["dossiers"], _outline(workspace, REPORTS["weekly"], period)))


def weekly_on_cluster(workspace: Workspace, period: Period, scheduler: str | None) -> Report:
    """The same report, made by the workers of a dask scheduler (None = some of our own), for more data than one
    machine holds. CannotRun, too, if dask is not installed or the cluster cannot be used.
    """
    kind = REPORTS["weekly"]
    require_files(workspace, kind.enough)
    try:
        from bsreform.cluster.engine import compile_with
        from bsreform.cluster.session import workers
    except ModuleNotFoundError as problem:
        raise CannotRun(
            "--engine dask cần thêm gói dask, distributed; hãy cài: pip install 'bsreform[cluster]'."
        ) from problem
    outline = _outline(workspace, kind, period)
    files = wanted(workspace, "dossiers").files["dossier_export"]
    nothing = read(workspace, [Wanted("dossiers", {})], period.as_of, start=period.start)
    known = _knowing(nothing, workspace, kind, outline)["dossiers"]
    with workers(scheduler, workspace.root) as compute:
        material = compile_with(compute, workspace, files, known, outline)
    return _weekly(workspace, material)


def _weekly(workspace: Workspace, material: Material) -> Report:
    from bsreform.reports import weekly as spec
    from bsreform.rules import RULES

    file = f"{workspace.config.folders.reports}/{spec.KIND.file_name(material.period.id)}"
    return spec.report(material, file, {rule.id: rule.title for rule in RULES})


@dataclass(frozen=True, slots=True)
class Monthly:
    """The monthly report, and what the next one will compare its tasks with: to be kept once the report is written.

    `snapshot` is None where no task was read, or not all: what could not be read has not vanished.
    """

    report: Report
    snapshot: Snapshot | None


def monthly(workspace: Workspace, period: Period, progress: Progress | None = None) -> Monthly:
    """The report on one month, of whatever is there: dossiers, software exports, trackers. CannotRun if nothing is."""
    kind = REPORTS["monthly"]
    ground = _ground(workspace, kind, period, progress)
    from bsreform.history import snapshots
    from bsreform.material.dossiers import compile_material
    from bsreform.material.tasks import compile_tasks
    from bsreform.organisation.due_days import monthly_due, session
    from bsreform.reports import monthly as spec
    from bsreform.rules import RULES

    outline, checked, context = _outline(workspace, kind, period), ground["tasks"], ground.context
    material = _asked(compile_material(ground["dossiers"], outline, others=(checked.ready,)), ground)
    snapshot = snapshots.take(checked.merged.used, period.as_of)
    previous = snapshots.previous(workspace.root, snapshot)
    tasks = compile_tasks(checked, material.units, outline.spans, previous)
    due = (monthly_due(period.id, workspace.config, context.calendar), session(period.id, workspace.config))
    file = f"{workspace.config.folders.reports}/{kind.period.file_name(period.id)}"
    report = spec.report(material, tasks, due, file, {rule.id: rule.title for rule in RULES})
    whole = tasks.rows.read and not any(source.unread for source in tasks.sources)
    if not whole:
        return Monthly(report, None)
    return Monthly(replace(report, snapshot=snapshot.mark), snapshot)


def _asked(material: Material, ground: Ground) -> Material:
    """Without any file of dossiers there is nothing to ask the units for one by one."""
    if any(source.path != CATALOGUE for source in ground["dossiers"].data.sources):
        return material
    return replace(material, problems=tuple(each for each in material.problems if each.rule != "unit_without_data"))


def quarterly(workspace: Workspace, period: Period, duties: Sequence[Item], progress: Progress | None = None) -> Report:
    """The report on one quarter, of whatever is there: digital teams' forms, dossiers. CannotRun if nothing is.

    `duties` are those that fall due in the calendar quarter.
    """
    kind = REPORTS["quarterly"]
    ground = _ground(workspace, kind, period, progress)
    from bsreform.material.dossiers import compile_material
    from bsreform.material.teams import compile_teams
    from bsreform.reports import quarterly as spec
    from bsreform.rules import RULES

    material = _asked(compile_material(ground["dossiers"], _outline(workspace, kind, period)), ground)
    teams = compile_teams(ground["digital_teams"], material.units, period, kind.period.before(period.id))
    file = f"{workspace.config.folders.reports}/{kind.period.file_name(period.id)}"
    return spec.report(material, teams, duties, file, {rule.id: rule.title for rule in RULES})


def annual(workspace: Workspace, period: Period, progress: Progress | None = None) -> Report:
    """The grades proposed for one year, of dossiers and software exports; trackers do not count (clause 2.1 d).

    CannotRun if there is neither.
    """
    kind = REPORTS["annual"]
    ground = _ground(workspace, kind, period, progress)
    from bsreform.figures.grading import grade
    from bsreform.figures.punctuality import punctuality
    from bsreform.material.annual_parts import Proposals, cases, parts
    from bsreform.material.dossiers import compile_material
    from bsreform.material.tasks import compile_tasks
    from bsreform.reports import annual as spec
    from bsreform.rules import RULES

    outline, checked, forms = _outline(workspace, kind, period), ground["tasks"], ground["digital_teams"]
    material = _asked(compile_material(ground["dossiers"], outline, others=(checked.ready,)), ground)
    tasks = compile_tasks(checked, material.units, outline.spans, None)
    ranked = [[unit.id for unit in material.members(group.id)] for group in material.groups]
    sent = punctuality(forms.data, forms.context, material.units, period)
    graded = grade(parts(material, tasks, sent), ranked, workspace.config.annual, cases(material))
    compiler = ground.context.registry.office(workspace.config.organisation.office, period.end)
    if compiler and compiler.id in graded:
        graded = {**graded, compiler.id: replace(graded[compiler.id], compiles=True)}
    file = f"{workspace.config.folders.reports}/{kind.period.file_name(period.id)}"
    trackers = wanted(workspace, "tasks", ("task_tracker",)).files["task_tracker"]
    titles = {rule.id: rule.title for rule in RULES}
    return spec.report(material, tasks, Proposals(graded, len(trackers)), file, titles)
