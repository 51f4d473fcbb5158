"""A command called as the console script calls it, in the process of the tests: it has imported pandas already."""

import io
import sys
from pathlib import Path

import pytest
from msgspec import Struct

from bsreform import cli


class Ended(Struct, frozen=True):
    """How a command ended and what it said."""

    code: int
    out: bytes
    err: bytes


def call(*arguments: object, **env: str) -> Ended:
    """Run a command with these environment variables besides those of the tests."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in env.items():
            patch.setenv(name, value)
        patch.setattr(sys, "stdout", streams[0])
        patch.setattr(sys, "stderr", streams[1])
        patch.setattr(sys, "argv", ["bsreform", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            cli.main()
    out, err = (_bytes(stream) for stream in streams)
    return Ended(end.value.code if isinstance(end.value.code, int) else 0, out, err)


def within(root: Path, *arguments: object, **env: str) -> Ended:
    """Run a command on the workspace `root`."""
    return call(*arguments, "-w", root, **env)


def _bytes(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    content: bytes = stream.buffer.getvalue()  # type: ignore[attr-defined]
    return content
