"""From tasks that were read to what the reports say of them: checked, merged, counted, compared with an earlier run."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import numpy as np
import pandas as pd
from msgspec.structs import replace
from numpy.typing import NDArray

from bsreform.figures.data_day import data_day, senders
from bsreform.figures.registry import asked
from bsreform.figures.sums import FigureTally, by_scope, tally
from bsreform.figures.task_cohorts import task_cohort
from bsreform.history.adjusted import TASK_FIGURES, TASK_LABELS, UnitCounts, adjustments
from bsreform.history.snapshots import Snapshot
from bsreform.history.tasks_since import Changes, changes, day_of
from bsreform.history.values import History
from bsreform.identities import AGEING, TASK_LEDGER, TASKS, assert_hold, named_tasks
from bsreform.material.dossiers import excluded_rows
from bsreform.material.task_values import TaskLine, TaskMaterial, Tracker
from bsreform.measures import Figures, Line, TaskFigures
from bsreform.model import Dataset, Period
from bsreform.records.checking import Found, problems
from bsreform.spec import Context, Span, Spans
from bsreform.subjects.all_rows import quality_of
from bsreform.subjects.subject import Checked
from bsreform.subjects.tasks import alive, compared, told_beside


def compile_tasks(tasks: Checked, units: Sequence[Figures], spans: Spans, previous: Snapshot | None) -> TaskMaterial:
    """Everything the report says of tasks. `units` are those it lists, `previous` is what the run before saw."""
    data, context = tasks.data, replace(tasks.context, previous=previous.tasks if previous else None)
    moved = compared(tasks, context.previous)
    found, shown = [*tasks.found, *moved], told_beside(tasks, moved)
    told = tuple(problems(shown, data, context))
    since = changes(previous.tasks, data, found, tasks.merged, context) if previous else Changes()
    now, before, year = (by_scope(counted(tasks, span), units) for span in (spans.now, spans.before(1), spans.year))
    scores = by_scope(tally(quality_of(tasks, shown), "unit", asked("task_quality")), units)
    lines_of = {id_: replace(line, sums={**line.sums, **scores[id_].sums}) for id_, line in now.items()}
    names = data.frame["document_no"].where(data.frame["document_no"] != "", data.frame["title"])
    return TaskMaterial(
        lines_of=lines_of,
        figures={id_: TaskFigures(numbers_of(line), line.ratio("tasks.quality")) for id_, line in lines_of.items()},
        previous=numbers_of(before["total"]),
        year=numbers_of(year["total"]),
        lines=_lines(tasks, spans),
        changes=since.listed,
        added=since.added,
        compared_with=previous.as_of if previous else None,
        trackers=tuple(trackers(data, shown)),
        differences=tuple(each for each in told if each.rule == "software_tracker_mismatch"),
        excluded=excluded_rows(shown, data, tasks.merged.excluded, names),
        rows=tasks.merged.count,
        problems=told,
        sources=data.sources,
        data=data_day(senders(data), data.sources, context.registry, Period("", *spans.now, spans.now[1])),
        history=_history(tasks, spans),
    )


def _history(tasks: Checked, spans: Spans) -> History:
    """What earlier reports of the same kind gave, and the counts that are others now."""
    context, end = tasks.context, spans.now[1]

    def count(span: Span) -> UnitCounts:
        found = counted(tasks, span)
        lines = {unit.id: found.of((unit.id,), unit.id, unit.name) for unit in context.registry.units}
        return {id_: named_tasks({name: numbers_of(line)[name] for name in TASK_LEDGER}) for id_, line in lines.items()}

    found = tuple(adjustments(context.reported, count, TASK_FIGURES, context.registry, end))
    return History(reported=context.reported, adjusted=found, labels=TASK_LABELS)


def counted(tasks: Checked, span: Span) -> FigureTally:
    """The tasks of a period by the unit that answers for them today; AssertionError if they do not add up."""
    found = tally(alive(tasks, span), "unit", asked("tasks"))
    numbers = [numbers_of(line) for line in found.lines]
    names = (*TASK_LEDGER, "software", "tracker")
    counts = {name: [each[name] for each in numbers] for name in names}
    counts |= {f"overdue {name}": [each[name] for each in numbers] for name in AGEING}
    assert_hold(TASKS, counts)
    return found


def numbers_of(line: Line) -> dict[str, int]:
    """The counts of tasks, by their own names."""
    return {name.removeprefix("tasks."): each.counted for name, each in line.sums.items() if not each.is_rate}


def _lines(tasks: Checked, spans: Spans) -> tuple[TaskLine, ...]:
    """Open tasks: the overdue ones, longest overdue first, then those due soon, the next deadline first."""
    calendar, soon = tasks.context.calendar, tasks.context.config.tasks.due_soon_days
    group = task_cohort(tasks.ready, *spans.now, calendar, soon)
    overdue, close = (group.rows[group.masks[state]] for state in ("open_overdue", "due_soon"))
    return (*open_lines(tasks, overdue, overdue=True), *open_lines(tasks, close, overdue=False))


def open_lines(tasks: Checked, rows: NDArray[np.int64], overdue: bool) -> tuple[TaskLine, ...]:
    """These rows of the tasks that count, the earliest deadline first. How late one is is known up to the day of its
    export; what is left until a deadline is counted from the day of the run, 0 where that is past.
    """
    used, calendar = tasks.merged.used, tasks.context.calendar
    day = tasks.context.today
    due = tasks.ready.due[rows]
    today = tasks.ready.seen.judged(rows, day, day) if overdue else np.minimum(np.datetime64(day), due)
    columns = (
        *(used[name].iloc[rows].tolist() for name in ("document_no", "title")),
        _unit_names(tasks.context, used)[rows].tolist(),
        due.tolist(),
        np.abs(calendar.counts(today) - calendar.counts(due)).tolist(),
        np.abs((today - due).astype(np.int64)).tolist(),
        used["origin"].iloc[rows].tolist(),
        [overdue] * len(rows),
        _last_updated(tasks, rows),
    )
    lines = [TaskLine(*values) for values in zip(*columns, strict=True)]
    return tuple(sorted(lines, key=lambda line: (line.due, line.unit, line.document_no, line.title)))


def _last_updated(tasks: Checked, rows: NDArray[np.int64]) -> list[date | None]:
    """When each of these rows of a tracker was last updated: its own day, else that of its file."""
    used, sources = tasks.merged.used.iloc[rows], tasks.data.sources
    columns = zip(used["origin"].tolist(), used["updated_on"].tolist(), used["source"].tolist(), strict=True)
    files = [each.exported_at.date() if each.exported_at else None for each in sources]
    return [day_of(day) or files[source] if origin == "tracker" else None for origin, day, source in columns]


def _unit_names(context: Context, frame: pd.DataFrame) -> NDArray[np.object_]:
    """The name of the unit that answers for each row today, "" where it is not known."""
    registry = context.registry
    names = [*(registry.successor(unit, context.today).name for unit in registry.units), ""]
    return np.array(names, dtype=object)[frame["unit"].cat.codes.to_numpy()]


def trackers(data: Dataset, found: Iterable[Found]) -> Iterator[Tracker]:
    """Every sheet of a tracker that was read, in the order of the files."""
    frame = data.frame
    stale = Counter(each.finding.source for each in found if each.rule.id == "stale_tracker")
    is_open = ~(frame["is_done"].to_numpy(dtype=bool) | (frame["status"] == "withdrawn").to_numpy())
    for number, source in enumerate(data.sources):
        if source.layout != "task_tracker":
            continue
        rows = (frame["source"] == number).to_numpy()
        newest = frame.loc[rows, "updated_on"].max()
        updated = day_of(newest) or (source.exported_at.date() if source.exported_at else None)
        yield Tracker(
            source.path, source.sheet or "", int(rows.sum()), int((rows & is_open).sum()), updated, stale[number]
        )
