"""Conflict copies made by a sync client: only the original counts; the copy is reported with how it differs."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
from msgspec.structs import replace

from bsreform.reading.guarded.results import FileResult
from bsreform.records.gathering import relative

_SAME_SHARE = 0.5
"""A file named like “sổ-MÁY1” is a copy of “sổ” only if they share at least this part of their codes or titles."""


def set_aside(results: Sequence[FileResult], pairs: Mapping[Path, Path], root: Path) -> list[FileResult]:
    """The results with every conflict copy turned into the fault `conflict_copy` (detail: "original|difference").

    If the original holds no list that can be read, the first copy that holds one counts in its place. A file of which
    only the name looks like a copy counts, too.
    """
    counted = _counted(results, pairs)
    return [_judge(each, counted[pairs[each.path]], pairs, root) if each.path in pairs else each for each in results]


def _counted(results: Sequence[FileResult], pairs: Mapping[Path, Path]) -> dict[Path, FileResult | None]:
    """Original → what counts of it and its copies, None if none of them can be read."""
    by_path = {result.path: result for result in results}
    groups: dict[Path, list[Path]] = {original: [original] for original in pairs.values()}
    for copy in sorted(pairs):
        groups[pairs[copy]].append(copy)
    return {
        original: next((by_path[path] for path in group if path in by_path and _has_list(by_path[path])), None)
        for original, group in groups.items()
    }


def _judge(copy: FileResult, counted: FileResult | None, pairs: Mapping[Path, Path], root: Path) -> FileResult:
    if counted is None or counted is copy or counted.table is None or copy.table is None or not _has_list(copy):
        return copy
    if _by_computer_name(copy.path, pairs[copy.path]) and not _alike(copy.table, counted.table):
        return copy
    detail = f"{relative(counted.path, root)}|{_difference(copy, counted)}"
    return replace(copy, fault="conflict_copy", detail=detail, table=None, meta=None)


def _has_list(result: FileResult) -> bool:
    return result.table is not None and any(sheet["layout"] for sheet in (result.meta or {}).get("sheets", ()))


def _by_computer_name(copy: Path, original: Path) -> bool:
    rest = copy.stem[len(original.stem) :]
    return rest.startswith("-")


def _alike(copy: pa.Table, original: pa.Table) -> bool:
    key = _key(original)
    ours, theirs = set(copy[key].to_pylist()), set(original[key].to_pylist())
    return len(ours & theirs) >= _SAME_SHARE * max(1, min(len(ours), len(theirs)))


def _key(table: pa.Table) -> str:
    """The column that tells the rows apart."""
    if "teams" in table.column_names:
        return "unit"
    return "code" if "code" in table.column_names else "title"


def _difference(copy: FileResult, original: FileResult) -> str:
    if copy.sha256 == original.sha256:
        return "giống hệt nhau"
    assert copy.table is not None and original.table is not None
    if set(copy.table.column_names) != set(original.table.column_names):
        return "khác loại bảng"
    from bsreform.records.comparing import compare, told  # there is hardly ever a copy

    apart = told(compare(copy.table, original.table, _key(original.table), copy.meta, original.meta))
    if not apart and _titles(copy) != _titles(original):
        return "cùng số liệu ở các dòng, khác phần ghi phía trên bảng"
    return apart or "cùng số liệu, chỉ khác cách trình bày"


def _titles(result: FileResult) -> list[object]:
    sheets = (result.meta or {}).get("sheets", ())
    return [(sheet["titles"], sheet["exported_at"], sheet["quarter"]) for sheet in sheets if sheet["layout"]]
