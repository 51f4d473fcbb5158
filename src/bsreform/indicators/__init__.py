"""Indicators: each is two sets of dossiers of a cohort; one file per subject, printed in this order."""

from bsreform.indicators import digitisation, essential, online, payment, timeliness
from bsreform.spec import Indicator

INDICATORS: tuple[Indicator, ...] = (
    *online.INDICATORS,
    *payment.INDICATORS,
    *digitisation.INDICATORS,
    *timeliness.INDICATORS,
    *essential.INDICATORS,
)


def indicator(id_: str) -> Indicator:
    """The indicator of that id; KeyError if there is none."""
    return {each.id: each for each in INDICATORS}[id_]
