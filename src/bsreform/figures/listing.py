"""The explaining engine: the address of a figure → the very rows behind it, the rows left out, and its value."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bsreform.figures.columns import called, columns_of, need_in_words, values_of
from bsreform.figures.counting import measurable, missing
from bsreform.figures.explanation import Behind, Explanation, LeftOut, Part
from bsreform.figures.grading import score as annual_score
from bsreform.figures.pooling import pooled
from bsreform.figures.populations import Population, heirs, within
from bsreform.figures.registry import Addend, Figure
from bsreform.figures.scoring import score, target_of
from bsreform.language.people import redact
from bsreform.material.dossiers import reasons_of
from bsreform.model import Dataset, Group, Measure, Period, Ratio, Source, Unit
from bsreform.organisation.config import Config
from bsreform.records.checking import Found
from bsreform.records.merging import Merged
from bsreform.report_model import Address
from bsreform.spec import Context, Indicator, Sides, Span, sides

Masks = NDArray[np.bool_]
BEFORE = "before-1"
NOWHERE = Source(path="")
"""Where a row is that stands in no file: a form that did not come."""


@dataclass(frozen=True, slots=True)
class Ground:
    """All rows of one subject after checking and merging; `names` is what each is called.

    `began` is the column of the day from which a row counts, "" where rows have none. `population` gives the rows of a
    kind (`figures.Rows`) in a span; `available` the columns with data.
    """

    data: Dataset
    found: Sequence[Found]
    merged: Merged
    names: "pd.Series[str]"
    began: str
    population: Callable[[str, str], Population]
    available: frozenset[str] = frozenset()

    def may_matter(self, span: Span) -> Masks:
        """Which rows could have been counted in the span, as far as their days can be read?"""
        frame = self.data.frame
        if not self.began:
            return np.ones(len(frame), dtype=bool)
        start, end = (pd.Timestamp(day) for day in (span[0], span[1] + timedelta(days=1)))
        return (~(frame[self.began] >= end) & ~(frame["ended_at"] < start)).to_numpy(dtype=bool)


@dataclass(frozen=True, slots=True)
class Grounds:
    """All that the figures of one report rest on: the `units` that it lists, and the rows of every subject.

    `days` gives the first and last day of a span ("now", "year", "before-1" …).
    """

    report: str
    period: Period
    context: Context
    units: tuple[Unit, ...]
    days: Callable[[str], Span]
    subjects: Mapping[str, Ground]

    def population(self, rows: str, span: str) -> Population:
        """The rows of a kind in a span."""
        return self.subjects[subject_of(rows)].population(rows, span)

    @property
    def groups(self) -> Mapping[str, str]:
        """The group of each listed unit."""
        return {unit.id: unit.group for unit in self.units}


def explain(grounds: Grounds, figure: Figure, address: Address, whose: str) -> Explanation:
    """Everything behind a figure. `whose` names the scope of the address."""
    earlier = replace(address, span=BEFORE)
    start, end = grounds.days(address.span)
    kinds = sorted({subject_of(addend.rows) for addend in figure.addends})
    cohorts = sorted({addend.rows for addend in figure.addends} & {"dossiers", "tasks", "teams"})
    out = [_left_out(grounds, kind, address) for kind in cohorts]
    sources = tuple(source for kind in kinds for source in grounds.subjects[kind].data.sources)
    return Explanation(
        report=grounds.report,
        period=grounds.period,
        address=address,
        label=figure.label,
        whose=whose,
        days=Period(address.span, start, end, end),
        parts=_parts(grounds, figure, address),
        before=_parts(grounds, figure, earlier) if address.side == "change" else (),
        value=value_of(grounds, figure, address),
        left_out=tuple(each for rows, _ in out for each in rows),
        superseded=sum(counts[0] for _, counts in out),
        not_accepted=sum(counts[1] for _, counts in out),
        subjects=tuple(kinds),
        sources=sources,
    )


def _parts(grounds: Grounds, figure: Figure, address: Address) -> tuple[Part, ...]:
    return tuple(_part(grounds, addend, address, figure.scoring) for addend in figure.addends)


def ratio_of(grounds: Grounds, addend: Addend, address: Address) -> Ratio:
    """Both counts of one set of rows; of a mere count `out_of` is None, of a rate without data both are."""
    if not has_data(grounds, addend, address):
        return Ratio(None, None)
    population = grounds.population(addend.rows, address.span)
    rows = _sides(grounds, population, addend, address)
    amounts = _amounts(population, addend)
    is_rate = isinstance(addend.counts, Indicator)
    out_of = int(amounts[rows.out_of].sum()) if is_rate else None
    return Ratio(int(amounts[rows.counted].sum()), out_of, int(rows.unknown.sum()))


def value_of(grounds: Grounds, figure: Figure, address: Address) -> float | None:
    """What a report prints: a percent (None without a base), the number of a count (None without data), a score; or
    how much it is above the period before (None where either is).
    """
    if address.side == "change":
        now, before = (value_of(grounds, figure, replace(address, span=s, side="value")) for s in ("now", BEFORE))
        return None if now is None or before is None else round(now - before, 2)
    ratios = [(addend, ratio_of(grounds, addend, address)) for addend in figure.addends]
    if figure.scoring:
        return _score(grounds, figure, ratios, address)
    if isinstance(figure.addends[0].counts, Indicator):
        return pooled(*(ratio for _, ratio in ratios)).percent
    return ratios[0][1].counted


def has_data(grounds: Grounds, addend: Addend, address: Address) -> bool:
    """Has some source the columns that are needed, and is there anything at all to count?"""
    if isinstance(addend.counts, Indicator) and not measurable(addend.counts, _available(grounds, addend)):
        return False
    population = grounds.population(addend.rows, address.span)
    rows = _sides(grounds, population, addend, address)
    if not population.known or (
        rows.unknown.any() and not (rows.out_of.any() and isinstance(addend.counts, Indicator))
    ):
        return False
    if addend.rows not in ("teams", "forms_due"):
        return True
    # A form that leaves the number out says nothing, it does not say 0; nor does a unit that owes no form.
    return bool(rows.out_of.any())


def _available(grounds: Grounds, addend: Addend) -> frozenset[str]:
    return grounds.subjects[subject_of(addend.rows)].available


def _score(grounds: Grounds, figure: Figure, ratios: Iterable[tuple[Addend, Ratio]], address: Address) -> float | None:
    """By the engines that scored for the report."""
    by_part: dict[str, list[Ratio]] = {}
    for addend, ratio in ratios:
        by_part.setdefault(addend.part, []).append(ratio)
    parts = {name: pooled(*found) for name, found in by_part.items()}
    config = grounds.context.config
    if figure.scoring == "annual":
        return annual_score(parts, config.annual.weights).score
    group = _group(grounds, address.scope)
    measures = {name: _measure(name, ratio, group, config) for name, ratio in parts.items()}
    return score(measures, config.weights)


def _measure(name: str, now: Ratio, group: Group | None, config: Config) -> Measure:
    return Measure(now, target_of(name, group, config), None, Ratio(None, None), Ratio(None, None))


def _group(grounds: Grounds, scope: str) -> Group | None:
    kind, _, id_ = scope.partition(":")
    return next((unit.group for unit in grounds.units if id_ == (unit.group if kind == "group" else unit.id)), None)


def _sides(grounds: Grounds, population: Population, addend: Addend, address: Address) -> Sides:
    """The rows of the base, those counted among them, and the unknown ones; of a mere count both sides are the same."""
    mine = within(population, address.scope, grounds.groups, [unit.id for unit in grounds.units])
    found = sides(addend.counts, population.masks)
    return Sides(mine & found.counted, mine & found.out_of, mine & found.unknown)


def _amounts(population: Population, addend: Addend) -> NDArray[np.int64]:
    ones = np.ones(len(population.frame), dtype=np.int64)
    return population.amounts.get(addend.counts.id, ones)


def _part(grounds: Grounds, addend: Addend, address: Address, scoring: str) -> Part:
    counts = addend.counts
    known = has_data(grounds, addend, address)
    columns = columns_of(addend.rows, counts)
    is_rate = isinstance(counts, Indicator)
    config = grounds.context.config
    weights: Mapping[str, float] = {"annual": config.annual.weights, "composite": config.weights}.get(scoring, {})
    return Part(
        figure=addend.id,
        label=counts.label,
        called=called(addend.rows),
        formula=counts.formula,
        clause=counts.clause if isinstance(counts, Indicator) else "",
        is_rate=is_rate,
        rows=_behind(grounds, addend, address) if known else (),
        unknown=_unknown(grounds, addend, address),
        columns=columns,
        has_data=known,
        missing=_missing(counts, _available(grounds, addend)) if isinstance(counts, Indicator) else (),
        target=target_of(addend.id, _group(grounds, address.scope), config) if is_rate else None,
        weight=weights.get(addend.part),
    )


def _missing(indicator: Indicator, available: frozenset[str]) -> tuple[str, ...]:
    """The columns that no source has, as a clerk calls them."""
    return tuple(map(need_in_words, missing(indicator, available)))


def _behind(grounds: Grounds, addend: Addend, address: Address) -> tuple[Behind, ...]:
    """The rows of the base by place, the counted ones marked."""
    population = grounds.population(addend.rows, address.span)
    rows = _sides(grounds, population, addend, address)
    return _rows_of(grounds, population, addend, rows.out_of, rows.counted)


def _unknown(grounds: Grounds, addend: Addend, address: Address) -> tuple[Behind, ...]:
    """The rows that may belong to it, by place."""
    population = grounds.population(addend.rows, address.span)
    rows = _sides(grounds, population, addend, address)
    return _rows_of(grounds, population, addend, rows.unknown, rows.counted)


def _rows_of(
    grounds: Grounds, population: Population, addend: Addend, rows: Masks, counted: Masks
) -> tuple[Behind, ...]:
    at = np.flatnonzero(rows)
    frame = population.frame.iloc[at]
    sources = grounds.subjects[subject_of(addend.rows)].data.sources
    names = {unit.id: unit.name for unit in grounds.units}
    columns = zip(
        frame["source"].tolist(),
        frame["row"].tolist(),
        frame[population.name].tolist(),
        population.scopes["unit"][at].tolist(),
        counted[at].tolist(),
        _amounts(population, addend)[at].tolist(),
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


def subject_of(rows: str) -> str:
    """The kind of rows whose dataset these are of."""
    named = {"dossier_quality": "dossiers", "dossier_rows": "dossiers", "forms_due": "teams"}
    return named.get(rows, "tasks" if rows.startswith("task") else rows)


def _left_out(grounds: Grounds, kind: str, address: Address) -> tuple[list[LeftOut], tuple[int, int]]:
    """The rows left out that belong to the scope, or may (their unit is not known), and how many are out silently.

    Rows that are in no cohort have no shop, field or level: asked for one of those, all are listed.
    """
    ground = grounds.subjects[kind]
    frame, merged = ground.data.frame, ground.merged
    owners = heirs(grounds.context.registry, grounds.period.as_of)[frame["unit"].cat.codes.to_numpy()]
    population = Population(frame, {}, {"unit": owners}, "", open_ended=True)
    scope = address.scope if address.scope.partition(":")[0] in ("unit", "group") else "total"
    mine = within(population, scope, grounds.groups, ())
    asked = ground.may_matter(grounds.days(address.span)) & merged.excluded & (mine | (owners == ""))
    sources, rows, names = frame["source"].to_numpy(), frame["row"].to_numpy(), ground.names.tolist()
    out = [
        LeftOut(ground.data.sources[sources[at]], int(rows[at]), names[at], redact(told))
        for at, told in reasons_of(ground.found, ground.data, asked).items()
    ]
    return out, (int((merged.superseded & mine).sum()), int((merged.not_accepted & mine).sum()))
