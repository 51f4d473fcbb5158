"""Dossiers ready to be counted: every property as a yes/no column, then the cohort of one period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bsreform.calendar import WorkingCalendar
from bsreform.config import Config
from bsreform.text import fold

Masks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The procedures' flags, one row each; `available` are its columns that hold anything."""

    frame: pd.DataFrame
    available: frozenset[str]


def prepare(used: pd.DataFrame, catalogue: Catalogue | None, calendar: WorkingCalendar, config: Config) -> pd.DataFrame:
    """The dossiers with the columns that indicators combine.

    offered (procedure is offered online), online, full, owes, paid_online, payment_list, essential,
    components_digitised, result_digitised, reused, gave_result (if ended, then with a result), is_waiting,
    has_term and early_20 (used at most 80 % of the term, in working days), and the days received, due, ended.
    """
    procedure = _procedures(used, catalogue)
    has = catalogue.available if catalogue else frozenset()
    offered = np.ones(len(used), dtype=bool)
    if "service_level" in has:
        offered &= np.isin(procedure["service_level"].astype(str), ("full", "partial"))
    if not config.dossiers.online_counts_postal:
        offered &= (used["channel"] != "postal").to_numpy()
    level = used["service_level"].to_numpy(dtype=object)
    level = np.where(pd.isna(level), procedure["service_level"], level)
    fee = used["fee"].to_numpy()
    owes = np.where(np.isnan(fee), procedure["fee_bearing"].astype(bool), fee > 0) & ~used["fee_exempt"].to_numpy()
    ready = pd.DataFrame(
        {
            "unit": used["unit"],
            "received_day": used["received_at"],
            "due_day": used["due_at"],
            "ended_day": used["ended_at"],
            "online": (used["channel"] == "online").to_numpy(),
            "offered": offered,
            "full": level == "full",
            "owes": owes,
            "payment_list": procedure["payment_list"].astype(bool),
            "essential": procedure["essential"].astype(bool),
            "gave_result": (used["status"] != "closed_without_result").to_numpy(),
            "is_waiting": (used["status"] == "waiting").to_numpy(),
        }
    )
    for name in ("paid_online", "components_digitised", "result_digitised", "reused"):
        ready[name] = used[name].to_numpy()
    ready["has_term"], ready["early_20"] = _early(used, procedure["statutory_days"].astype(float), calendar)
    return ready


_UNLISTED: Mapping[str, object] = {
    "service_level": None,
    "fee_bearing": False,
    "payment_list": False,
    "essential": False,
    "statutory_days": np.nan,
}


def _procedures(used: pd.DataFrame, catalogue: Catalogue | None) -> Mapping[str, NDArray[Any]]:
    """The catalogue's row of each dossier, column by column; the values of `_UNLISTED` where there is none."""
    if catalogue is None:
        return {name: np.full(len(used), value) for name, value in _UNLISTED.items()}
    places = _places(used, catalogue)
    rows = pd.concat([catalogue.frame, pd.DataFrame([_UNLISTED])], ignore_index=True)
    return {name: rows[name].to_numpy()[places] for name in _UNLISTED}


def listed(used: pd.DataFrame, catalogue: Catalogue) -> Masks:
    """Which dossiers have their procedure in the catalogue?"""
    return _places(used, catalogue) >= 0


def _places(used: pd.DataFrame, catalogue: Catalogue) -> NDArray[np.int64]:
    """Row number in the catalogue, -1 = none."""
    rows = catalogue.frame
    by_code = {code: i for i, code in enumerate(rows["procedure_code"]) if code}
    by_name = {fold(name): i for i, name in enumerate(rows["procedure_name"]) if name}
    codes = np.array([*(by_code.get(code, -1) for code in used["procedure_code"].cat.categories), -1])
    names = np.array([*(by_name.get(fold(name), -1) for name in used["procedure_name"].cat.categories), -1])
    found = codes[used["procedure_code"].cat.codes]
    return np.where(found < 0, names[used["procedure_name"].cat.codes], found)


def _early(used: pd.DataFrame, listed_days: NDArray[np.float64], calendar: WorkingCalendar) -> tuple[Masks, Masks]:
    """Is there a term above 0, and was at most 80 % of it used? In working days, the day of receipt not counted."""
    received, due, ended = (
        calendar.counts(used[name].to_numpy().astype("datetime64[D]")) for name in ("received_at", "due_at", "ended_at")
    )
    term = used["statutory_days"].to_numpy(dtype=float)
    term = np.where(np.isnan(term), listed_days, term)
    term = np.where(np.isnan(term), due - received, term)
    return term > 0, 5 * (ended - received) <= 4 * term


def cohort(ready: pd.DataFrame, start: date, end: date) -> pd.DataFrame:
    """The dossiers alive in [start, end] (days, both included), as they stood at the end of the day `end`.

    Columns added: received, closed (= early + on_day + late), with_result, open (= open_in_term + open_overdue),
    carried. What happened after `end` has not happened yet.
    """
    first, last = np.datetime64(start, "s"), np.datetime64(end, "s")
    received, ended = ready["received_day"].to_numpy(), ready["ended_day"].to_numpy()
    alive = (received <= last) & ~(ended < first)
    group = ready if alive.all() else ready.iloc[np.flatnonzero(alive)]
    received, due, ended = (group[name].to_numpy() for name in ("received_day", "due_day", "ended_day"))
    closed = ended <= last
    in_term = (due >= last) | (group["is_waiting"].to_numpy() & np.isnat(ended))
    return group.assign(
        carried=received < first,
        received=received >= first,
        closed=closed,
        early=closed & (ended < due),
        on_day=closed & (ended == due),
        late=closed & (ended > due),
        with_result=closed & group["gave_result"].to_numpy(),
        open=~closed,
        open_in_term=~closed & in_term,
        open_overdue=~closed & ~in_term,
    )
