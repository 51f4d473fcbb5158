"""The six steps on one page: read → check → merge → measure → report; whoever asked writes the result.

pandas and what needs it are imported late, inside the functions: while the workers read, and never for `--help`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bsreform.config import Config, Folders, load_config
from bsreform.model import CannotRun, Dataset, Period, Problem, Report, Source, Subject
from bsreform.reading.pool import FileResult, Limits, Reading, start
from bsreform.workspace import SETTINGS, conflict_pairs, input_files

if TYPE_CHECKING:
    from bsreform.cohorts import Catalogue
    from bsreform.reports.status import Status
    from bsreform.snapshots import Snapshot
    from bsreform.spec import Context

Progress = Callable[[Path], None]
CATALOGUE = "procedures.xlsx"
ANY_LAYOUT = ("dossier_export", "task_tracker", "task_export")
# What a clerk may call a field in [headers.dossiers] → the column of the layout that it means.
_HEADER_ALIASES = {"unit": "unit_named", "status": "status_text", "fee": "fee_total", "paid_online": "paid_direct"}


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace that is ready to run in: its folder and its settings."""

    root: Path
    config: Config

    @classmethod
    def open(cls, root: Path) -> Workspace:
        """CannotRun if the settings are wrong."""
        return cls(root, load_config(root / SETTINGS))

    @property
    def limits(self) -> Limits:
        """What reading one file may take."""
        limits = self.config.limits
        return Limits(limits.seconds_per_file, limits.memory_mb, limits.max_unpacked_mb)

    def optional(self, name: str) -> Path | None:
        """A file of the workspace, if it is there."""
        path = self.root / name
        return path if path.is_file() else None


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that was read, and what is needed to judge it."""

    data: Dataset
    context: Context
    catalogue: Catalogue | None


def load(
    workspace: Workspace,
    files: Sequence[Path],
    today: date,
    progress: Progress | None = None,
    others: Sequence[FileResult] = (),
) -> Loaded:
    """Step 1, read: the files (guarded, cached) and the catalogue → one dataset. `today` = the day it is seen from.

    `others` are dossiers that have been read already.
    """
    pairs = conflict_pairs(files)
    listed = workspace.optional(CATALOGUE)
    with (
        start_reading(workspace, files, ("dossier_export",), progress) as dossiers_read,
        start_reading(workspace, [listed] if listed else [], ("procedures",), None) as procedures_read,
    ):
        # The workers are busy now: time to import what the other steps need.
        from bsreform.calendar import load_calendar
        from bsreform.catalogues import join, read_catalogue
        from bsreform.conflicts import set_aside
        from bsreform.dossiers import dossiers
        from bsreform.gathering import gather
        from bsreform.spec import Context
        from bsreform.units import load_registry

        registry = load_registry(workspace.optional("units.toml"))
        calendar = load_calendar(workspace.optional("calendar.toml"))
        kept = set_aside(dossiers_read.results(), pairs, workspace.root)
        data = dossiers(gather([*kept, *others], workspace.root, "dossier_export"), workspace.config, registry)
        listed_procedures = gather(procedures_read.results(), workspace.root, "procedures")
    catalogue = read_catalogue(listed_procedures)
    context = Context(workspace.config, registry, calendar, today)
    return Loaded(join(data, listed_procedures), context, catalogue)


def load_tasks(workspace: Workspace, today: date, progress: Progress | None = None) -> Loaded:
    """Step 1 for tasks: the exports of the software and the trackers of the workspace; no rows where it has none."""
    folders = workspace.config.folders
    files = {name: input_files(workspace.root / folder) for name, folder in _task_folders(folders).items()}
    return _load_tasks(workspace, files, today, progress)


def _task_folders(folders: Folders) -> dict[str, str]:
    return {"task_export": folders.tasks, "task_tracker": folders.trackers}


def _load_tasks(
    workspace: Workspace,
    files: Mapping[str, Sequence[Path]],
    today: date,
    progress: Progress | None,
    others: Sequence[FileResult] = (),
) -> Loaded:
    """`files` by the layout of their folder; `others` are tasks that have been read already."""
    with (
        start_reading(workspace, files["task_export"], ("task_export",), progress) as exports_read,
        start_reading(workspace, files["task_tracker"], ("task_tracker",), progress) as trackers_read,
    ):
        from bsreform.calendar import load_calendar
        from bsreform.conflicts import set_aside
        from bsreform.gathering import gather
        from bsreform.spec import Context
        from bsreform.tasks import tasks
        from bsreform.units import load_registry

        registry = load_registry(workspace.optional("units.toml"))
        calendar = load_calendar(workspace.optional("calendar.toml"))
        pairs = conflict_pairs([*files["task_export"], *files["task_tracker"]])
        kept = set_aside([*exports_read.results(), *trackers_read.results()], pairs, workspace.root)
        data = tasks(gather([*kept, *others], workspace.root, "task_tracker"), workspace.config, registry)
    return Loaded(data, Context(workspace.config, registry, calendar, today), None)


def start_reading(
    workspace: Workspace, files: Sequence[Path], layouts: Sequence[str], progress: Progress | None = None
) -> Reading:
    """Begin to read these files, each as the one of `layouts` of which most columns are found; use as a context."""
    headers = workspace.config.headers
    dossier_words = {_HEADER_ALIASES.get(name, name): list(words) for name, words in headers.dossiers.items()}
    task_words = {name: list(words) for name, words in headers.tasks.items()}
    extra = {"dossier_export": dossier_words, "task_export": task_words, "task_tracker": task_words}
    options = {"layouts": list(layouts), "headers": {name: extra[name] for name in layouts if name in extra}}
    return start(files, options, workspace.limits, on_done=progress)


def validate(
    workspace: Workspace, paths: Sequence[Path], today: date, progress: Progress | None = None
) -> tuple[list[Problem], tuple[Source, ...]]:
    """Steps 1 and 2 for these files and folders (default: the workspace's): problems by place, and the sources.

    Units without data are a matter of the whole workspace: named files are not asked about them.
    """
    files = _by_layout(workspace, paths)
    with start_reading(workspace, files[""], ANY_LAYOUT, progress) as reading:
        loose = reading.results()
    others: dict[str, list[FileResult]] = {"dossiers": [], "tasks": []}
    for result in loose:
        others[_subject(result)].append(result)
    loaded = []
    if files["dossier_export"] or others["dossiers"]:
        loaded.append(load(workspace, files["dossier_export"], today, progress, others["dossiers"]))
    if files["task_export"] or files["task_tracker"] or others["tasks"]:
        loaded.append(_load_tasks(workspace, files, today, progress, others["tasks"]))
    from bsreform.checking import by_file, check, problems
    from bsreform.rules import RULES

    rules = [rule for rule in RULES if not paths or rule.id != "unit_without_data"]
    found = [problems(check(each.data, rules, each.context), each.data, each.context) for each in loaded]
    sources = tuple(source for each in loaded for source in each.data.sources)
    return by_file(found, sources), sources


def _by_layout(workspace: Workspace, paths: Sequence[Path]) -> dict[str, list[Path]]:
    """The input files by the layout that their folder stands for, "" = of none. CannotRun if there is none at all."""
    config = workspace.config.folders
    folders = {"dossier_export": config.dossiers, **_task_folders(config)}
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
    return "tasks" if told & {"task_export", "task_tracker"} else "dossiers"


def weekly(workspace: Workspace, period: Period, progress: Progress | None = None) -> Report:
    """The report on one week: all steps but the writing. CannotRun if there is no input at all."""
    loaded = load(workspace, dossier_files(workspace), period.as_of, progress)
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
    inputs = (folders.dossiers, folders.tasks, folders.trackers)
    files = {name: list(input_files(workspace.root / name)) for name in inputs}
    if not any(files.values()):
        raise CannotRun(
            f"Chưa có tệp nào trong các thư mục {', '.join(f'“{name}”' for name in files)} của {workspace.root}. "
            "Chép tệp xuất từ hệ thống một cửa, từ phần mềm theo dõi nhiệm vụ hoặc bảng theo dõi vào đó rồi chạy lại."
        )
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
    if not files[folders.dossiers]:
        # Without any file there is nothing to ask the units for one by one.
        told = tuple(each for each in material.problems if each.rule != "unit_without_data")
        material = replace(material, problems=told)
    previous = snapshots.previous(workspace.root, checked.snapshot)
    tasks = compile_tasks(checked, material.units, spans, previous)
    due = (monthly_due(period.id, workspace.config, context.calendar), session(period.id, workspace.config))
    file = f"{folders.reports}/{spec.file_name(period)}"
    report = spec.report(material, tasks, due, file, {rule.id: rule.title for rule in RULES})
    whole = tasks.rows.read and not any(source.unread for source in tasks.sources)
    return Monthly(report, checked.snapshot if whole else None)


def status(workspace: Workspace, today: date, progress: Progress | None = None) -> Status:
    """How things stand at the end of `today`, with whatever is there; dossiers are not read for it."""
    loaded = load_tasks(workspace, today, progress)
    from bsreform.compiling_tasks import check_tasks
    from bsreform.overviewing import overview

    return overview(workspace.root, check_tasks(loaded.data, loaded.context))


def dossier_files(workspace: Workspace) -> list[Path]:
    """The input files of the workspace's dossiers; CannotRun if there is none."""
    folder = workspace.root / workspace.config.folders.dossiers
    files = list(input_files(folder)) if folder.is_dir() else []
    if not files:
        raise CannotRun(
            f"Chưa có tệp hồ sơ nào trong thư mục “{workspace.config.folders.dossiers}” ({folder}). "
            "Xuất danh sách hồ sơ từ hệ thống một cửa, chép vào thư mục đó rồi chạy lại."
        )
    return files


def exit_code(problems: Sequence[Problem], sources: Sequence[Source], strict: bool) -> int:
    """0 clean, 1 findings (errors; with `strict` warnings too), 3 some input could not be read."""
    if any(source.unread for source in sources):
        return 3
    return int(any(strict or problem.severity == "error" for problem in problems))
