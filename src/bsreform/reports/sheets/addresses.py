"""Which figures the columns of a table show: the addresses that `explain` follows from a cell to its rows."""

from collections.abc import Iterable

from bsreform.report_model import Address
from bsreform.spec import TREND

TOTAL = "total"


def counts(keys: Iterable[str], span: str = "now", prefix: str = "") -> dict[str, Address]:
    """Columns whose key, after `prefix`, is the id of what they count."""
    return {key: value(f"{prefix}{key}", span) for key in keys}


def rates(ids: Iterable[str], span: str = "now") -> dict[str, Address]:
    """The columns of `layout.rate_columns`: both counts and the percent."""
    return {key: own for each in ids for key, own in rate(each, each, span).items()}


def rate(key: str, figure: str, span: str = "now") -> dict[str, Address]:
    """The columns KEY.counted, KEY.out_of and KEY.percent of one rate."""
    return {
        f"{key}.counted": Address(figure, span=span, side="counted"),
        f"{key}.out_of": Address(figure, span=span, side="out_of"),
        f"{key}.percent": value(figure, span),
    }


def value(figure: str = "", span: str = "") -> Address:
    """The figure itself: the percent of a rate, the number of a count."""
    return Address(figure, span=span, side="value")


def now(figure: str) -> Address:
    """The figure itself, of this period."""
    return value(figure, "now")


def difference(figure: str = "") -> Address:
    """The difference between this period and the one before."""
    return Address(figure, span="now", side="change")


def trend_span(place: int) -> str:
    """The span of the column or row at this place of a trend, whose last place is this period."""
    back = TREND - 1 - place
    return f"before-{back}" if back else "now"
