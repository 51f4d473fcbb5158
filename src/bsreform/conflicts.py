"""Conflict copies made by a sync client: only the original counts; the copy is reported with how it differs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from bsreform.gathering import relative
from bsreform.reading.pool import FileResult

_PLACES = ("sheet", "row", "section")
_SAME_SHARE = 0.5
"""A file named like “sổ-MÁY1” is a copy of “sổ” only if they share at least this part of their codes or titles."""
_LONGEST_KEY = 40


def set_aside(results: Sequence[FileResult], pairs: Mapping[Path, Path], root: Path) -> list[FileResult]:
    """The results with every conflict copy turned into the fault `conflict_copy` (detail: "original|difference").

    A copy counts after all if its original holds no list that can be read, or if only its name looks like a copy.
    """
    by_path = {result.path: result for result in results}
    return [
        _judge(result, by_path.get(pairs[result.path]), root) if result.path in pairs else result for result in results
    ]


def _judge(copy: FileResult, original: FileResult | None, root: Path) -> FileResult:
    if original is None or original.table is None or copy.table is None or not _has_list(original):
        return copy
    if _by_computer_name(copy.path, original.path) and not _alike(copy.table, original.table):
        return copy
    detail = f"{relative(original.path, root)}|{_difference(copy, original)}"
    return replace(copy, fault="conflict_copy", detail=detail, table=None, meta=None)


def _has_list(result: FileResult) -> bool:
    return any(sheet["layout"] for sheet in (result.meta or {}).get("sheets", ()))


def _by_computer_name(copy: Path, original: Path) -> bool:
    rest = copy.stem[len(original.stem) :]
    return rest.startswith("-")


def _alike(copy: pa.Table, original: pa.Table) -> bool:
    key, _ = _subject(original)
    ours, theirs = set(copy[key].to_pylist()), set(original[key].to_pylist())
    return len(ours & theirs) >= _SAME_SHARE * max(1, min(len(ours), len(theirs)))


def _subject(table: "pa.Table | None") -> tuple[str, str]:
    """The column that tells the rows apart, and what a row is."""
    names = table.column_names if table is not None else ()
    if "teams" in names:
        return "unit", "đơn vị"
    return ("title", "nhiệm vụ") if names and "code" not in names else ("code", "hồ sơ")


def _short(key: str) -> str:
    return key if len(key) <= _LONGEST_KEY else f"{key[:_LONGEST_KEY].rstrip()}…"


def _difference(copy: FileResult, original: FileResult) -> str:
    if copy.sha256 == original.sha256:
        return "giống hệt nhau"
    _, noun = _subject(original.table)
    ours, theirs = _rows(copy.table), _rows(original.table)
    only_copy, only_original = sorted(ours.keys() - theirs.keys()), sorted(theirs.keys() - ours.keys())
    changed = sorted(key for key in ours.keys() & theirs.keys() if ours[key] != theirs[key])
    told = [
        f"{len(keys)} {noun} {what} ({', '.join(map(_short, keys[:3]))}{', …' if len(keys) > 3 else ''})"
        for keys, what in (
            (changed, "khác nội dung"),
            (only_copy, "chỉ có ở bản sao"),
            (only_original, "chỉ có ở bản gốc"),
        )
        if keys
    ]
    return "; ".join(told) or f"cùng số liệu {noun}, chỉ khác cách trình bày"


def _rows(table: "pa.Table | None") -> dict[str, list[tuple[object, ...]]]:
    """What stands under each code or title; a row without one that can be read goes by its place."""
    if table is None:
        return {}
    key, _ = _subject(table)
    names = [name for name in table.column_names if name not in _PLACES]
    columns = [table[name].to_pylist() for name in names]
    rows: dict[str, list[tuple[object, ...]]] = {}
    for place, *values in zip(table["row"].to_pylist(), *columns, strict=True):
        rows.setdefault(str(values[names.index(key)] or f"dòng {place}"), []).append(tuple(values))
    return rows
