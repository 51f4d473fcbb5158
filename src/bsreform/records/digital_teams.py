"""From the raw table of the quarterly forms to canonical rows of the community digital teams: units and quarters."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bsreform.layouts.digital_team import COUNTS
from bsreform.model import Dataset, Fact, Source
from bsreform.organisation.units import Registry
from bsreform.periods import CALENDAR, QUARTER
from bsreform.reading.recognising.quarters import quarter_of_cell, stated_quarter
from bsreform.records.gathering import Gathered
from bsreform.records.placing import Elsewhere, fill_units, resolve_units

_TEXTS = ("plan_no", "difficulties")


def digital_teams(gathered: Gathered, registry: Registry) -> Dataset:
    """One row per row that was read (clause 2.4 b). `frame` columns, "" = no text, NaN = no figure, NaT = no day:

    source, row, unit_text, unit_from (column | section | title | file), unit_day, unit, quarter_text (its words),
    quarter ("2024-Q1", "" where it is not stated or stated in two ways), level (district | commune | village), the
    COUNTS, plan_no, plan_date, difficulties.
    """
    table = gathered.table.combine_chunks()
    frame = pd.DataFrame({"source": table["source"].to_numpy(), "row": table["row"].to_numpy()})
    for name in _TEXTS:
        frame[name] = _texts(table, name)
    for name in COUNTS:
        frame[name] = table[name].to_numpy().astype(float)
    frame["plan_date"] = pd.Series(table["plan_date"].cast(pa.timestamp("s")).to_numpy()).astype("datetime64[s]")
    frame["level"] = _texts(table, "level")
    frame["quarter_text"] = _texts(table, "quarter")
    places = zip(frame["quarter_text"], frame["source"], strict=True)
    frame["quarter"] = [_quarter(text, gathered.sources[source]) for text, source in places]
    _put_units(frame, table, gathered, registry)
    return Dataset(frame, gathered.sources, gathered.facts + tuple(_unit_facts(frame)), subject="digital_teams")


def _texts(table: pa.Table, name: str) -> NDArray[np.object_]:
    filled: Any = pc.fill_null(table[name], "")
    return np.asarray(filled.to_numpy(), dtype=object)


def _quarter(cell: str, source: Source) -> str:
    """What the title states, which a cell must not contradict; else what the cell states; else the nearest of sheet,
    file and folder names that states one. A cell that cannot be understood is not passed over for a file name.
    """
    own = quarter_of_cell(cell) if cell else ""
    if source.quarter:
        return "" if own and own != source.quarter else source.quarter
    return own if cell else next(filter(None, map(stated_quarter, _names(source))), "")


def _names(source: Source) -> Iterator[str]:
    path = PurePosixPath(source.path)
    yield from (source.sheet or "", path.stem, *(folder.name for folder in path.parents))


def _put_units(frame: pd.DataFrame, table: pa.Table, gathered: Gathered, registry: Registry) -> None:
    """A blank unit takes the section row above, the title block, the file name; the quarter's last day decides where
    one name belongs to several units in turn.
    """
    texts = _texts(table, "unit")
    origins = np.where(texts == "", "", "column").astype(object)
    elsewhere = Elsewhere(gathered, registry, frozenset({"unit"}))
    fill_units(texts, origins, frame["source"].to_numpy(), table["section"].to_numpy(), elsewhere)
    frame["unit_text"], frame["unit_from"] = texts, origins
    days = [_day(id_, gathered.sources[source]) for id_, source in zip(frame["quarter"], frame["source"], strict=True)]
    frame["unit_day"] = pd.Series(days, frame.index, dtype="datetime64[s]")
    frame["unit"] = resolve_units(pd.Categorical(texts), frame["unit_day"], registry)


def _day(id_: str, source: Source) -> date | None:
    if id_:
        return QUARTER.days(id_, CALENDAR)[1]
    return source.exported_at.date() if source.exported_at else None


def _unit_facts(frame: pd.DataFrame) -> Iterable[Fact]:
    nameless = frame[(frame["unit_from"] == "").to_numpy()]
    for source, row in zip(nameless["source"], nameless["row"], strict=True):
        yield Fact(int(source), "missing_value", int(row), None, "unit")
