"""What a command costs: whole processes, timed from outside, their output looked at."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

FINDINGS = 1
"""The exit code of a run that was done and found faults in the data."""
Accept = Callable[[int, bytes], bool]
"""Whether a command, by its exit code and output, did its work: a failure is quick, and no figure."""


class Cost(Struct, frozen=True):
    """Seconds, processor seconds and megabytes of one command; None where it could not be run."""

    seconds: float | None
    busy: float | None = None
    megabytes: float | None = None


def succeeded(code: int, output: bytes) -> bool:
    """For commands whose output does not matter."""
    return code == 0


def helped(code: int, output: bytes) -> bool:
    """The help names the commands."""
    return code == 0 and b"weekly" in output


def answered(code: int, output: bytes) -> bool:
    """There is a JSON document."""
    return code in (0, FINDINGS, 3) and output.startswith(b"{") and bool(json.loads(output))


def reported(rows: int) -> Accept:
    """The report is there and accounts for every row of the exports."""

    def accept(code: int, output: bytes) -> bool:
        return code in (0, FINDINGS) and output.startswith(b"{") and json.loads(output)["rows"]["read"] == rows

    return accept


def once(command: Sequence[str], environment: dict[str, str], accept: Accept) -> Cost:
    """Runs a command and waits for it; its memory and its processor time include the workers it waited for."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=errors, env=environment)
        busy = megabytes = None
        if hasattr(os, "wait4"):
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            busy = usage.ru_utime + usage.ru_stime
            megabytes = usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
        process.wait()
        seconds = time.perf_counter() - began
        output.seek(0)
        if not accept(process.returncode, output.read()):
            errors.seek(0)
            print(f"{command[1:4]} ended with {process.returncode}: {errors.read()[-300:]!r}", file=sys.stderr)
            return Cost(None)
    return Cost(seconds, busy, megabytes)


def measured(
    command: Sequence[str],
    environment: dict[str, str],
    repeat: int,
    accept: Accept = succeeded,
    before: Callable[[], object] = lambda: None,
) -> Cost:
    """The median of some runs, the most memory of any; `before` is done before each of them."""
    costs = []
    for _ in range(repeat):
        before()
        costs.append(once(command, environment, accept))
    seconds = [cost.seconds for cost in costs if cost.seconds is not None]
    busy = [cost.busy for cost in costs if cost.busy is not None]
    megabytes = [cost.megabytes for cost in costs if cost.megabytes is not None]
    return Cost(
        statistics.median(seconds) if seconds else None,
        statistics.median(busy) if busy else None,
        max(megabytes, default=None),
    )


def emptied(folder: Path) -> Callable[[], object]:
    """Removes the folder: for what has to be measured cold."""
    return lambda: shutil.rmtree(folder, ignore_errors=True)


def number(value: float | None, digits: int) -> str:
    """A figure, or a dash where it could not be measured."""
    return "–" if value is None else f"{value:,.{digits}f}"
