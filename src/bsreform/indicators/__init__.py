"""Indicators: each is two sets of dossiers of a cohort; one file per subject, printed in this order."""

from bsreform.files.extensions import expect, load
from bsreform.indicators import digitisation, essential, online, payment, timeliness
from bsreform.spec import Indicator

_OWN: tuple[Indicator, ...] = (
    *online.INDICATORS,
    *payment.INDICATORS,
    *digitisation.INDICATORS,
    *timeliness.INDICATORS,
    *essential.INDICATORS,
)
INDICATORS: tuple[Indicator, ...] = (
    *_OWN,
    *load("bsreform.indicators", {each.id for each in _OWN}, lambda name, value: expect(value, Indicator, name)),
)
"""Ours, then those of other packages."""


def indicator(id_: str) -> Indicator:
    """The indicator of that id; KeyError if there is none."""
    return {each.id: each for each in INDICATORS}[id_]
