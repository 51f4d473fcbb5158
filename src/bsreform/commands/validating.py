"""Steps 1 and 2 by themselves: files, wherever they lie → their problems and sources.

pandas and what needs it are imported late, inside the functions: while the workers read, and never for `--help`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bsreform.files.folders import conflict_pairs, input_files, lies_in
from bsreform.ground import Files, Wanted, folder_of, read
from bsreform.layouts import SENT, every_layout, sent
from bsreform.model import CannotRun, Period, Problem, Source, SubjectId, Unit
from bsreform.reading.guarded.results import FileResult
from bsreform.records.loading import Progress, Workspace, start_reading
from bsreform.records.unit_list import UNITS, is_unit_list
from bsreform.reports.kinds import ReportKind
from bsreform.spec import SUBJECTS, Layout

if TYPE_CHECKING:
    from bsreform.subjects.subject import Checked


class Validated(NamedTuple):
    """Problems by place, the sources, and whose the problems are: the unit that answers for the row or the file."""

    problems: list[Problem]
    sources: tuple[Source, ...]
    units: Mapping[Problem, Unit]

    def of(self, unit: Unit) -> Validated:
        """Only what concerns this unit: its problems, and the files in which they are."""
        own = [each for each in self.problems if self.units.get(each) == unit]
        files = {each.file for each in own}
        return Validated(own, tuple(each for each in self.sources if each.path in files), self.units)


class SeenAs(NamedTuple):
    """As a report on a period sees the files: which it reads, and on which day."""

    kind: ReportKind
    period: Period


def validate(
    workspace: Workspace,
    paths: Sequence[Path],
    today: date,
    progress: Progress | None = None,
    seen: SeenAs | None = None,
) -> Validated:
    """Steps 1 and 2 for these files and folders (default: the workspace's), today or as a report has `seen` them.

    Units without data are a matter of the whole workspace: named files are not asked about them.
    """
    files = _by_layout(workspace, paths)
    lists = [_unit_list(path, workspace, today) for path in files.pop("units")]
    wrong, listed = [found for found, _ in lists], tuple(source for _, source in lists)
    if not any(files.values()) or any(found and source.path == UNITS for found, source in lists):
        return _in_order(wrong, listed, {})  # nothing can be judged by a list that is wrong
    with start_reading(workspace, files[""], [each.id for each in every_layout()], progress) as reading:
        from bsreform.records.conflicts import set_aside

        loose = set_aside(reading.results(), conflict_pairs(files[""]), workspace.root)
    day, start = (seen.period.as_of, seen.period.start) if seen else (today, None)
    asked = [each for subject in SUBJECTS if _is_asked(each := _wanted(subject, files, loose, seen))]
    ground = read(workspace, asked, day, progress, start)
    owned = [_owned(each, bool(paths), seen) for each in ground.subjects.values()]
    sources = (*listed, *(source for each in ground.subjects.values() for source in each.data.sources))
    units = {problem: unit for each in owned for problem, unit in each if unit}
    return _in_order([*wrong, *([one for one, _ in each] for each in owned)], sources, units)


def _in_order(
    found: Sequence[Sequence[Problem]], sources: tuple[Source, ...], units: Mapping[Problem, Unit]
) -> Validated:
    from bsreform.records.checking import by_file

    return Validated(by_file(found, sources), sources, units)


def _owned(part: Checked, named: bool, seen: SeenAs | None) -> list[tuple[Problem, Unit | None]]:
    """What was found in a subject, in order, and which unit has to mend it."""
    from bsreform.duties.owners import Owners
    from bsreform.records.checking import placed, severity

    silent = {"unit_without_data"} if named else set()
    looked_at = part.told if seen else part.found
    found = [each for each in looked_at if each.rule.id not in silent and severity(each, part.context)]
    whose, registry = Owners(part.data, part.context), part.context.registry
    listed = zip(placed(found, part.data, part.context), (registry.get(whose.of(each)) for each in found), strict=True)
    return [(problem, unit) for (_, problem), unit in sorted(listed, key=lambda pair: pair[0][0])]


def unit_named(asked: str, workspace: Workspace, day: date) -> Unit:
    """The unit that a name or an id means on that day. CannotRun with those that are near, if it is none or several."""
    from bsreform.records.unit_list import workspace_registry

    registry = workspace_registry(workspace)
    exact = registry.get(asked)
    named = {registry.successor(unit, day) for unit in ([exact] if exact else registry.resolve(asked))}
    if len(named) == 1:
        return named.pop()
    near = ", ".join(f"“{unit.name}”" for unit in registry.suggest(asked))
    raise CannotRun(f"Không có đơn vị “{asked}” trong danh mục." + (f" Có phải {near} không?" if near else ""))


def _wanted(subject: SubjectId, files: Files, loose: Sequence[FileResult], seen: SeenAs | None) -> Wanted:
    """What there is of a subject: files in its folders, and what lies elsewhere and holds such rows."""
    reads = [each.id for each in sent(subject)] if seen is None else seen.kind.reads.get(subject, ())
    own = [result for result in loose if reads and _layout(result).subject == subject]
    catalogue = [result for result in own if not _layout(result).folder]
    return Wanted(
        subject,
        {layout: files[layout] for layout in reads},
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
        layout = next(
            (name for name, place in places.items() if file.is_relative_to(place) or lies_in(file, place)), ""
        )
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


def _layout(result: FileResult) -> Layout:
    """As what a file was read that lies in none of the folders; as dossiers where nothing fits."""
    told = {sheet["layout"] for sheet in result.meta["sheets"]} if result.meta else set()
    return next((each for each in reversed(every_layout()) if each.id in told), SENT[0])
