"""Made-up figures as the engine gives them: a ledger, what follows from it, and rates, by span."""

from collections.abc import Mapping

from msgspec.structs import replace

from bsreform.identities import LEDGER
from bsreform.measures import Figures, Line, Measure, Ratio, Sum

Lines = Mapping[str, Line]


def rate(ratio: Ratio) -> Sum:
    known = ratio.out_of is not None
    counted, out_of = ratio.counted or 0, ratio.out_of or 0
    return Sum(counted, out_of, out_of, ratio.unknown, is_rate=True, is_known=known)


def line(ledger: Mapping[str, int], rates: Mapping[str, Ratio]) -> Line:
    """A line with these rates; what is not said is 0, and whatever is overdue is so for at most a week."""
    ledger = {**dict.fromkeys(LEDGER, 0), **ledger}
    derived = {
        "total_in": ledger["carried"] + ledger["received"],
        "total_out": ledger["closed"] + ledger["open"],
        "in_time": ledger["early"] + ledger["on_day"],
        "overdue_7": ledger["open_overdue"],
        "overdue_8_30": 0,
        "overdue_30": 0,
    }
    sums = {name: Sum(count, count, count) for name, count in {**ledger, **derived}.items()}
    return Line("", "", {**sums, **{name: rate(ratio) for name, ratio in rates.items()}})


def lines(ledger: Mapping[str, int], indicators: Mapping[str, Measure]) -> Lines:
    """The same ledger in the period and in the year, and the rates of the period before."""
    now, year, before = (
        {name: getattr(each, span) for name, each in indicators.items()} for span in ("now", "year", "previous")
    )
    return {"now": line(ledger, now), "year": line(ledger, year), "before-1": line(ledger, before)}


def with_ledger(figures: Figures, **changed: int) -> Figures:
    """The same figures with another ledger."""
    return replace(figures, lines=lines({**figures.ledger, **changed}, figures.indicators))
