"""Indicators: each module of this folder is one, two sets of dossiers of a cohort; printed by their `order`."""

from importlib import import_module

from bsreform.files.extensions import expect, load
from bsreform.organisation.ids import OWN_INDICATOR_IDS
from bsreform.spec import Indicator

_OWN: tuple[Indicator, ...] = tuple(import_module(f"{__name__}.{id_}").INDICATOR for id_ in OWN_INDICATOR_IDS)
INDICATORS: tuple[Indicator, ...] = (
    *sorted(_OWN, key=lambda each: (each.order, each.id)),
    *load("bsreform.indicators", {each.id for each in _OWN}, lambda name, value: expect(value, Indicator, name)),
)
"""Ours, then those of other packages."""


def indicator(id_: str) -> Indicator:
    """The indicator of that id; KeyError if there is none."""
    return {each.id: each for each in INDICATORS}[id_]
