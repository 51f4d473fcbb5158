"""The ledger of a period by field of procedures (lĩnh vực), for form II.06a/VPCP/KSTT; its identities asserted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bsreform.figures.cohorts import Catalogue, Cohort, procedure_places
from bsreform.language.text import bare, fold
from bsreform.material.values import FieldLedger, together
from bsreform.spec import UNKNOWN

UNNAMED = "Chưa rõ lĩnh vực"
_COUNTS = ("online", "direct", "unstated", "carried", "early", "on_day", "late", "open_in_term", "open_overdue")


@dataclass(frozen=True, slots=True)
class FieldCounts:
    """The counts of one field of procedures; `first` is the place (source, row) of the dossier whose spelling of the
    `name` is shown.
    """

    first: tuple[int, int]
    name: str
    counts: Mapping[str, int]


def count_fields(used: pd.DataFrame, catalogue: Catalogue | None, state: Cohort) -> tuple[FieldCounts, ...]:
    """The fields that have dossiers in the period, whose cohort is `state`."""
    received, unknown = state.masks["received"], state.masks[UNKNOWN + "online"]
    masks = {
        **state.masks,
        "online": received & ~unknown & state.masks["online"],
        "direct": received & ~unknown & state.masks["direct"],
        "unstated": received & unknown,
    }
    names, places = fields_of(used, catalogue, state.rows)
    counts = {name: np.bincount(places[masks[name]], minlength=len(names)).tolist() for name in _COUNTS}
    first = state.rows[np.unique(places, return_index=True)[1]]
    seen = zip(used["source"].iloc[first].tolist(), used["row"].iloc[first].tolist(), names, strict=True)
    return tuple(
        FieldCounts((source, row), name, {key: counts[key][at] for key in _COUNTS})
        for at, (source, row, name) in enumerate(seen)
    )


def add_fields(parts: Iterable[Iterable[FieldCounts]]) -> tuple[FieldCounts, ...]:
    """The fields of different dossiers together, in the order in which their names come first."""
    spelt: dict[str, list[FieldCounts]] = {}
    for each in sorted((each for part in parts for each in part), key=lambda each: each.first):
        spelt.setdefault(fold(each.name), []).append(each)
    return tuple(
        replace(same[0], counts={key: sum(each.counts[key] for each in same) for key in _COUNTS})
        for same in spelt.values()
    )


def ledger_by_field(fields: Sequence[FieldCounts], ledger: Mapping[str, int]) -> tuple[FieldLedger, ...]:
    """One row per field, by name, those of no known field last.

    `ledger` is that of the whole district, which the fields add up to.
    """
    rows = [FieldLedger(each.name, **each.counts) for each in fields]
    for name, count in together(rows).items():
        if count != ledger[name]:
            raise AssertionError(f"form II.06a: the fields do not add up to the district in {name}")
    return tuple(sorted(rows, key=lambda row: (row.name == UNNAMED, bare(row.name), row.name)))


def fields_of(
    used: pd.DataFrame, catalogue: Catalogue | None, rows: NDArray[np.int64]
) -> tuple[list[str], NDArray[np.int64]]:
    """The names of the fields of these rows, each once however it is spelt, and the place of each row's among them."""
    own = used["field"].astype(object).to_numpy()[rows]
    if catalogue is not None:
        listed = np.array([*catalogue.frame["field"].fillna(""), ""], dtype=object)
        by_catalogue = listed[procedure_places(used, catalogue)[rows]]
        own = np.where(own == "", by_catalogue, own)
    which, texts = pd.factorize(own)
    shown = [text or UNNAMED for text in texts]
    names: dict[str, str] = {}
    for text in shown:
        names.setdefault(fold(text), text)
    order = {key: at for at, key in enumerate(names)}
    return list(names.values()), np.array([order[fold(text)] for text in shown], dtype=np.int64)[which]
