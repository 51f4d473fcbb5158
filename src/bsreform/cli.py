"""The command line: names the commands, runs one of them, ends with its exit code."""

import atexit
import gc
import os
import signal
import sys
import time
import traceback
from contextlib import suppress
from typing import Annotated, NoReturn

import typer

from bsreform import __version__
from bsreform.commands import COMMANDS, edges
from bsreform.commands.framework import Command, CommandGroup, UsageError, usage_message
from bsreform.commands.run_log import ask_anyway, note
from bsreform.commands.streams import make_lasting
from bsreform.files.os_errors import FULL, NO_MEMORY, lacking, reason
from bsreform.files.safe import CannotWrite
from bsreform.model import CannotRun

_INTERRUPTED = 130
"""What the framework makes of Ctrl-C."""
_LEAST_MEMORY = 1536 * 1024**2
"""Bytes of addresses that a run takes with a single worker."""

app = typer.Typer(
    cls=CommandGroup,
    help="Số liệu cải cách hành chính từ tệp xuất của hệ thống một cửa: kiểm tra, tổng hợp, truy được từng dòng.",
    epilog="Lần đầu: bsreform demo để xem thử; bsreform init để tạo thư mục làm việc; bsreform doctor để kiểm tra.",
    add_completion=True,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _tell_version(asked: bool) -> None:
    if asked:
        edges.print_bytes(f"bsreform {__version__}\n")
        raise typer.Exit


@app.callback()
def _whole(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Cho biết phiên bản rồi thoát.")
    ] = False,
) -> None:
    """The options of the program itself: each does its work in its callback."""


def _body() -> None:
    """Stands for every command in the list: `CommandGroup` takes its own one in place of it."""


for name, told in COMMANDS.items():
    app.command(name, cls=Command, help=told)(_body)


def main() -> NoReturn:
    """Entry point: every way to end is an exit code of INTERFACE: 0, 1, 2, 3 or 4."""
    gc.disable()  # one short run: collecting would only look at the same tables again and again
    # Arrow's own pool keeps what is freed and touches new pages instead: a tenth of a cold run. Workers inherit this.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no matrix is computed here; each thread would reserve memory
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # else it looks through all packages of the machine for some
    os.environ["PYTHONSAFEPATH"] = "1"  # for whatever a library starts: code is never taken from the current folder
    code: object = 0
    why, began = "", time.monotonic()
    edges.let_vietnamese_through()
    edges.hear_what_is_set_aside()
    try:
        _require_memory()
        code = app(prog_name="bsreform", standalone_mode=False)
        if code == _INTERRUPTED:
            raise KeyboardInterrupt
        edges.flush_output()
    except CannotRun as problem:
        edges.complain(why := str(problem))
        code = edges.CANNOT_RUN
    except UsageError as problem:
        ask_anyway(sys.argv[1:])
        edges.complain(why := usage_message(problem))
        code = edges.CANNOT_RUN
    except (KeyboardInterrupt, typer.Abort):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough
        edges.complain(why := "Đã dừng theo yêu cầu.")
        code = edges.CANNOT_RUN
    except CannotWrite as problem:
        edges.complain(why := str(problem))
        code = edges.CANNOT_WRITE
    except Exception as problem:
        why, code = type(problem).__name__, _failed(problem)
    sys.exit(note(code if isinstance(code, int) else 0, why, began))


def _require_memory() -> None:
    """CannotRun if this process may take too little: libraries would end it in words of their own."""
    with suppress(ImportError):
        import resource

        for limit, told in ((resource.RLIMIT_AS, "-v"), (resource.RLIMIT_DATA, "-d")):
            most, _ = resource.getrlimit(limit)
            if most not in (-1, resource.RLIM_INFINITY) and most < _LEAST_MEMORY:
                raise CannotRun(f"Không chạy được: {NO_MEMORY} (cần {_LEAST_MEMORY >> 20} MB, xem ulimit {told}).")


def _failed(problem: Exception) -> int:
    """Tell of what nobody foresaw; the exit code. Only a full disk may stop any line of a run."""
    if isinstance(problem, OSError) and problem.errno in FULL:
        edges.complain(f"Không ghi được kết quả: {reason(problem, writing=True)}.")
        return edges.CANNOT_WRITE
    if why := lacking(problem):
        edges.complain(f"Không chạy được: {why}.")
        return edges.CANNOT_RUN
    traceback.print_exc()  # a fault of the program: 1 would claim that the report is there
    edges.complain("Phần mềm gặp lỗi ngoài dự kiến. Chép cả đoạn chữ trên đây gửi người phụ trách phần mềm.")
    return edges.CANNOT_RUN


def run() -> NoReturn:
    """`main` as a process: ends it at once, since freeing 300 MB of tables one by one takes a fifth of a second."""
    make_lasting()
    try:
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    atexit._run_exitfuncs()
    os._exit(code)
