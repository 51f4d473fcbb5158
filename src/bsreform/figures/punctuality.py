"""Whether the quarterly forms of the digital teams came by their due day: the one input whose due day is laid down."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from bsreform.measures import Figures, Ratio
from bsreform.model import Dataset, Period
from bsreform.organisation.due_days import quarterly_day
from bsreform.organisation.naming import governs_place
from bsreform.organisation.units import Registry
from bsreform.spec import Context


def punctuality(data: Dataset, context: Context, units: Sequence[Figures], period: Period) -> Mapping[str, Ratio]:
    """Forms that came by the 25th of the quarter's last month out of those due in the calendar year so far (clause
    2.4 b), by the id of unit, group and "total"; without data where no form was read at all or none was due from the
    unit.

    Every commune of that day owes one; later it counts for its successor. A form came when its file says so, and the
    first one that was sent counts: to correct it later makes nobody late.
    """
    counts = {unit.id: [0, 0] for unit in units}
    for form in forms_due(data, context, period):
        if own := counts.get(form.owner):
            own[0] += form.in_time
            own[1] += 1
    members = {"total": list(counts)}
    for each in units:
        members.setdefault(each.group or "", []).append(each.id)
        members[each.id] = [each.id]
    return {name: _together([counts[id_] for id_ in ids], read=len(data.frame) > 0) for name, ids in members.items()}


@dataclass(frozen=True, slots=True)
class FormDue:
    """A form that `unit` owed for a quarter; `owner` answers for it now. `place`: in the frame, if it came; `late`:
    how many days after its due day.
    """

    unit: str
    owner: str
    quarter: str
    place: int | None
    late: int = 0

    @property
    def in_time(self) -> bool:
        return self.place is not None and not self.late


def forms_due(data: Dataset, context: Context, period: Period) -> Iterator[FormDue]:
    """The forms that fell due in the calendar year up to the day that it is seen from, quarter by quarter."""
    registry, last = context.registry, period.seen or period.as_of
    for number in range(1, 5):
        quarter = f"{period.id}-Q{number}"
        day = quarterly_day(quarter)
        if day > last:
            continue
        first = first_forms(data, registry, quarter)
        for unit in registry.valid_in(day, day):
            if governs_place(unit.name):
                came, place = first.get(unit.id, (day, None))
                late = max(0, (came - day).days)
                yield FormDue(unit.id, registry.successor(unit, period.as_of).id, quarter, place, late)


def first_forms(data: Dataset, registry: Registry, quarter: str) -> Mapping[str, tuple[date, int | None]]:
    """By the id of the unit that owed it: the day of the first form of the quarter, and the place of its first row."""
    places = np.flatnonzero((data.frame["quarter"] == quarter).to_numpy(dtype=bool))
    rows, day = data.frame.iloc[places], quarterly_day(quarter)
    known = [registry.get(unit) for unit in rows["unit"].astype(object)]
    times = [data.sources[source].exported_at for source in rows["source"]]
    found: dict[str, tuple[date, int | None]] = {}
    for place, unit, time in zip(places.tolist(), known, times, strict=True):
        if unit and time:
            owner, came = registry.successor(unit, day).id, time.date()
            if owner not in found or came < found[owner][0]:
                found[owner] = (came, place)
    return found


def _together(counts: Sequence[Sequence[int]], read: bool) -> Ratio:
    due = sum(each[1] for each in counts)
    return Ratio(sum(each[0] for each in counts), due) if read and due else Ratio(None, None)
