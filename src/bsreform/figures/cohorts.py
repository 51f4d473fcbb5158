"""Dossiers ready to be counted: every property as a yes/no column, then the cohort of one period."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from msgspec import Struct
from numpy.typing import NDArray

from bsreform.language.text import fold
from bsreform.model import Source
from bsreform.organisation.config import Config
from bsreform.organisation.working_days import WorkingCalendar
from bsreform.records.exported import ExportSeen, seen
from bsreform.records.procedures import Catalogue
from bsreform.spec import PROPERTIES, UNKNOWN

Mask = NDArray[np.bool_]
Days = NDArray[np.datetime64]


class Prepared(Struct, frozen=True):
    """Dossiers ready to be counted, one place per row of the frame they come from.

    `unit` is the place of the unit in the registry; the days are datetime64[D] (NaT = has not ended). `seen` says
    when somebody last looked, `asked` is the day of the request for more papers (NaT = not known). `flags`:
    the properties of `spec.PROPERTIES`, each with another mask of the rows of which it is unknown; gave_result (if
    ended, then with a result), is_waiting, has_term and early_20 (used at most 80 % of the term, in working days).
    `calendar` counts the working days that an open dossier is overdue.
    """

    unit: NDArray[np.int64]
    received: Days
    due: Days
    ended: Days
    flags: Mapping[str, Mask]
    seen: ExportSeen
    asked: Days
    calendar: WorkingCalendar | None = None

    def alive(self, start: date, end: date) -> Mask:
        """Which dossiers were there in [start, end] (days, both included): received by then and not ended before?"""
        return np.asarray((self.received <= np.datetime64(end)) & ~(self.ended < np.datetime64(start)))


class Cohort(Struct, frozen=True):
    """The dossiers alive in a period: `rows` are their places in `Prepared`, `masks` their yes/no columns."""

    rows: NDArray[np.int64]
    masks: Mapping[str, Mask]


_DAYS = ("received_at", "due_at", "ended_at", "supplement_requested_at")


def prepare(
    used: pd.DataFrame,
    sources: Sequence[Source],
    catalogue: Catalogue | None,
    calendar: WorkingCalendar,
    config: Config,
    start: date | None = None,
) -> Prepared:
    """The dossiers with all the properties that indicators combine, whatever the period that is counted.

    `start` is the first day of the reported one: of exports that are all older nothing is overdue.
    """
    procedure = _procedures(used, catalogue)
    received, due, ended, asked = (used[name].to_numpy().astype("datetime64[D]") for name in _DAYS)
    spent, planned = (calendar.counts(until) - calendar.counts(received) for until in (ended, due))
    term = used["statutory_days"].to_numpy(dtype=float)
    term = np.where(np.isnan(term), procedure["statutory_days"].astype(float), term)
    term = np.where(np.isnan(term), planned, term)
    flags = {
        **_online(used, procedure, catalogue, config),
        "owes": _owes(used, procedure["fee_bearing"].astype(bool)),
        "payment_list": procedure["payment_list"].astype(bool),
        "essential": procedure["essential"].astype(bool),
        "gave_result": (used["status"] != "closed_without_result").to_numpy(),
        "is_waiting": (used["status"] == "waiting").to_numpy(),
        # In whole numbers: 0.8 × term would not always be what it is on paper.
        "has_term": term > 0,
        "early_20": 5 * spent <= 4 * term,
    }
    for name in ("paid_online", "components_digitised", "result_digitised", "reused"):
        flags[name] = used[name].to_numpy()
    flags |= _unknown(used, sources, catalogue, config)
    units = used["unit"].cat.codes.to_numpy().astype(np.int64)
    return Prepared(
        units, received, due, ended, flags, seen(sources, used["source"].to_numpy(), start), asked, calendar
    )


def _unknown(
    used: pd.DataFrame, sources: Sequence[Source], catalogue: Catalogue | None, config: Config
) -> Mapping[str, Mask]:
    """Of which rows each property is unknown: the sheet that they stand in has no such column, or a blank one, and
    the catalogue, where it decides, lacks their procedure.
    """
    numbers = used["source"].to_numpy()
    is_listed = listed(used, catalogue) if catalogue else np.zeros(len(used), dtype=bool)

    def known(column: str) -> Mask:
        place, _, name = column.rpartition(".")
        if place:
            return np.asarray(is_listed & (catalogue is not None and name in catalogue.available))
        filled = np.array([name in source.filled for source in sources] or [False], dtype=bool)
        return np.asarray(filled[numbers])

    unknown: dict[str, Mask] = {
        name: ~np.logical_or.reduce([known(each) for each in columns]) for name, columns in _COLUMNS_OF.items()
    }
    if catalogue is not None and "service_level" in catalogue.available:
        unknown["offered"] = ~is_listed
    else:
        unknown["offered"] = np.zeros(len(used), dtype=bool)
    # What settles it although something is unknown: who is exempt owes nothing, whatever the fee.
    unknown["owes"] &= ~used["fee_exempt"].to_numpy()
    if not config.dossiers.online_counts_postal:
        unknown["offered"] &= (used["channel"] != "postal").to_numpy()
    return {UNKNOWN + name: mask for name, mask in unknown.items()}


def _online(
    used: pd.DataFrame, procedure: Mapping[str, NDArray[Any]], catalogue: Catalogue | None, config: Config
) -> Mapping[str, Mask]:
    offered = np.ones(len(used), dtype=bool)
    if catalogue and "service_level" in catalogue.available:
        offered &= np.isin(procedure["service_level"].astype(str), ("full", "partial"))
    if not config.dossiers.online_counts_postal:
        offered &= (used["channel"] != "postal").to_numpy()
    unstated = used["service_level"].isna().to_numpy() & (procedure["service_level"] == "full")
    return {
        "online": (used["channel"] == "online").to_numpy(),
        "direct": (used["channel"] != "online").to_numpy(),
        "offered": offered,
        "full": (used["service_level"] == "full").to_numpy() | unstated,
    }


def _owes(used: pd.DataFrame, fee_bearing: Mask) -> Mask:
    """By the row's fee; where its source has no such column, by the catalogue."""
    fee = used["fee"].to_numpy()
    return np.asarray(np.where(np.isnan(fee), fee_bearing, fee > 0) & ~used["fee_exempt"].to_numpy())


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
    places = procedure_places(used, catalogue)
    rows = pd.concat([catalogue.frame, pd.DataFrame([_UNLISTED])], ignore_index=True)
    return {name: rows[name].to_numpy()[places] for name in _UNLISTED}


