"""A look at a file before it is read: is it there, whole, not too large, and what is its content's hash?"""

import hashlib
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bsreform.reading.guarded import cache
from bsreform.reading.guarded.os_faults import clue, os_fault

PLACEHOLDER = 0x401000
"""Windows file attributes (offline, recall on access) of a file whose content is still in the cloud."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was found: its hash and its key in the cache, or the fault that keeps it from being read."""

    path: Path
    size: int = 0
    mtime: float | None = None
    sha256: str | None = None
    key: str = ""
    fault: str | None = None
    detail: str = ""
    extract: bytes | None = None
    """Its content, where the cache does not have it."""


def look(path: Path, options: Mapping[str, Any], most_mb: int) -> Seen:
    """Hashes a file, in chunks, unless it is too large, not a file, or not there."""
    try:
        status = path.stat()
        seen = Seen(path, status.st_size, status.st_mtime)
        if getattr(status, "st_file_attributes", 0) & PLACEHOLDER:
            return replace(seen, fault="not_synced_file", detail="placeholder")
        if not stat.S_ISREG(status.st_mode):
            return replace(seen, fault="unreadable_file", detail="not a regular file")
        if status.st_size > most_mb * 1024**2:
            return replace(seen, fault="oversized_file", detail=f"{status.st_size} bytes")
        with path.open("rb") as content:
            sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as problem:
        return Seen(path, fault=os_fault(problem), detail=clue(problem, path))
    return replace(seen, sha256=sha256, key=cache.key(sha256, options))
