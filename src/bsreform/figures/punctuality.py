"""Whether the quarterly forms of the digital teams came by their due day: the one input whose due day is laid down."""

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
from msgspec import Struct

from bsreform.model import Dataset, Period
from bsreform.organisation.due_days import quarterly_day
from bsreform.organisation.naming import governs_place
from bsreform.organisation.units import Registry
from bsreform.spec import Context


class FormDue(Struct, frozen=True):
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
