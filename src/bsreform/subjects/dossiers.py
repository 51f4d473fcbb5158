"""Dossiers of the one-stop shops: the row of the newest export of a code wins."""

from datetime import date

import numpy as np
import pandas as pd

from bsreform.figures.cohorts import Cohort, Mask, Prepared, cohort, prepare
from bsreform.figures.fields import fields_of
from bsreform.figures.populations import Population, heirs, places_of
from bsreform.model import Dataset
from bsreform.records.dossiers import dossiers
from bsreform.records.merging import Merged, merge
from bsreform.spec import Context
from bsreform.subjects.all_rows import quality, rows_read
from bsreform.subjects.subject import NOW, Asked, Checked, RowsKind, Subject


def _past(_: Dataset, merged: Merged) -> Mask:
    return merged.superseded


def _prepare(merged: Merged, data: Dataset, context: Context) -> Prepared:
    return prepare(merged.used, data.sources, context.catalogue, context.calendar, context.config, context.start)


def _names(frame: pd.DataFrame) -> "pd.Series[str]":
    return frame["code"]


def _alive(checked: Checked, asked: Asked) -> Population:
    return alive(checked, cohort(checked.ready, *asked.days(asked.span)), asked.days("now")[1])


def alive(checked: Checked, state: Cohort, day: date) -> Population:
    """The dossiers of a cohort; the `day`, the report's own last, decides who answers for a unit."""
    context, used = checked.context, checked.merged.used
    owners = heirs(context.registry, day)
    names, places = fields_of(used, context.catalogue, state.rows)
    units = checked.ready.unit[state.rows]
    systems = np.array([[f"{id_}/province", f"{id_}/ministry"] for id_ in owners], dtype=object)
    scopes = {
        "unit": owners[units],
        "system": systems[units, (used["system"] != "").to_numpy().astype(np.int64)[state.rows]],
        "shop": owners[used["shop"].cat.codes.to_numpy()[state.rows]],
        "field": np.array(names, dtype=object)[places],
    }
    sources, numbers = (column[state.rows] for column in places_of(used))
    return Population(state.masks, scopes, sources, numbers, lambda: used.iloc[state.rows], "code")


DOSSIERS = Subject(
    id="dossiers",
    rows=dossiers,
    merge=merge,
    past=_past,
    names=_names,
    kinds={
        "dossiers": RowsKind(_alive),
        "dossier_quality": RowsKind(quality, NOW, whole=True),
        "dossier_rows": RowsKind(rows_read, NOW, whole=True),
    },
    began="received_at",
    still_told="duplicate_code",  # it is told of the very row that is replaced
    prepare=_prepare,
)
