"""From forms of the digital teams to what the quarterly report says of them: checked, merged, added up."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from bsreform.figures.punctuality import first_forms
from bsreform.language.wording import official_date
from bsreform.layouts.digital_team import COUNTS
from bsreform.material.dossiers import excluded_rows
from bsreform.material.team_values import LEVELS, TeamCounts, TeamMaterial, Teams
from bsreform.measures import Figures
from bsreform.model import Period, Source
from bsreform.organisation.due_days import quarterly_day, quarterly_due
from bsreform.records.checking import problems
from bsreform.records.merging import account
from bsreform.subjects.digital_teams import of_units
from bsreform.subjects.subject import Checked


def compile_teams(forms: Checked, units: Sequence[Figures], period: Period, before: str) -> TeamMaterial:
    """Everything the report on `period` says of the teams. `units` are those it lists, `before` the quarter before.

    What is wrong with forms of quarters other than these two is not told here.
    """
    checked = of_units(forms, [unit.id for unit in units])
    data, context, merged, superseded = checked.data, checked.context, checked.merged, checked.merged.superseded
    frame = data.frame
    nothing = np.zeros(len(frame), dtype=bool)
    asked = frame["quarter"].isin([period.id, ""]).to_numpy(dtype=bool)
    recent = asked | (frame["quarter"] == before).to_numpy(dtype=bool)
    shown = [each for each in checked.told if each.index is None or recent[each.index]]
    rows = account(frame[asked], superseded[asked], nothing[asked], merged.excluded[asked]).count
    used = merged.used
    now, past = (used[(used["quarter"] == id_).to_numpy(dtype=bool)] for id_ in (period.id, before))
    came = frame[((frame["quarter"] == period.id) & ~superseded).to_numpy(dtype=bool)]
    parts = _members(units)
    day, first = quarterly_day(period.id), first_forms(data, context.registry, period.id)
    figures = {name: _teams(came, now, past, ids, data.sources) for name, ids in parts.items()}
    for unit, (sent, _) in first.items():
        if unit in figures and sent > day:
            figures[unit] = replace(figures[unit], late=(sent - day).days)
    return TeamMaterial(
        quarter=period.id,
        figures=figures,
        levels={level: _sums(now[(now["level"] == level).to_numpy(dtype=bool)]) for level in LEVELS},
        day=day,
        due=quarterly_due(period.id, context.calendar),
        rows=rows,
        elsewhere=int((~asked).sum()),
        excluded=excluded_rows(shown, data, merged.excluded & asked, frame["unit_text"]),
        problems=tuple(problems(shown, data, context)),
        sources=data.sources,
    )


def _members(units: Sequence[Figures]) -> Mapping[str, list[str]]:
    """The ids of the units behind each unit, group and the total."""
    parts: dict[str, list[str]] = {unit.id: [unit.id] for unit in units}
    for unit in units:
        parts.setdefault(unit.group or "", []).append(unit.id)
    return {**parts, "total": [unit.id for unit in units]}


def _teams(
    came: pd.DataFrame, now: pd.DataFrame, past: pd.DataFrame, ids: Sequence[str], sources: Sequence[Source]
) -> Teams:
    """`came` are the rows that were sent, `now` and `past` those that count."""
    sent, counted, before = (rows[rows["owner"].isin(ids).to_numpy()] for rows in (came, now, past))
    told = Teams(sent=len(sent) > 0, now=_sums(counted), before=_sums(before), excluded=len(sent) - len(counted))
    if len(ids) > 1:
        return told
    times = [time.date() for number in set(sent["source"]) if (time := sources[number].exported_at)]
    return replace(
        told,
        plans=tuple(dict.fromkeys(filter(None, map(_plan, counted["plan_no"], counted["plan_date"])))),
        difficulties=tuple(dict.fromkeys(text for text in counted["difficulties"] if text)),
        dated=max(times, default=None),
    )


def _sums(rows: pd.DataFrame) -> TeamCounts:
    return {name: int(rows[name].sum()) if rows[name].notna().any() else None for name in COUNTS}


def _plan(number: str, day: pd.Timestamp) -> str:
    dated = "" if pd.isna(day) else f"ngày {official_date(day.date())}"
    return " ".join(filter(None, (number, dated)))
