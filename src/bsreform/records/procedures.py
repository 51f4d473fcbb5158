"""The catalogue of procedures: from its raw table to the flags that dossiers are joined with."""

import numpy as np
import pandas as pd
from msgspec import Struct
from msgspec.structs import replace

from bsreform.model import Dataset
from bsreform.records.gathering import Gathered

_FLAGS = ("fee_bearing", "payment_list", "essential")


class Catalogue(Struct, frozen=True):
    """The procedures' flags, one row each; `available` are its columns that hold anything."""

    frame: pd.DataFrame
    available: frozenset[str]


def read_catalogue(gathered: Gathered) -> Catalogue | None:
    """The procedures of `procedures.xlsx`; None if there is no such file or it holds nothing."""
    if not len(gathered.table):
        return None
    table = gathered.table
    frame = pd.DataFrame({name: table[name].to_pylist() for name in ("field", "service_level")})
    for name in ("procedure_code", "procedure_name"):
        frame[name] = [text or "" for text in table[name].to_pylist()]
    for name in _FLAGS:
        frame[name] = np.array([bool(value) for value in table[name].to_pylist()])
    frame["statutory_days"] = np.array(
        [np.nan if days is None else days for days in table["statutory_days"].to_pylist()]
    )
    available = frozenset().union(*(source.filled for source in gathered.sources))
    # A flag that is nowhere “yes” says nothing: the column is there but nobody has filled it in.
    blank = {name for name in ("payment_list", "essential") if not frame[name].any()}
    return Catalogue(frame, available - blank)


def join(data: Dataset, procedures: Gathered | Dataset) -> Dataset:
    """The dossiers with the catalogue's sources and facts behind their own, so that rules see all files."""
    shift = len(data.sources)
    facts = tuple(replace(fact, source=fact.source + shift) for fact in procedures.facts)
    return replace(data, sources=data.sources + procedures.sources, facts=data.facts + facts)
