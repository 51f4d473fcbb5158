"""One column of cell texts → one typed pyarrow array, with a fact for every cell that cannot be read."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from bsreform.language.people import without_people
from bsreform.language.text import clean, fold
from bsreform.reading.recognising.cells import (
    ERROR_TEXT,
    STRICT_CODE,
    UNCALCULATED,
    UNUSUAL,
    Read,
    is_placeholder,
    parse_choice,
    parse_code,
    parse_date,
    parse_days,
    parse_money,
    parse_yes_no,
)
from bsreform.reading.recognising.column_types import ARROW_TYPES
from bsreform.reading.recognising.deadlines import parse_deadline
from bsreform.reading.recognising.progress import parse_progress, settle
from bsreform.spec import Field

_TIMED = (
    r"^\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}(:\d{2})?$|"
    r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?$"
)
_TRUE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?: |$)|\d{5}(?:[.,]\d+)?$")
_DAY_TEXT = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}\b")
TURNED = "swapped"
"""The reason why a true date of a column in which Excel turned round day and month has no value."""
BLANK = "blank"
"""The reason why a cell that says nothing has no value."""


class Complaint(NamedTuple):
    """A cell that is not read as it stands: place among the data rows, rule id, raw text, reason."""

    place: int
    kind: str
    raw: str
    detail: str


def parse_column(
    texts: pa.ChunkedArray, field: Field, date1904: bool = False, no_deadline: frozenset[str] = frozenset()
) -> tuple[pa.ChunkedArray, list[Complaint]]:
    """`texts`: trimmed string array, null = blank. Returns a typed array of the same length and the complaints.

    `no_deadline` are the user's own (folded) wordings of a deadline that is none.

    "-", "…", "NULL" are blanks, except where a column means something by them; a blank is missing where required.
    """
    if texts.null_count == len(texts) and not field.required:
        return pa.nulls(len(texts), ARROW_TYPES[field.kind]), []
    if field.kind == "code" and _all_codes(texts):
        return texts, []
    written = texts
    if field.kind == "date":
        texts = _without_time(texts)
    encoded = pc.dictionary_encode(texts)
    distinct = [text or "" for text in encoded.dictionary.to_pylist()]
    reads = [_read(text, _parser(field, date1904, no_deadline)) for text in distinct]
    if field.kind in ("date", "deadline"):
        reads = _turned(distinct, _month_first(distinct, reads))
    elif field.kind == "percent":
        reads = settle(reads, pc.value_counts(texts.drop_null()).field("counts").to_pylist())
    values = pa.array([value for value, _ in reads], ARROW_TYPES[field.kind]).take(encoded.indices)
    return values, _complaints(written, encoded.indices, reads, field.required)


def _all_codes(texts: pa.ChunkedArray) -> bool:
    """Is every code written as it should be? (The usual case: 100,000 distinct codes need no parsing one by one.)"""
    return bool(pc.all(pc.match_substring_regex(texts, STRICT_CODE)).as_py()) and texts.null_count == 0


def _parser(field: Field, date1904: bool, no_deadline: frozenset[str]) -> Callable[[str], Read]:
    parsers: Mapping[str, Callable[[str], Read]] = {
        "text": lambda text: (without_people(clean(text)), ""),
        "lines": _lines,
        "code": parse_code,
        "date": lambda text: parse_date(text, date1904),
        "deadline": lambda text: (None, "") if fold(text) in no_deadline else parse_deadline(text, date1904),
        "money": parse_money,
        "number": parse_days,
        "percent": parse_progress,
        "yes_no": lambda text: parse_yes_no(text, field.choices),
        "choice": lambda text: parse_choice(text, field.choices or {}),
    }
    return parsers[field.kind]


def _read(text: str, parse: Callable[[str], Read]) -> Read:
    if text == UNCALCULATED:
        return None, "formula_without_value"
    if text.startswith("#") and ERROR_TEXT.fullmatch(text):
        return None, "error_value"
    value, reason = parse(text) if parse is _lines else parse(clean(text).lstrip("'"))
    says_nothing = (reason or isinstance(value, str)) and is_placeholder(text)
    return (None, BLANK) if says_nothing else (value, reason)


def _lines(text: str) -> Read:
    whole = clean(text)
    if (masked := without_people(whole)) != whole and " " not in masked:  # one name or number, broken between lines
        return masked, ""
    return "\n".join(without_people(line) for line in map(clean, text.splitlines()) if line), ""


def _without_time(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Only the day counts: cutting the time off leaves few distinct texts, and each is parsed once."""
    timed = pc.fill_null(pc.match_substring_regex(texts, _TIMED), False)
    spaces = pc.find_substring(texts, " ")
    for place in pc.unique(spaces.filter(timed)).to_pylist():
        day = pc.utf8_slice_codeunits(texts, 0, place)
        texts = pc.if_else(pc.and_(timed, pc.equal(spaces, place)), day, texts)
    return texts


def _month_first(distinct: list[str], reads: list[Read]) -> list[Read]:
    """If some text dates are possible only as month/day and none only as day/month, the others are not clear either."""
    if not any(reason == "month_first" for _, reason in reads):
        return reads
    slashed = [
        bool(value) and text[:1].isdigit() and text.count("/") > 1
        for text, (value, _) in zip(distinct, reads, strict=True)
    ]
    if any(ok and isinstance(value, date) and value.day > 12 for ok, (value, _) in zip(slashed, reads, strict=True)):
        return reads
    return [(None, "month_first_column") if ok else read for ok, read in zip(slashed, reads, strict=True)]


def _turned(distinct: list[str], reads: list[Read]) -> list[Read]:
    """True dates with days up to 12 only beside text dates with days above 12 only: Excel has turned the true ones."""
    values = [value for value, _ in reads]
    true = [
        bool(_TRUE_DATE.match(text)) and isinstance(value, date) for text, value in zip(distinct, values, strict=True)
    ]
    days: dict[bool, list[int]] = {True: [], False: []}
    for is_true, text, value in zip(true, distinct, values, strict=True):
        if isinstance(value, date) and (is_true or _DAY_TEXT.match(text)):
            days[is_true].append(value.day)
    if not all(days.values()) or max(days[True]) > 12 or min(days[False]) <= 12:
        return reads
    return [(None, TURNED) if is_true else read for is_true, read in zip(true, reads, strict=True)]


def _complaints(
    written: pa.ChunkedArray, indices: pa.ChunkedArray, reads: list[Read], required: bool
) -> list[Complaint]:
    """One for each cell that cannot be read, as it is written; blanks only where they must not be."""
    bad = [reason not in ("", BLANK) or (required and reason == BLANK) for _, reason in reads]
    if not any(bad) and not (required and indices.null_count):
        return []
    wrong = pa.array(bad, pa.bool_())
    places = pc.indices_nonzero(pc.fill_null(wrong.take(indices), required))
    raws, codes = written.take(places).to_pylist(), indices.take(places).to_pylist()
    return [
        _complaint(place, raw or "", BLANK if code is None else reads[code][1])
        for place, raw, code in zip(places.to_pylist(), raws, codes, strict=True)
    ]


def _complaint(index: int, raw: str, reason: str) -> Complaint:
    if reason == BLANK:
        return Complaint(index, "missing_value", raw, "")
    if reason in ("error_value", "formula_without_value"):
        return Complaint(index, reason, "" if raw == UNCALCULATED else raw, "")
    if reason in ("year", TURNED):
        return Complaint(index, "suspicious_date", raw, reason)
    if reason == UNUSUAL:
        return Complaint(index, "unusual_code", raw, "")
    return Complaint(index, "unreadable_value", raw, reason)
