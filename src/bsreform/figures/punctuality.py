"""Whether the quarterly forms of the digital teams came by their due day: the one input whose due day is laid down."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from bsreform.model import Dataset, Figures, Period, Ratio
from bsreform.organisation.due_days import quarterly_day
from bsreform.organisation.units import Registry
from bsreform.spec import Context


def punctuality(data: Dataset, context: Context, units: Sequence[Figures], period: Period) -> Mapping[str, Ratio]:
    """Forms that came by the 25th of the quarter's last month out of those due in the year so far (clause 2.4 b), by
    the id of unit, group and "total"; without data where no form was read at all or none was due from the unit.

    Every commune of that day owes one; later it counts for its successor. A form came when its file says so.
    """
    counts = {unit.id: [0, 0] for unit in units}
    for form in forms_due(data, context, period):
        if own := counts.get(form.owner):
            own[0] += form.place is not None
            own[1] += 1
    members = {"total": list(counts)}
    for each in units:
        members.setdefault(each.group or "", []).append(each.id)
        members[each.id] = [each.id]
    return {name: _together([counts[id_] for id_ in ids], read=len(data.frame) > 0) for name, ids in members.items()}


@dataclass(frozen=True, slots=True)
class FormDue:
    """A form that `unit` owed for a quarter; `owner` answers for it now. `place`: in the frame, if it came."""

    unit: str
    owner: str
    quarter: str
    place: int | None


def forms_due(data: Dataset, context: Context, period: Period) -> Iterator[FormDue]:
    """The forms that fell due in the period up to the day that it is seen from, quarter by quarter."""
    registry = context.registry
    for number in range(1, 5):
        quarter = f"{period.id}-Q{number}"
        day = quarterly_day(quarter)
        if not period.start <= day <= period.as_of:
            continue
        came = _came(data, registry, quarter, day)
        for unit in registry.valid_in(day, day):
            if unit.group == "commune":
                yield FormDue(unit.id, registry.successor(unit, period.as_of).id, quarter, came.get(unit.id))


def _came(data: Dataset, registry: Registry, quarter: str, day: date) -> Mapping[str, int]:
    """The units whose form of the quarter came by that day, with the place of its first row in the frame."""
    places = np.flatnonzero((data.frame["quarter"] == quarter).to_numpy(dtype=bool))
    rows = data.frame.iloc[places]
    known = [registry.get(unit) for unit in rows["unit"].astype(object)]
    times = [data.sources[source].exported_at for source in rows["source"]]
    found: dict[str, int] = {}
    for place, unit, time in zip(places.tolist(), known, times, strict=True):
        if unit and time and time.date() <= day:
            found.setdefault(registry.successor(unit, day).id, place)
    return found


def _together(counts: Sequence[Sequence[int]], read: bool) -> Ratio:
    due = sum(each[1] for each in counts)
    return Ratio(sum(each[0] for each in counts), due) if read and due else Ratio(None, None)
