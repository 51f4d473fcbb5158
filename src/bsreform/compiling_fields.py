"""The ledger of a period by field of procedures (lĩnh vực), for form II.06a/VPCP/KSTT; its identities asserted."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bsreform.cohorts import Catalogue, Cohort, procedure_places
from bsreform.reports.material import FieldLedger, together
from bsreform.text import bare, fold

UNNAMED = "Chưa rõ lĩnh vực"
_COUNTS = ("online", "direct", "carried", "early", "on_day", "late", "open_in_term", "open_overdue")


def ledger_by_field(
    used: pd.DataFrame, catalogue: Catalogue | None, state: Cohort, ledger: Mapping[str, int]
) -> tuple[FieldLedger, ...]:
    """One row per field that has dossiers in the period, by name, those of no known field last.

    `state` is the cohort of the period, `ledger` that of the whole district, which the fields add up to.
    """
    masks = {
        **state.masks,
        "online": state.masks["received"] & state.masks["online"],
        "direct": state.masks["received"] & ~state.masks["online"],
    }
    names, places = fields_of(used, catalogue, state.rows)
    counts = {name: np.bincount(places[masks[name]], minlength=len(names)).tolist() for name in _COUNTS}
    rows = [FieldLedger(name, **{key: counts[key][at] for key in _COUNTS}) for at, name in enumerate(names)]
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
    names: dict[str, str] = {}
    for text in texts:
        names.setdefault(fold(text), text or UNNAMED)
    order = {key: at for at, key in enumerate(names)}
    return list(names.values()), np.array([order[fold(text)] for text in texts], dtype=np.int64)[which]
