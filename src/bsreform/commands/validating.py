"""Steps 1 and 2 by themselves: files, wherever they lie → their problems and sources.

pandas and what needs it are imported late, inside the functions: while the workers read, and never for `--help`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bsreform.files.folders import conflict_pairs, input_files
from bsreform.ground import Files, Wanted, folder_of, read
from bsreform.layouts import LAYOUTS, SENT, sent
from bsreform.model import CannotRun, Problem, Source, SubjectId
from bsreform.reading.guarded.pool import FileResult
from bsreform.records.loading import Progress, Workspace, start_reading
from bsreform.records.unit_list import UNITS, is_unit_list
from bsreform.spec import SUBJECTS, Layout


def validate(
    workspace: Workspace, paths: Sequence[Path], today: date, progress: Progress | None = None
) -> tuple[list[Problem], tuple[Source, ...]]:
    """Steps 1 and 2 for these files and folders (default: the workspace's): problems by place, and the sources.

    Units without data are a matter of the whole workspace: named files are not asked about them.
    """
    from bsreform.records.checking import by_file

    files = _by_layout(workspace, paths)
    lists = [_unit_list(path, workspace, today) for path in files.pop("units")]
    wrong, listed = [found for found, _ in lists], tuple(source for _, source in lists)
    if not any(files.values()) or any(found and source.path == UNITS for found, source in lists):
        return by_file(wrong, listed), listed  # nothing can be judged by a list that is wrong
    with start_reading(workspace, files[""], [each.id for each in LAYOUTS], progress) as reading:
        from bsreform.records.conflicts import set_aside

        loose = set_aside(reading.results(), conflict_pairs(files[""]), workspace.root)
    asked = [each for subject in SUBJECTS if _is_asked(each := _wanted(subject, files, loose))]
    ground = read(workspace, asked, today, progress)
    from bsreform.records.checking import problems

    silent = {"unit_without_data"} if paths else set()
    parts = tuple(ground.subjects.values())
    told = [problems([f for f in each.found if f.rule.id not in silent], each.data, each.context) for each in parts]
    sources = (*listed, *(source for each in parts for source in each.data.sources))
    return by_file([*wrong, *told], sources), sources


def _wanted(subject: SubjectId, files: Files, loose: Sequence[FileResult]) -> Wanted:
    """What there is of a subject: files in its folders, and what lies elsewhere and holds such rows."""
    own = [result for result in loose if _layout(result).subject == subject]
    catalogue = [result for result in own if not _layout(result).folder]
    return Wanted(
        subject,
        {layout.id: files[layout.id] for layout in sent(subject)},
        [result for result in own if result not in catalogue],
        catalogue,
    )


def _is_asked(wanted: Wanted) -> bool:
    return bool(any(wanted.files.values()) or wanted.others or wanted.catalogue)


def _unit_list(path: Path, workspace: Workspace, today: date) -> tuple[list[Problem], Source]:
    """What is wrong with a list of units, and its source."""
    import pandas as pd

    from bsreform.model import Dataset
    from bsreform.organisation.units import load_registry
    from bsreform.organisation.working_days import load_calendar
    from bsreform.records.checking import check, problems
    from bsreform.records.unit_list import read_units
    from bsreform.rules import RULES
    from bsreform.spec import Context

    found = read_units(path, workspace)
    # No row of a list of units is a dossier: an empty frame, with all that a rule on cells may look for.
    days = ("received_at", "due_at", "finished_at", "returned_at", "ended_at")
    columns = ("source", "row", "code", "key", "unit", "unit_text", "unit_from", "status", "status_text", "fee", *days)
    data = Dataset(pd.DataFrame(columns=columns), (found.source,), found.facts)
    kinds = {found.source.fault, *(fact.kind for fact in found.facts)}
    context = Context(workspace.config, load_registry(None, workspace.config), load_calendar(None), today)
    return problems(check(data, [rule for rule in RULES if rule.id in kinds], context), data, context), found.source


def _by_layout(workspace: Workspace, paths: Sequence[Path]) -> dict[str, list[Path]]:
    """The input files by the layout that their folder stands for, "" = of none. CannotRun if there is none at all."""
    places = {layout.id: workspace.root / folder_of(workspace, layout) for layout in SENT}
    asked = paths or tuple(places.values())
    files: dict[str, list[Path]] = {layout: [] for layout in (*places, "", "units")}
    own = workspace.root / UNITS
    there = [path for path in (*asked, *(() if paths else (own,))) if paths or path.exists()]
    listed = (file for path in there for file in (_within(path, workspace.root) if path.is_dir() else (path,)))
    for file in dict.fromkeys(listed):
        layout = next((name for name, place in places.items() if _lies_in(file, place)), "")
        if not layout and is_unit_list(file, workspace):
            layout = "units"
        if file.is_file() or paths or layout:
            files[layout].append(file)
    if not any(found for layout, found in files.items() if paths or layout != "units"):
        named = ", ".join(f"“{path}”" for path in asked)
        raise CannotRun(f"Không có tệp nào để kiểm tra trong {named}. Chép tệp cần kiểm tra vào đó rồi chạy lại.")
    return files


def _within(folder: Path, root: Path) -> tuple[Path, ...]:
    """The input files of a folder; one that lies elsewhere was named, and is a world of its own."""
    return input_files(folder, root if folder.is_relative_to(root) else folder)


def _lies_in(file: Path, folder: Path) -> bool:
    """By its name or, where it was named by another way, by where it is (resolve() fails on a link to itself)."""
    return file.is_relative_to(folder) or Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))


def _layout(result: FileResult) -> Layout:
    """As what a file was read that lies in none of the folders; as dossiers where nothing fits."""
    told = {sheet["layout"] for sheet in result.meta["sheets"]} if result.meta else set()
    return next((each for each in reversed(LAYOUTS) if each.id in told), SENT[0])
