"""Steps 1 and 2 by themselves: files, wherever they lie → their problems and sources.

pandas and what needs it are imported late, inside the functions: while the workers read, and never for `--help`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bsreform.files.folders import conflict_pairs, input_files
from bsreform.layouts import LAYOUTS
from bsreform.model import CannotRun, Problem, Source, Subject
from bsreform.reading.guarded.pool import FileResult
from bsreform.records.loading import (
    CATALOGUE,
    Loaded,
    Progress,
    Workspace,
    load,
    load_task_files,
    load_teams,
    start_reading,
    task_folders,
)
from bsreform.spec import SUBJECTS


def validate(
    workspace: Workspace, paths: Sequence[Path], today: date, progress: Progress | None = None
) -> tuple[list[Problem], tuple[Source, ...]]:
    """Steps 1 and 2 for these files and folders (default: the workspace's): problems by place, and the sources.

    Units without data are a matter of the whole workspace: named files are not asked about them.
    """
    files = _by_layout(workspace, paths)
    with start_reading(workspace, files[""], [layout.id for layout in LAYOUTS], progress) as reading:
        from bsreform.records.conflicts import set_aside

        loose = set_aside(reading.results(), conflict_pairs(files[""]), workspace.root)
    others: dict[Subject, list[FileResult]] = {subject: [] for subject in SUBJECTS}
    listed = [result for result in loose if "procedures" in _layouts(result)]
    for result in loose:
        if "procedures" not in _layouts(result):
            others[_subject(result)].append(result)
    loaded = []
    if files["dossier_export"] or others["dossiers"] or listed:
        known = load(workspace, files["dossier_export"], today, progress, others["dossiers"])
        loaded.append(_with_catalogues(known, listed, workspace))
    if files["task_export"] or files["task_tracker"] or others["tasks"]:
        loaded.append(load_task_files(workspace, files, today, progress, others["tasks"]))
    if files["digital_team"] or others["digital_teams"]:
        loaded.append(load_teams(workspace, files["digital_team"], today, progress, others["digital_teams"]))
    from bsreform.records.checking import by_file, check, problems
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
    listed = (file for path in there for file in (_within(path, workspace.root) if path.is_dir() else (path,)))
    for file in dict.fromkeys(listed):
        layout = next((name for name, place in places.items() if _lies_in(file, place)), "")
        if file.is_file() or paths or layout:
            files[layout].append(file)
    if not any(files.values()):
        named = ", ".join(f"“{path}”" for path in asked)
        raise CannotRun(f"Không có tệp nào để kiểm tra trong {named}. Chép tệp cần kiểm tra vào đó rồi chạy lại.")
    return files


def _within(folder: Path, root: Path) -> tuple[Path, ...]:
    """The input files of a folder; one that lies elsewhere was named, and is a world of its own."""
    return input_files(folder, root if folder.is_relative_to(root) else folder)


def _lies_in(file: Path, folder: Path) -> bool:
    """By its name or, where it was named by another way, by where it is (resolve() fails on a link to itself)."""
    return file.is_relative_to(folder) or Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))


def _subject(result: FileResult) -> Subject:
    """What a file that lies in none of the folders holds, as its header told; dossiers where nothing did."""
    told = _layouts(result)
    if "digital_team" in told:
        return "digital_teams"
    return "tasks" if told & {"task_export", "task_tracker"} else "dossiers"


def _layouts(result: FileResult) -> set[str | None]:
    """What the headers of its sheets told."""
    return {sheet["layout"] for sheet in result.meta["sheets"]} if result.meta else set()


def _with_catalogues(known: Loaded, listed: Sequence[FileResult], workspace: Workspace) -> Loaded:
    """With the catalogues of procedures that were named; that of the workspace is always looked at with dossiers."""
    from bsreform.records.gathering import gather
    from bsreform.records.procedures import join

    own = os.path.realpath(workspace.root / CATALOGUE)
    named = [result for result in listed if os.path.realpath(result.path) != own]
    return replace(known, data=join(known.data, gather(named, workspace.root, "procedures")))
