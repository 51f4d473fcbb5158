"""Progress in percent: "60%", 60 and 0.6 are the same; what a bare number means is decided once for its column."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from bsreform.reading.recognising.cells import Read, parse_percent

Scale = Literal["hundred", "one"]


class StatedProgress(Struct, frozen=True):
    """A number as it is written; `explicit` = with its percent sign, so that no scale matters."""

    number: float
    explicit: bool


def parse_progress(text: str) -> Read:
    """A `StatedProgress` to be settled with its column; reason "progress"."""
    number, reason = parse_percent(text)
    if reason or not isinstance(number, float):
        return None, "progress"
    return StatedProgress(number, text.rstrip().endswith("%")), ""


def settle(reads: Sequence[Read], counts: Sequence[int]) -> list[Read]:
    """The reads of the distinct texts of one column, `counts` cells each, as percents 0-100.

    Reasons: "progress" (no number, or outside 0-100), "progress_scale" (an odd cell: 0.6 among 60, 45, 80).
    DOMAIN §4: one scale per column. Numbers up to 1 only are shares of 1, so that a lone 1 is 100 %.
    """
    bare = [
        (value.number, count)
        for (value, _), count in zip(reads, counts, strict=True)
        if isinstance(value, StatedProgress) and not value.explicit
    ]
    fractions = sum(count for number, count in bare if 0 < number < 1)
    large = sum(count for number, count in bare if number > 1)
    scale: Scale = "one" if fractions > large or not large else "hundred"
    return [
        _percent(value, scale, mixed=bool(large)) if isinstance(value, StatedProgress) else (value, reason)
        for value, reason in reads
    ]


def _percent(value: StatedProgress, scale: Scale, mixed: bool) -> Read:
    number = value.number
    if not value.explicit:
        odd = 0 < number < 1 if scale == "hundred" else mixed and 1 < number <= 100
        if odd:
            return None, "progress_scale"
        number = number * 100 if scale == "one" else number
    return (round(number, 4), "") if 0 <= number <= 100 else (None, "progress")
