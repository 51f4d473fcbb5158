"""The guarded process in which files are parsed: one JSON request per line in, one JSON answer per line out.

`python -P -m bsreform.reading.guarded.worker MODULE:FUNCTION MEMORY_MB`: the function, given a path and options,
returns a pyarrow table and a dict of notes (tests name their own). It may raise `ReadFault`, abort the
process, or never end: the parent (`process`, `pool`) tells these apart.
"""

import gc
import hashlib
import json
import os
import queue
import signal
import sys
import threading
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from bsreform.files.plain_file import open_plain
from bsreform.reading.decoding.raw import ReadFault
from bsreform.reading.guarded import cache
from bsreform.reading.guarded.faults import is_lasting
from bsreform.reading.guarded.os_faults import CHANGED, clue, os_fault
from bsreform.reading.notes import Extract, Notes

MEMORY_SIGNS = (
    "memory allocation of",
    "capacity overflow",
    "bad_alloc",
    "MemoryError",
    "out of memory",
    "annot allocate memory",
)
"""What Rust, C++, Python and the C library say when memory is what they lacked."""
ADDRESS_HEADROOM_MB = 1024
"""Address space that the Arrow allocator and thread stacks reserve without using it."""
WITHOUT = frozenset({"cloudpickle", "numpy", "pandas"})
"""Packages that pyarrow and openpyxl take where they are installed, and do without where they are not."""

Extractor = Callable[[Path, Notes], Extract]


def speaks_of_memory(text: str) -> bool:
    """Whether the last words of a decoder blame the lack of memory."""
    return any(sign in text for sign in MEMORY_SIGNS)


class _Without:
    """Hides what libraries import where they can, and a worker has no use for: half a second for nothing."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        if fullname in WITHOUT:
            raise ModuleNotFoundError(f"{fullname} is not for workers", name=fullname)


def do_without() -> None:
    """From now on `WITHOUT` cannot be imported."""
    sys.meta_path.insert(0, _Without())


def _limit(memory_mb: int) -> None:
    """The limits of the operating system, where it has them; the parent's watchdog is the second net."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        most = (memory_mb + ADDRESS_HEADROOM_MB) * 1024**2
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _requests(stdin: BinaryIO) -> "queue.SimpleQueue[Notes]":
    """The requests, read by a thread: when the parent ends, so does this process, even amid a file."""
    waiting: queue.SimpleQueue[Notes] = queue.SimpleQueue()

    def read() -> None:
        for line in stdin:
            waiting.put(json.loads(line))
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return waiting


def _own_stdout() -> BinaryIO:
    """The channel of the answers; whatever a library prints goes to stderr from now on."""
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return channel


def _attempt(extract: Extractor, request: Notes) -> Extract | ReadFault:
    options = {**request["options"], "max_unpacked_mb": request["max_unpacked_mb"]}
    try:
        return extract(Path(request["path"]), options)
    except ReadFault as fault:
        return fault
    except MemoryError:
        return ReadFault("oversized_file", "MemoryError")
    except BaseException as problem:  # Rust panics are no Exceptions
        # Only the kind of the problem: its text may quote cells.
        rule = "oversized_file" if speaks_of_memory(str(problem)) else "damaged_file"
        return ReadFault(rule, type(problem).__name__)


def _hash(path: Path) -> str:
    with open_plain(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _content_read(outcome: Extract | ReadFault) -> str:
    """The hash of the very bytes that were read, where the extractor noted it; "" where not."""
    return "" if isinstance(outcome, ReadFault) else str(outcome[1].get("sha256", ""))


def answer(extract: Extractor, request: Notes) -> Notes:
    """Reads one file into the cache: {"ok", "key", "sha256"} (and the "extract" itself), or {"fault", "detail"};
    "lasting" of a fault that lies in the content.

    A file that changed while it was read (a sync client, a colleague) is read once again.
    """
    before, path = request["sha256"], Path(request["path"])
    for _ in range(2):
        outcome = _attempt(extract, request)
        try:
            after = _content_read(outcome) or _hash(path)
        except OSError as problem:
            return {"fault": os_fault(problem), "detail": clue(problem, path)}
        if after == before:
            return _settle(outcome, after, request)
        before = after
    return {"fault": "unreadable_file", "detail": CHANGED}


def _settle(outcome: Extract | ReadFault, sha256: str, request: Notes) -> Notes:
    if isinstance(outcome, ReadFault):
        lasting = is_lasting(outcome.rule, outcome.detail)
        return {"fault": outcome.rule, "detail": outcome.detail, "sha256": sha256, "lasting": lasting}
    unchanged = sha256 == request["sha256"]
    name = request["key"] if unchanged else cache.key(sha256, request["options"])
    try:
        return {"ok": True, "key": name, "sha256": sha256, **_deliver(outcome, name, request)}
    except MemoryError:
        return {"fault": "oversized_file", "detail": "MemoryError", "sha256": sha256}


def _deliver(extract: Extract, name: str, request: Notes) -> dict[str, str]:
    """Stores the extract; where that cannot be, or is not enough, it goes along with the answer."""
    kept = False
    if request["cache_dir"]:
        with suppress(OSError):
            cache.store(name, *extract, folder=Path(request["cache_dir"]))
            kept = True
    return {} if kept and not request["send"] else {"extract": b64encode(cache.pack(*extract)).decode()}


def main() -> None:
    """Answers requests until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    module, _, function = sys.argv[1].partition(":")
    _limit(int(sys.argv[2]))
    do_without()
    gc.disable()
    channel = _own_stdout()
    waiting = _requests(sys.stdin.buffer)
    extract: Extractor = getattr(import_module(module), function)
    while True:
        reply = answer(extract, waiting.get())
        channel.write(json.dumps(reply).encode() + b"\n")
        channel.flush()
        gc.collect()
        gc.freeze()  # what is left are modules: no need to look through them again after the next file


if __name__ == "__main__":
    main()
