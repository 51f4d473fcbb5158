"""Community digital teams: of the forms of a unit and quarter the newest wins, whole (letter, clause 2.4 b)."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from msgspec.structs import replace

from bsreform.figures.cohorts import Mask
from bsreform.figures.populations import Population, heirs, places_of
from bsreform.figures.punctuality import FormDue, forms_due
from bsreform.language.wording import official_count
from bsreform.layouts.digital_team import COUNTS
from bsreform.model import Dataset, Period
from bsreform.organisation.config import Config
from bsreform.organisation.units import Registry
from bsreform.periods import QUARTER
from bsreform.records.digital_teams import digital_teams
from bsreform.records.gathering import Gathered
from bsreform.records.matching_forms import merge_forms
from bsreform.records.merging import Merged, account
from bsreform.subjects.subject import NOW, Asked, Checked, RowsKind, Subject


def of_units(forms: Checked, units: Sequence[str]) -> Checked:
    """Rows of none of these `units` (ids) are left out, too; `owner` is the id of the unit that answers for a row."""
    frame, context = forms.data.frame, forms.context
    owners = heirs(context.registry, context.today)[frame["unit"].cat.codes.to_numpy()]
    owned = frame.assign(owner=owners)
    strangers = ~np.isin(owners, np.array(list(units), dtype=object))
    merged = account(owned, forms.merged.superseded, forms.merged.not_accepted, forms.unfit | strangers)
    return replace(forms, data=replace(forms.data, frame=owned), merged=merged)


def _rows(gathered: Gathered, _: Config, registry: Registry) -> Dataset:
    return digital_teams(gathered, registry)


def _past(_: Dataset, merged: Merged) -> Mask:
    return merged.superseded


def _names(frame: pd.DataFrame) -> "pd.Series[str]":
    return frame["unit_text"]


def _of_quarter(checked: Checked, asked: Asked) -> Population:
    back = int(asked.span.removeprefix("before-")) if asked.span.startswith("before-") else 0
    return of_quarter(checked, QUARTER.before(asked.period.id, back))


def of_quarter(checked: Checked, quarter: str) -> Population:
    """The rows of the forms that count for the quarter; each adds the numbers in its cells."""
    used = checked.merged.used
    rows = used[(used["quarter"] == quarter).to_numpy(dtype=bool)]
    masks = {name: rows[name].notna().to_numpy() for name in COUNTS}
    amounts = {name: rows[name].fillna(0).to_numpy().astype(np.int64) for name in COUNTS}
    scopes = {name: rows[column].to_numpy(dtype=object) for name, column in (("unit", "owner"), ("level", "level"))}
    return Population(masks, scopes, *places_of(rows), lambda: rows, "unit_text", amounts, silent=True)


def _forms_due(checked: Checked, asked: Asked) -> Population:
    return due_in(checked, asked.period)


def due_in(checked: Checked, period: Period) -> Population:
    """The forms that fell due in the year; one that did not come stands in no file (source -1)."""
    data, context = checked.data, checked.context
    found = list(forms_due(data, context, period))
    sources, numbers = data.frame["source"].tolist(), data.frame["row"].tolist()
    frame = pd.DataFrame(
        {
            "source": [-1 if each.place is None else sources[each.place] for each in found],
            "row": [0 if each.place is None else numbers[each.place] for each in found],
            "named": [_form_name(context.registry, each) for each in found],
        }
    )
    came = np.array([each.in_time for each in found], dtype=bool)
    owners = np.array([each.owner for each in found], dtype=object)
    masks = {"came": came, "due": np.ones(len(found), dtype=bool)}
    known = len(data.frame) > 0
    places = places_of(frame)
    return Population(masks, {"unit": owners}, *places, lambda: frame, "named", known=known, silent=True)


def _form_name(registry: Registry, form: FormDue) -> str:
    known = registry.get(form.unit)
    late = f" (gửi muộn {official_count(form.late)} ngày)" if form.late else ""
    return f"Biểu quý {form.quarter[-1]}/{form.quarter[:4]} của {known.name if known else form.unit}{late}"


DIGITAL_TEAMS = Subject(
    id="digital_teams",
    rows=_rows,
    merge=merge_forms,
    past=_past,
    names=_names,
    kinds={
        "teams": RowsKind(_of_quarter, frozenset(("now", "before")), frozenset(("quarterly",))),
        "forms_due": RowsKind(_forms_due, NOW, frozenset(("annual",)), whole=True),
    },
    still_told="duplicate_form",
    of_units=of_units,
)
