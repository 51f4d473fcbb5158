"""The points of the set of indicators in force on a day, as far as exports of dossiers can give them (DOMAIN §3)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from msgspec import Struct

from bsreform.files.toml_file import read_toml

_SHIPPED = Path(__file__).resolve().parents[1] / "data" / "points.toml"


class PointsPart(Struct, frozen=True):
    """`most` points at `full_at` percent of the indicator and above, in proportion below; `item` of the decision."""

    indicator: str
    item: str
    most: float
    full_at: float


class Decision(Struct, frozen=True):
    """In force from `first` on; `whole` is what all its parts give at the most."""

    first: date
    name: str
    whole: float
    parts: tuple[PointsPart, ...]

    def points(self, percents: Mapping[str, float | None]) -> float | None:
        """The points of these percents, by the id of the indicator, 2 decimals, half up; a part without data gives
        none and is never stretched over; None where no part has data.
        """
        known = [(each, found) for each in self.parts if (found := percents.get(each.indicator)) is not None]
        if not known:
            return None
        shares = (_exact(each.most) * min(Fraction(1), _exact(found) / _exact(each.full_at)) for each, found in known)
        return float((sum(shares, Fraction()) * 200 + 1) // 2) / 100


@cache
def _exact(number: float) -> Fraction:
    """The number as it is printed."""
    return Fraction(str(number))


def decision_on(day: date) -> Decision:
    """What is in force on that day; before the first of all, the first."""
    known = _shipped()
    return next((each for each in reversed(known) if each.first <= day), known[0])


@cache
def _shipped() -> tuple[Decision, ...]:
    given = (
        Decision(**{**entry, "parts": tuple(PointsPart(**part) for part in entry["parts"])})
        for entry in read_toml(_SHIPPED).data["decisions"]
    )
    return tuple(sorted(given, key=lambda each: each.first))
