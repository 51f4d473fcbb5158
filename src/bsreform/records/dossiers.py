"""From the raw table of dossier exports to canonical dossiers: units found, wordings understood, ends decided."""

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from msgspec.structs import replace
from numpy.typing import NDArray

from bsreform.language.text import fold
from bsreform.layouts import BESIDE
from bsreform.layouts.dossier_export import STATUSES
from bsreform.model import Dataset, Fact, Source
from bsreform.organisation.config import Config
from bsreform.organisation.units import Registry
from bsreform.reading.recognising.cells import parse_status
from bsreform.reading.recognising.stated import looks_like_unit, names_many_units
from bsreform.records.aggregates import aggregates
from bsreform.records.declarations import declarations
from bsreform.records.gathering import Gathered
from bsreform.records.placing import Elsewhere, fill_units, resolve_units, section_units

CLOSED = ("closed_with_result", "closed_without_result")
_YES_NO = ("fee_exempt", "components_digitised", "result_digitised", "reused")
_UNIT_COLUMNS = {
    "handling": ("unit_handling", "unit_named", "unit_receiving"),
    "receiving": ("unit_receiving", "unit_named", "unit_handling"),
}
_TOLD_BY = {
    "paid_online": frozenset({"paid_direct", "payment_method"}),
    "fee": frozenset({"fee_total", "fee_charge", "fee_levy"}),
}
_DATES = ("received_at", "due_at", "finished_at", "returned_at", "supplement_requested_at")
_LEAST_DIGITS = 6
_MINISTRY = rf"-\d{{6}}-\d{{{_LEAST_DIGITS},7}}$"
_FIELD_LABEL = re.compile(r"lĩnh vực(?: về)?[\s:–-]+(.+)", re.IGNORECASE)


def dossiers(gathered: Gathered, config: Config, registry: Registry) -> Dataset:
    """One row per row that was read. `frame` columns: source, row, code, key (same number = same code, -1 = none),
    system (the two digits of a ministry in whose own system the dossier is, "" = the province's),
    unit_text, unit_from, unit, shop (the unit that received it, else `unit`), the dates (datetime64, NaT = none),
    ended_at, status_text, status, channel, service_level, procedure_code, procedure_name, field, fee (NaN = no such
    column), owes (fee > 0), fee_exempt, paid_online, components_digitised, result_digitised, reused, statutory_days.
    `available` = columns with data; each source's own are its `filled`, with paid_online and fee where it tells them.
    """
    ranked = (replace(each, rank=config.dossiers.rank_of(each.path)) for each in gathered.sources)
    gathered = replace(gathered, sources=tuple(map(_with_derived, ranked)))
    table = gathered.table.combine_chunks()
    frame = pd.DataFrame({"source": table["source"].to_numpy(), "row": table["row"].to_numpy()})
    codes = pc.dictionary_encode(_column(table, "code"))
    frame["code"] = pd.Series(pd.array(pc.fill_null(_column(table, "code"), ""), dtype=pd.ArrowDtype(pa.string())))
    frame["key"] = numbered(codes)
    frame["system"] = _systems(_column(table, "code"))
    for name in _DATES:
        frame[name] = _column(table, name).cast(pa.timestamp("s")).to_numpy(zero_copy_only=False)
    _put_units(frame, table, gathered, config, registry)
    _put_status(frame, table, config)
    for name in ("channel", "service_level", "procedure_code", "procedure_name"):
        frame[name] = categorical(_column(table, name))
    for name in _YES_NO:
        frame[name] = _truth(_column(table, name))
    frame["statutory_days"] = _column(table, "statutory_days").to_numpy(zero_copy_only=False)
    _put_money(frame, table, gathered)
    frame["ended_at"] = _ended(frame, config.dossiers.end_date)
    aside = {each.id for each in BESIDE}
    listing = (source for source in gathered.sources if source.layout not in aside)
    available = frozenset().union(*(source.filled for source in listing))
    counted, wrong = aggregates(gathered, config, registry, _of_organisation(config, registry))
    declared, unclear = declarations(gathered, config.periods, registry)
    facts = gathered.facts + _unit_facts(frame) + wrong + unclear
    return Dataset(frame, gathered.sources, facts, available, aggregates=counted, declared=declared)


def _column(table: pa.Table, name: str) -> pa.ChunkedArray:
    chunked = table[name]
    return chunked.chunk(0) if chunked.num_chunks else pa.array([], chunked.type)


def numbered(encoded: pa.ChunkedArray) -> NDArray[np.int64]:
    """The number of each row's value in the dictionary of the column, -1 = none."""
    return np.asarray(pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False), dtype=np.int64)


