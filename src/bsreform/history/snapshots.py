"""What the tasks looked like in earlier monthly reports: small files in the workspace, written once and never changed.

No figure needs them: a file that is missing, damaged or not synced only makes the list of changes shorter.
"""

import json
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
from msgspec import Struct
from pydantic import AfterValidator, Field

from bsreform.files import kept_files
from bsreform.files.kept_files import Kept, KeptFile, Name
from bsreform.history.issued import issues

SCHEMA = 1
_KIND = "tasks"


def _iso_day(text: str) -> str:
    """ValueError if it is neither "" nor a day of the calendar."""
    if text:
        date.fromisoformat(text)
    return text


_TEXTS = ("document_no", "title", "unit", "origin")
_DAYS = ("due", "ended")
COLUMNS = (*_TEXTS, "due", "done", "ended")
_Day = Annotated[str, Field(pattern="^([12][0-9]{3}-[0-9]{2}-[0-9]{2})?$"), AfterValidator(_iso_day)]


class KeptTasks(Kept):
    """A file of this module: each task is a row of COLUMNS."""

    schema_: Literal[1] = Field(alias="schema")
    as_of: date
    columns: tuple[
        Literal["document_no"],
        Literal["title"],
        Literal["unit"],
        Literal["origin"],
        Literal["due"],
        Literal["done"],
        Literal["ended"],
    ]
    tasks: list[tuple[Name, Name, Name, Literal["software", "tracker"], _Day, bool, _Day]]


class Snapshot(Struct, frozen=True, dict=True):
    """The tasks as they stood at the end of `as_of`. `tasks` has COLUMNS: four texts, `due` and `ended` datetime64[s]
    (NaT = none), `done` bool.
    """

    as_of: date
    tasks: pd.DataFrame

    @cached_property
    def text(self) -> str:
        """The file's content: the same tasks on the same day give the same text, in whatever order they were read."""
        columns = [self.tasks[name].tolist() for name in _TEXTS]
        columns += [_iso(self.tasks["due"]), self.tasks["done"].tolist(), _iso(self.tasks["ended"])]
        rows = sorted(zip(*columns, strict=True))
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        head = json.dumps({"schema": SCHEMA, "as_of": self.as_of.isoformat(), "columns": COLUMNS})
        return f'{head[:-1]}, "tasks": [\n{lines}\n]}}\n'

    @property
    def mark(self) -> str:
        """Eight hexadecimal digits that tell one content from another."""
        return kept_files.mark(self.text)


def take(used: pd.DataFrame, as_of: date) -> Snapshot:
    """The tasks that count (see merging_tasks.py), as they stood at the end of `as_of`: those assigned by then."""
    end = pd.Timestamp(as_of)
    known = used[~(used["assigned_at"] > end)]
    done = (known["is_done"] & (known["ended_at"] <= end)).to_numpy(dtype=bool)
    tasks = pd.DataFrame({name: known[name].astype(object).to_numpy() for name in _TEXTS}, columns=list(COLUMNS))
    tasks["due"] = known["due_at"].to_numpy()
    tasks["done"] = done
    tasks["ended"] = known["ended_at"].where(done).to_numpy()
    return Snapshot(as_of, tasks)


def previous(root: Path, now: Snapshot) -> Snapshot | None:
    """What the last report that was issued saw: of that day or before, other than `now` itself; None at first.

    A run that is repeated on unchanged inputs thus compares with the same snapshot and says the same.
    """
    kept = {(file.day, file.mark): file for file in kept_files.newest(root, _KIND, now.as_of)}
    for each in issues(root, now.as_of):
        seen = (each.as_of, each.tasks)
        if seen in kept and seen != (now.as_of, now.mark) and (found := _read(kept[seen])):
            return found
    return None


def keep(root: Path, now: Snapshot) -> Path | None:
    """Write the snapshot unless it is the newest already: the new file, if any. CannotWrite if it cannot be written."""
    return kept_files.keep(root, _KIND, now.as_of, now.text)


def _read(file: KeptFile) -> Snapshot | None:
    """The snapshot in the file; None if it cannot be read or is not one of ours."""
    kept = kept_files.read(file, KeptTasks)
    if kept is None:
        return None
    if kept.as_of != file.day:
        kept_files.set_aside(file.path)
        return None
    tasks = pd.DataFrame(kept.tasks, columns=list(COLUMNS))
    for name in _DAYS:
        tasks[name] = pd.to_datetime(tasks[name], format="%Y-%m-%d").astype("datetime64[s]")
    return Snapshot(kept.as_of, tasks.astype({"done": bool}))


def _iso(days: "pd.Series[pd.Timestamp]") -> list[str]:
    return ["" if pd.isna(day) else f"{day:%Y-%m-%d}" for day in days]
