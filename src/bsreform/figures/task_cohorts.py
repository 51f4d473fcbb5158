"""Tasks ready to be counted: the cohort of one period."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from bsreform.figures.cohorts import Cohort, Prepared, ledger
from bsreform.identities import AGEING
from bsreform.model import Source
from bsreform.organisation.working_days import WorkingCalendar
from bsreform.records.exported import seen

_UPPER = np.array([7, 30, 90])
_LONG_AGO = np.datetime64("1900-01-01")


def prepare_tasks(used: pd.DataFrame, sources: Sequence[Source], start: date | None = None) -> Prepared:
    """The tasks by day. One without a day of assignment was assigned before any period (DOMAIN §4); flags: software.

    `start` is the first day of the reported period: of exports of the software that are all older nothing is overdue.
    """
    assigned, due, ended = (
        used[name].to_numpy().astype("datetime64[D]") for name in ("assigned_at", "due_at", "ended_at")
    )
    assigned = np.where(np.isnat(assigned), _LONG_AGO, assigned)
    units = used["unit"].cat.codes.to_numpy().astype(np.int64)
    software = (used["origin"] == "software").to_numpy()
    looked, never = seen(sources, used["source"].to_numpy(), start), np.full(len(used), np.datetime64("NaT"))
    return Prepared(units, assigned, due, ended, {"software": software}, looked, never)


def task_cohort(ready: Prepared, start: date, end: date, calendar: WorkingCalendar, due_soon_days: int) -> Cohort:
    """The tasks alive in [start, end] (days, both included), as they stood at the end of the day `end`.

    Its masks: those of `cohorts.ledger`, closed_no_deadline, open_no_deadline, due_soon (in term, the deadline not
    past, at most `due_soon_days` working days in (end, deadline]), software, tracker, and “overdue <class>” for each
    of AGEING.
    """
    last = np.datetime64(end)
    rows = np.flatnonzero(ready.alive(start, end))
    masks = ledger(ready, rows, np.zeros(len(rows), dtype=bool), start, end)
    due, software = ready.due[rows], ready.flags["software"][rows]
    endless = np.isnat(due)
    left = calendar.counts(due) - calendar.counts(np.array([last]))
    age = np.searchsorted(_UPPER, (ready.seen.judged(rows, start, end) - due).astype(np.int64))
    overdue = {f"overdue {each}": masks["open_overdue"] & (age == place) for place, each in enumerate(AGEING)}
    return Cohort(
        rows,
        {
            **masks,
            **overdue,
            "closed_no_deadline": masks["closed"] & endless,
            "open_no_deadline": masks["open"] & endless,
            "due_soon": masks["open_in_term"] & (due >= last) & (left <= due_soon_days),
            "software": software,
            "tracker": ~software,
        },
    )
