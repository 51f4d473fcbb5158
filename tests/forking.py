"""Commands in processes of their own, forked from one that has imported everything: most of their cost is imports.

What a fresh interpreter is the point of (its flags, what it imports from where) still starts one.
"""

import atexit
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

from calling import Ended

CLOSED, GONE = "closed", "gone"
"""What a stream can be instead of a file: not open at all, or a pipe whose reader has ended."""
_LONGEST = 120
"""Seconds after which a process that does not end is killed."""


class Forked(Struct, frozen=True):
    """A command that runs, or has run."""

    pid: int
    out: str
    err: str
    _server: "subprocess.Popen[bytes]"

    def wait(self) -> Ended:
        """How it ended; minus the signal that ended it is its code. b"" is said by a stream that is no file."""
        late = threading.Timer(_LONGEST, os.kill, (self.pid, signal.SIGKILL))
        late.start()
        code = _ask(self._server, {"wait": self.pid})
        late.cancel()
        return Ended(code, *(Path(name).read_bytes() if os.path.isfile(name) else b"" for name in (self.out, self.err)))  # noqa: PTH113 - a device is none


def start(
    *arguments: object,
    cwd: Path | None = None,
    streams: tuple[str | None, str | None, str | None] = (None, None, None),
    before: str = "",
    under: tuple[str, ...] = (),
    **env: str,
) -> Forked:
    """Start a command as the console script does.

    `streams` are input, output and errors: CLOSED, GONE, the name of a file, or None = nothing is typed, what is said
    is kept. `before` is run in the process first; `under` is a command under which all of this stands.
    """
    server = _server(under)
    folder = Path(tempfile.mkdtemp(dir=_folder()))
    kept = (os.devnull, str(folder / "out"), str(folder / "err"))
    names = [stream or name for stream, name in zip(streams, kept, strict=True)]
    asked = {
        "arguments": [*map(str, arguments)],
        "cwd": str(cwd or Path.cwd()),
        "streams": names,
        "before": before,
        "env": {**os.environ, **env},
    }
    return Forked(_ask(server, asked), names[1], names[2], server)


def forked(*arguments: object, **more: object) -> Ended:
    """`start` a command and wait for it."""
    return start(*arguments, **more).wait()  # type: ignore[arg-type]


def _ask(server: "subprocess.Popen[bytes]", asked: dict[str, object]) -> int:
    assert server.stdin is not None and server.stdout is not None
    server.stdin.write(json.dumps(asked).encode() + b"\n")
    server.stdin.flush()
    return int(server.stdout.readline())


@cache
def _folder() -> str:
    folder = tempfile.TemporaryDirectory(prefix="bsreform-forked-")
    atexit.register(folder.cleanup)
    return folder.name


@cache
def _server(under: tuple[str, ...]) -> "subprocess.Popen[bytes]":
    command = [*under, sys.executable, __file__]
    env = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env)
    atexit.register(server.kill)
    return server


# --- in the process that is forked ---------------------------------------------------------


def _serve() -> None:
    import bsreform

    for each in pkgutil.walk_packages(bsreform.__path__, "bsreform."):
        __import__(each.name)
    for name in ("pandas", "pyarrow.pandas_compat", "xlsxwriter", "filelock", "rapidfuzz.process", "email.policy"):
        __import__(name)
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        if "wait" in asked:
            answer = os.waitstatus_to_exitcode(os.waitpid(asked["wait"], 0)[1])
        elif not (answer := os.fork()):
            _become(asked)
        print(answer, flush=True)  # noqa: T201


def _become(asked: dict[str, object]) -> None:
    """The command; never returns."""
    from bsreform.__main__ import main

    code: object = 70
    try:
        os.setsid()
        os.environ.clear()
        os.environ.update(asked["env"])  # type: ignore[call-overload]
        os.chdir(asked["cwd"])  # type: ignore[arg-type]
        _redirect(asked["streams"])  # type: ignore[arg-type]
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background has it ignored
        sys.argv = ["bsreform", *asked["arguments"]]  # type: ignore[misc]
        exec(str(asked["before"]), {})
        main()
    except SystemExit as end:
        code = end.code
    finally:
        os._exit(code if isinstance(code, int) else 0)


def _redirect(names: Sequence[str]) -> None:
    """Standard input, output and errors, as an interpreter that finds them so has them."""
    opened = [_opened(number, name) for number, name in enumerate(names)]
    for number, file in enumerate(opened):
        if file is None:
            os.close(number)
        else:
            os.dup2(file, number)
            os.close(file)
    opened_as = ("r", "w", "w")
    sys.stdin, sys.stdout, sys.stderr = (
        None if name == CLOSED else os.fdopen(number, mode, encoding="utf-8", closefd=False)
        for number, (name, mode) in enumerate(zip(names, opened_as, strict=True))
    )  # type: ignore[assignment]


def _opened(number: int, name: str) -> int | None:
    if name == CLOSED:
        return None
    if name == GONE:
        reader, writer = os.pipe()
        os.close(reader)
        return writer
    return os.open(name, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT, 0o600)


if __name__ == "__main__":
    _serve()
