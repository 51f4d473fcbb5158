"""Columns of tasks whose header may mean several fields: the other columns, or what stands in it, tell which it is."""

from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc
from msgspec.structs import replace

from bsreform.language.text import clean, fold
from bsreform.layouts.task_fields import INCOMING, SENDERS, STATUSES
from bsreform.reading.recognising.deadlines import is_deadline
from bsreform.reading.recognising.headers import Header
from bsreform.reading.recognising.progress import StatedProgress, parse_progress

_SENDERS, _INCOMING = frozenset(map(fold, SENDERS)), frozenset(map(fold, INCOMING))
_CLEAR = 2
"""The leading reading of a column must fit this many times as many cells as all others together."""


def settle(header: Header, columns: Sequence[pa.ChunkedArray]) -> tuple[Header, tuple[int, ...]]:
    """The header without doubtful names, and the columns that stay unclear (they are used for nothing)."""
    fields, rivals = dict(header.fields), dict(header.rivals)
    doubtful = {name: rivals.pop(name, ()) or _own(fields, name) for name in header.layout.doubtful or ()}
    for name in doubtful:
        fields.pop(name, None)
    unclear = []
    for column in doubtful.get("headway", ()):
        meaning = "progress" if "%" in header.texts[column] else _meaning(columns[column][header.last + 1 :])
        if meaning == "unclear":
            unclear.append(column)
        else:
            fields.setdefault(meaning, column)
    for column in doubtful.get("end_day", ())[:1]:
        finishes = [each for each in doubtful.get("finish_day", ()) if "%" not in header.texts[each]]
        has_deadline = "due_on" in fields or bool(finishes)
        fields.setdefault("completed_on" if has_deadline else "due_on", column)
    for meaning, found in _finish_days(header, fields, doubtful.get("finish_day", ())):
        fields.setdefault(meaning, found[0])
        if fields[meaning] == found[0] and len(found) > 1:
            rivals[meaning] = found
    _pass_over_sender(header, fields)
    return replace(header, fields=fields, rivals=rivals), tuple(unclear)


def _pass_over_sender(header: Header, fields: dict[str, int]) -> None:
    """In a list of incoming documents “Đơn vị” is who sent it; another column may say who does it."""
    keys = [fold(text) for text in header.texts]
    lead = fields.get("lead_unit")
    if lead is None or keys[lead] not in _SENDERS or not _INCOMING & set(keys):
        return
    others = [
        (strength, column)
        for column, key in enumerate(keys)
        for name, strength in (header.words.get(key, ("", 0)),)
        if name == "lead_unit" and key not in _SENDERS
    ]
    if others:
        fields["lead_unit"] = min(others)[1]


def _own(fields: Mapping[str, int], name: str) -> tuple[int, ...]:
    return (fields[name],) if name in fields else ()


def _finish_days(
    header: Header, fields: Mapping[str, int], columns: Sequence[int]
) -> list[tuple[str, tuple[int, ...]]]:
    """“Ngày hoàn thành” is the completion only beside a deadline and where no other column is the completion."""
    shares = tuple(column for column in columns if "%" in header.texts[column])
    days = tuple(column for column in columns if column not in shares)
    meaning = "completed_on" if "due_on" in fields and "completed_on" not in fields else "due_on"
    return [(name, found) for name, found in (("progress", shares), (meaning, days)) if found]


def _meaning(column: pa.ChunkedArray) -> str:
    """The field whose values stand in the column of "Tiến độ": progress, due_on, status; "result" for other text."""
    counted = {
        clean(pair["values"] or ""): pair["counts"] for pair in pc.value_counts(column).to_pylist() if pair["values"]
    }
    fitting = {name: sum(count for text, count in counted.items() if test(text)) for name, test in _READINGS.items()}
    if not counted:
        return "progress"
    if not any(fitting.values()):
        return "result"
    best = max(fitting, key=lambda name: fitting[name])
    return best if fitting[best] >= _CLEAR * (sum(fitting.values()) - fitting[best]) else "unclear"


def _is_percent(text: str) -> bool:
    value, _ = parse_progress(text)
    return isinstance(value, StatedProgress) and 0 <= value.number <= 100


_READINGS: Mapping[str, Callable[[str], bool]] = {
    "progress": _is_percent,
    "due_on": is_deadline,
    "status": lambda text: fold(text) in STATUSES,
}
