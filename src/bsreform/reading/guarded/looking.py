"""A look at a file before it is read: is it there, whole, not too large, and what is its content's hash?"""

import hashlib
import stat
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from bsreform.files.folders import is_listable, leaves
from bsreform.files.moments import possible_time
from bsreform.files.plain_file import open_plain
from bsreform.reading.guarded import cache
from bsreform.reading.guarded.os_faults import clue, os_fault
from bsreform.reading.notes import Options

PLACEHOLDER = 0x401000
"""Windows file attributes (offline, recall on access) of a file whose content is still in the cloud."""


class Seen(Struct, frozen=True):
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


def look(path: Path, options: Options, most_mb: int, within: Path | None = None) -> Seen:
    """Hashes a file, in chunks, unless it is too large, not a file, or not there.

    A link that leads out of the folder `within`, in which it lies, is not followed.
    """
    try:
        if within and leaves(path, within):
            return Seen(path, fault="unsupported_file", detail="link")
        status = path.stat()
        seen = Seen(path, status.st_size, possible_time(status.st_mtime))
        if getattr(status, "st_file_attributes", 0) & PLACEHOLDER:
            return replace(seen, fault="not_synced_file", detail="placeholder")
        if stat.S_ISDIR(status.st_mode):
            return _unlisted(seen)
        if status.st_size > most_mb * 1024**2:
            return replace(seen, fault="oversized_file", detail=f"{status.st_size} bytes")
        with open_plain(path) as content:
            sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as problem:
        return Seen(path, fault=os_fault(problem), detail=clue(problem, path))
    return replace(seen, sha256=sha256, key=cache.key(sha256, options))


def _unlisted(folder: Seen) -> Seen:
    """A folder that stands among the files, since what lies in it is not read."""
    if is_listable(folder.path):
        return replace(folder, fault="oversized_file", detail="too many files")
    return replace(folder, fault="unreadable_file", detail="not listed")
