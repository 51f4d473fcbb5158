"""Whether the quarterly forms of the digital teams came by their due day: the one input whose due day is laid down."""

from collections.abc import Mapping, Sequence

from bsreform.due_days import quarterly_day
from bsreform.model import Dataset, Figures, Period, Ratio
from bsreform.spec import Context


def punctuality(data: Dataset, context: Context, units: Sequence[Figures], period: Period) -> Mapping[str, Ratio]:
    """Forms that came by the 25th of the quarter's last month out of those due in the year so far (clause 2.4 b), by
    the id of unit, group and "total"; without data where no form was read at all or none was due from the unit.

    Every commune of that day owes one; later it counts for its successor. A form came when its file says so.
    """
    registry, counts = context.registry, {unit.id: [0, 0] for unit in units}
    for number in range(1, 5):
        quarter = f"{period.id}-Q{number}"
        day = quarterly_day(quarter)
        if not period.start <= day <= period.as_of:
            continue
        rows = data.frame[(data.frame["quarter"] == quarter).to_numpy(dtype=bool)]
        known = [registry.get(unit) for unit in rows["unit"].astype(object)]
        times = [data.sources[source].exported_at for source in rows["source"]]
        came = {
            registry.successor(unit, day).id
            for unit, time in zip(known, times, strict=True)
            if unit and time and time.date() <= day
        }
        for unit in registry.valid_in(day, day):
            own = counts.get(registry.successor(unit, period.as_of).id)
            if unit.group == "commune" and own:
                own[0] += unit.id in came
                own[1] += 1
    members = {"total": list(counts)}
    for each in units:
        members.setdefault(each.group or "", []).append(each.id)
        members[each.id] = [each.id]
    return {name: _together([counts[id_] for id_ in ids], read=len(data.frame) > 0) for name, ids in members.items()}


def _together(counts: Sequence[Sequence[int]], read: bool) -> Ratio:
    due = sum(each[1] for each in counts)
    return Ratio(sum(each[0] for each in counts), due) if read and due else Ratio(None, None)
