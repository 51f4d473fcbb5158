"""One line of log for each run that asks for it, for runs that nobody watches: when, which command, how it ended."""

import os
import stat
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from bsreform import __version__
from bsreform.commands import COMMANDS, edges
from bsreform.files.os_errors import reason
from bsreform.language.wording import clean, decimal

_ENDS = {
    0: "xong",
    1: "xong, số liệu có lỗi",
    2: "không chạy được",
    3: "xong, có tệp không đọc được",
    4: "không ghi được kết quả",
}
_asked: dict[str, str | Path] = {}
"""The command of this run, and the file in which it is to be noted; empty where it was not asked for."""


def _ask(context: typer.Context, file: Path | None) -> Path | None:
    if file is not None:
        _asked.update(command=context.info_name or "", file=file.absolute())
    return file


def ask_anyway(arguments: Sequence[str]) -> None:
    """Where the options of a command could not be understood, its run is noted all the same."""
    for place, each in enumerate(arguments):
        name, _, given = each.partition("=")
        file = given or "".join(arguments[place + 1 : place + 2])
        if name == "--log" and file and not _asked:
            _asked.update(command=arguments[0] if arguments[0] in COMMANDS else "", file=Path(file).absolute())


LogOption = Annotated[
    Path | None,
    typer.Option(
        "--log",
        metavar="TỆP",
        help="Ghi thêm vào cuối tệp này một dòng: lúc nào, lệnh nào, kết thúc ra sao.",
        callback=_ask,
        is_eager=True,  # noted even where the other options are wrong
    ),
]


def note(code: int, why: str, began: float) -> int:
    """Add the line of this run, if it was asked for; the exit code, CANNOT_WRITE where it could not be added.

    `why` it did not run, in one line and without anybody's name; `began` by `time.monotonic`. No option and no path
    of the command is noted.
    """
    command, file = _asked.pop("command", ""), _asked.pop("file", None)
    if not isinstance(file, Path):
        return code
    from bsreform.language.personal_numbers import redact  # its patterns take a while to be made

    told = redact(" ".join(clean(why).split()))[:500]
    seconds = decimal(time.monotonic() - began, 1)
    end = f"mã {code} ({_ENDS.get(code, '?')})" + (f": {told}" if told else "")
    line = f"{edges.now():%Y-%m-%d %H:%M:%S %z}  bsreform {__version__} {command}  {seconds} giây  {end}\n"
    try:
        _append(file, line.encode())
    except OSError as problem:
        edges.complain(f"Không ghi được nhật ký “{file}”: {reason(problem, writing=True)}.")
        return code if code == edges.CANNOT_RUN else edges.CANNOT_WRITE
    return code


def _append(file: Path, line: bytes) -> None:
    """In one piece, so that runs that end together do not mix their lines; never into a pipe or a device."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(file, flags, 0o600)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(6, "not a file")
        if os.write(handle, line) < len(line):
            raise OSError(28, "no room")
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
