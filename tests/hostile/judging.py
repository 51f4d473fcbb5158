"""What became of a mutant, in one word; and what must never become of one."""

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Container, Iterator
from pathlib import Path

import pyarrow.compute as pc

from bsreform.reading.guarded.results import FileResult
from hostile.watched_extract import OURS

FAULTS = (
    *("damaged_file", "oversized_file", "unsupported_file", "empty_file"),
    *("unreadable_file", "encrypted_file", "not_synced_file"),
)
SAME, OTHERWISE, VIOLATION = "read, same rows", "read, other rows", "violation"
PARTLY = "read but for a damaged sheet"
OUTCOMES = (SAME, OTHERWISE, PARTLY, *FAULTS, VIOLATION)
MOST_ROWS = 64
"""Distinct rows of a mutant of eight beyond which somebody has to look where they come from; a tree may repeat one."""
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
        distinct = pc.count_distinct(result.table["code"]).as_py()
        if distinct > MOST_ROWS:
            return VIOLATION, f"{distinct} distinct rows"
        if result.table.equals(original.table):
            return SAME, ""
        return (VIOLATION, "other rows from a spoilt zip") if sealed else (OTHERWISE, "")
    ours = result.detail.startswith((OURS, "cache:")) or result.detail in _BROKEN_RUN
    if result.fault not in FAULTS or ours:
        return VIOLATION, f"{result.fault}: {result.detail}"
    return result.fault, result.detail


def lines_of(script: str, *arguments: object, seconds: float) -> Iterator[object]:
    """What a script beside this one tells; {"wrong": …} at the end if it failed or did not end."""
    command = [sys.executable, str(Path(__file__).with_name(script)), *map(str, arguments)]
    environment = {**os.environ, "NO_COLOR": "1"}
    with tempfile.TemporaryFile() as told:
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=told, env=environment)
        timer = threading.Timer(seconds, running.kill)
        timer.start()
        assert running.stdout is not None
        yield from map(json.loads, running.stdout)
        timer.cancel()
        if running.wait():
            told.seek(0)
            yield {"wrong": f"{script} ended with {running.returncode}: {told.read()[-2000:].decode(errors='replace')}"}


def tell(value: object) -> None:
    """One line of JSON on standard output, at once: what `lines_of` reads."""
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def peak_mb() -> int:
    """The most memory that this process or one that it has waited for held."""
    import resource

    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(who).ru_maxrss for who in both) >> 10


def complaint(code: int, out: bytes, err: bytes, is_json: bool, ends: Container[int] = (0, 1, 3)) -> str:
    """What is wrong with how a run over hostile files ended; "" if nothing."""
    if code not in ends or b"Traceback" in err:
        return f"exit code {code}: {err[-2000:].decode(errors='replace')}"
    if control := _CONTROL.search(out.replace(b"\r\n", b"\n")) or _CONTROL.search(err):
        return f"control character {control[0]!r} on the screen"
    try:
        if is_json:
            json.loads(out)
    except ValueError:
        return "no JSON"
    return ""
