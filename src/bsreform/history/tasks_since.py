"""What became of the tasks since the run before: deadlines moved, tasks gone, completions taken back, new tasks."""

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd
from msgspec import Struct

from bsreform.history.values import TaskChange
from bsreform.model import Dataset
from bsreform.records.checking import Found
from bsreform.records.merging import Merged
from bsreform.records.same_task import RowNumbers, counterparts
from bsreform.spec import Context

UNTOLD = "(không nêu nội dung)"


class Changes(Struct, frozen=True):
    """`listed` by unit; `added` counts the tasks of today that the run before did not know."""

    listed: tuple[TaskChange, ...] = ()
    added: int = 0


def changes(before: pd.DataFrame, data: Dataset, found: Iterable[Found], merged: Merged, context: Context) -> Changes:
    """The findings of the rules that compare with the run before, each with what it was and what it is now."""
    places = counterparts(before, data)
    found = tuple(found)
    # One finding for each task that is gone, in order; its words are left out where it may be secret by now.
    gone = iter([each.finding for each in found if each.rule.id == "task_vanished"])
    flagged = {(each.rule.id, each.index) for each in found if each.index is not None}
    listed: list[TaskChange] = []
    columns = (before[name].tolist() for name in ("document_no", "title", "unit", "due", "ended"))
    for number, title, unit_id, due, ended, place in zip(*columns, places.tolist(), strict=True):
        unit = context.registry.get(unit_id)
        name = context.registry.successor(unit, context.today).name if unit else ""
        if place < 0:
            document_no, words = (number, title) if next(gone).raw else ("", UNTOLD)
            listed.append(TaskChange("task_vanished", document_no, words, name, day_of(due), None))
        if ("deadline_moved", place) in flagged:
            after = day_of(data.frame["due_at"].iloc[place])
            listed.append(TaskChange("deadline_moved", number, title, name, day_of(due), after))
        if ("completion_withdrawn", place) in flagged:
            listed.append(TaskChange("completion_withdrawn", number, title, name, day_of(ended), None))
    listed.sort(key=lambda each: (each.unit, each.document_no, each.title, each.kind))
    return Changes(tuple(listed), _added(places, data, merged, context))


def _added(places: RowNumbers, data: Dataset, merged: Merged, context: Context) -> int:
    known = np.isin(np.arange(len(data.frame)), places)
    counts = ~(merged.superseded | merged.excluded | merged.not_accepted)
    begun = ~(data.frame["assigned_at"].to_numpy() > np.datetime64(context.today))
    return int((counts & ~known & begun).sum())


def day_of(moment: pd.Timestamp) -> date | None:
    """The day of a moment, None for NaT."""
    return None if pd.isna(moment) else moment.date()
