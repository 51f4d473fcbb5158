"""Tables of form II.06a beside what the rows themselves give: the same unit, the same system, the same columns."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from bsreform.figures.sums import FigureTally
from bsreform.layouts.aggregate_06a import COUNTS
from bsreform.measures import Figures, Line
from bsreform.model import Aggregate, Period

SYSTEMS = {"ministry": "Hệ thống của các Bộ", "province": "Hệ thống của tỉnh", "": "Các hệ thống"}
"""What a system is called."""
FIGURES: Mapping[str, str] = {
    **{name: name for name in COUNTS},
    "online": "online_received",
    "direct": "direct_received",
}
"""Column of the form → the figure that counts the same among the rows."""


class Beside(Struct, frozen=True):
    """A table of counts of one unit and system, and the rows' `own` figures; `unit` names whose it is, `scope` is the
    address of those figures. `alike`: is it on the very days of the report? Only then are they compared.
    """

    given: Aggregate
    unit: str
    own: Line
    scope: str
    alike: bool

    @property
    def differences(self) -> Mapping[str, int]:
        """What the table has more (less: negative) than the rows, by column; only where both are known."""
        if not self.alike:
            return {}
        pairs = ((name, self.given.counts[name], self.own.count(FIGURES[name])) for name in COUNTS)
        return {name: one - other for name, one, other in pairs if one is not None and other is not None}


def beside(
    aggregates: Sequence[Aggregate], systems: FigureTally, units: Sequence[Figures], period: Period
) -> tuple[Beside, ...]:
    """The tables that are about the period or some of its days, by unit in the order of the report, then by system."""
    places = {unit.id: place for place, unit in enumerate(units)}
    names = {unit.id: unit.name for unit in units}
    found = [
        Beside(
            each,
            names.get(each.unit, ""),
            _own(each, systems, list(places)),
            _scope(each),
            each.days is not None and each.days[0] == period.start and each.days[1] in (period.end, period.as_of),
        )
        for each in aggregates
        if (not each.unit or each.unit in places) and _is_about(each, period)
    ]
    return tuple(sorted(found, key=lambda each: (places.get(each.given.unit, -1), each.given.system, each.given.path)))


def _is_about(aggregate: Aggregate, period: Period) -> bool:
    return aggregate.days is None or (aggregate.days[0] <= period.end and aggregate.days[1] >= period.start)


def _own(aggregate: Aggregate, systems: FigureTally, listed: Sequence[str]) -> Line:
    asked = ("ministry", "province") if not aggregate.system else (aggregate.system,)
    units = [aggregate.unit] if aggregate.unit else listed
    return systems.of([f"{unit}/{system}" for unit in units for system in asked], "", "")


def _scope(aggregate: Aggregate) -> str:
    whole = f"unit:{aggregate.unit}" if aggregate.unit else "total"
    return f"system:{aggregate.unit or 'total'}/{aggregate.system}" if aggregate.system else whole


def document(found: Sequence[Beside]) -> dict[str, object]:
    """The key of the JSON, where there is any table."""
    return {"aggregates": [_as_json(each) for each in found]} if found else {}


def _as_json(each: Beside) -> dict[str, object]:
    days = each.given.days
    return {
        "file": each.given.path,
        "sheet": each.given.sheet,
        "unit": each.given.unit or None,
        "system": each.given.system or None,
        "start": days[0].isoformat() if days else None,
        "end": days[1].isoformat() if days else None,
        "counts": dict(each.given.counts),
        "rows": {name: each.own.count(figure) for name, figure in FIGURES.items()},
        "differences": dict(each.differences),
    }
