"""What units were last told, day by day, so that nobody is told the same twice in a day."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from bsreform.files import kept_files
from bsreform.reports.reminders import Reminders, content

SCHEMA = 1
_KIND = "reminders"


def with_repeated(root: Path, now: Reminders) -> Reminders:
    """The same reminders, with the ids of the units that were last told exactly this on this very day."""
    before = _last(root, now.day)
    return replace(now, repeated=frozenset(unit for unit, mark in _marks(now).items() if before.get(unit) == mark))


def keep(root: Path, now: Reminders) -> Path | None:
    """Remember what is told now: the new file, if anything changed. CannotWrite if it cannot be written."""
    text = json.dumps({"schema": SCHEMA, "as_of": now.day.isoformat(), "units": _marks(now)}, indent=1) + "\n"
    return kept_files.keep(root, _KIND, now.day, text)


def _marks(now: Reminders) -> dict[str, str]:
    """By unit eight digits that stand for what it is told: no content is kept."""
    return {each.unit.id: kept_files.mark(json.dumps(content(each), sort_keys=True)) for each in now.units}


def _last(root: Path, day: date) -> dict[str, Any]:
    """The marks of the last run of that day; none if there is no such run or its file cannot be read."""
    latest = next(kept_files.newest(root, _KIND, day), None)
    if latest is None or latest[1] != day:
        return {}
    try:
        kept = json.loads(latest[0].read_text(encoding="utf-8"))
        return dict(kept["units"]) if kept["schema"] == SCHEMA else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
