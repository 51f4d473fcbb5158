"""The files behind a report against those of another: which are new, gone, or have another content."""

from collections.abc import Mapping
from typing import Literal

FileChange = Literal["new", "gone", "changed"]


def changes(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[tuple[str, FileChange], ...]:
    """The paths that differ, by name; both sides map paths to hashes."""
    found: dict[str, FileChange] = {}
    for path in sorted({*before, *now}):
        if path not in before:
            found[path] = "new"
        elif path not in now:
            found[path] = "gone"
        elif before[path] != now[path]:
            found[path] = "changed"
    return tuple(found.items())
