"""Which rows name a unit that did not exist on their day, and where a source names its units: shared by two rules."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bsreform.model import Dataset, Unit
from bsreform.organisation.units import is_valid
from bsreform.records.placing import always_valid
from bsreform.spec import Context

NamedUnit = tuple[str, date]
"""The text of a unit and the day of its row."""


def days(data: Dataset) -> "pd.Series[pd.Timestamp]":
    """The day on which the unit of each row must exist."""
    return data.frame["received_at" if data.subject == "dossiers" else "unit_day"]


def not_valid(data: Dataset, context: Context) -> tuple[NDArray[np.bool_], Mapping[NamedUnit, Unit]]:
    """Which rows name a unit that is not valid on their day; that unit by text and day."""
    texts, moments = data.frame["unit_text"], days(data)
    known = {text for text in texts.unique() if text and context.registry.resolve(text)}
    suspects = known - always_valid(texts.unique(), moments, context.registry)
    mask = (texts.isin(suspects) & moments.notna()).to_numpy(dtype=bool, copy=True)
    pairs = list(zip(texts[mask].tolist(), moments[mask].to_numpy().astype("datetime64[D]").tolist(), strict=True))
    named = {pair: context.registry.named(*pair) for pair in dict.fromkeys(pairs)}
    wrong = {pair: unit for pair, unit in named.items() if unit and not is_valid(unit, pair[1])}
    mask[mask] = [pair in wrong for pair in pairs]
    return mask, wrong


def unit_column(data: Dataset, number: int, context: Context) -> str:
    """The letter of the column in which the source names the unit of its rows, "" where it has none."""
    columns = data.sources[number].columns
    if data.subject != "dossiers":
        return columns.get("lead_unit" if data.subject == "tasks" else "unit", "")
    first = context.config.dossiers.unit_column
    second = "receiving" if first == "handling" else "handling"
    fields = (f"unit_{first}", "unit_named", f"unit_{second}")
    return next((columns[field] for field in fields if field in columns), "")
