"""Whose a finding is: the unit that answers today for the row, or for the file, in which something is wrong."""

from functools import cached_property

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from bsreform.language.text import bare, fold
from bsreform.model import Dataset, Source, Unit
from bsreform.records.checking import Found
from bsreform.spec import Context


class Owners(Struct, frozen=True, dict=True):
    """Whose rows and files these are, by the id of the unit that answers for them today ("" = nobody's)."""

    data: Dataset
    context: Context

    @cached_property
    def heirs(self) -> list[str]:
        """By the place of the unit in the registry; the last is for rows of no known unit."""
        registry, today = self.context.registry, self.context.today
        return [*(registry.successor(unit, today).id for unit in registry.units), ""]

    @cached_property
    def living(self) -> frozenset[str]:
        """The units that exist today."""
        today = self.context.today
        return frozenset(unit.id for unit in self.context.registry.valid_in(today, today))

    @cached_property
    def of_rows(self) -> NDArray[np.object_]:
        return np.array(self.heirs, dtype=object)[self.data.frame["unit"].cat.codes.to_numpy()]

    @cached_property
    def named(self) -> list[str]:
        """By source: the one unit that the name of its file or of a folder above it gives."""
        return [self._named(source) for source in self.data.sources]

    @cached_property
    def within(self) -> list[frozenset[str]]:
        """By source: the units of its rows."""
        found: list[set[str]] = [set() for _ in self.data.sources]
        count, frame = len(self.heirs), self.data.frame
        places = frame["unit"].cat.codes.to_numpy().astype(np.int64) % count
        for key in np.unique(frame["source"].to_numpy().astype(np.int64) * count + places).tolist():
            source, place = divmod(key, count)
            found[source] |= {self.heirs[place]} - {""}
        return [frozenset(each) for each in found]

    def _named(self, source: Source) -> str:
        for part in reversed(source.path.split("/")):
            for units in (self.context.registry.named_in(part), self._without_marks(part)):
                heirs = {self.context.registry.successor(unit, self.context.today).id for unit in units}
                if living := heirs & self.living:
                    return living.pop() if len(living) == 1 else ""
        return ""

    def _without_marks(self, part: str) -> list[Unit]:
        """The units that “binh-long.xlsx” may mean: sure enough to tell one of its own file, not to count a dossier."""
        words = f" {bare(fold(part))} "
        return [
            unit
            for unit in self.context.registry.units
            if any(f" {bare(fold(name))} " in words for name in (unit.name, unit.short) if name)
        ]

    def of(self, each: Found) -> str:
        """The unit of its row, else that of its file by name, else by the rows in it."""
        if each.index is not None and self.of_rows[each.index]:
            return str(self.of_rows[each.index])
        source = each.finding.source
        if source < 0:
            return ""
        within = self.within[source]
        return self.named[source] or (next(iter(within)) if len(within) == 1 else "")
