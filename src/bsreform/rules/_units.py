"""Which rows name a unit that did not exist on their day, and where a source names its units: shared by two rules."""

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bsreform.model import Dataset, Unit
from bsreform.records.placing import always_valid
from bsreform.spec import Context

NamedUnit = tuple[str, date]
"""The text of a unit and the day of its row."""


def days(data: Dataset) -> "pd.Series[pd.Timestamp]":
    """The day on which the unit of each row must exist."""
    return data.frame["received_at" if data.subject == "dossiers" else "unit_day"]


def not_valid(data: Dataset, context: Context) -> tuple[NDArray[np.bool_], Mapping[NamedUnit, Unit]]:
    """Which rows name a unit that is not valid on their day; that unit by text and day."""
    texts, moments, registry = data.frame["unit_text"], days(data), context.registry
    distinct = texts.unique()
    known = {text for text in distinct if text and registry.resolve(text)}
    when = moments.to_numpy().astype("datetime64[D]")
    mask = np.zeros(len(when), dtype=bool)
    for text in known - always_valid(distinct, moments, registry):
        mask |= (texts == text).to_numpy(dtype=bool) & ~_is_there(registry.resolve(text), when)
    mask &= ~np.isnat(when)
    pairs = list(zip(texts[mask], when[mask].tolist(), strict=True))
    named = {pair: registry.named(*pair) for pair in dict.fromkeys(pairs)}
    wrong = {pair: unit for pair, unit in named.items() if unit}
    mask[mask] = [pair in wrong for pair in pairs]
    return mask, wrong


def _is_there(units: Iterable[Unit], when: NDArray[np.datetime64]) -> NDArray[np.bool_]:
    """On which of these days any of the units exists."""
    spans = ((np.datetime64(each.valid_from or date.min), np.datetime64(each.valid_to or date.max)) for each in units)
    return np.asarray(np.logical_or.reduce([(first <= when) & (when <= last) for first, last in spans]))


def unit_column(data: Dataset, number: int, context: Context) -> str:
    """The letter of the column in which the source names the unit of its rows, "" where it has none."""
    columns = data.sources[number].columns
    if data.subject != "dossiers":
        return columns.get("lead_unit" if data.subject == "tasks" else "unit", "")
    first = context.config.dossiers.unit_column
    second = "receiving" if first == "handling" else "handling"
    fields = (f"unit_{first}", "unit_named", f"unit_{second}")
    return next((columns[field] for field in fields if field in columns), "")
