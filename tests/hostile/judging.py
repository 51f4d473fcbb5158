"""What became of a mutant, in one word; and what must never become of one."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bsreform.reading.guarded.pool import FileResult
from hostile.watched_extract import OURS

FAULTS = (
    *("damaged_file", "oversized_file", "unsupported_file", "empty_file"),
    *("unreadable_file", "encrypted_file", "not_synced_file"),
)
SAME, OTHERWISE, VIOLATION = "read, same rows", "read, other rows", "violation"
PARTLY = "read but for a damaged sheet"
OUTCOMES = (SAME, OTHERWISE, PARTLY, *FAULTS, VIOLATION)
MOST_ROWS = 64
"""Rows of a mutant of eight rows beyond which somebody has to look where they come from."""
_CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")
STOPPED = ("time limit", "memory limit", "MemoryError")
"""What the detail of a file says that was not refused by reading but stopped by the limits of its worker."""
_BROKEN_RUN = ("extract lost", "changed while read")


def judge(result: FileResult, original: FileResult, sealed: bool) -> tuple[str, str]:
    """(outcome, why it is a violation or what the fault said); of a `sealed` one the true rows are read, or none."""
    if result.fault is None:
        assert result.table is not None and original.table is not None
        if result.meta and result.meta["unread"]:
            return PARTLY, ""
        if result.table.num_rows > MOST_ROWS:
            return VIOLATION, f"{result.table.num_rows} rows"
        if result.table.equals(original.table):
            return SAME, ""
        return (VIOLATION, "other rows from a spoilt zip") if sealed else (OTHERWISE, "")
    ours = result.detail.startswith((OURS, "cache:")) or result.detail in _BROKEN_RUN
    if result.fault not in FAULTS or ours:
        return VIOLATION, f"{result.fault}: {result.detail}"
    return result.fault, result.detail


def run_over(root: Path, command: Sequence[str], seconds: float) -> str:
    """Runs a command in a workspace of mutants; "" if it ended as it must, else what was wrong."""
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "bsreform", *command, "-w", str(root)],
            capture_output=True,
            cwd=root,  # where copies go
            env={**os.environ, "NO_COLOR": "1"},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "the run did not end"
    return complaint(ended.returncode, ended.stdout, ended.stderr, "--json" in command)


def complaint(code: int, out: bytes, err: bytes, is_json: bool) -> str:
    """What is wrong with how a run over hostile files ended; "" if nothing."""
    if code not in {0, 1, 3} or b"Traceback" in err:
        return f"exit code {code}: {err[-2000:].decode(errors='replace')}"
    if control := _CONTROL.search(out.replace(b"\r\n", b"\n")) or _CONTROL.search(err):
        return f"control character {control[0]!r} on the screen"
    try:
        if is_json:
            json.loads(out)
    except ValueError:
        return "no JSON"
    return ""
