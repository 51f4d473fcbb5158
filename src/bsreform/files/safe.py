"""Atomic saving: a report is there whole or not at all, beside the old one where that is open in Excel."""

import filecmp
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count, islice
from pathlib import Path

from bsreform.files.os_errors import reason

_MOST_COPIES = 99
_DRAFT = ".bsreform-*.tmp"
_ABANDONED = 600
"""Seconds after which nobody is still writing a draft: whoever began it was killed."""


class CannotWrite(Exception):
    """The output could not be written anywhere: the message is shown, exit code 4."""


def save(path: Path, write: Callable[[Path], object]) -> Path:
    """Let `write` fill a temporary file beside `path` and put it in place; comes back: the path written.

    Folders are made. An identical file is left untouched. Where `path` is locked, or is a folder, the first free name
    of “tên (2).xlsx”, “tên (3).xlsx” … is taken. Raises CannotWrite; no temporary file stays behind, unless this
    process is killed: then a saving in that folder removes it ten minutes later.
    """
    temporary = path.with_name(_DRAFT.replace("*", os.urandom(4).hex()))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            write(temporary)
            _flush(temporary)
            _sweep(temporary)
            return _put(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(f"Không ghi được tệp “{path}”: {reason(error, writing=True)}.") from error


def _sweep(temporary: Path) -> None:
    """Remove the drafts of runs that were killed, by the clock of the folder's own file system."""
    now = temporary.stat().st_mtime
    for draft in temporary.parent.glob(_DRAFT):
        with suppress(OSError):
            if draft.stat().st_mtime < now - _ABANDONED:
                draft.unlink()


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _put(temporary: Path, path: Path) -> Path:
    """Move `temporary` to `path`, or beside it; raises the error of `path` if nothing is free."""
    if _same(temporary, path):
        return path
    try:
        temporary.replace(path)
    except (PermissionError, IsADirectoryError):
        for other in islice(_beside(path), _MOST_COPIES):
            if _same(temporary, other):
                return other
            if not other.exists():
                temporary.replace(other)
                return other
        raise
    return path


def _beside(path: Path) -> Iterator[Path]:
    return (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))


def _same(first: Path, second: Path) -> bool:
    try:
        return filecmp.cmp(first, second, shallow=False)
    except OSError:
        return False
