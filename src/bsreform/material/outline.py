"""What a report is about, whatever the data; without pandas, for it is wanted before the files are read."""

from msgspec import Struct

from bsreform.model import Period
from bsreform.organisation.config import Periods
from bsreform.periods import Names, PeriodKind
from bsreform.spec import TREND, Spans, spans_of


class Outline(Struct, frozen=True):
    """The period of a report, the spans that it measures, and how the last periods are labelled, oldest first."""

    period: Period
    names: Names
    spans: Spans
    labels: tuple[str, ...]


def outline_of(kind: PeriodKind, period: Period, settings: Periods) -> Outline:
    """That of a report on this period, which is one of this kind."""
    spans = spans_of(kind, period, settings)
    return Outline(period, kind.names(period.id), spans, kind.labels(period.id, TREND))
