"""Whose rows are counted: for each kind of figure the rows of one span, their masks, and to whom each belongs."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd
from msgspec import Struct, field
from numpy.typing import NDArray

from bsreform.organisation.units import Registry
from bsreform.spec import Masks

Ids = NDArray[np.object_]


class Population(Struct, frozen=True):
    """Rows with their `masks`. `scopes`: by kind of scope ("unit", "shop", "field", "level") the id of each row.

    `sources` and `numbers` are the places of the rows; `open` gives all that is known of them, and the column of that
    frame that `name`s a row. `amounts`: what each row adds, by the id of a count; 1 where the id is missing.
    No data at all: `known` is False. `silent`: a scope without any row has no data, it does not have 0.
    `open_ended`: the total takes rows of no listed unit in.
    """

    masks: Masks
    scopes: Mapping[str, Ids]
    sources: NDArray[np.int64]
    numbers: NDArray[np.int64]
    open: Callable[[], pd.DataFrame]
    name: str
    amounts: Mapping[str, NDArray[np.int64]] = field(default_factory=dict)
    known: bool = True
    silent: bool = False
    open_ended: bool = False

    def amount(self, count: str) -> NDArray[np.int64]:
        """What each row adds to this count."""
        return self.amounts.get(count, np.ones(len(self.sources), dtype=np.int64))

    def place(self, at: int) -> tuple[int, int]:
        """The source and the number of a row."""
        return int(self.sources[at]), int(self.numbers[at])


def places_of(frame: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The sources and numbers of the rows of a dataset."""
    return frame["source"].to_numpy().astype(np.int64), frame["row"].to_numpy().astype(np.int64)


def heirs(registry: Registry, day: date) -> Ids:
    """The id of the unit that answers for each unit of the registry on that day; "" stands last, for no unit."""
    return np.array([*(registry.successor(unit, day).id for unit in registry.units), ""], dtype=object)


def within(population: Population, scope: str, groups: Mapping[str, str], listed: Sequence[str]) -> NDArray[np.bool_]:
    """The rows of a scope ("total", "group:commune", "unit:binh-chanh", "system:total/province" …).

    `groups`: the group of each unit that the report lists; rows of units that it does not list are in no group.
    """
    kind, _, id_ = scope.partition(":")
    units = population.scopes["unit"]
    if kind == "total" and population.open_ended:
        return np.ones(len(units), dtype=bool)
    if kind == "total":
        return np.isin(units, np.array(listed, dtype=object))
    if kind == "group":
        return np.isin(units, np.array([unit for unit, group in groups.items() if group == id_], dtype=object))
    whose, _, system = id_.partition("/")
    if kind == "system" and whose == "total":
        return np.isin(population.scopes[kind], np.array([f"{unit}/{system}" for unit in listed], dtype=object))
    return np.asarray(population.scopes[kind] == id_, dtype=bool)
