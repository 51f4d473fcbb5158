"""Whose row it is: the unit's text from where it stands (section, title, code, file, letterhead) → the unit."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from msgspec import Struct
from numpy.typing import NDArray

from bsreform.model import Source, Unit
from bsreform.organisation.units import Registry, is_valid
from bsreform.reading.recognising.stated import (
    is_body_or_field,
    labelled_unit,
    looks_like_unit,
    names_many_units,
    names_place,
)
from bsreform.records.gathering import Gathered

ByCode = Callable[[NDArray[np.bool_]], Iterable[tuple[NDArray[np.int64], str]]]
"""Rows without a unit → which of them belong to which unit by a code of their own."""


class Elsewhere(Struct, frozen=True):
    """Where else than in its own column the unit of a row may stand (DOMAIN §3, "Unit of a row").

    `own` are the columns for units: where a source has one, a blank in it is a missing value and nothing fills it.
    `not_letterhead` are ids that a letterhead names without saying whose the rows are; None = a letterhead is nobody's.
    """

    gathered: Gathered
    registry: Registry
    own: frozenset[str]
    by_code: ByCode = lambda place: ()
    not_letterhead: frozenset[str] | None = None


def fill_units(
    texts: NDArray[np.object_],
    origins: NDArray[np.object_],
    sources: NDArray[np.int32],
    sections: NDArray[np.int32],
    elsewhere: Elsewhere,
) -> None:
    """Fills the blanks ("") of `texts`, and of `origins` where each was found: section, title, code, file, letterhead.

    All arrays have one entry a row; `sections` index the stacks of the row's source (-1 = none).
    """
    gathered = elsewhere.gathered
    for source in np.unique(sources[texts == ""]):
        if gathered.sources[source].filled & elsewhere.own:
            continue
        nameless = (sources == source) & (texts == "")
        named = section_units(gathered.stacks[source], elsewhere.registry)
        for section in np.unique(sections[nameless]):
            if section >= 0 and (text := named[section]):
                place = nameless & (sections == section)
                texts[place], origins[place] = text, "section"
        nameless &= texts == ""
        if nameless.any():
            _fill_from_file(texts, origins, nameless, gathered.sources[source], elsewhere)


def _fill_from_file(
    texts: NDArray[np.object_],
    origins: NDArray[np.object_],
    nameless: NDArray[np.bool_],
    source: Source,
    elsewhere: Elsewhere,
) -> None:
    """The nearest line "Đơn vị: …"; else a code of the row; else sheet, file and folder names; else a letterhead."""
    registry = elsewhere.registry
    if text := _unit_of_labels(source.titles, registry):
        texts[nameless], origins[nameless] = text, "title"
        return
    for place, name in elsewhere.by_code(nameless):
        texts[place], origins[place] = name, "code"
    nameless &= texts == ""
    if not nameless.any():
        return
    if text := _unit_of_place(source, registry):
        texts[nameless], origins[nameless] = text, "file"
    elif text := _unit_of_letterhead(source.titles, elsewhere):
        texts[nameless], origins[nameless] = text, "letterhead"


def section_units(stacks: Sequence[Sequence[str]], registry: Registry) -> list[str]:
    """For each stack the unit that its headings name, "" for none: the innermost one of a rank that names units."""
    depth = max(map(len, stacks), default=0)
    ranks = [{stack[rank] for stack in stacks if len(stack) > rank} for rank in range(depth)]
    units = set().union(*(_units_of_rank(rank, registry) for rank in ranks))
    if all(map(is_body_or_field, units)):
        units = set()
    found = []
    for stack in stacks:
        inner = [text for text in stack[::-1] if text in units]
        found.append(next((text for text in inner if registry.resolve(text)), next(iter(inner), "")))
    return found


def _units_of_rank(headings: set[str], registry: Registry) -> set[str]:
    """The headings that are units, if those of the rank together are: all of them, or most and in so many words.

    “Tư pháp”, “Y tế” are fields, though departments have these names; “Bình Chánh” can only be the commune.
    """
    ranked = {text for text in headings if text and not names_many_units(text)}
    spoken = set(filter(looks_like_unit, ranked))
    places = {text for text in ranked if any(names_place(unit.name) for unit in registry.resolve(text))}
    if ranked <= spoken | places:
        return ranked
    return spoken if 2 * len(spoken) > len(ranked) else set()


def _unit_of_labels(titles: Sequence[str], registry: Registry) -> str:
    """The nearest “Đơn vị: …” that names exactly one unit; a label with no known unit is one too."""
    labelled = [unit for title in titles if (unit := labelled_unit(title)) and not names_many_units(unit)]
    for line in labelled:
        names = {unit.name for unit in registry.resolve(line) or registry.named_in(line)}
        if names:
            return names.pop() if len(names) == 1 else ""
    return next(filter(looks_like_unit, labelled), "")


def _unit_of_letterhead(titles: Sequence[str], elsewhere: Elsewhere) -> str:
    if elsewhere.not_letterhead is None:
        return ""
    registry, without = elsewhere.registry, elsewhere.not_letterhead
    heads = [title for title in titles if not labelled_unit(title)]
    for find in (registry.resolve, registry.named_in):
        names = {unit.name for line in heads for unit in find(line) if unit.id not in without}
        if names:
            return names.pop() if len(names) == 1 else ""
    return ""


def _unit_of_place(source: Source, registry: Registry) -> str:
    """The nearest of sheet, file and folder names that names exactly one unit (with predecessors and successors)."""
    parts = PurePosixPath(source.path)
    for name in (source.sheet or "", parts.stem, *(folder.name for folder in parts.parents)):
        names = {unit.name for unit in registry.named_in(name)}
        if names:
            return names.pop() if len(names) == 1 else ""
    return ""


def resolve_units(texts: pa.ChunkedArray, days_known: "pd.Series[pd.Timestamp]", registry: Registry) -> pd.Categorical:
    """Unit ids, by the text and the day of each row: where one name belongs to several units in turn (Bình Minh) the
    day decides; a unit that is not valid that day gives way to its successor, or to nobody.
    """
    numbers = {unit.id: number for number, unit in enumerate(registry.units)}
    always = always_valid(texts.categories, days_known, registry)
    single = (registry.resolve(text)[0].id if text in always else "" for text in texts.categories)
    codes = np.array([*(numbers.get(id_, -1) for id_ in single), -1])[texts.codes]
    for number, text in enumerate(texts.categories):
        if text not in always and text and registry.resolve(text):
            place = np.flatnonzero(texts.codes == number)
            days, which = np.unique(days_known.to_numpy()[place].astype("datetime64[D]"), return_inverse=True)
            units = (unit_on(text, day, registry) for day in days.tolist())
            codes[place] = np.array([numbers[unit.id] if unit else -1 for unit in units])[which]
    ids: Any = list(numbers)
    return pd.Categorical.from_codes(codes, categories=ids)


def always_valid(texts: Iterable[str], days: "pd.Series[pd.Timestamp]", registry: Registry) -> frozenset[str]:
    """The texts that name one unit only, valid on all of these days: no row has to be looked at for them."""
    known = days.dropna()
    found = {text: registry.resolve(text) for text in texts if text}
    bounds = (known.min().date(), known.max().date()) if len(known) else ()
    return frozenset(
        text for text, units in found.items() if len(units) == 1 and all(is_valid(units[0], day) for day in bounds)
    )


def unit_on(text: str, day: date | None, registry: Registry) -> Unit | None:
    """The unit that a row of that day counts for, None where that is nobody or not known."""
    unit = registry.named(text, day)
    return unit if unit is None or day is None else registry.answering(unit, day)
