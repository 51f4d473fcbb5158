"""Standard streams that no reader can break: what else a run was asked for is done, whoever has stopped listening."""

import io
import os
import sys
from contextlib import suppress
from typing import Any, TextIO


class _Lasting(io.FileIO):
    """A stream that goes on into nothing once it cannot be written to; `lost` is why."""

    lost: OSError | None = None

    def write(self, content: Any) -> int:
        """All of it, or none where there is nobody to take it."""
        try:
            return super().write(content)
        except OSError as problem:
            self.lost = problem
            _lead_to_nothing(self.fileno())
            return memoryview(content).nbytes


def make_lasting() -> None:
    """Open the streams that came closed, so that no file of ours gets their numbers, and let no reader end the run."""
    for handle in (0, 1, 2):
        try:
            os.fstat(handle)
        except OSError:
            _lead_to_nothing(handle)
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = _lasting(sys.stdout, 1)
    sys.stderr = _lasting(sys.stderr, 2)


def why_lost(stream: object) -> OSError | None:
    """What was in the way of the first byte that could not be written to a stream made here; None if nothing was."""
    raw = getattr(getattr(stream, "buffer", None), "raw", None)
    return raw.lost if isinstance(raw, _Lasting) else None


def _lasting(stream: TextIO | None, handle: int) -> TextIO:
    if stream is not None and os.name == "nt" and stream.isatty():
        return stream  # a console of Windows takes no bytes, and is never broken
    if stream is not None:
        with suppress(OSError):
            stream.flush()
    raw = _Lasting(handle, "w", closefd=False)
    encoding = stream.encoding if stream is not None else "utf-8"
    live = raw.isatty() or handle == 2
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding, errors="replace", line_buffering=live)


def _lead_to_nothing(handle: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    if nothing != handle:
        os.dup2(nothing, handle)
        os.close(nothing)
