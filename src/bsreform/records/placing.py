"""Whose row it is: the unit's text from where it stands (section, title block, code, sheet, file) → the unit."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bsreform.model import Source, Unit
from bsreform.organisation.units import Registry, is_valid
from bsreform.reading.recognising.stated import labelled_unit, looks_like_unit, names_many_units
from bsreform.records.gathering import Gathered

ByCode = Callable[[NDArray[np.bool_]], Iterable[tuple[NDArray[np.int64], str]]]
"""Rows without a unit → which of them belong to which unit by a code of their own."""


def fill_units(
    texts: NDArray[np.object_],
    origins: NDArray[np.object_],
    sources: NDArray[np.int32],
    sections: NDArray[np.int32],
    gathered: Gathered,
    registry: Registry,
    by_code: ByCode = lambda place: (),
) -> None:
    """Fills the blanks ("") of `texts`, and of `origins` where each was found: section, title, code or file.

    All arrays have one entry a row; `sections` index the stacks of the row's source (-1 = none).
    """
    for source in np.unique(sources[texts == ""]):
        nameless = (sources == source) & (texts == "")
        for section in np.unique(sections[nameless]):
            stack = gathered.stacks[source][section] if section >= 0 else ()
            if text := _unit_of_stack(stack, registry):
                place = nameless & (sections == section)
                texts[place], origins[place] = text, "section"
        nameless &= texts == ""
        if nameless.any():
            _fill_from_file(texts, origins, nameless, gathered.sources[source], registry, by_code)


def _fill_from_file(
    texts: NDArray[np.object_],
    origins: NDArray[np.object_],
    nameless: NDArray[np.bool_],
    source: Source,
    registry: Registry,
    by_code: ByCode,
) -> None:
    """The title block, if it names exactly one unit; else a code of the row; else the names of sheet and file."""
    if text := _unit_of_titles(source.titles, registry):
        texts[nameless], origins[nameless] = text, "title"
        return
    for place, name in by_code(nameless):
        texts[place], origins[place] = name, "code"
    nameless &= texts == ""
    if nameless.any() and (text := _unit_of_place(source, registry)):
        texts[nameless], origins[nameless] = text, "file"


def _unit_of_stack(stack: Sequence[str], registry: Registry) -> str:
    """The innermost heading that is a unit; else the innermost that reads like one (it will be reported)."""
    inner = stack[::-1]
    return next((text for text in inner if registry.resolve(text)), next(filter(_reads_like_one_unit, inner), ""))


def _reads_like_one_unit(text: str) -> bool:
    return looks_like_unit(text) and not names_many_units(text)


def _unit_of_titles(titles: Sequence[str], registry: Registry) -> str:
    """“Đơn vị: …” before lines of the letterhead, these before longer lines. A label with no known unit is one too."""
    labelled = [unit for title in titles if (unit := labelled_unit(title)) and not names_many_units(unit)]
    heads = [title for title in titles if not labelled_unit(title)]
    for lines, exact in ((labelled, True), (labelled, False), (heads, True), (heads, False)):
        found = (registry.resolve(line) if exact else registry.named_in(line) for line in lines)
        if names := {unit.name for units in found for unit in units}:
            return names.pop() if len(names) == 1 else ""
    return next(filter(looks_like_unit, labelled), "")


def _unit_of_place(source: Source, registry: Registry) -> str:
    """The nearest of sheet, file and folder names that names exactly one unit (with predecessors and successors)."""
    parts = PurePosixPath(source.path)
    for name in (source.sheet or "", parts.stem, *(folder.name for folder in parts.parents)):
        names = {unit.name for unit in registry.named_in(name)}
        if names:
            return names.pop() if len(names) == 1 else ""
    return ""


def resolve_units(texts: Any, days_known: "pd.Series[pd.Timestamp]", registry: Registry) -> pd.Categorical:
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
