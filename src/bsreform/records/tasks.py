"""From the raw table of trackers and software exports to canonical tasks: units, deadlines, states, ends."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bsreform.language.text import clean, fold
from bsreform.layouts.task_fields import STATUSES
from bsreform.model import Dataset, Fact
from bsreform.organisation.config import Config
from bsreform.organisation.units import Registry
from bsreform.reading.recognising.cells import parse_date
from bsreform.records.gathering import Gathered
from bsreform.records.leads import Leads, leads, supporters
from bsreform.records.placing import Elsewhere, fill_units, resolve_units
from bsreform.records.same_task import document_key

_DATES = ("document_date", "assigned_on", "entered_on", "due_on", "extended_to", "completed_on", "updated_on")
_TEXTS = ("number", "document_no", "title", "result")
_STATUSES = ("open", "done", "withdrawn", "unknown")
# The user's own wordings are classed as those of dossiers.
_CLASSES = {
    "open": "open",
    "waiting": "open",
    "closed_with_result": "done",
    "closed_without_result": "withdrawn",
    "not_accepted": "withdrawn",
}
_DATED = re.compile(
    r"\bngày\s(\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{1,2}\stháng\s\d{1,2}\s(?:,\s)?năm\s\d{4})", re.I
)
_TRUE_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2}) \d{2}:\d{2}:\d{2}(?:\.\d+)?")
_SHARE = re.compile(r"hoàn thành\D*?(\d{1,3}(?:[.,]\d+)?)\s?%", re.I)
_BRACKETS = re.compile(r"\([^()]*\)")
_TAIL = re.compile(r"\s*[,;:.(]|\s+[-–]\s+|\s(?:ngày|tại|theo|bằng|đúng|quá|trễ|sớm|chậm)\s", re.I)


def tasks(gathered: Gathered, config: Config, registry: Registry) -> Dataset:
    """One row per task row that was read (parts of other tasks are none). `frame` columns, "" = no text, NaT = no day:

    source, row, number ("1.1"), origin (software | tracker), document_no, document_key (folded number), document_date,
    assigned_on, entered_on, due_on, extended_to, completed_on, updated_on, assigned_at (assigned_on, else the date of
    the document), due_at (extended_to, else due_on), due_text (its words), title, title_key, unit_text, unit_from
    (column | section | title | file), unit_day (on which the unit must exist), unit, other_leads, supporting,
    progress (0-100, NaN = none), status_text, status, is_done, ended_at (of done tasks: completed_on, else updated_on),
    result, secret. A secret row has only source, row, origin, unit, unit_from, secret. `available` = columns with data.
    """
    table = gathered.table.combine_chunks()
    frame = pd.DataFrame({"source": table["source"].to_numpy(), "row": table["row"].to_numpy()})
    secret = np.asarray(pc.is_valid(_column(table, "secrecy")).to_numpy(zero_copy_only=False), dtype=bool)
    for name in _TEXTS:
        frame[name] = _texts(table, name)
    for name in _DATES:
        frame[name] = _column(table, name).cast(pa.timestamp("s")).to_numpy(zero_copy_only=False)
    frame["origin"] = _origins(frame["source"].to_numpy(), gathered)
    _put_documents(frame)
    frame["title_key"] = [fold(title) for title in frame["title"]]
    frame["assigned_at"] = frame["assigned_on"].fillna(frame["document_date"])
    frame["due_at"] = frame["extended_to"].fillna(frame["due_on"])
    extended = frame["extended_to"].notna().to_numpy()
    frame["due_text"] = _shown(np.where(extended, _texts(table, "extended_to_text"), _texts(table, "due_on_text")))
    _put_units(frame, table, gathered, registry)
    frame["progress"] = _column(table, "progress").to_numpy(zero_copy_only=False).astype(float)
    _put_states(frame, table, gathered, config)
    frame["secret"] = secret
    frame.loc[secret, "unit_text"] = ""
    facts = gathered.facts + tuple(_missing_units(frame))
    return Dataset(frame, gathered.sources, facts, _available(gathered), "tasks")


def _column(table: pa.Table, name: str) -> pa.ChunkedArray:
    chunked = table[name]
    return chunked.chunk(0) if chunked.num_chunks else pa.array([], chunked.type)


def _texts(table: pa.Table, name: str) -> NDArray[np.object_]:
    return np.asarray(pc.fill_null(_column(table, name), "").to_numpy(zero_copy_only=False), dtype=object)


def _origins(sources: NDArray[np.int32], gathered: Gathered) -> pd.Categorical:
    origins = ["software" if source.layout == "task_export" else "tracker" for source in gathered.sources]
    return pd.Categorical([origins[source] for source in sources], categories=["software", "tracker"])


def _available(gathered: Gathered) -> frozenset[str]:
    return frozenset().union(*(source.filled for source in gathered.sources)) - {"secrecy"}


# --- documents and deadlines ---------------------------------------------------------------


def _put_documents(frame: pd.DataFrame) -> None:
    """The number as a key; a date that stands in the cell of the number counts where there is no other."""
    numbers = frame["document_no"].tolist()
    frame["document_key"] = [document_key(text) for text in numbers]
    dates = pd.Series([_date_within(text) for text in numbers], frame.index, dtype="datetime64[s]")
    frame["document_date"] = frame["document_date"].fillna(dates)


def _date_within(text: str) -> date | None:
    found = _DATED.search(text)
    day = parse_date(found[1])[0] if found else None
    return day if isinstance(day, date) else None


def _shown(words: NDArray[np.object_]) -> list[str]:
    """The raw words of deadlines; true dates as they look on the sheet."""
    return [_TRUE_DATE.sub(r"\3/\2/\1", clean(text)) for text in words]


# --- units ---------------------------------------------------------------------------------


def _put_units(frame: pd.DataFrame, table: pa.Table, gathered: Gathered, registry: Registry) -> None:
    """Lead and supporting units; without a column the section row above, “Đơn vị: …”, the file name say who leads."""
    cells = _texts(table, "lead_unit")
    known = {text: leads(text, registry) for text in set(cells.tolist())}
    found: list[Leads] = [known[text] for text in cells]
    texts = np.array([each.first for each in found] or [], dtype=object)
    origins = np.where(texts == "", "", "column").astype(object)
    elsewhere = Elsewhere(gathered, registry, frozenset({"lead_unit"}))
    fill_units(texts, origins, frame["source"].to_numpy(), table["section"].to_numpy(), elsewhere)
    frame["unit_text"] = texts
    frame["unit_from"] = origins
    frame["unit_day"] = frame["assigned_at"].fillna(frame["due_at"])
    frame["unit"] = resolve_units(pd.Categorical(texts), frame["unit_day"], registry)
    frame["other_leads"] = ["; ".join(each.others) for each in found]
    frame["supporting"] = [
        "; ".join(dict.fromkeys((*each.others, *each.supporting, *supporters(text))))
        for each, text in zip(found, _texts(table, "supporting_units"), strict=True)
    ]


def _missing_units(frame: pd.DataFrame) -> Iterable[Fact]:
    nameless = frame[(frame["unit_from"] == "").to_numpy() & ~frame["secret"].to_numpy()]
    for source, row in zip(nameless["source"], nameless["row"], strict=True):
        yield Fact(int(source), "missing_value", int(row), None, "lead_unit")


# --- states --------------------------------------------------------------------------------


def task_statuses(config: Config) -> Mapping[str, str]:
    """Every known wording of a task's status → open, done, withdrawn; the user's own come on top."""
    extra = {fold(word): _CLASSES[meaning] for meaning, words in config.statuses.items() for word in words}
    return {**STATUSES, **extra}


def parse_task_status(text: str, known: Mapping[str, str]) -> str | None:
    """The meaning of a wording, with or without remarks behind it; None where it is not known.

    "Hoàn thành 60%" is open: more words can turn an end round, so none is guessed from its beginning alone.
    """
    if share := _SHARE.search(text):
        return "done" if float(share[1].replace(",", ".")) >= 100 else "open"
    plain = _BRACKETS.sub(" ", text)
    for part in (text, plain, _TAIL.split(plain, maxsplit=1)[0]):
        if meaning := known.get(fold(part)):
            return meaning
    return None


def _put_states(frame: pd.DataFrame, table: pa.Table, gathered: Gathered, config: Config) -> None:
    known = task_statuses(config)
    texts = _texts(table, "status")
    stated = np.array(["status" in source.columns for source in gathered.sources] or [False], dtype=bool)
    if len(texts):
        # Without a status column, "Hoàn thành" among the results is one.
        telling = np.array([fold(text) in known for text in frame["result"]], dtype=bool)
        texts = np.where(~stated[frame["source"].to_numpy()] & telling, frame["result"], texts)
    meanings = {text: parse_task_status(text, known) or "unknown" for text in set(texts.tolist()) if text}
    frame["status_text"] = texts
    frame["status"] = pd.Categorical([meanings.get(text) for text in texts], categories=_STATUSES)
    undecided = frame["status"].isna() | (frame["status"] == "unknown")
    finished = frame["completed_on"].notna() | (frame["progress"] == 100)
    frame["is_done"] = ((frame["status"] == "done") | (undecided & finished)).to_numpy(dtype=bool)
    frame["ended_at"] = frame["completed_on"].fillna(frame["updated_on"]).where(frame["is_done"])
