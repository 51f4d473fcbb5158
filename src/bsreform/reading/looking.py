"""The first look at a file, before any worker opens it: is it there, is it a plain file, and what is its hash?"""

import hashlib
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bsreform.reading import cache
from bsreform.reading.os_faults import clue, os_fault

PLACEHOLDER = 0x401000
"""Windows file attributes (offline, recall on access) of a file whose content is still in the cloud."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that is to be read, or why it is not (`fault`, `detail`); `key` is that of its extract."""

    path: Path
    size: int = 0
    mtime: float | None = None
    sha256: str | None = None
    key: str = ""
    fault: str | None = None
    detail: str = ""
    extract: bytes | None = None
    """Its content, where the cache does not have it."""


def look(path: Path, options: Mapping[str, Any], max_mb: int) -> File:
    """Hashes a file, in chunks, unless it is too large, not a file, or not there."""
    try:
        status = path.stat()
        seen = File(path, status.st_size, status.st_mtime)
        if getattr(status, "st_file_attributes", 0) & PLACEHOLDER:
            return replace(seen, fault="not_synced_file", detail="placeholder")
        if not stat.S_ISREG(status.st_mode):
            return replace(seen, fault="unreadable_file", detail="not a regular file")
        if status.st_size > max_mb * 1024**2:
            return replace(seen, fault="oversized_file", detail=f"{status.st_size} bytes")
        with path.open("rb") as content:
            sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as problem:
        return File(path, fault=os_fault(problem), detail=clue(problem, path))
    return replace(seen, sha256=sha256, key=cache.key(sha256, options))
