"""Step 1, read: the files of a workspace (guarded, cached) → one dataset per subject, with what is needed to judge it.

pandas and what needs it are imported late, inside the functions: while the workers read, and never for `--help`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from bsreform.files.folders import SETTINGS, conflict_pairs, input_files
from bsreform.model import CannotRun, Dataset
from bsreform.organisation.config import Config, Folders, load_config
from bsreform.reading.guarded.pool import FileResult, Limits, Reading, start

if TYPE_CHECKING:
    from bsreform.figures.cohorts import Catalogue
    from bsreform.spec import Context


class Progress(Protocol):
    """Who wants to know how far reading has come; called from any thread, never by two at once."""

    def expect(self, files: int) -> None:
        """So many more files will be read."""

    def __call__(self, path: Path) -> None:
        """This file is done."""


CATALOGUE = "procedures.xlsx"
_WHAT_LIES_THERE: Mapping[str, str] = {
    "dossiers": "tệp xuất từ hệ thống một cửa",
    "tasks": "tệp xuất từ phần mềm theo dõi nhiệm vụ",
    "trackers": "bảng theo dõi",
    "digital_teams": "biểu của Tổ công nghệ số cộng đồng",
}
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

    def holds_inputs(self, folder: Path) -> bool:
        """Would a file written into `folder` be read as data?"""
        folders = self.config.folders
        names = (folders.dossiers, folders.tasks, folders.trackers, folders.digital_teams)
        target = folder.resolve()
        return any(target.is_relative_to((self.root / name).resolve()) for name in names)

    def inputs(self, folder: str) -> tuple[Path, ...]:
        """The files that may be inputs in this folder of the workspace, see `input_files`."""
        return input_files(self.root / folder, self.root)

    def optional(self, name: str) -> Path | None:
        """A file of the workspace, if something is there: what is no file is refused where it is opened."""
        path = self.root / name
        return path if os.path.lexists(path) else None


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
    meanwhile: Callable[[], object] = lambda: None,
) -> Loaded:
    """Step 1, read: the files (guarded, cached) and the catalogue → one dataset. `today` = the day it is seen from.

    `others` are dossiers that have been read already; `meanwhile` is done while the workers read.
    """
    pairs = conflict_pairs(files)
    listed = workspace.optional(CATALOGUE)
    with (
        start_reading(workspace, files, ("dossier_export",), progress) as dossiers_read,
        start_reading(workspace, [listed] if listed else [], ("procedures",), None) as procedures_read,
    ):
        # The workers are busy now: time to import what the other steps need.
        from bsreform.organisation.units import load_registry
        from bsreform.organisation.working_days import load_calendar
        from bsreform.records.conflicts import set_aside
        from bsreform.records.dossiers import dossiers
        from bsreform.records.gathering import gather
        from bsreform.records.procedures import join, read_catalogue
        from bsreform.spec import Context

        registry = load_registry(workspace.optional("units.toml"), workspace.config)
        calendar = load_calendar(workspace.optional("calendar.toml"))
        meanwhile()
        kept = set_aside(dossiers_read.results(), pairs, workspace.root)
        data = dossiers(gather([*kept, *others], workspace.root, "dossier_export"), workspace.config, registry)
        listed_procedures = gather(procedures_read.results(), workspace.root, "procedures")
    catalogue = read_catalogue(listed_procedures)
    context = Context(workspace.config, registry, calendar, today)
    return Loaded(join(data, listed_procedures), context, catalogue)


def load_tasks(workspace: Workspace, today: date, progress: Progress | None = None) -> Loaded:
    """Step 1 for tasks: the exports of the software and the trackers of the workspace; no rows where it has none."""
    folders = workspace.config.folders
    files = {name: workspace.inputs(folder) for name, folder in task_folders(folders).items()}
    return load_task_files(workspace, files, today, progress)


def task_folders(folders: Folders) -> dict[str, str]:
    """Layout → the folder whose files are read with it."""
    return {"task_export": folders.tasks, "task_tracker": folders.trackers}


def load_task_files(
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
        from bsreform.organisation.units import load_registry
        from bsreform.organisation.working_days import load_calendar
        from bsreform.records.conflicts import set_aside
        from bsreform.records.gathering import gather
        from bsreform.records.tasks import tasks
        from bsreform.spec import Context

        registry = load_registry(workspace.optional("units.toml"), workspace.config)
        calendar = load_calendar(workspace.optional("calendar.toml"))
        pairs = conflict_pairs([*files["task_export"], *files["task_tracker"]])
        kept = set_aside([*exports_read.results(), *trackers_read.results()], pairs, workspace.root)
        data = tasks(gather([*kept, *others], workspace.root, "task_tracker"), workspace.config, registry)
    return Loaded(data, Context(workspace.config, registry, calendar, today), None)


def load_teams(
    workspace: Workspace,
    files: Sequence[Path],
    today: date,
    progress: Progress | None = None,
    others: Sequence[FileResult] = (),
) -> Loaded:
    """Step 1 for the forms of the digital teams; `others` are forms that have been read already."""
    with start_reading(workspace, files, ("digital_team",), progress) as forms_read:
        from bsreform.organisation.units import load_registry
        from bsreform.organisation.working_days import load_calendar
        from bsreform.records.conflicts import set_aside
        from bsreform.records.digital_teams import digital_teams
        from bsreform.records.gathering import gather
        from bsreform.spec import Context

        registry = load_registry(workspace.optional("units.toml"), workspace.config)
        calendar = load_calendar(workspace.optional("calendar.toml"))
        kept = set_aside(forms_read.results(), conflict_pairs(files), workspace.root)
        data = digital_teams(gather([*kept, *others], workspace.root, "digital_team"), registry)
    return Loaded(data, Context(workspace.config, registry, calendar, today), None)


def start_reading(
    workspace: Workspace,
    files: Sequence[Path],
    layouts: Sequence[str],
    progress: Progress | None = None,
    workers: int | None = None,
) -> Reading:
    """Begin to read these files, each as the one of `layouts` of which most columns are found; use as a context.

    At most `workers` at once, None = as many as there are processors.
    """
    options = reading_options(workspace, layouts)
    if progress:
        progress.expect(len(files))
    limits = replace(workspace.limits, workers=workers)
    return start(files, options, limits, on_done=progress, within=workspace.root)


def reading_options(workspace: Workspace, layouts: Sequence[str]) -> dict[str, Any]:
    """What the extractor is told, and what the extract of a file depends on beside its content."""
    headers = workspace.config.headers
    dossier_words = {_HEADER_ALIASES.get(name, name): list(words) for name, words in headers.dossiers.items()}
    task_words = {name: list(words) for name, words in headers.tasks.items()}
    extra = {"dossier_export": dossier_words, "task_export": task_words, "task_tracker": task_words}
    return {"layouts": list(layouts), "headers": {name: extra[name] for name in layouts if name in extra}}


def start_extracting(path: Path, workspace: Workspace, extractor: str) -> Reading:
    """Begin to read one file that is no input, guarded, by an extractor of its own; nothing of it is cached."""
    return start([path], {}, workspace.limits, extractor=extractor, keep=False)


def dossier_files(workspace: Workspace) -> list[Path]:
    """The input files of the workspace's dossiers; CannotRun if there is none."""
    folder = workspace.root / workspace.config.folders.dossiers
    files = list(input_files(folder, workspace.root)) if folder.is_dir() else []
    if not files:
        raise CannotRun(
            f"Chưa có tệp hồ sơ nào trong thư mục “{workspace.config.folders.dossiers}” ({folder}). "
            "Xuất danh sách hồ sơ từ hệ thống một cửa, chép vào thư mục đó rồi chạy lại."
        )
    return files


def any_files(workspace: Workspace, inputs: Sequence[str] = ("dossiers", "tasks", "trackers")) -> dict[str, list[Path]]:
    """The files of these `inputs` (names of the settings' folders) by the name of their folder.

    CannotRun if there is none at all.
    """
    names = [getattr(workspace.config.folders, each) for each in inputs]
    files = {name: list(workspace.inputs(name)) for name in names}
    if not any(files.values()):
        raise CannotRun(
            f"Chưa có tệp nào trong các thư mục {', '.join(f'“{name}”' for name in files)} của {workspace.root}. "
            f"Chép {' hoặc '.join(_WHAT_LIES_THERE[each] for each in inputs)} vào đó rồi chạy lại."
        )
    return files
