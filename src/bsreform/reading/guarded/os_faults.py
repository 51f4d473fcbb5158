"""What an error of the operating system says about a file: which rule tells it, and whether it may pass by itself."""

import errno
import os
from pathlib import Path

CHANGED = "changed while read"
PASSING = frozenset({"FileNotFoundError", "PermissionError", CHANGED})
"""Clues that a second look may find gone: a program that saves replaces the file, a sync client holds it a moment."""
LONG_PATH = "long path"
NOT_A_FILE = "not a file"
LONGEST_PATH = 259 if os.name == "nt" else None
"""Characters of a path that Windows opens without being told otherwise; None where there is no such bound."""


def os_fault(problem: OSError) -> str:
    """The rule id for a file that the system does not let us read.

    Cloud placeholders answer EINVAL, or one of the Windows errors 362–426 of the cloud file provider; ENXIO is a pipe,
    a socket or a device (see `plain_file`).
    """
    if problem.errno == errno.ENXIO:
        return "unsupported_file"
    from_cloud = 362 <= (getattr(problem, "winerror", None) or 0) <= 426
    return "not_synced_file" if from_cloud or problem.errno == errno.EINVAL else "unreadable_file"


def clue(problem: OSError, path: Path) -> str:
    """The kind of the error, never its text.

    NOT_A_FILE of a pipe, socket or device; LONG_PATH where Windows says “not found” of a path that is too long.
    """
    if problem.errno == errno.ENXIO:
        return NOT_A_FILE
    too_long = LONGEST_PATH is not None and len(str(path)) > LONGEST_PATH
    return LONG_PATH if too_long and isinstance(problem, FileNotFoundError) else type(problem).__name__
