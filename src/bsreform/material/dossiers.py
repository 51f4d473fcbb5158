"""From checked dossiers to the material of a report: merged, measured, and the lists that go with the figures."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from msgspec import Struct
from msgspec.structs import replace

import bsreform
from bsreform.figures.calls import as_called, calls
from bsreform.figures.cohorts import Cohort, Prepared, cohort, listed
from bsreform.figures.counting import AskedFigures, Counted, count_dossiers, measurable
from bsreform.figures.data_day import Senders, data_day, senders
from bsreform.figures.dossier_counts import DOSSIER_COUNTS
from bsreform.figures.fields import UNNAMED
from bsreform.figures.registry import asked
from bsreform.figures.scoring import measure
from bsreform.figures.sums import FigureTally, by_scope, tally
from bsreform.history.adjusted import history
from bsreform.history.carried import Standing, standing
from bsreform.identities import DOSSIERS, LEDGER, assert_hold
from bsreform.indicators import INDICATORS, indicator
from bsreform.language.text import bare
from bsreform.material.aggregates import beside
from bsreform.material.outline import Outline
from bsreform.material.values import Excluded, Material, Overdue
from bsreform.measures import Figures, Line, RowCount
from bsreform.model import Dataset, Period
from bsreform.organisation.declared import had_no_work
from bsreform.organisation.units import Registry
from bsreform.organisation.working_days import WorkingCalendar
from bsreform.records.checking import Found, PlacedProblem, in_order, placed
from bsreform.records.told import reasons_of
from bsreform.spec import Context, Span, Spans
from bsreform.subjects.all_rows import quality_of
from bsreform.subjects.dossiers import alive
from bsreform.subjects.subject import Checked

BY_SCOPE = {each.id: each for each in (*DOSSIER_COUNTS, indicator("on_time_rate"))}
"""What is counted by one-stop shop and by field of procedures."""
ASKED: AskedFigures = (*DOSSIER_COUNTS, *INDICATORS)
"""What is counted by unit."""


class MaterialPart(Struct, frozen=True):
    """What some of the dossiers bring to a report; parts of different dossiers make it together.

    `excluded` and `problems` come with what they are sorted by.
    """

    counted: Counted
    rows: RowCount
    unlisted: int
    sent: FigureTally
    fields: FigureTally
    shops: FigureTally
    overdue: tuple[Overdue, ...]
    excluded: tuple[tuple[tuple[int, int], Excluded], ...]
    problems: list[PlacedProblem]
    standing: Standing
    senders: Senders
    systems: FigureTally


def compile_material(checked: Checked, outline: Outline, others: Sequence[Prepared] = ()) -> Material:
    """Everything a report says of dossiers. `others` are tasks that it counts, too (see `reporting.measure`)."""
    part = part_of(checked, outline.spans)
    return material_of(part, checked.data, checked.available, checked.context, outline, others)


def part_of(checked: Checked, spans: Spans) -> MaterialPart:
    """What these dossiers bring to a report that measures `spans`."""
    data, merged, ready, context = checked.data, checked.merged, checked.ready, checked.context
    registry, end = context.registry, spans.now[1]
    state = cohort(ready, *spans.now)
    population = alive(checked, state, end)
    left_out = excluded_rows(checked.told, data, merged.excluded, data.frame["code"])
    return MaterialPart(
        counted=count_dossiers(ready, registry, checked.available, spans),
        rows=merged.count,
        unlisted=int((~listed(merged.used, context.catalogue)).sum()) if context.catalogue else 0,
        sent=tally(quality_of(checked, checked.told), "unit", asked("dossier_quality")),
        fields=tally(population, "field", BY_SCOPE),
        shops=tally(population, "shop", BY_SCOPE),
        overdue=overdue_dossiers(merged.used, ready, spans.now, state, registry, context.calendar),
        excluded=_placed(left_out, data.frame[merged.excluded]),
        problems=placed(checked.told, data, context),
        standing=standing(data, merged, ready, state, spans, context),
        senders=senders(data),
        systems=tally(population, "system", BY_SCOPE if data.aggregates else {}),
    )


def material_of(
    part: MaterialPart,
    data: Dataset,
    available: frozenset[str],
    context: Context,
    outline: Outline,
    others: Sequence[Prepared] = (),
) -> Material:
    """The part that is the whole, measured: `data` is asked about its files only. `available` are the columns with data
    (see `Checked`).
    """
    registry, sources = context.registry, data.sources
    measured = measure(part.counted, registry, context.config, ASKED, outline.spans, others)
    measured = replace(measured, units=tuple(_declared(unit, data, context, outline.period) for unit in measured.units))
    called = calls(measured.units)
    return Material(
        period=outline.period,
        names=outline.names,
        year_start=outline.spans.year[0],
        units=measured.units,
        groups=measured.groups,
        total=measured.total,
        low_units=as_called(measured.low_units, called),
        calls=called,
        indicators=INDICATORS,
        measurable=frozenset(each.id for each in INDICATORS if measurable(each, available)),
        overdue=part.overdue,
        excluded=tuple(row for _, row in part.excluded),
        fields=_by_field(part.fields, measured.total.ledger),
        rows=part.rows,
        quality={id_: each.ratio("quality") for id_, each in by_scope(part.sent, measured.units).items()},
        problems=tuple(in_order(part.problems)),
        sources=sources,
        has_catalogue=context.catalogue is not None,
        unlisted=part.unlisted,
        trend_labels=outline.labels,
        config=context.config,
        version=bsreform.__version__,
        shops=_by_shop(part.shops, registry),
        has_receiving="unit_receiving" in available,
        data=data_day(part.senders, sources, registry, outline.period),
        aggregates=beside(data.aggregates, part.systems, measured.units, outline.period),
        history=history(part.standing, part.counted.tally, context, outline.spans),
    )


def _declared(unit: Figures, data: Dataset, context: Context, period: Period) -> Figures:
    return replace(unit, no_work=had_no_work(unit.id, (period.start, period.end), context.config, data.declared))


def _by_shop(shops: FigureTally, registry: Registry) -> tuple[Line, ...]:
    """The one-stop shops that have dossiers in the period, in the order of the registry."""
    known = {each.id: each for each in shops.lines}
    return _holding([replace(known[unit.id], name=unit.name) for unit in registry.units if unit.id in known])


def _by_field(fields: FigureTally, ledger: Mapping[str, int]) -> tuple[Line, ...]:
    """The fields by name, those of no known field last. `ledger` is that of the whole, which they add up to."""
    for name, counted in ledger.items():
        if sum(each.number(name) for each in fields.lines) != counted:
            raise AssertionError(f"form II.06a: the fields do not add up to the whole in {name}")
    return _holding(sorted(fields.lines, key=lambda each: (each.name == UNNAMED, bare(each.name), each.name)))


def _holding(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines; AssertionError if the ledger of one does not hold."""
    if lines:
        assert_hold(DOSSIERS, {name: [each.number(name) for each in lines] for name in LEDGER})
    return tuple(lines)