_COLUMNS_OF = {name: columns for name, columns in PROPERTIES.items() if columns}


def listed(used: pd.DataFrame, catalogue: Catalogue) -> Mask:
    """Which dossiers have their procedure in the catalogue?"""
    return procedure_places(used, catalogue) >= 0


def procedure_places(used: pd.DataFrame, catalogue: Catalogue) -> NDArray[np.int64]:
    """The row of each dossier's procedure in the catalogue, -1 = none."""
    rows = catalogue.frame
    by_code = {code: i for i, code in enumerate(rows["procedure_code"]) if code}
    by_name = {fold(name): i for i, name in enumerate(rows["procedure_name"]) if fold(name)}
    codes = np.array([*(by_code.get(code, -1) for code in used["procedure_code"].cat.categories), -1])
    names = np.array([*(by_name.get(fold(name), -1) for name in used["procedure_name"].cat.categories), -1])
    found = codes[used["procedure_code"].cat.codes]
    return np.where(found < 0, names[used["procedure_name"].cat.codes], found)


def cohort(dossiers: Prepared, start: date, end: date) -> Cohort:
    """The dossiers alive in [start, end] (days, both included), as they stood at the end of the day `end`.

    Its masks are the flags of the dossiers, those of `ledger` and with_result. What happened after `end` has not
    happened yet, a request for more papers neither.
    """
    rows = np.flatnonzero(dossiers.alive(start, end))
    flags = {name: flag[rows] for name, flag in dossiers.flags.items()}
    flags["is_waiting"] = flags["is_waiting"] & ~(dossiers.asked[rows] > np.datetime64(end))
    masks = ledger(dossiers, rows, flags["is_waiting"], start, end)
    masks |= _ages(dossiers, rows, masks["open_overdue"], start, end)
    return Cohort(rows, {**flags, **masks, "with_result": masks["closed"] & flags["gave_result"]})


def _ages(dossiers: Prepared, rows: NDArray[np.int64], late: Mask, start: date, end: date) -> dict[str, Mask]:
    """The open overdue dossiers by how many working days they are overdue: 1 to 7, 8 to 30, more."""
    days = np.zeros(len(rows), dtype=np.int64)
    if dossiers.calendar is not None and late.any():
        looked = dossiers.seen.judged(rows, start, end)[late]
        days[late] = dossiers.calendar.counts(looked) - dossiers.calendar.counts(dossiers.due[rows][late])
    return {
        "overdue_7": late & (days <= 7),
        "overdue_8_30": late & (days > 7) & (days <= 30),
        "overdue_30": late & (days > 30),
    }


def ledger(prepared: Prepared, rows: NDArray[np.int64], waiting: Mask, start: date, end: date) -> dict[str, Mask]:
    """The ledger of [start, end] over the `rows` alive in it: carried, received, closed (= early + on_day + late),
    open (= open_in_term + open_overdue). For `waiting` ones the clock stands; a due day that nobody has looked at
    since it passed is not overdue. Without a due day (NaT, only tasks) a row is none of the parts of closed and open.
    """
    last, looked = np.datetime64(end), prepared.seen.judged(rows, start, end)
    received, due, ended = (days[rows] for days in (prepared.received, prepared.due, prepared.ended))
    carried, closed = received < np.datetime64(start), ended <= last
    return {
        "carried": carried,
        "received": ~carried,
        "closed": closed,
        "early": closed & (ended < due),
        "on_day": closed & (ended == due),
        "late": closed & (ended > due),
        "open": ~closed,
        "open_in_term": ~closed & ((due >= looked) | waiting),
        "open_overdue": ~closed & (due < looked) & ~waiting,
    }
