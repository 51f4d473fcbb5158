"""The explaining engine: the address of a figure → the very rows behind it, the rows left out, and its value."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import cache

import numpy as np
import pandas as pd
from msgspec import Struct
from msgspec.structs import replace

from bsreform.figures.cohorts import Mask
from bsreform.figures.columns import called, columns_of, need_in_words, values_of
from bsreform.figures.counting import missing, reported_units
from bsreform.figures.explanation import Behind, ExplainedPart, Explanation, LeftOut
from bsreform.figures.grading import score as annual_score
from bsreform.figures.pooling import pooled
from bsreform.figures.populations import Population, heirs, places_of, within
from bsreform.figures.registry import Addend, Figure
from bsreform.figures.scoring import target_of
from bsreform.figures.sums import count, which
from bsreform.language.personal_numbers import redact
from bsreform.measures import Ratio, Sum
from bsreform.model import Group, Period, Source, SubjectId, Unit
from bsreform.organisation.config import Organisation
from bsreform.organisation.points import decision_on
from bsreform.organisation.profiles import DEFAULT
from bsreform.records.told import reasons_of
from bsreform.report_model import Address
from bsreform.spec import Context, Indicator, Span, Spans
from bsreform.subjects import subject_of
from bsreform.subjects.subject import Asked, Checked

BEFORE = "before-1"
NOWHERE = Source(path="")
"""Where a row is that stands in no file: a form that did not come."""


class Basis(Struct, frozen=True):
    """All that the figures of one report rest on: the `units` that it lists, and the rows of every subject.

    `days` gives the first and last day of a span ("now", "year", "before-1" …), `population` the rows of a kind
    (`Addend.rows`) in a span.
    """

    report: str
    period: Period
    context: Context
    units: tuple[Unit, ...]
    days: Callable[[str], Span]
    subjects: Mapping[SubjectId, Checked]
    population: Callable[[str, str], Population]

    @property
    def groups(self) -> Mapping[str, str]:
        """The group of each listed unit."""
        return {unit.id: unit.group for unit in self.units}

    def lacks(self, figure: Figure, span: str) -> tuple[str, ...]:
        """The kinds of rows of the figure that the report does not have for this span."""
        kinds = {name: kind for each in self.subjects.values() for name, kind in each.subject.kinds.items()}
        asked = dict.fromkeys(addend.rows for addend in figure.addends)
        return tuple(name for name in asked if name not in kinds or not kinds[name].has(self.report, span))


def basis(report: str, period: Period, spans: Spans, subjects: Mapping[SubjectId, Checked]) -> Basis:
    """What a report on these rows rests on."""
    context = next(iter(subjects.values())).context
    days = days_of(spans)
    units = reported_units([each.prepared for each in subjects.values() if each.prepared], context.registry, spans)
    ids = [unit.id for unit in units]
    own = {id_: each.subject.of_units(each, ids) if each.subject.of_units else each for id_, each in subjects.items()}

    @cache
    def population(rows: str, span: str) -> Population:
        subject = subject_of(rows)
        return subject.kinds[rows].rows(own[subject.id], Asked(period, span, days))

    return Basis(report, period, context, units, days, own, population)


def days_of(spans: Spans) -> Callable[[str], Span]:
    """Spans by name: "now", "year", "before-1" …"""

    def days(name: str) -> Span:
        if name.startswith("before-"):
            return spans.before(int(name.removeprefix("before-")))
        return {"now": spans.now, "year": spans.year}[name]

    return days


def _may_matter(checked: Checked, span: Span) -> Mask:
    """Which rows could have been counted in the span, as far as their days can be read?"""
    frame, began = checked.data.frame, checked.subject.began
    if not began:
        return np.ones(len(frame), dtype=bool)
    start, end = (pd.Timestamp(day) for day in (span[0], span[1] + timedelta(days=1)))
    return (~(frame[began] >= end) & ~(frame["ended_at"] < start)).to_numpy(dtype=bool)


def explain(basis: Basis, figure: Figure, address: Address, whose: str) -> Explanation:
    """Everything behind a figure. `whose` names the scope of the address."""
    earlier = replace(address, span=BEFORE)
    start, end = basis.days(address.span)
    kinds = {addend.rows: subject_of(addend.rows) for addend in figure.addends}
    subjects = sorted({subject.id for subject in kinds.values()})
    counted = sorted({subject.id for name, subject in kinds.items() if not subject.kinds[name].whole})
    out = [_left_out(basis, id_, address) for id_ in counted]
    sources = tuple(source for id_ in subjects for source in basis.subjects[id_].data.sources)
    return Explanation(
        report=basis.report,
        period=basis.period,
        address=address,
        label=figure.label,
        whose=whose,
        days=Period(address.span, start, end, end),
        parts=_parts(basis, figure, address),
        before=_parts(basis, figure, earlier) if address.side == "change" else (),
        value=value_of(basis, figure, address),
        left_out=tuple(each for rows, _ in out for each in rows),
        superseded=sum(counts[0] for _, counts in out),
        not_accepted=sum(counts[1] for _, counts in out),
        subjects=tuple(subjects),
        sources=sources,
    )


def _parts(basis: Basis, figure: Figure, address: Address) -> tuple[ExplainedPart, ...]:
    return tuple(_part(basis, addend, address, figure.scoring) for addend in figure.addends)


def ratio_of(basis: Basis, addend: Addend, address: Address) -> Ratio:
    """Both counts of one set of rows; of a mere count `out_of` is None, without data both are."""
    return _sum(basis, addend, address).ratio


def value_of(basis: Basis, figure: Figure, address: Address) -> float | None:
    """What a report prints: a percent (None without a base), the number of a count (None without data), a score; or
    how much it is above the period before (None where either is).
    """
    if address.side == "change":
        now, before = (value_of(basis, figure, replace(address, span=s, side="value")) for s in ("now", BEFORE))
        return None if now is None or before is None else round(now - before, 2)
    ratios = [(addend, ratio_of(basis, addend, address)) for addend in figure.addends]
    if figure.scoring:
        return _score(basis, figure, ratios, address)
    if isinstance(figure.addends[0].counts, Indicator):
        return pooled(*(ratio for _, ratio in ratios)).percent
    return ratios[0][1].counted


def _sum(basis: Basis, addend: Addend, address: Address) -> Sum:
    population = basis.population(addend.rows, address.span)
    return count(addend.counts, population, _mine(basis, population, address), _available(basis, addend))


def _available(basis: Basis, addend: Addend) -> frozenset[str]:
    return basis.subjects[subject_of(addend.rows).id].available


def _score(basis: Basis, figure: Figure, ratios: Iterable[tuple[Addend, Ratio]], address: Address) -> float | None:
    """By the engines that scored for the report."""
    by_part: dict[str, list[Ratio]] = {}
    for addend, ratio in ratios:
        by_part.setdefault(addend.part, []).append(ratio)
    parts = {name: pooled(*found) for name, found in by_part.items()}
    config = basis.context.config
    if figure.scoring == "annual":
        return annual_score(parts, config.annual.weights).score
    return decision_on(basis.period.as_of).points({name: ratio.percent for name, ratio in parts.items()})


def _group(basis: Basis, scope: str) -> Group | None:
    kind, _, id_ = scope.partition(":")
    return next((unit.group for unit in basis.units if id_ == (unit.group if kind == "group" else unit.id)), None)


def _mine(basis: Basis, population: Population, address: Address) -> Mask:
    return within(population, address.scope, basis.groups, [unit.id for unit in basis.units])


def _part(basis: Basis, addend: Addend, address: Address, scoring: str) -> ExplainedPart:
    counts = addend.counts
    known = _sum(basis, addend, address).has_data
    rows = _listed(basis, addend, address)
    columns = columns_of(addend.rows, counts)
    is_rate = isinstance(counts, Indicator)
    config = basis.context.config
    most = {each.indicator: each.most for each in decision_on(basis.period.as_of).parts}
    weights: Mapping[str, float] = {"annual": config.annual.weights, "points": most}.get(scoring, {})
    return ExplainedPart(
        figure=addend.id,
        label=counts.label,
        called=called(addend.rows),
        formula=counts.formula,
        clause=counts.clause if isinstance(counts, Indicator) and _by_letter(config.organisation) else "",
        is_rate=is_rate,
        rows=rows[0] if known else (),
        unknown=rows[1],
        columns=columns,
        has_data=known,
        missing=_missing(counts, _available(basis, addend)) if isinstance(counts, Indicator) else (),
        target=target_of(addend.id, _group(basis, address.scope), config) if is_rate else None,
        weight=weights.get(addend.part),
    )


def _by_letter(office: Organisation) -> bool:
    """Does it carry out the letter by whose clauses the indicators are numbered?"""
    return office.profile == DEFAULT and bool(office.basis)


def _missing(indicator: Indicator, available: frozenset[str]) -> tuple[str, ...]:
    """The columns that no source has, as a clerk calls them."""
    return tuple(map(need_in_words, missing(indicator, available)))


def _listed(basis: Basis, addend: Addend, address: Address) -> tuple[tuple[Behind, ...], tuple[Behind, ...]]:
    """The rows of the base by place, the counted ones marked; and those that may belong to it."""
    population = basis.population(addend.rows, address.span)
    found = which(addend.counts, population, _mine(basis, population, address))
    frame = population.open()
    base, unknown = (
        _rows_of(basis, population, addend, frame.iloc[np.flatnonzero(rows)], rows, found.counted)
        for rows in (found.out_of, found.unknown)
    )
    return base, unknown


def _rows_of(
    basis: Basis, population: Population, addend: Addend, frame: pd.DataFrame, rows: Mask, counted: Mask
) -> tuple[Behind, ...]:
    sources = basis.subjects[subject_of(addend.rows).id].data.sources
    names = {unit.id: unit.name for unit in basis.units}
    columns = zip(
        population.sources[rows].tolist(),
        population.numbers[rows].tolist(),
        frame[population.name].tolist(),
        population.scopes["unit"][rows].tolist(),
        counted[rows].tolist(),
        population.amount(addend.counts.id)[rows].tolist(),
        values_of(frame, columns_of(addend.rows, addend.counts)),
        strict=True,
    )
    found = [
        Behind(sources[source] if source >= 0 else NOWHERE, row, name, names.get(unit, ""), is_counted, amount, values)
        for source, row, name, unit, is_counted, amount, values in columns
    ]
    return tuple(
        sorted(found, key=lambda each: (not each.counted, each.source.path, each.source.sheet or "", each.row))
    )


def _left_out(basis: Basis, subject: SubjectId, address: Address) -> tuple[list[LeftOut], tuple[int, int]]:
    """The rows left out that belong to the scope, or may (their unit is not known), and how many are out silently.

    Rows that are in no cohort have no shop, field or level: asked for one of those, all are listed.
    """
    checked = basis.subjects[subject]
    frame, merged = checked.data.frame, checked.merged
    owners = heirs(basis.context.registry, basis.period.as_of)[frame["unit"].cat.codes.to_numpy()]
    places = places_of(frame)
    population = Population({}, {"unit": owners}, *places, lambda: frame, "", open_ended=True)
    scope = address.scope if address.scope.partition(":")[0] in ("unit", "group") else "total"
    mine = within(population, scope, basis.groups, ())
    asked = _may_matter(checked, basis.days(address.span)) & merged.excluded & (mine | (owners == ""))
    names = checked.subject.names(frame).tolist()
    out = [
        LeftOut(checked.data.sources[places[0][at]], int(places[1][at]), names[at], redact(told))
        for at, told in reasons_of(checked.told, checked.data, asked).items()
    ]
    return out, (int((merged.superseded & mine).sum()), int((merged.not_accepted & mine).sum()))
