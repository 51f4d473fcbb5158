"""The six steps on one page: read → check → merge → measure → report; whoever asked writes the result.

pandas and what needs it are imported late, inside the functions: while the workers read, and never for `--help`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bsreform.model import CannotRun, Period
from bsreform.records.loading import (
    Progress,
    Workspace,
    any_files,
    dossier_files,
    load,
    load_task_files,
    load_tasks,
    load_teams,
)
from bsreform.report_model import Report

if TYPE_CHECKING:
    from bsreform.duties.schedule import Item
    from bsreform.history.snapshots import Snapshot
    from bsreform.material.dossiers import Outline
    from bsreform.material.values import Material
    from bsreform.spec import Context, Spans


def _import_the_rest() -> None:
    """What the later steps of a report need: half a second of imports that cost nothing while the workers read."""
    import bsreform.material.dossiers
    import bsreform.rules
    import bsreform.writing.workbook  # noqa: F401


def weekly(workspace: Workspace, period: Period, progress: Progress | None = None) -> Report:
    """The report on one week: all steps but the writing. CannotRun if there is no input at all."""
    loaded = load(workspace, dossier_files(workspace), period.as_of, progress, meanwhile=_import_the_rest)
    from bsreform.material.dossiers import compile_material

    outline = _of_week(workspace, period)
    names, spans, labels = outline.names, outline.spans, outline.labels
    context = _knowing(loaded.context, workspace, "weekly", spans, labels)
    material = compile_material(loaded.data, loaded.catalogue, context, period, names, spans, labels)
    return _weekly(workspace, material)


def weekly_on_cluster(workspace: Workspace, period: Period, scheduler: str | None) -> Report:
    """The same report, made by the workers of a dask scheduler (None = some of our own), for more data than one
    machine holds. CannotRun, too, if dask is not installed or the cluster cannot be used.
    """
    files = dossier_files(workspace)
    try:
        from bsreform.cluster.engine import compile_with
        from bsreform.cluster.session import workers
    except ModuleNotFoundError as problem:
        raise CannotRun(
            "--engine dask cần thêm gói dask, distributed; hãy cài: pip install 'bsreform[cluster]'."
        ) from problem
    outline = _of_week(workspace, period)
    known = load(workspace, (), period.as_of)
    known = replace(known, context=_knowing(known.context, workspace, "weekly", outline.spans, outline.labels))
    with workers(scheduler, workspace.root) as compute:
        material = compile_with(compute, workspace, files, known, outline)
    return _weekly(workspace, material)


def _of_week(workspace: Workspace, period: Period) -> Outline:
    from bsreform.material.dossiers import Outline
    from bsreform.reports import weekly as spec

    config = workspace.config
    return Outline(period, spec.names(period), spec.spans(period, config), spec.trend_labels(period, config))


def _weekly(workspace: Workspace, material: Material) -> Report:
    from bsreform.reports import weekly as spec
    from bsreform.rules import RULES

    file = f"{workspace.config.folders.reports}/{spec.file_name(material.period)}"
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
    folders = workspace.config.folders
    files = any_files(workspace)
    loaded = load(workspace, files[folders.dossiers], period.as_of, progress)
    loaded_tasks = load_tasks(workspace, period.as_of, progress)
    from bsreform.history import snapshots
    from bsreform.material.dossiers import compile_material
    from bsreform.material.tasks import check_tasks, compile_tasks
    from bsreform.organisation.due_days import monthly_due, session
    from bsreform.reports import monthly as spec
    from bsreform.rules import RULES

    spans, names, labels = spec.spans(period, workspace.config), spec.names(period), spec.trend_labels(period)
    context = _knowing(loaded.context, workspace, spec.ID, spans, labels)
    checked = check_tasks(loaded_tasks.data, replace(loaded_tasks.context, reported=context.reported))
    material = compile_material(
        loaded.data, loaded.catalogue, context, period, names, spans, labels, others=(checked.ready,)
    )
    material = _asked(material, files[folders.dossiers])
    previous = snapshots.previous(workspace.root, checked.snapshot)
    tasks = compile_tasks(checked, material.units, spans, previous)
    due = (monthly_due(period.id, workspace.config, context.calendar), session(period.id, workspace.config))
    file = f"{folders.reports}/{spec.file_name(period)}"
    report = spec.report(material, tasks, due, file, {rule.id: rule.title for rule in RULES})
    whole = tasks.rows.read and not any(source.unread for source in tasks.sources)
    return Monthly(report, checked.snapshot if whole else None)


def _knowing(context: Context, workspace: Workspace, kind: str, spans: Spans, labels: Sequence[str]) -> Context:
    """The context with what earlier reports of this kind gave."""
    from bsreform.history.kept_reports import earlier

    return replace(context, reported=earlier(workspace.root, kind, spans, labels), start=spans.now[0])


def _asked(material: Material, files: Sequence[Path]) -> Material:
    """Without any file of dossiers there is nothing to ask the units for one by one."""
    if files:
        return material
    return replace(material, problems=tuple(each for each in material.problems if each.rule != "unit_without_data"))


def quarterly(workspace: Workspace, period: Period, duties: Sequence[Item], progress: Progress | None = None) -> Report:
    """The report on one quarter, of whatever is there: digital teams' forms, dossiers. CannotRun if nothing is.

    `duties` are those that fall due in the calendar quarter.
    """
    folders = workspace.config.folders
    files = {
        name: list(workspace.inputs(folder))
        for name, folder in (("teams", folders.digital_teams), ("dossiers", folders.dossiers))
    }
    if not any(files.values()):
        raise CannotRun(
            f"Chưa có tệp nào trong các thư mục “{folders.digital_teams}”, “{folders.dossiers}” của {workspace.root}. "
            "Chép biểu của Tổ công nghệ số cộng đồng hoặc tệp xuất từ hệ thống một cửa vào đó rồi chạy lại."
        )
    loaded = load(workspace, files["dossiers"], period.as_of, progress)
    forms = load_teams(workspace, files["teams"], period.as_of, progress)
    from bsreform.material.dossiers import compile_material
    from bsreform.material.teams import compile_teams
    from bsreform.reports import quarterly as spec
    from bsreform.rules import RULES

    spans, labels = spec.spans(period, workspace.config), spec.trend_labels(period)
    context = _knowing(loaded.context, workspace, spec.ID, spans, labels)
    material = compile_material(loaded.data, loaded.catalogue, context, period, spec.names(period), spans, labels)
    material = _asked(material, files["dossiers"])
    teams = compile_teams(forms.data, forms.context, material.units, period, spec.quarter_before(period.id))
    file = f"{folders.reports}/{spec.file_name(period)}"
    return spec.report(material, teams, duties, file, {rule.id: rule.title for rule in RULES})


def annual(workspace: Workspace, period: Period, progress: Progress | None = None) -> Report:
    """The grades proposed for one year, of dossiers and software exports; trackers do not count (clause 2.1 d).

    CannotRun if there is neither.
    """
    folders = workspace.config.folders
    inputs = (folders.dossiers, folders.tasks, folders.trackers)
    dossiers, exports, trackers = (list(workspace.inputs(name)) for name in inputs)
    if not dossiers and not exports:
        raise CannotRun(
            f"Chưa có tệp nào trong các thư mục “{folders.dossiers}”, “{folders.tasks}” của {workspace.root}. "
            "Chép tệp xuất từ hệ thống một cửa và từ phần mềm theo dõi nhiệm vụ vào đó rồi chạy lại."
        )
    loaded = load(workspace, dossiers, period.as_of, progress)
    read = load_task_files(workspace, {"task_export": exports, "task_tracker": ()}, period.as_of, progress)
    forms = load_teams(workspace, list(workspace.inputs(folders.digital_teams)), period.as_of, progress)
    from bsreform.figures.grading import grade
    from bsreform.figures.punctuality import punctuality
    from bsreform.material.annual_parts import Proposals, cases, parts
    from bsreform.material.dossiers import compile_material
    from bsreform.material.tasks import check_tasks, compile_tasks
    from bsreform.reports import annual as spec
    from bsreform.rules import RULES

    spans, labels = spec.spans(period, workspace.config), spec.trend_labels(period)
    context, names = _knowing(loaded.context, workspace, spec.ID, spans, labels), spec.names(period)
    checked = check_tasks(read.data, replace(read.context, reported=context.reported))
    material = compile_material(
        loaded.data, loaded.catalogue, context, period, names, spans, labels, others=(checked.ready,)
    )
    material = _asked(material, dossiers)
    tasks = compile_tasks(checked, material.units, spans, None)
    ranked = [[unit.id for unit in material.members(group.id)] for group in material.groups]
    sent = punctuality(forms.data, forms.context, material.units, period)
    graded = grade(parts(material, tasks, sent), ranked, workspace.config.annual, cases(material))
    compiler = context.registry.office(workspace.config.organisation.office, period.end)
    if compiler and compiler.id in graded:
        graded = {**graded, compiler.id: replace(graded[compiler.id], compiles=True)}
    file = f"{folders.reports}/{spec.file_name(period)}"
    titles = {rule.id: rule.title for rule in RULES}
    return spec.report(material, tasks, Proposals(graded, len(trackers)), file, titles)
