"""Whose rows are counted: for each kind of figure the rows of one span, their masks, and to whom each belongs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bsreform.organisation.units import Registry

Masks = Mapping[str, NDArray[np.bool_]]
Ids = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Population:
    """Rows with their `masks`. `scopes`: by kind of scope ("unit", "shop", "field", "level") the id of each row.

    `amounts`: what each row adds, by the key of a count; 1 where the key is missing. `name`: the column of `frame`
    that names a row. No data at all: `known` is False. `silent`: a scope without any row has no data, it does not have
    0. `open_ended`: the total takes rows of no listed unit in.
    """

    frame: pd.DataFrame
    masks: Masks
    scopes: Mapping[str, Ids]
    name: str
    amounts: Mapping[str, NDArray[np.int64]] = field(default_factory=dict)
    known: bool = True
    silent: bool = False
    open_ended: bool = False


def heirs(registry: Registry, day: date) -> Ids:
    """The id of the unit that answers for each unit of the registry on that day; "" stands last, for no unit."""
    return np.array([*(registry.successor(unit, day).id for unit in registry.units), ""], dtype=object)


def within(population: Population, scope: str, groups: Mapping[str, str], listed: Sequence[str]) -> NDArray[np.bool_]:
    """The rows of a scope ("total", "group:commune", "unit:binh-chanh" …).

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
    return np.asarray(population.scopes[kind] == id_, dtype=bool)
