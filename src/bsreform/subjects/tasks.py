"""Tasks: the software's row wins over a tracker's, of several the newest (letter, clause 2.1)."""

from collections.abc import Iterable

import pandas as pd
from msgspec.structs import replace

from bsreform.figures.cohorts import Mask, Prepared
from bsreform.figures.populations import Population, heirs, places_of
from bsreform.figures.task_cohorts import prepare_tasks, task_cohort
from bsreform.model import Dataset
from bsreform.records.checking import Found, check
from bsreform.records.merging import Merged
from bsreform.records.merging_tasks import merge_tasks
from bsreform.records.tasks import tasks
from bsreform.rules import RULES
from bsreform.spec import Context, Span
from bsreform.subjects.all_rows import NAMED, quality_of, rows_read
from bsreform.subjects.subject import NOW, Asked, Checked, RowsKind, Subject

_COMPARING = ("deadline_moved", "task_vanished", "completion_withdrawn")
"""Rules that need an earlier run: they are asked again once it is known what today's tasks are."""


def compared(tasks: Checked, previous: pd.DataFrame | None) -> list[Found]:
    """What only shows beside the tasks of the run before."""
    if previous is None:
        return []
    comparing = (rule for rule in RULES if rule.id in _COMPARING)
    return check(tasks.data, comparing, replace(tasks.context, previous=previous))


def told_beside(tasks: Checked, moved: Iterable[Found]) -> list[Found]:
    """What is said of tasks, `moved` being what shows beside the run before."""
    return [*tasks.told, *(each for each in moved if each.index is None or not tasks.past[each.index])]


def _quality(checked: Checked, _: Asked) -> Population:
    return quality_of(checked, told_beside(checked, compared(checked, checked.context.previous)))


def _past(data: Dataset, merged: Merged) -> Mask:
    """What a newer export of the software repeats; trackers are told of all their rows."""
    return merged.superseded & (data.frame["origin"] == "software").to_numpy(dtype=bool)


def _prepare(merged: Merged, data: Dataset, context: Context) -> Prepared:
    return prepare_tasks(merged.used, data.sources, context.start)


def _names(frame: pd.DataFrame) -> "pd.Series[str]":
    """The number of the document, else the title."""
    return frame["document_no"].where(frame["document_no"] != "", frame["title"])


def _alive(checked: Checked, asked: Asked) -> Population:
    return alive(checked, asked.days(asked.span))


def alive(checked: Checked, span: Span) -> Population:
    """The tasks alive in the span, under the units that answer for them today."""
    context, used = checked.context, checked.merged.used
    state = task_cohort(checked.ready, *span, context.calendar, context.config.tasks.due_soon_days)
    owners = heirs(context.registry, context.today)[checked.ready.unit[state.rows]]
    sources, numbers = (column[state.rows] for column in places_of(used))

    def opened() -> pd.DataFrame:
        frame = used.iloc[state.rows]
        return frame.assign(**{NAMED: _names(frame)})

    known = len(checked.data.frame) > 0
    return Population(state.masks, {"unit": owners}, sources, numbers, opened, NAMED, known=known)


TASKS = Subject(
    id="tasks",
    rows=tasks,
    merge=merge_tasks,
    past=_past,
    names=_names,
    kinds={
        "tasks": RowsKind(_alive),
        "task_quality": RowsKind(_quality, NOW, whole=True),
        "task_rows": RowsKind(rows_read, NOW, whole=True),
    },
    began="assigned_at",
    prepare=_prepare,
)
