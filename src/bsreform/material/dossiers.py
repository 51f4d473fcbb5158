"""From checked dossiers to the material of a report: merged, measured, and the lists that go with the figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

import bsreform
from bsreform.figures.cohorts import Cohort, Prepared, cohort, listed
from bsreform.figures.counting import Counted, count_dossiers, measurable
from bsreform.figures.fields import FieldCounts, count_fields, ledger_by_field
from bsreform.figures.quality_counts import Sent, count_sent, quality
from bsreform.figures.scoring import measure
from bsreform.figures.shops import ShopCounts, count_shops, one_stop_shops
from bsreform.history.adjusted import history
from bsreform.history.carried import Standing, standing
from bsreform.indicators import INDICATORS
from bsreform.material.values import Excluded, Material, Overdue
from bsreform.model import Dataset, Period, RowCount, Source
from bsreform.organisation.units import Registry
from bsreform.organisation.working_days import WorkingCalendar
from bsreform.periods import Names
from bsreform.records.checking import Found, Placed, in_order, placed
from bsreform.records.told import reasons_of
from bsreform.spec import Context, Spans
from bsreform.subjects.subject import Checked


@dataclass(frozen=True, slots=True)
class Outline:
    """What a report is about, whatever the data: its period, the spans that it measures, and their names."""

    period: Period
    names: Names
    spans: Spans
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What some of the dossiers bring to a report; parts of different dossiers make it together.

    `excluded` and `problems` come with what they are sorted by.
    """

    counted: Counted
    rows: RowCount
    unlisted: int
    sent: Sent
    fields: tuple[FieldCounts, ...]
    shops: ShopCounts
    overdue: tuple[Overdue, ...]
    excluded: tuple[tuple[tuple[int, int], Excluded], ...]
    problems: list[Placed]
    standing: Standing


def compile_material(checked: Checked, outline: Outline, others: Sequence[Prepared] = ()) -> Material:
    """Everything a report says of dossiers. `others` are tasks that it counts, too (see `reporting.measure`)."""
    part = part_of(checked, outline.spans)
    return material_of(part, checked.data.sources, checked.available, checked.context, outline, others)


def part_of(checked: Checked, spans: Spans) -> Part:
    """What these dossiers bring to a report that measures `spans`."""
    data, merged, ready, context = checked.data, checked.merged, checked.ready, checked.context
    registry, end = context.registry, spans.now[1]
    state = cohort(ready, *spans.now)
    left_out = excluded_rows(checked.told, data, merged.excluded, data.frame["code"])
    return Part(
        counted=count_dossiers(ready, registry, checked.available, spans),
        rows=merged.count,
        unlisted=int((~listed(merged.used, context.catalogue)).sum()) if context.catalogue else 0,
        sent=count_sent(data, checked.told, checked.unfit, checked.past, context),
        fields=count_fields(merged.used, context.catalogue, state),
        shops=count_shops(merged.used, state, registry, end),
        overdue=overdue_dossiers(merged.used, ready, end, state, registry, context.calendar),
        excluded=_placed(left_out, data.frame[merged.excluded]),
        problems=placed(checked.told, data, context),
        standing=standing(data, merged, ready, state, spans, context),
    )


def material_of(
    part: Part,
    sources: tuple[Source, ...],
    available: frozenset[str],
    context: Context,
    outline: Outline,
    others: Sequence[Prepared] = (),
) -> Material:
    """The part that is the whole, measured. `available` are the columns with data (see `Checked`)."""
    registry = context.registry
    measured = measure(part.counted, registry, context.config, INDICATORS, outline.spans, others)
    return Material(
        period=outline.period,
        names=outline.names,
        year_start=outline.spans.year[0],
        units=measured.units,
        groups=measured.groups,
        total=measured.total,
        low_units=measured.low_units,
        indicators=INDICATORS,
        measurable=frozenset(each.id for each in INDICATORS if measurable(each, available)),
        overdue=part.overdue,
        excluded=tuple(row for _, row in part.excluded),
        fields=ledger_by_field(part.fields, measured.total.ledger),
        rows=part.rows,
        quality=quality(part.sent, measured.units, context),
        problems=tuple(in_order(part.problems)),
        sources=sources,
        has_catalogue=context.catalogue is not None,
        unlisted=part.unlisted,
        trend_labels=outline.labels,
        config=context.config,
        version=bsreform.__version__,
        shops=one_stop_shops(part.shops, registry),
        has_receiving="unit_receiving" in available,
        history=history(part.standing, part.counted.tally, context, outline.spans),
    )


def _placed(rows: Iterable[Excluded], frame: pd.DataFrame) -> tuple[tuple[tuple[int, int], Excluded], ...]:
    return tuple(zip(zip(frame["source"].tolist(), frame["row"].tolist(), strict=True), rows, strict=True))


def overdue_dossiers(
    used: pd.DataFrame, ready: Prepared, end: date, group: Cohort, registry: Registry, calendar: WorkingCalendar
) -> tuple[Overdue, ...]:
    """Open overdue dossiers, longest overdue first, then those that ended late in the period."""
    heirs = np.array([registry.successor(unit, end).name for unit in registry.units], dtype=object)
    found: list[Overdue] = []
    for state in ("open_overdue", "late"):
        rows = group.rows[group.masks[state]]
        until = ready.ended[rows] if state == "late" else np.full(len(rows), end, dtype="datetime64[D]")
        names = used["procedure_name"].iloc[rows].astype(object)
        columns = (
            used["code"].iloc[rows].tolist(),
            names.where(names.notna(), used["procedure_code"].iloc[rows].astype(object)).fillna("").tolist(),
            heirs[ready.unit[rows]].tolist(),
            ready.due[rows].tolist(),
            until.tolist() if state == "late" else [None] * len(rows),
            (calendar.counts(until) - calendar.counts(ready.due[rows])).tolist(),
            heirs[used["shop"].cat.codes.to_numpy()[rows]].tolist(),
        )
        found += [Overdue(*values) for values in zip(*columns, strict=True)]
    return tuple(sorted(found, key=overdue_first))


def overdue_first(row: Overdue) -> tuple[bool, int, str, str]:
    """What overdue dossiers are sorted by."""
    return row.ended is not None, -row.days, row.unit, row.code


def excluded_rows(
    found: Sequence[Found],
    data: Dataset,
    excluded: "np.ndarray[tuple[int], np.dtype[np.bool_]]",
    names: "pd.Series[str]",
) -> tuple[Excluded, ...]:
    """Every row that was left out, by place, with all reasons; `names` is what each row of the dataset is called."""
    origins, numbers = data.frame["source"].to_numpy(), data.frame["row"].to_numpy()
    reasons = reasons_of(found, data, excluded)
    codes = names.iloc[list(reasons)].tolist()
    rows = []
    for (index, told), code in zip(reasons.items(), codes, strict=True):
        source = data.sources[origins[index]]
        rows.append(Excluded(source.path, source.sheet or "", int(numbers[index]), code, told))
    return tuple(rows)
