"""Two extracts of one sheet: which rows differ, cell by cell, told by the row numbers that Excel shows."""

from collections import Counter
from collections.abc import Iterable, Sequence

import pyarrow as pa
from msgspec import Struct

from bsreform.language.text import spans
from bsreform.reading.notes import Notes

_PLACES = ("sheet", "row", "section")

RowPlace = tuple[str, int]
"""(sheet, row)."""


class Difference(Struct, frozen=True):
    """`changed` and `added` are places in the copy, `missing` in the original; each in the order of the sheet."""

    changed: tuple[RowPlace, ...]
    added: tuple[RowPlace, ...]
    missing: tuple[RowPlace, ...]


class _ComparedRow(Struct, frozen=True):
    place: RowPlace
    cells: tuple[object, ...]


def compare(
    copy: pa.Table, original: pa.Table, key: str, copy_meta: Notes | None, original_meta: Notes | None
) -> Difference:
    """The rows that differ. Rows of one key belong together, equal ones first, the others in their order; what has no
    partner is changed where it stands at the same place in both, else added or missing.
    """
    ours, theirs = _by_key(copy, key, copy_meta), _by_key(original, key, original_meta)
    changed: list[RowPlace] = []
    added: list[RowPlace] = []
    missing: list[RowPlace] = []
    for value in ours.keys() | theirs.keys():
        own, other = _unequal(ours.get(value, []), theirs.get(value, []))
        paired = min(len(own), len(other))
        changed += [row.place for row in own[:paired]]
        added += [row.place for row in own[paired:]]
        missing += [row.place for row in other[paired:]]
    at_both = set(added) & set(missing)
    return Difference(
        tuple(sorted([*changed, *at_both])), tuple(sorted(set(added) - at_both)), tuple(sorted(set(missing) - at_both))
    )


def _by_key(table: pa.Table, key: str, meta: Notes | None) -> dict[object, list[_ComparedRow]]:
    """The rows under each key, None = without one. The heading above a row counts as one of its cells."""
    sheets: Sequence[Notes] = (meta or {}).get("sheets", ())
    names = sorted(set(table.column_names) - set(_PLACES))
    columns = [table[name].to_pylist() for name in names]
    places = zip(*(table[name].to_pylist() for name in _PLACES), strict=True)
    rows: dict[object, list[_ComparedRow]] = {}
    for (sheet, row, section), *cells in zip(places, *columns, strict=True):
        described = sheets[sheet] if sheet < len(sheets) else {}
        stacks = described.get("stacks", ())
        heading = tuple(stacks[section]) if 0 <= section < len(stacks) else ()
        place = (str(described.get("name", "")), row)
        rows.setdefault(cells[names.index(key)], []).append(_ComparedRow(place, (heading, *cells)))
    return rows


def _unequal(ours: list[_ComparedRow], theirs: list[_ComparedRow]) -> tuple[list[_ComparedRow], list[_ComparedRow]]:
    return _less(ours, theirs), _less(theirs, ours)


def _less(rows: list[_ComparedRow], others: list[_ComparedRow]) -> list[_ComparedRow]:
    """The rows without those that have an equal among the others, one for one."""
    left = Counter(row.cells for row in others)
    kept = []
    for row in rows:
        if left[row.cells]:
            left[row.cells] -= 1
        else:
            kept.append(row)
    return kept


def told(difference: Difference) -> str:
    """“khác 3 dòng: 5, 9–10; có thêm 2 dòng: 12–13; thiếu 1 dòng của bản gốc: 7”; "" where nothing differs."""
    several = len({sheet for places in _parts(difference) for sheet, _ in places}) > 1
    words = ("khác {} dòng: {}", "có thêm {} dòng: {}", "thiếu {} dòng của bản gốc: {}")
    return "; ".join(
        text.format(f"{len(places):,}".replace(",", "."), _numbers(places, several))
        for text, places in zip(words, _parts(difference), strict=True)
        if places
    )


def _parts(difference: Difference) -> tuple[tuple[RowPlace, ...], ...]:
    return difference.changed, difference.added, difference.missing


def _numbers(places: Iterable[RowPlace], several: bool) -> str:
    by_sheet: dict[str, list[int]] = {}
    for sheet, row in places:
        by_sheet.setdefault(sheet, []).append(row)
    return ", ".join(
        (f"trang “{sheet}” " if several and sheet else "") + spans(rows) for sheet, rows in by_sheet.items()
    )
