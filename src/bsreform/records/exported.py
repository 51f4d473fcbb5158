"""When somebody last looked: the days of exports, and up to which day what is open in them is known (DOMAIN §3)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from bsreform.model import Source

EXPORTS = ("dossier_export", "task_export")
"""Layouts whose rows are as old as their file. A tracker is not: not to have updated it is its unit's own omission."""
_EVER = np.datetime64("9999-12-31")
_NEVER = np.datetime64("0001-01-01")


def newest_export(sources: Sequence[Source], layouts: Sequence[str] = EXPORTS) -> date | None:
    """The day of the newest export that holds any row, None where no day is known."""
    times = [each.exported_at for each in sources if each.layout in layouts and each.rows and each.exported_at]
    return max(times).date() if times else None


def is_stale(sources: Sequence[Source], start: date | None) -> bool:
    """Were all exports made before the period began (`start`, None = no period)? Then nothing is overdue of them."""
    newest = newest_export(sources)
    return start is not None and newest is not None and newest < start


class ExportSeen(Struct, frozen=True):
    """By row the day at whose end somebody last looked (datetime64[D]; one far ahead where nothing ages: a tracker, a
    file of unknown day), and the newest of all exports. `start` is the first day of the reported period, if there is.
    """

    days: "NDArray[np.datetime64]"
    newest: date | None = None
    start: date | None = None

    def judged(self, rows: NDArray[np.int64], start: date, end: date) -> "NDArray[np.datetime64]":
        """The day at whose end each open row is judged in a span: its last one, or the one on which it was last seen;
        a day long past where all exports were made before the span (or the reported period, if it goes so far) began.
        """
        days = self.days[rows]
        if self.start is not None and self.newest and self.newest < (self.start if self.start <= end else start):
            days = np.where(days == _EVER, days, _NEVER)
        return np.asarray(np.minimum(np.datetime64(end), days))


def seen(sources: Sequence[Source], numbers: NDArray[Any], start: date | None) -> ExportSeen:
    """When the rows were last seen, by the numbers of their sources."""
    days = [
        np.datetime64(each.exported_at.date()) if each.layout in EXPORTS and each.exported_at else _EVER
        for each in sources
    ]
    return ExportSeen(np.array(days or [_EVER], dtype="datetime64[D]")[numbers], newest_export(sources), start)
