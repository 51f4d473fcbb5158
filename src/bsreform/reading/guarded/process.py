"""One guarded worker process as its parent sees it: ask, wait, and know of what it died."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from bsreform.reading.guarded.worker import speaks_of_memory
from bsreform.reading.notes import Notes

LAST_WORDS = 8192
"""Bytes of a dead worker's stderr that are looked at."""


def _taken(pid: int) -> tuple[int, float]:
    """The bytes of memory that a process holds, and the seconds that it has computed; (0, 0) when it is gone."""
    import psutil  # by the watchdog, once the worker is already at its file

    try:
        process = psutil.Process(pid)
        used = process.cpu_times()
        return int(process.memory_info().rss), used.user + used.system
    except psutil.Error:
        return 0, 0.0


def _last_words() -> IO[bytes]:
    """Where a worker's stderr goes: a file, not a pipe; nobody has to drain it, and panics never reach the screen."""
    try:
        return tempfile.TemporaryFile()
    except OSError:  # the disk is full
        return Path(os.devnull).open("rb+")


class Guarded:
    """A worker process. `ask` and `end` are for one thread; `check` and `kill` may come from others."""

    def __init__(self, extractor: str, memory_mb: int) -> None:
        self._most = memory_mb * 1024**2
        self._peak = 0
        self._seconds = 0.0
        self._computed: float | None = None
        self._deadline: float | None = None
        self._killed_for = ""
        self._lasting = False
        self._lock = threading.Lock()
        self._stderr = _last_words()
        self._process = subprocess.Popen(
            # -P: a module in the current folder (a shared workspace!) must never be imported.
            [sys.executable, "-P", "-m", "bsreform.reading.guarded.worker", extractor, str(memory_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            # A backtrace would push what a decoder died of out of its last words.
            # Arrow's own pools reserve address space for more than a file may take.
            env={
                **os.environ,
                "RUST_BACKTRACE": "0",
                "PYTHONSAFEPATH": "1",
                "ARROW_DEFAULT_MEMORY_POOL": "system",
            },
            cwd=sys.prefix,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    @property
    def fit(self) -> bool:
        """Whether it may take another file: memory that one file took must not be blamed on the next."""
        return self._process.poll() is None and self._peak < self._most // 2

    def ask(self, request: Notes, seconds: float) -> Notes:
        """The worker's answer, or the fault that its death means; `seconds` is what the file may take."""
        heard = os.fstat(self._stderr.fileno()).st_size
        with self._lock:
            self._deadline, self._seconds, self._computed = time.monotonic() + seconds, seconds, None
        line = self._exchange(json.dumps(request).encode() + b"\n")
        with self._lock:
            self._deadline = None
        if line.endswith(b"\n"):
            answer: Notes = json.loads(line)
            return answer
        return self._death(heard)

    def _exchange(self, line: bytes) -> bytes:
        assert self._process.stdin is not None and self._process.stdout is not None
        with suppress(OSError):
            self._process.stdin.write(line)
            self._process.stdin.flush()
            return self._process.stdout.readline()
        return b""

    def _death(self, heard: int) -> Notes:
        code = self._process.wait()
        if self._killed_for:
            return {"fault": "oversized_file", "detail": self._killed_for, "lasting": self._lasting}
        self._stderr.seek(max(heard, os.fstat(self._stderr.fileno()).st_size - LAST_WORDS))
        words = self._stderr.read().decode("utf-8", "replace")
        # Nobody but the kernel's own memory guard sends an unasked SIGKILL.
        if speaks_of_memory(words) or code == -getattr(signal, "SIGKILL", 9):
            return {"fault": "oversized_file", "detail": "memory limit"}
        return {"fault": "damaged_file", "detail": f"decoder ended with {code}"}

    def check(self) -> None:
        """Kills the process if the file it is at takes too long or too much memory."""
        with self._lock:
            if self._deadline is None:
                return
            memory, computed = _taken(self._process.pid)
            self._peak = max(self._peak, memory)
            self._computed = computed if self._computed is None else self._computed
            if self._peak > self._most:
                self._killed_for, self._lasting = "memory limit", True
            elif time.monotonic() > self._deadline:
                # On a busy machine a good file may come too late: of such a file nothing is known.
                self._killed_for, self._lasting = "time limit", computed - self._computed > self._seconds / 2
            else:
                return
            self._process.kill()

    def kill(self) -> None:
        """Ends it at once, whatever it is at, and reaps it: after Ctrl-C its thread may get no time to."""
        self._process.kill()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(2)

    def end(self) -> None:
        """Ends it (it stops when its stdin does) and leaves nothing behind."""
        assert self._process.stdin is not None and self._process.stdout is not None
        with suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._stderr.close()
