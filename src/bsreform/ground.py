"""The ground under every question: files read, checked and merged, once per run, whoever asks.

pandas and what needs it are imported late, inside the functions: while the workers read, and never for `--help`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from bsreform.files.folders import conflict_pairs
from bsreform.layouts import sent
from bsreform.model import CannotRun, SubjectId
from bsreform.reading.guarded.results import FileResult
from bsreform.records.loading import CATALOGUE, Progress, Workspace, start_reading

if TYPE_CHECKING:
    from bsreform.history.values import Reported
    from bsreform.organisation.units import Registry
    from bsreform.organisation.working_days import WorkingCalendar
    from bsreform.records.gathering import Gathered
    from bsreform.spec import Context, Layout
    from bsreform.subjects.subject import Checked

Files = Mapping[str, Sequence[Path]]
"""By layout, as which they are read."""


class Wanted(Struct, frozen=True):
    """The files of a subject that are to be read; `others` have been read already, `catalogue` (of dossiers) too."""

    subject: SubjectId
    files: Files
    others: Sequence[FileResult] = ()
    catalogue: Sequence[FileResult] = ()


class Ground(Struct, frozen=True):
    """Every subject that was asked for, as it stands at the end of the day of `context`."""

    context: Context
    subjects: Mapping[SubjectId, Checked]

    def __getitem__(self, subject: SubjectId) -> Checked:
        return self.subjects[subject]

    def knowing(self, reported: tuple[Reported, ...]) -> Ground:
        """The same beside what earlier reports gave."""
        context = replace(self.context, reported=reported)
        return Ground(context, {id_: replace(each, context=context) for id_, each in self.subjects.items()})


def wanted(workspace: Workspace, subject: SubjectId, layouts: Iterable[str] = ()) -> Wanted:
    """The workspace's files on a subject; only those of these `layouts` where any are named."""
    chosen = tuple(layouts)
    return Wanted(
        subject,
        {each.id: files_of(workspace, each) for each in sent(subject) if not chosen or each.id in chosen},
    )


def files_of(workspace: Workspace, layout: Layout) -> tuple[Path, ...]:
    """The files in the folder of a layout."""
    return workspace.inputs(folder_of(workspace, layout))


def folder_of(workspace: Workspace, layout: Layout) -> str:
    """The name of the folder, as the settings have it."""
    name: str = getattr(workspace.config.folders, layout.folder)
    return name


def require_files(workspace: Workspace, layouts: Sequence[Layout]) -> None:
    """CannotRun if there is no file of any of these layouts: it says what to copy where."""
    if any(files_of(workspace, each) for each in layouts):
        return
    folders = [f"“{folder_of(workspace, each)}”" for each in layouts]
    *most, last = (each.sent_as for each in layouts)
    what = f"{', '.join(most)} hoặc {last}" if most else last
    where = f"các thư mục {', '.join(folders)}" if most else f"thư mục {folders[0]}"
    raise CannotRun(f"Chưa có tệp nào trong {where} của {workspace.root}. Chép {what} vào đó rồi chạy lại.")


def read(
    workspace: Workspace,
    asked: Sequence[Wanted],
    day: date,
    progress: Progress | None = None,
    start: date | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Ground:
    """Read, check and merge what is asked for, as it stands at the end of `day`.

    `start` is the first day of the period that is reported on, if it is; `meanwhile` is done while the workers read.
    """

    @cache
    def organisation() -> tuple[Registry, WorkingCalendar]:
        from bsreform.organisation.working_days import load_calendar
        from bsreform.records.unit_list import workspace_registry

        return workspace_registry(workspace), load_calendar(workspace.optional("calendar.toml"))

    def busy() -> None:
        organisation()
        meanwhile()

    of_dossiers = [each for each in asked if each.subject == "dossiers"]
    catalogue = _catalogue(workspace) if of_dossiers and not of_dossiers[0].catalogue else []
    with start_reading(workspace, catalogue, ("procedures",)) as procedures_read:
        gathered = {each.subject: _gathered(workspace, each, progress, busy) for each in asked}
        from bsreform.records.gathering import gather
        from bsreform.records.procedures import read_catalogue
        from bsreform.spec import Context

        listed = [*procedures_read.results(), *(each for one in of_dossiers for each in one.catalogue)]
        procedures = gather(listed, workspace.root, "procedures")
    context = Context(workspace.config, *organisation(), day, start, catalogue=read_catalogue(procedures))
    return Ground(context, {id_: _judged(id_, each, procedures, context) for id_, each in gathered.items()})


def _catalogue(workspace: Workspace) -> list[Path]:
    listed = workspace.optional(CATALOGUE)
    return [listed] if listed else []


def _gathered(
    workspace: Workspace, asked: Wanted, progress: Progress | None, meanwhile: Callable[[], object]
) -> Gathered:
    with ExitStack() as stack:
        readings = [
            stack.enter_context(start_reading(workspace, files, (layout,), progress))
            for layout, files in asked.files.items()
        ]
        # The workers are busy now: time to import what the other steps need.
        from bsreform.records.conflicts import set_aside
        from bsreform.records.gathering import gather
        from bsreform.subjects import subject_with_id

        subject_with_id(asked.subject)
        meanwhile()
        pairs = conflict_pairs(file for files in asked.files.values() for file in files)
        kept = set_aside([result for each in readings for result in each.results()], pairs, workspace.root)
    return gather([*kept, *asked.others], workspace.root, sent(asked.subject)[0].id)


def _judged(id_: SubjectId, gathered: Gathered, procedures: Gathered, context: Context) -> Checked:
    from bsreform.records.procedures import join
    from bsreform.subjects import subject_with_id
    from bsreform.subjects.subject import judge

    subject = subject_with_id(id_)
    data = subject.rows(gathered, context.config, context.registry)
    return judge(subject, join(data, procedures) if id_ == "dossiers" else data, context)