def _placed(rows: Iterable[Excluded], frame: pd.DataFrame) -> tuple[tuple[tuple[int, int], Excluded], ...]:
    return tuple(zip(zip(frame["source"].tolist(), frame["row"].tolist(), strict=True), rows, strict=True))


def overdue_dossiers(
    used: pd.DataFrame, ready: Prepared, span: Span, group: Cohort, registry: Registry, calendar: WorkingCalendar
) -> tuple[Overdue, ...]:
    """Open overdue dossiers, longest overdue first, then those that ended late in the period (`span`)."""
    start, end = span
    heirs = np.array([registry.successor(unit, end).name for unit in registry.units], dtype=object)
    found: list[Overdue] = []
    for state in ("open_overdue", "late"):
        rows = group.rows[group.masks[state]]
        until = ready.ended[rows] if state == "late" else ready.seen.judged(rows, start, end)
        names = used["procedure_name"].iloc[rows].astype(object)
        columns = (
            used["code"].iloc[rows].to_numpy().tolist(),
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
    codes = names.iloc[list(reasons)].to_numpy().tolist()
    rows = []
    for (index, told), code in zip(reasons.items(), codes, strict=True):
        source = data.sources[origins[index]]
        rows.append(Excluded(source.path, source.sheet or "", int(numbers[index]), code, told))
    return tuple(rows)
