"""From forms of the digital teams to what the quarterly report says of them: checked, merged, added up."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from msgspec.structs import replace

from bsreform.figures.populations import Population
from bsreform.figures.punctuality import first_forms
from bsreform.figures.registry import asked
from bsreform.figures.sums import FigureTally, by_scope, members, tally
from bsreform.language.wording import official_date
from bsreform.material.dossiers import excluded_rows
from bsreform.material.team_values import LEVELS, TeamMaterial, Teams
from bsreform.measures import Figures, Line, Ratio
from bsreform.model import Period, Source
from bsreform.organisation.due_days import quarterly_day, quarterly_due
from bsreform.records.checking import problems
from bsreform.records.merging import account
from bsreform.subjects.digital_teams import due_in, of_quarter, of_units
from bsreform.subjects.subject import Checked


def compile_teams(forms: Checked, units: Sequence[Figures], period: Period, before: str) -> TeamMaterial:
    """Everything the report on `period` says of the teams. `units` are those it lists, `before` the quarter before.

    What is wrong with forms of quarters other than these two is not told here.
    """
    checked = of_units(forms, [unit.id for unit in units])
    data, context, merged, superseded = checked.data, checked.context, checked.merged, checked.merged.superseded
    frame = data.frame
    nothing = np.zeros(len(frame), dtype=bool)
    own = frame["quarter"].isin([period.id, ""]).to_numpy(dtype=bool)
    recent = own | (frame["quarter"] == before).to_numpy(dtype=bool)
    shown = [each for each in checked.told if each.index is None or recent[each.index]]
    rows = account(frame[own], superseded[own], nothing[own], merged.excluded[own]).count
    now, past = (of_quarter(checked, id_) for id_ in (period.id, before))
    came = frame[((frame["quarter"] == period.id) & ~superseded).to_numpy(dtype=bool)]
    lines = {span: by_scope(_tally(each), units) for span, each in (("now", now), ("before-1", past))}
    day, first = quarterly_day(period.id), first_forms(data, context.registry, period.id)
    figures = {
        name: _teams(came, now.open(), ids, {span: each[name] for span, each in lines.items()}, data.sources)
        for name, ids in members(units).items()
    }
    for unit, (sent, _) in first.items():
        if unit in figures and sent > day:
            figures[unit] = replace(figures[unit], late=(sent - day).days)
    return TeamMaterial(
        quarter=period.id,
        figures=figures,
        levels={level: _tally(now, "level").of((level,), level, name) for level, name in LEVELS.items()},
        day=day,
        due=quarterly_due(period.id, context.calendar),
        rows=rows,
        elsewhere=int((~own).sum()),
        excluded=excluded_rows(shown, data, merged.excluded & own, frame["unit_text"]),
        problems=tuple(problems(shown, data, context)),
        sources=data.sources,
    )


def punctuality(forms: Checked, units: Sequence[Figures], period: Period) -> Mapping[str, Ratio]:
    """Forms that came by the 25th of the quarter's last month out of those due in the calendar year so far (clause
    2.4 b), by the id of unit, group and "total"; without data where no form was read at all or none was due.
    """
    found = by_scope(tally(due_in(forms, period), "unit", asked("forms_due")), units)
    return {id_: line.ratio("punctuality") for id_, line in found.items()}


def _tally(rows: Population, kind: str = "unit") -> FigureTally:
    return tally(rows, kind, asked("teams"))


def _teams(
    came: pd.DataFrame, now: pd.DataFrame, ids: Sequence[str], lines: Mapping[str, Line], sources: Sequence[Source]
) -> Teams:
    """`came` are the rows that were sent, `now` those that count."""
    sent, counted = (rows[rows["owner"].isin(ids).to_numpy()] for rows in (came, now))
    told = Teams(sent=len(sent) > 0, lines=lines, excluded=len(sent) - len(counted))
    if len(ids) > 1:
        return told
    times = [time.date() for number in set(sent["source"]) if (time := sources[number].exported_at)]
    return replace(
        told,
        plans=tuple(dict.fromkeys(filter(None, map(_plan, counted["plan_no"], counted["plan_date"])))),
        difficulties=tuple(dict.fromkeys(text for text in counted["difficulties"] if text)),
        dated=max(times, default=None),
    )


def _plan(number: str, day: pd.Timestamp) -> str:
    dated = "" if pd.isna(day) else f"ngày {official_date(day.date())}"
    return " ".join(filter(None, (number, dated)))
