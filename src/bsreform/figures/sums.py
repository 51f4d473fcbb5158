"""Every figure by one mask: what it counts in one scope, or in all scopes of a kind at once, and which rows it has."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

import numpy as np
import pandas as pd
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from bsreform.figures.counting import measurable
from bsreform.figures.populations import Population
from bsreform.language.text import fold
from bsreform.measures import Figures, Line, Sum
from bsreform.spec import Count, Indicator, Sides, sides

Rows = NDArray[np.bool_]
AskedSums = Mapping[str, Count | Indicator]
"""What is to be counted, by the id of the figure."""


class FigureTally(Struct, frozen=True):
    """The figures of every scope of a kind, in the order in which rows name them first; `first` is the place (source,
    row) of that row: the same scope may be spelt in several ways. `nothing` are the figures where there is no row.
    """

    lines: tuple[Line, ...]
    first: tuple[tuple[int, int], ...]
    nothing: Mapping[str, Sum]

    def of(self, ids: Iterable[str], id_: str, name: str) -> Line:
        """The figures of these scopes together."""
        wanted = frozenset(ids)
        return together((each for each in self.lines if each.id in wanted), id_, name, self.nothing)


def which(figure: Count | Indicator, population: Population, mine: Rows) -> Sides:
    """The rows of a figure among `mine`: those of the base, those counted, those unknown."""
    found = sides(figure, population.masks)
    return Sides(mine & found.counted, mine & found.out_of, mine & found.unknown)


def count(figure: Count | Indicator, population: Population, mine: Rows, available: frozenset[str]) -> Sum:
    """What these rows add up to; `available` are the columns with data."""
    rows, amounts = which(figure, population, mine), population.amount(figure.id)
    return replace(
        _nothing(figure, population, available),
        counted=int(amounts[rows.counted].sum()),
        out_of=int(amounts[rows.out_of].sum()),
        rows=int(rows.out_of.sum()),
        unknown=int(rows.unknown.sum()),
    )


def tally(population: Population, kind: str, asked: AskedSums, available: frozenset[str] = frozenset()) -> FigureTally:
    """`count` of all figures for every scope of the kind ("unit", "shop", "field" …) that any row has."""
    places, ids = pd.factorize(population.scopes[kind])
    size = len(ids)

    def added(mask: Rows, amounts: NDArray[np.int64]) -> list[int]:
        found: list[int] = np.bincount(places.compress(mask), amounts.compress(mask), size).astype(np.int64).tolist()
        return found

    ones = np.ones(len(places), dtype=np.int64)
    columns: dict[str, list[Sum]] = {}
    nothing = {id_: _nothing(figure, population, available) for id_, figure in asked.items()}
    for id_, figure in asked.items():
        found, amounts = sides(figure, population.masks), population.amount(figure.id)
        parts = (added(found.counted, amounts), added(found.out_of, amounts), added(found.out_of, ones))
        unknown = added(found.unknown, ones) if found.unknown.any() else [0] * size
        none = nothing[id_]
        columns[id_] = [
            Sum(a, b, c, d, none.is_rate, none.is_known, none.silent)
            for a, b, c, d in zip(*parts, unknown, strict=True)
        ]
    lines = tuple(
        Line(str(name), str(name), {id_: sums[at] for id_, sums in columns.items()}) for at, name in enumerate(ids)
    )
    first = np.zeros(size, dtype=np.int64)
    first[places[::-1]] = np.arange(len(places))[::-1]  # of several rows of a scope the last that is put counts
    return FigureTally(lines, tuple(population.place(at) for at in first.tolist()), nothing)


def add_tallies(parts: Sequence[FigureTally]) -> FigureTally:
    """The figures of different rows together; a scope goes by the name that comes first."""
    found: dict[str, tuple[tuple[int, int], Line]] = {}
    pairs = [pair for part in parts for pair in zip(part.first, part.lines, strict=True)]
    for first, line in sorted(pairs, key=lambda pair: pair[0]):
        key = fold(line.id)
        known = found.get(key)
        found[key] = (known[0], _added(known[1], line)) if known else (first, line)
    nothing = {id_: sum((part.nothing[id_] for part in parts[1:]), sum_) for id_, sum_ in parts[0].nothing.items()}
    return FigureTally(tuple(line for _, line in found.values()), tuple(first for first, _ in found.values()), nothing)


def by_scope(sums: FigureTally, units: Sequence[Figures]) -> Mapping[str, Line]:
    """The figures of each of these units, of their groups and of the "total", by id."""
    return {name: sums.of(ids, name, name) for name, ids in members(units).items()}


def members(units: Sequence[Figures]) -> Mapping[str, list[str]]:
    """The ids of the units behind each unit, group and the total."""
    found: dict[str, list[str]] = {unit.id: [unit.id] for unit in units}
    for unit in units:
        found.setdefault(unit.group or "", []).append(unit.id)
    return {**found, "total": [unit.id for unit in units]}


def together(lines: Iterable[Line], id_: str, name: str, nothing: Mapping[str, Sum]) -> Line:
    """The figures of several scopes together, under another name; `nothing` is what none of them gives."""
    return reduce(_added, lines, Line(id_, name, nothing))


def whole(lines: Sequence[Line], id_: str, name: str) -> Line:
    """The figures of all these scopes (one at least) together, under another name."""
    return replace(reduce(_added, lines), id=id_, name=name)


def _added(one: Line, other: Line) -> Line:
    return replace(one, sums={id_: sum_ + other.sums[id_] for id_, sum_ in one.sums.items()})


def _nothing(figure: Count | Indicator, population: Population, available: frozenset[str]) -> Sum:
    is_rate = isinstance(figure, Indicator)
    is_known = population.known and (not isinstance(figure, Indicator) or measurable(figure, available))
    return Sum(is_rate=is_rate, is_known=is_known, silent=population.silent)
