"""When units were last urged, and about what: only letters count, looking at the list does not."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec.structs import replace
from pydantic import Field, NaiveDatetime

from bsreform.files import kept_files
from bsreform.files.kept_files import Kept, Name
from bsreform.reports.reminders import Reminders, Urged, content

SCHEMA = 2
"""What version 1 kept had only been looked at."""
_KIND = "reminders"
_PASSING = ("working_days",)
"""Changes by itself from day to day, and is nothing new."""


class KeptLetters(Kept):
    """A file of this module: by unit eight digits that stand for what it was told, and when that was."""

    schema_: Literal[1, 2] = Field(alias="schema")
    as_of: date
    at: NaiveDatetime | None = None
    units: dict[Name, Annotated[str, Field(pattern="^[0-9a-f]{8}$")]]


def with_urged(root: Path, now: Reminders) -> Reminders:
    """The same reminders, with when each unit was last urged, and whether it owes exactly the same still."""
    marks, urged = _marks(now), dict[str, Urged]()
    for at, units in _letters(root, now.day):
        for unit in (units.keys() & marks.keys()) - urged.keys():
            urged[unit] = Urged(at, units[unit] == marks[unit])
    return replace(now, urged=urged)


def keep(root: Path, now: Reminders, at: datetime) -> Path | None:
    """Remember that all these units were urged at that time (Vietnamese, without zone): the new file, unless the last
    letters of the day said just the same. CannotWrite if it cannot be written.
    """
    marks = _marks(now)
    last = next(_letters(root, now.day), None)
    if last and last[0].date() == at.date() and last[1] == marks:
        return None
    moment = at.isoformat(timespec="seconds")
    text = json.dumps({"schema": SCHEMA, "as_of": now.day.isoformat(), "at": moment, "units": marks}, indent=1) + "\n"
    return kept_files.keep(root, _KIND, now.day, text)


def written_for(root: Path, day: date) -> datetime | None:
    """When letters that tell of that day were last written; None if none were."""
    last = next(kept_files.newest(root, _KIND, day), None)
    kept = kept_files.read(last, KeptLetters) if last else None
    return kept.at if kept and kept.schema_ == SCHEMA and kept.as_of == day else None


def _marks(now: Reminders) -> dict[str, str]:
    """By unit eight digits that stand for what it is told: no content is kept."""
    return {each.unit.id: kept_files.mark(json.dumps(_lasting(content(each)), sort_keys=True)) for each in now.units}


def _lasting(told: Any) -> Any:
    """The content without what passes with the days."""
    if isinstance(told, dict):
        return {key: _lasting(value) for key, value in told.items() if key not in _PASSING}
    return [_lasting(each) for each in told] if isinstance(told, list) else told


def _letters(root: Path, day: date) -> Iterator[tuple[datetime, Mapping[str, str]]]:
    """The letters of that day and before, the last ones first: when they were written, the marks by unit."""
    for file in kept_files.newest(root, _KIND, day):
        kept = kept_files.read(file, KeptLetters)
        if kept and kept.at and kept.schema_ == SCHEMA:
            yield kept.at, kept.units
