"""From checked dossiers to the material of a report: merged, measured, and the lists that go with the figures."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

import bsreform
from bsreform.calendar import WorkingCalendar
from bsreform.checking import Found, check, problems, rejected
from bsreform.cohorts import Catalogue, cohort, listed, prepare
from bsreform.indicators import INDICATORS
from bsreform.measuring import measurable
from bsreform.merging import merge
from bsreform.model import Dataset, Period
from bsreform.reporting import measure
from bsreform.reports.material import Excluded, Material, Names, Overdue
from bsreform.rules import RULES
from bsreform.spec import Context, Spans
from bsreform.units import Registry


def compile_material(
    data: Dataset,
    catalogue: Catalogue | None,
    context: Context,
    period: Period,
    names: Names,
    spans: Spans,
    labels: Sequence[str],
) -> Material:
    """Steps 2 to 4: check, merge, measure. Rows that a newer export replaces are not complained of any more."""
    found = check(data, RULES, context)
    merged = merge(data, rejected(found, data.frame))
    shown = [each for each in found if not _is_past(each, data, merged.superseded)]
    ready = prepare(merged.used, catalogue, context.calendar, context.config)
    available = data.available | {f"catalogue.{name}" for name in (catalogue.available if catalogue else ())}
    measured = measure(ready, context.registry, context.config, INDICATORS, available, spans)
    return Material(
        period=period,
        names=names,
        year_start=spans.year[0],
        units=measured.units,
        groups=measured.groups,
        total=measured.total,
        low_units=measured.low_units,
        indicators=INDICATORS,
        measurable=frozenset(each.id for each in INDICATORS if measurable(each, available)),
        overdue=_overdue(merged.used, ready, spans, context.registry, context.calendar),
        excluded=_excluded(shown, data, merged.excluded),
        rows=merged.count,
        problems=tuple(problems(shown, data, context)),
        sources=data.sources,
        has_catalogue=catalogue is not None,
        unlisted=int((~listed(merged.used, catalogue)).sum()) if catalogue else 0,
        trend_labels=tuple(labels),
        config=context.config,
        version=bsreform.__version__,
    )


def _is_past(found: Found, data: Dataset, superseded: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> bool:
    """Is this about a row that counts no more? (A repeated code is: it says so of the very row that was replaced.)"""
    if found.index is None or found.rule.id == "duplicate_code":
        return False
    return bool(superseded[found.index])


def _overdue(
    used: pd.DataFrame, ready: pd.DataFrame, spans: Spans, registry: Registry, calendar: WorkingCalendar
) -> tuple[Overdue, ...]:
    """Open overdue dossiers, longest overdue first, then those that ended late in the period."""
    end = spans.now[1]
    group = cohort(ready, *spans.now)
    names = {unit.id: unit.name for unit in registry.units}
    columns = ["code", "procedure_name", "procedure_code", "unit", "due_at", "ended_at"]
    parts = []
    for state in ("open_overdue", "late"):
        rows = used.loc[group.index[group[state]], columns].itertuples(index=False, name=None)
        part = [
            Overdue(
                code=str(code),
                procedure=next((text for text in (title, number) if isinstance(text, str)), ""),
                unit=names[unit],
                due=due.date(),
                ended=ended.date() if state == "late" else None,
                days=calendar.between(due.date(), ended.date() if state == "late" else end),
            )
            for code, title, number, unit, due, ended in rows
        ]
        parts += sorted(part, key=lambda row: (-row.days, row.unit, row.code))
    return tuple(parts)


def _excluded(
    found: Sequence[Found], data: Dataset, excluded: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
) -> tuple[Excluded, ...]:
    """Every row that was left out, by place, with all reasons."""
    frame = data.frame
    origins = frame["source"].to_numpy()
    reasons: Mapping[int, list[str]] = {int(index): [] for index in np.flatnonzero(excluded)}
    for each in (each for each in found if each.finding.excludes):
        if each.index is not None and each.index in reasons:
            reasons[each.index].append(each.finding.message)
        elif each.finding.row is None:
            for row in np.flatnonzero(excluded & (origins == each.finding.source)):
                reasons[int(row)].append(each.finding.message)
    rows = []
    for index, told in reasons.items():
        source = data.sources[int(frame["source"].iloc[index])]
        sheet = f"[{source.sheet}]" if source.sheet else ""
        place = f"{source.path}{sheet}, dòng {frame['row'].iloc[index]}"
        rows.append(Excluded(place, str(frame["code"].iloc[index] or ""), "; ".join(dict.fromkeys(told))))
    return tuple(rows)