def categorical(column: pa.ChunkedArray) -> pd.Categorical:
    """The texts of the column, each once."""
    encoded = pc.dictionary_encode(column)
    return pd.Categorical.from_codes(numbered(encoded), categories=encoded.dictionary.to_pylist())


def _systems(codes: pa.ChunkedArray) -> pd.Categorical:
    """The two digits that name the ministry in whose own system a dossier is (a number of 6 or 7 digits), else ""."""
    # Most numbers are those of a province, of fewer digits: no pattern need be tried on them.
    long = pc.fill_null(pc.utf8_is_digit(pc.utf8_slice_codeunits(codes, -_LEAST_DIGITS)), False)
    own = np.flatnonzero(long.to_numpy(zero_copy_only=False))
    own = own[pc.match_substring_regex(codes.take(pa.array(own)), _MINISTRY).to_numpy(zero_copy_only=False)]
    digits = [code.rpartition("-")[2][:2] for code in codes.take(pa.array(own)).to_pylist()]
    kinds: Any = ["", *sorted(set(digits))]
    numbers = np.zeros(len(codes), dtype=np.int64)
    numbers[own] = [kinds.index(each) for each in digits]
    return pd.Categorical.from_codes(numbers, categories=kinds)


def _truth(column: pa.ChunkedArray) -> NDArray[np.bool_]:
    """Blank means no: where a whole column is blank, or none, it is unknown (see `Source.filled`)."""
    return np.asarray(pc.fill_null(column, False).to_numpy(zero_copy_only=False), dtype=bool)


def _with_derived(source: Source) -> Source:
    """The source with what its columns tell together. “Đã thanh toán” without the means is not paid online or not."""
    derived = {name for name, columns in _TOLD_BY.items() if source.filled & columns}
    return replace(source, filled=source.filled | derived)


# --- units ---------------------------------------------------------------------------------


def _put_units(frame: pd.DataFrame, table: pa.Table, gathered: Gathered, config: Config, registry: Registry) -> None:
    """The unit's text and where it stands: own column, else elsewhere (see placing.py)."""
    named = pc.coalesce(*(_column(table, name) for name in _UNIT_COLUMNS[config.dossiers.unit_column]))
    sections = table["section"].to_numpy()
    sources = frame["source"].to_numpy()
    if named.null_count:
        texts = np.array(pc.fill_null(named, "").to_pylist(), dtype=object)
        origins = np.where(texts == "", "", "column").astype(object)
        elsewhere = Elsewhere(
            gathered,
            registry,
            frozenset(_UNIT_COLUMNS["handling"]),
            partial(_by_codes_of, frame["code"], registry),
            _of_organisation(config, registry),
        )
        fill_units(texts, origins, sources, sections, elsewhere)
        frame["unit_text"], frame["unit_from"] = pd.Categorical(texts), pd.Categorical(origins)
    else:
        frame["unit_text"] = categorical(named)
        frame["unit_from"] = pd.Categorical.from_codes(np.zeros(len(frame), np.int64), categories=pd.Index(["column"]))
    frame["unit"] = resolve_units(frame["unit_text"].array, frame["received_at"], registry)
    frame["shop"] = _shops(frame, table, registry)
    frame["field"] = _field_of_row(table, gathered, sources, sections, registry)


def _of_organisation(config: Config, registry: Registry) -> frozenset[str]:
    """The ids of the organisation itself and of the office that reports: whose head a sheet bears, not whose rows."""
    names = (config.organisation.name, config.organisation.office)
    return frozenset(unit.id for name in names for unit in registry.resolve(name))


def _by_codes_of(
    codes: "pd.Series[str]", registry: Registry, place: NDArray[np.bool_]
) -> Iterator[tuple[NDArray[np.int64], str]]:
    """The agency code in the dossier code of each row of `place`: which rows, whose they are."""
    prefixes = codes[place].str.replace(r"-\d{6}-\d+$", "", regex=True)
    for prefix in prefixes.unique():
        if unit := registry.by_code(prefix):
            yield prefixes.index[prefixes == prefix].to_numpy(), unit.name


def _shops(frame: pd.DataFrame, table: pa.Table, registry: Registry) -> pd.Categorical:
    """The receiving unit where a known one is named, else the unit of the row."""
    named = categorical(pc.fill_null(_column(table, "unit_receiving"), ""))
    received = resolve_units(named, frame["received_at"], registry)
    codes = np.where(received.codes < 0, frame["unit"].cat.codes, received.codes)
    return pd.Categorical.from_codes(codes, dtype=received.dtype)


