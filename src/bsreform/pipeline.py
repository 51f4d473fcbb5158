"""The six steps on one page: read → check → merge → measure → report; whoever asked writes the result.

pandas and what needs it are imported late, inside the functions: while the workers read, and never for `--help`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bsreform.loading import (
    ANY_LAYOUT,
    Progress,
    Workspace,
    dossier_files,
    load,
    load_task_files,
    load_tasks,
    load_teams,
    start_reading,
    task_folders,
)
from bsreform.model import CannotRun, Period, Problem, Source, Subject
from bsreform.reading.pool import FileResult
from bsreform.report_model import Report
from bsreform.spec import SUBJECTS
from bsreform.workspace import input_files

if TYPE_CHECKING:
    from bsreform.reports.material import Material
    from bsreform.reports.reminders import Reminders
    from bsreform.reports.status import Status
    from bsreform.scheduling import Item
    from bsreform.snapshots import Snapshot


def validate(
    workspace: Workspace, paths: Sequence[Path], today: date, progress: Progress | None = None
) -> tuple[list[Problem], tuple[Source, ...]]:
    """Steps 1 and 2 for these files and folders (default: the workspace's): problems by place, and the sources.

    Units without data are a matter of the whole workspace: named files are not asked about them.
    """
    files = _by_layout(workspace, paths)
    with start_reading(workspace, files[""], ANY_LAYOUT, progress) as reading:
        loose = reading.results()
    others: dict[Subject, list[FileResult]] = {subject: [] for subject in SUBJECTS}
    for result in loose:
        others[_subject(result)].append(result)
    loaded = []
    if files["dossier_export"] or others["dossiers"]:
        loaded.append(load(workspace, files["dossier_export"], today, progress, others["dossiers"]))
    if files["task_export"] or files["task_tracker"] or others["tasks"]:
        loaded.append(load_task_files(workspace, files, today, progress, others["tasks"]))
    if files["digital_team"] or others["digital_teams"]:
        loaded.append(load_teams(workspace, files["digital_team"], today, progress, others["digital_teams"]))
    from bsreform.checking import by_file, check, problems
    from bsreform.rules import RULES

    rules = [rule for rule in RULES if not paths or rule.id != "unit_without_data"]
    found = [problems(check(each.data, rules, each.context), each.data, each.context) for each in loaded]
    sources = tuple(source for each in loaded for source in each.data.sources)
    return by_file(found, sources), sources


def _by_layout(workspace: Workspace, paths: Sequence[Path]) -> dict[str, list[Path]]:
    """The input files by the layout that their folder stands for, "" = of none. CannotRun if there is none at all."""
    config = workspace.config.folders
    folders = {"dossier_export": config.dossiers, **task_folders(config), "digital_team": config.digital_teams}
    places = {layout: workspace.root / folder for layout, folder in folders.items()}
    asked = paths or tuple(places.values())
    files: dict[str, list[Path]] = {layout: [] for layout in (*places, "")}
    there = [path for path in asked if paths or path.exists()]
    for file in dict.fromkeys(file for path in there for file in (input_files(path) if path.is_dir() else (path,))):
        real = file.resolve()
        layout = next((name for name, place in places.items() if real.is_relative_to(place.resolve())), "")
        if file.is_file() or paths or layout:
            files[layout].append(file)
    if not any(files.values()):
        named = ", ".join(f"“{path}”" for path in asked)
        raise CannotRun(f"Không có tệp nào để kiểm tra trong {named}. Chép tệp cần kiểm tra vào đó rồi chạy lại.")
    return files


def _subject(result: FileResult) -> Subject:
    """What a file that lies in none of the folders holds, as its header told; dossiers where nothing did."""
    told = {sheet["layout"] for sheet in result.meta["sheets"]} if result.meta else set()
    if "digital_team" in told:
        return "digital_teams"
    return "tasks" if told & {"task_export", "task_tracker"} else "dossiers"


def _import_the_rest() -> None:
    """What the later steps of a report need: half a second of imports that cost nothing while the workers read."""
    import bsreform.compiling
    import bsreform.rules
    import bsreform.writing.terminal
    import bsreform.writing.workbook  # noqa: F401


def weekly(workspace: Workspace, period: Period, progress: Progress | None = None) -> Report:
    """The report on one week: all steps but the writing. CannotRun if there is no input at all."""
    loaded = load(workspace, dossier_files(workspace), period.as_of, progress, meanwhile=_import_the_rest)
    from bsreform.compiling import compile_material
    from bsreform.reports import weekly as spec
    from bsreform.rules import RULES

    labels = spec.trend_labels(period, workspace.config)
    material = compile_material(
        loaded.data,
        loaded.catalogue,
        loaded.context,
        period,
        spec.names(period),
        spec.spans(period, workspace.config),
        labels,
    )
    file = f"{workspace.config.folders.reports}/{spec.file_name(period)}"
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
    files = _any_files(workspace)
    loaded = load(workspace, files[folders.dossiers], period.as_of, progress)
    loaded_tasks = load_tasks(workspace, period.as_of, progress)
    from bsreform import snapshots
    from bsreform.compiling import compile_material
    from bsreform.compiling_tasks import check_tasks, compile_tasks
    from bsreform.due_days import monthly_due, session
    from bsreform.reports import monthly as spec
    from bsreform.rules import RULES

    context, spans = loaded.context, spec.spans(period, workspace.config)
    checked = check_tasks(loaded_tasks.data, loaded_tasks.context)
    names, labels = spec.names(period), spec.trend_labels(period)
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


def _asked(material: Material, files: Sequence[Path]) -> Material:
    """Without any file of dossiers there is nothing to ask the units for one by one."""
    if files:
        return material
    return replace(material, problems=tuple(each for each in material.problems if each.rule != "unit_without_data"))


def _any_files(workspace: Workspace) -> dict[str, list[Path]]:
    """The files of dossiers and tasks by the name of their folder. CannotRun if there is none at all."""
    folders = workspace.config.folders
    inputs = (folders.dossiers, folders.tasks, folders.trackers)
    files = {name: list(input_files(workspace.root / name)) for name in inputs}
    if not any(files.values()):
        raise CannotRun(
            f"Chưa có tệp nào trong các thư mục {', '.join(f'“{name}”' for name in files)} của {workspace.root}. "
            "Chép tệp xuất từ hệ thống một cửa, từ phần mềm theo dõi nhiệm vụ hoặc bảng theo dõi vào đó rồi chạy lại."
        )
    return files


@dataclass(frozen=True, slots=True)
class Reminded:
    """Who is to be urged about what, and what was found in the data."""

    reminders: Reminders
    problems: tuple[Problem, ...]
    sources: tuple[Source, ...]


def remind(workspace: Workspace, today: date, progress: Progress | None = None) -> Reminded:
    """What every unit owes at the end of `today`, indicators of the latest full week. CannotRun as `monthly`."""
    files, config = _any_files(workspace), workspace.config
    loaded = load(workspace, files[config.folders.dossiers], today, progress)
    loaded_tasks = load_tasks(workspace, today, progress)
    forms = load_teams(workspace, input_files(workspace.root / config.folders.digital_teams), today, progress)
    from bsreform.checking import by_file, check, problems
    from bsreform.compiling import check_dossiers
    from bsreform.compiling_tasks import check_tasks
    from bsreform.periods import latest_week
    from bsreform.reminding import reminders
    from bsreform.reports import weekly as spec
    from bsreform.rules import RULES

    week = spec.period(latest_week(today, config.periods.week_ends_on), None, config)
    dossiers = check_dossiers(loaded.data, loaded.catalogue, loaded.context)
    tasks = check_tasks(loaded_tasks.data, loaded_tasks.context)
    on_forms = check(forms.data, RULES, forms.context)
    found = reminders(dossiers, tasks, (forms.data, on_forms), spec.spans(week, config), week)
    parts = ((dossiers.found, dossiers.data), (tasks.found, tasks.data), (on_forms, forms.data))
    told = [problems(part, data, loaded.context) for part, data in parts if data.sources]
    sources = tuple(source for _, data in parts for source in data.sources)
    return Reminded(found, tuple(by_file(told, sources)), sources)


def quarterly(workspace: Workspace, period: Period, duties: Sequence[Item], progress: Progress | None = None) -> Report:
    """The report on one quarter, of whatever is there: digital teams' forms, dossiers. CannotRun if nothing is.

    `duties` are those that fall due in the calendar quarter.
    """
    folders = workspace.config.folders
    files = {
        name: list(input_files(workspace.root / folder))
        for name, folder in (("teams", folders.digital_teams), ("dossiers", folders.dossiers))
    }
    if not any(files.values()):
        raise CannotRun(
            f"Chưa có tệp nào trong các thư mục “{folders.digital_teams}”, “{folders.dossiers}” của {workspace.root}. "
            "Chép biểu của Tổ công nghệ số cộng đồng hoặc tệp xuất từ hệ thống một cửa vào đó rồi chạy lại."
        )
    loaded = load(workspace, files["dossiers"], period.as_of, progress)
    forms = load_teams(workspace, files["teams"], period.as_of, progress)
    from bsreform.compiling import compile_material
    from bsreform.compiling_teams import compile_teams
    from bsreform.reports import quarterly as spec
    from bsreform.rules import RULES

    spans, labels = spec.spans(period, workspace.config), spec.trend_labels(period)
    material = compile_material(
        loaded.data, loaded.catalogue, loaded.context, period, spec.names(period), spans, labels
    )
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
    dossiers, exports, trackers = (list(input_files(workspace.root / name)) for name in inputs)
    if not dossiers and not exports:
        raise CannotRun(
            f"Chưa có tệp nào trong các thư mục “{folders.dossiers}”, “{folders.tasks}” của {workspace.root}. "
            "Chép tệp xuất từ hệ thống một cửa và từ phần mềm theo dõi nhiệm vụ vào đó rồi chạy lại."
        )
    loaded = load(workspace, dossiers, period.as_of, progress)
    read = load_task_files(workspace, {"task_export": exports, "task_tracker": ()}, period.as_of, progress)
    forms = load_teams(workspace, list(input_files(workspace.root / folders.digital_teams)), period.as_of, progress)
    from bsreform.compiling import compile_material
    from bsreform.compiling_punctuality import punctuality
    from bsreform.compiling_tasks import check_tasks, compile_tasks
    from bsreform.grading import grade
    from bsreform.reports import annual as spec
    from bsreform.reports.annual_parts import Proposals, parts
    from bsreform.rules import RULES

    spans, labels = spec.spans(period, workspace.config), spec.trend_labels(period)
    checked, names = check_tasks(read.data, read.context), spec.names(period)
    material = compile_material(
        loaded.data, loaded.catalogue, loaded.context, period, names, spans, labels, others=(checked.ready,)
    )
    material = _asked(material, dossiers)
    tasks = compile_tasks(checked, material.units, spans, None)
    ranked = [[unit.id for unit in material.members(group.id)] for group in material.groups]
    sent = punctuality(forms.data, forms.context, material.units, period)
    graded = grade(parts(material, tasks, sent), ranked, workspace.config.annual)
    file = f"{folders.reports}/{spec.file_name(period)}"
    titles = {rule.id: rule.title for rule in RULES}
    return spec.report(material, tasks, Proposals(graded, len(trackers)), file, titles)


def status(workspace: Workspace, today: date, progress: Progress | None = None) -> Status:
    """How things stand at the end of `today`, with whatever is there; dossiers are not read for it."""
    loaded = load_tasks(workspace, today, progress)
    from bsreform.compiling_tasks import check_tasks
    from bsreform.overviewing import overview

    return overview(workspace.root, check_tasks(loaded.data, loaded.context))
