"""An extractor that does what the file tells it to: the misbehaviour of real decoders, on demand."""

import mmap
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

import pyarrow as pa

from bsreform.reading.decoding.raw import ReadFault


def _allocate(megabytes: str) -> None:
    """Takes that much and keeps it until somebody ends this process."""
    block = mmap.mmap(-1, int(megabytes) * 1024**2)
    block[:: mmap.PAGESIZE] = b"x" * (len(block) // mmap.PAGESIZE)  # counts once it is touched
    threading.Event().wait()


def _hold(pipe: str) -> None:
    """Whoever reads the pipe knows that this process is at its file, and at the end of the pipe that it is gone."""
    with Path(pipe).open("wb"):
        threading.Event().wait()


def _sleep(path: Path) -> None:
    """Never ends, and leaves a sign that it has begun."""
    path.with_suffix(".asleep").touch()
    threading.Event().wait()


def _die_saying(words: str) -> None:
    os.write(2, words.encode() + b"\n")
    os.abort()


def _raise(kind: str) -> None:
    raise {"KeyError": KeyError, "MemoryError": MemoryError, "BaseException": BaseException}[kind]("ô mật")


def _change(path: str) -> None:
    Path(path).write_text("rows 2", encoding="utf-8")


def _refuse_once(path: Path, clue: str) -> None:
    """As decoding does while another program is saving the file: the second time all is well."""
    asked_before = path.with_suffix(".asked")
    if not asked_before.exists():
        asked_before.touch()
        raise ReadFault("unreadable_file", clue)


def extract(path: Path, options: dict[str, Any]) -> tuple[pa.Table, dict[str, Any]]:
    """Obeys the first line of the file, such as "rows 3", "fault empty_file" or "die panicked"."""
    word, _, rest = path.read_text(encoding="utf-8").strip().partition(" ")
    rows = int(rest) if word == "rows" else 0
    match word:
        case "fault":
            raise ReadFault(rest, "clue")
        case "raise":
            _raise(rest)
        case "die":
            _die_saying(rest)
        case "vanish":
            os.kill(os.getpid(), signal.SIGKILL)
        case "sleep":
            _sleep(path)
        case "hold":
            _hold(rest)
        case "allocate":
            _allocate(rest)
        case "print":
            sys.stdout.write("noise on stdout\n")
            sys.stdout.flush()
        case "busy":
            _refuse_once(path, rest)
        case "restored":
            return pa.table({"value": ["A"]}), {"sha256": "of the content that was there for a moment"}
        case "change":
            _change(str(path))
    return pa.table({"value": pa.array([str(n) for n in range(rows)], pa.string())}), {
        "worker": os.getpid(),
        "options": options,
    }
