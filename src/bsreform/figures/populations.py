"""Whose rows are counted: for each kind of figure the rows of one span, their masks, and to whom each belongs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bsreform.figures.cohorts import Catalogue, cohort
from bsreform.figures.fields import fields_of
from bsreform.figures.punctuality import FormDue, forms_due
from bsreform.figures.quality_counts import quality_rows
from bsreform.figures.task_cohorts import task_cohort
from bsreform.history.snapshots import Snapshot
from bsreform.language.people import redact
from bsreform.language.wording import official_count
from bsreform.layouts.digital_team import COUNTS
from bsreform.material.dossiers import CheckedDossiers, reasons_of
from bsreform.material.tasks import CheckedTasks, compared, past_rows
from bsreform.material.teams import CheckedTeams
from bsreform.model import Dataset, Period
from bsreform.organisation.units import Registry
from bsreform.records.checking import Found, rejected, severity
from bsreform.records.merging import Merged
from bsreform.spec import Context, Span

Masks = Mapping[str, NDArray[np.bool_]]
Ids = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Population:
    """Rows with their `masks`. `scopes`: by kind of scope ("unit", "shop", "field", "level") the id of each row.

    `amounts`: what each row adds, by the key of a count; 1 where the key is missing. `name`: the column of `frame`
    that names a row. No data at all: `known` is False. `open_ended`: the total takes rows of no listed unit in.
    """

    frame: pd.DataFrame
    masks: Masks
    scopes: Mapping[str, Ids]
    name: str
    amounts: Mapping[str, NDArray[np.int64]] = field(default_factory=dict)
    known: bool = True
    open_ended: bool = False


def heirs(registry: Registry, day: date) -> Ids:
    """The id of the unit that answers for each unit of the registry on that day; "" stands last, for no unit."""
    return np.array([*(registry.successor(unit, day).id for unit in registry.units), ""], dtype=object)


def dossiers(
    checked: CheckedDossiers, catalogue: Catalogue | None, registry: Registry, span: Span, day: date
) -> Population:
    """The dossiers alive in the span; `day` decides who answers for a unit."""
    state, owners = cohort(checked.ready, *span), heirs(registry, day)
    used = checked.merged.used
    names, places = fields_of(used, catalogue, state.rows)
    scopes = {
        "unit": owners[checked.ready.unit[state.rows]],
        "shop": owners[used["shop"].cat.codes.to_numpy()[state.rows]],
        "field": np.array(names, dtype=object)[places],
    }
    return Population(used.iloc[state.rows], state.masks, scopes, "code")


def tasks(checked: CheckedTasks, span: Span) -> Population:
    """The tasks alive in the span."""
    context = checked.context
    state = task_cohort(checked.ready, *span, context.calendar, context.config.tasks.due_soon_days)
    owners = heirs(context.registry, context.today)[checked.ready.unit[state.rows]]
    frame = _named(checked.merged.used.iloc[state.rows])
    return Population(frame, state.masks, {"unit": owners}, "named", known=len(checked.data.frame) > 0)


def task_names(frame: pd.DataFrame) -> "pd.Series[str]":
    """What each task is called: the number of its document, else its title."""
    return frame["document_no"].where(frame["document_no"] != "", frame["title"])


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(named=task_names(frame))


def dossier_quality(checked: CheckedDossiers, context: Context) -> Population:
    """All rows of dossiers: those that were sent, and those without an error."""
    masks = quality_rows(checked.found, checked.unfit, checked.merged.superseded, context)
    frame = _explained(checked.data, checked.found, masks["sent"] & ~masks["good"], context)
    return _all_rows(frame, masks, context, "code")


def task_quality(checked: CheckedTasks, previous: Snapshot | None) -> Population:
    """All rows of tasks: those that were sent, and those without an error, seen beside the run before."""

    past, found = past_rows(checked), compared(checked, previous)
    shown = [each for each in found if each.index is None or not past[each.index]]
    masks = quality_rows(shown, rejected(found, checked.data.frame), past, checked.context)
    frame = _explained(checked.data, shown, masks["sent"] & ~masks["good"], checked.context)
    return _all_rows(_named(frame), masks, checked.context, "named")


def _explained(data: Dataset, found: Sequence[Found], rows: NDArray[np.bool_], context: Context) -> pd.DataFrame:
    """The frame with `reason`: what is wrong with each of these rows, "" for the others."""

    def counts(each: Found) -> bool:
        return each.finding.excludes or severity(each, context) == "error"

    told = pd.Series("", index=data.frame.index, dtype=object)
    for at, reason in reasons_of(found, data, rows, counts).items():
        told.iloc[at] = redact(reason)
    return data.frame.assign(reason=told)


def dossier_rows_read(checked: CheckedDossiers, context: Context) -> Population:
    """All rows of dossiers, by where each went."""
    frame = _explained(checked.data, checked.found, checked.merged.excluded, context)
    return _rows_read(frame, checked.merged, context, "code")


def _rows_read(frame: pd.DataFrame, merged: Merged, context: Context, name: str) -> Population:
    out = {key: getattr(merged, key) for key in ("superseded", "excluded", "not_accepted")}
    used = ~np.logical_or.reduce([*out.values()])
    masks = {"read": np.ones(len(frame), dtype=bool), "used": used, **out}
    return replace(_all_rows(frame, masks, context, name), open_ended=True)


def task_rows_read(checked: CheckedTasks) -> Population:
    """All rows of tasks, by where each went."""
    frame = _explained(checked.data, checked.found, checked.merged.excluded, checked.context)
    return _rows_read(_named(frame), checked.merged, checked.context, "named")


def _all_rows(frame: pd.DataFrame, masks: Masks, context: Context, name: str) -> Population:
    owners = heirs(context.registry, context.today)[frame["unit"].cat.codes.to_numpy()]
    return Population(frame, masks, {"unit": owners}, name)


def teams(checked: CheckedTeams, quarter: str) -> Population:
    """The rows of the forms that count for the quarter; each adds the numbers in its cells."""
    used = checked.merged.used
    rows = used[(used["quarter"] == quarter).to_numpy(dtype=bool)]
    masks = {name: rows[name].notna().to_numpy() for name in COUNTS}
    amounts = {name: rows[name].fillna(0).to_numpy().astype(np.int64) for name in COUNTS}
    scopes = {name: rows[column].to_numpy(dtype=object) for name, column in (("unit", "owner"), ("level", "level"))}
    return Population(rows, masks, scopes, "unit_text", amounts)


def forms(data: Dataset, context: Context, period: Period) -> Population:
    """The forms that fell due in the year; one that did not come stands in no file (source -1)."""
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
    return Population(frame, masks, {"unit": owners}, "named", known=len(data.frame) > 0)


def _form_name(registry: Registry, form: FormDue) -> str:
    known = registry.get(form.unit)
    late = f" (gửi muộn {official_count(form.late)} ngày)" if form.late else ""
    return f"Biểu quý {form.quarter[-1]}/{form.quarter[:4]} của {known.name if known else form.unit}{late}"


def within(population: Population, scope: str, groups: Mapping[str, str], listed: Sequence[str]) -> NDArray[np.bool_]:
    """The rows of a scope ("total", "group:commune", "unit:binh-chanh" …).

    `groups`: the group of each unit that the report lists; rows of units that it does not list are in no group.
    """
    kind, _, id_ = scope.partition(":")
    units = population.scopes["unit"]
    if kind == "total" and population.open_ended:
        return np.ones(len(units), dtype=bool)
    if kind == "total":
        return np.isin(units, np.array(listed, dtype=object))
    if kind == "group":
        return np.isin(units, np.array([unit for unit, group in groups.items() if group == id_], dtype=object))
    return np.asarray(population.scopes[kind] == id_, dtype=bool)