def _unit_facts(frame: pd.DataFrame) -> tuple[Fact, ...]:
    nameless = frame[(frame["unit_text"] == "").to_numpy()]
    return tuple(
        Fact(int(source), "missing_value", int(row), None, "unit")
        for source, row in zip(nameless["source"], nameless["row"], strict=True)
    )


def _field_of_row(
    table: pa.Table, gathered: Gathered, sources: NDArray[np.int32], sections: NDArray[np.int32], registry: Registry
) -> pd.Categorical:
    """Lĩnh vực: its own column, else a heading that says so, else the innermost heading that is no unit."""
    if not any(gathered.stacks):
        return categorical(pc.fill_null(_column(table, "field"), ""))
    own = pc.dictionary_encode(_column(table, "field"))
    texts = np.array([*own.dictionary.to_pylist(), ""], dtype=object)[numbered(own)]
    for source, stacks in enumerate(gathered.stacks):
        units = set(section_units(stacks, registry))
        for section, stack in enumerate(stacks):
            if name := _field_of_stack(stack, units):
                texts[(texts == "") & (sources == source) & (sections == section)] = name
    return pd.Categorical(texts)


def _field_of_stack(stack: Sequence[str], units: Container[str]) -> str:
    inner = [text for text in stack[::-1] if text not in units and not looks_like_unit(text)]
    labelled = (found[1] for text in inner if (found := _FIELD_LABEL.match(text)))
    name = next(labelled, next((text for text in inner if not names_many_units(text)), ""))
    return name[:1].upper() + name[1:]


# --- wordings, money, ends -----------------------------------------------------------------


def statuses(config: Config) -> Mapping[str, str]:
    """Every known wording of a status → its meaning; the user's own come on top."""
    extra = {fold(word): meaning for meaning, words in config.statuses.items() for word in words}
    return {**STATUSES, **extra}


def _put_status(frame: pd.DataFrame, table: pa.Table, config: Config) -> None:
    encoded = pc.dictionary_encode(_column(table, "status_text"))
    known = statuses(config)
    texts = encoded.dictionary.to_pylist()
    meanings = [*(parse_status(text, known)[0] or "unknown" for text in texts), None]
    frame["status_text"] = pd.array(pc.fill_null(_column(table, "status_text"), ""), dtype="str")
    kinds: Any = ["not_accepted", "open", "waiting", *CLOSED, "unknown"]
    numbers = np.array([kinds.index(meaning) if meaning else -1 for meaning in meanings])
    frame["status"] = pd.Categorical.from_codes(numbers[numbered(encoded)], categories=kinds)


def _per_source(
    gathered: Gathered, sources: NDArray[np.int32], test: Callable[[frozenset[str]], bool]
) -> NDArray[np.bool_]:
    flags = np.array([test(source.filled) for source in gathered.sources] or [False], dtype=bool)
    return flags[sources] if len(sources) else np.zeros(0, dtype=bool)


def _put_money(frame: pd.DataFrame, table: pa.Table, gathered: Gathered) -> None:
    """The amount owed and whether it was paid online; a source's most direct column decides."""
    sources = frame["source"].to_numpy()
    total, charge, levy = (
        _column(table, name).to_numpy(zero_copy_only=False) for name in ("fee_total", "fee_charge", "fee_levy")
    )
    fee = np.where(np.isnan(total), np.nan_to_num(charge) + np.nan_to_num(levy), total)
    fee[~_per_source(gathered, sources, lambda has: "fee" in has)] = np.nan
    frame["fee"] = fee
    unpaid = np.asarray(
        pc.fill_null(pc.equal(_column(table, "payment_status"), False), False).to_numpy(zero_copy_only=False)
    )
    online = np.asarray(
        pc.fill_null(pc.equal(_column(table, "payment_method"), "online"), False).to_numpy(zero_copy_only=False)
    )
    by_method = _per_source(gathered, sources, lambda has: "payment_method" in has)
    direct = _per_source(gathered, sources, lambda has: "paid_direct" in has)
    frame["paid_online"] = np.where(direct, _truth(_column(table, "paid_direct")), by_method & online & ~unpaid)


def _ended(frame: pd.DataFrame, end_date: str) -> "pd.Series[pd.Timestamp]":
    """The day the dossier ended; an end date beside an open status does not count (the status wins)."""
    first, second = ("finished_at", "returned_at") if end_date == "finished" else ("returned_at", "finished_at")
    ended = frame[first].fillna(frame[second])
    return ended.where(~frame["status"].isin(["open", "waiting", "not_accepted"]))
