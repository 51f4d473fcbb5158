"""The edges of a run, shared by all commands: the clock, the workspace, the console, saving and showing."""

import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bsreform.commands import REPORT_COMMANDS
from bsreform.commands.streams import why_lost
from bsreform.files.os_errors import FULL
from bsreform.language.wording import clean, clock_time, official_date
from bsreform.model import CannotRun, SetAside

if TYPE_CHECKING:
    import typer
    from rich.console import Console

    from bsreform.commands.doctoring import Machine
    from bsreform.model import Period, Problem, Source
    from bsreform.periods import PeriodKind
    from bsreform.records.loading import Progress, Workspace
    from bsreform.report_model import Report

VIETNAM = timezone(timedelta(hours=7))
CANNOT_RUN, CANNOT_WRITE = 2, 4
_LOOKS_BACK = (*REPORT_COMMANDS, "status", "schedule", "remind", "export")
"""The commands that take --as-of."""


def open_workspace(option: Path | None, needed: bool = True) -> "Workspace":
    """The workspace; where none is `needed` (named files) the current folder with default settings will do."""
    from bsreform.files.own_folder import own_root

    place = _opened(option, needed)
    if place.holds_inputs(own_root()):
        raise CannotRun(f"BSREFORM_CACHE: “{own_root()}” ở trong thư mục để số liệu gốc; hãy chỉ ra thư mục khác.")
    return place


def _opened(option: Path | None, needed: bool) -> "Workspace":
    from bsreform.files.folders import find_workspace
    from bsreform.records.loading import Workspace

    try:
        return Workspace.open(find_workspace(option, os.environ, Path.cwd()))
    except CannotRun:
        if (
            needed
            or option is not None
            or os.environ.get("BSREFORM_WORKSPACE")
            or (Path.cwd() / "bsreform.toml").exists()
        ):
            raise
        return Workspace.open(Path.cwd())


def require_output(place: "Workspace", output: Path | None) -> None:
    """CannotRun if a report cannot go there: a folder, or a place whose files are read as data.

    Without `output` it goes to the folder of reports, which no link may lead out of the workspace.
    """
    from bsreform.files.folders import lies_in

    reports = place.root / place.config.folders.reports
    if output is None and not lies_in(reports, place.root):
        raise CannotRun(
            f"Thư mục báo cáo “{place.config.folders.reports}” là lối tắt dẫn ra ngoài thư mục làm việc. "
            "Sửa reports trong mục [folders], hoặc chỉ ra nơi ghi bằng -o."
        )
    if output and output.is_dir():
        raise CannotRun(f"-o “{output}” là thư mục; hãy ghi cả tên tệp, ví dụ: {output / 'bao-cao.xlsx'}")
    if output and place.holds_inputs(output.absolute().parent):
        raise CannotRun(f"-o “{output}” ở trong thư mục để số liệu gốc; hãy chọn thư mục khác cho báo cáo.")


def leads_out(place: "Workspace", target: Path) -> str:
    """That a link among the folders of reports leads out of the workspace; "" where none does."""
    from bsreform.files.folders import lies_in

    if lies_in(target.parent, place.root):
        return ""
    return f"“{target.parent}” là lối tắt dẫn ra ngoài thư mục làm việc."


def existing(path: Path) -> Path:
    """The absolute path; CannotRun if nothing is there."""
    if not path.exists():
        raise CannotRun(f"Không có tệp hoặc thư mục “{path}”.")
    return path.absolute()


def choose_period(kind: "PeriodKind", named: str | None, as_of: str | None, place: "Workspace") -> "Period":
    """The period that a command was asked for: the one `named`, else the latest on the day it is seen from."""
    seen, cut = day_seen(as_of), place.config.periods
    return kind.period(named or kind.latest(seen, cut), seen, cut)


def day_seen(as_of: str | None) -> date:
    """The day that --as-of names, else today. CannotRun if it has not come yet."""
    now_here = today()
    seen = parse_day(as_of) or now_here
    if seen > now_here:
        told = f"{official_date(seen)} là ngày chưa đến, hôm nay là {official_date(now_here)}"
        raise CannotRun(f"--as-of {told}; hãy chọn hôm nay hoặc một ngày đã qua.")
    return seen


def machine() -> "Machine":
    """The machine's clock with its zone, and the encoding of the console."""
    from bsreform.commands.doctoring import Machine

    return Machine(datetime.now().astimezone(), sys.stdout.encoding or "")


def may_ask() -> bool:
    """Is somebody at a terminal, who can answer?"""
    return sys.stdin.isatty() and sys.stdout.isatty()


def today() -> date:
    """Today in Vietnam, wherever the machine is."""
    return now().date()


def now() -> datetime:
    """Now in Vietnam."""
    return datetime.now(VIETNAM)


def parse_day(text: str | None, option: str = "--as-of") -> date | None:
    """The day that `option` names; None where it was not given, CannotRun where it is no date."""
    if text is None:
        return None
    from bsreform.reading.recognising.cells import parse_date

    day, _ = parse_date(text.strip())
    if not isinstance(day, date):
        raise CannotRun(f"{option} “{text}” không phải là ngày; hãy viết như 2024-03-08 hoặc 08/3/2024.")
    return day


def console() -> "Console":
    """The console of what is asked for: standard output."""
    from bsreform.writing.terminal import make_console

    return make_console(sys.stdout)


def print_bytes(text: str | Iterable[str]) -> None:
    """Text for programs, whole or in parts: UTF-8 whatever the console, and no line ends changed."""
    sys.stdout.flush()
    for part in (text,) if isinstance(text, str) else text:
        sys.stdout.buffer.write(part.encode())
    sys.stdout.buffer.flush()


def open_file(path: Path) -> None:
    """Open a file with the program that the system has for it."""
    import typer

    typer.launch(str(path))


def complain(message: str) -> None:
    """One message on standard error, if that takes it: wrapped between words on a terminal, one line in a log."""
    try:
        from bsreform.writing.terminal import make_console

        with suppress(OSError):
            make_console(sys.stderr).print(clean(message), soft_wrap=not sys.stderr.isatty(), markup=False)
    except (MemoryError, ImportError):  # no room to say it nicely
        sys.stderr.write(f"{clean(message)}\n")


def hear_what_is_set_aside() -> None:
    """Files that are not used are told in one line each, and once; warnings of libraries are for their makers."""

    def told(message: Warning | str, category: type[Warning], *_: object, **__: object) -> None:
        if issubclass(category, SetAside):
            complain(str(message))

    warnings.simplefilter("default", SetAside)
    warnings.showwarning = told


@contextmanager
def progress(quiet: bool) -> "Iterator[Progress | None]":
    """A bar of the files read, only on a terminal: where anything else takes the output, nothing is drawn."""
    if quiet or not (sys.stderr.isatty() and sys.stdout.isatty()):
        yield None
        return
    from bsreform.commands.progress_bar import drawn
    from bsreform.writing.terminal import make_console

    with drawn(make_console(sys.stderr)) as bar:
        yield bar


def typed(root: Path, *words: object, as_of: str | None = None) -> str:
    """A command for the workspace in `root` as it has to be typed here: paths quoted, `root` named where it has to be.

    A named file needs no workspace, so that a folder without settings is not named. `as_of` is the day that was given:
    a command that can looks from there, too.
    """
    from bsreform.commands.next_steps import command_line
    from bsreform.files.folders import SETTINGS, find_workspace

    try:
        found = find_workspace(None, os.environ, Path.cwd()).resolve()
    except CannotRun:
        found = None
    named = () if found == root.resolve() or not (root / SETTINGS).is_file() else ("-w", root)
    day = ("--as-of", as_of) if as_of and words[0] in _LOOKS_BACK else ()
    return command_line(("bsreform", *words, *day, *named), windows=os.name == "nt")


def after_report(report: "Report", place: "Workspace", document: bool, as_of: str | None) -> None:
    """What to do next with a report that was written, perhaps with the `document` that is signed.

    Letters urge that tell of its last day, or of the day that it is seen from: on Monday they tell of Monday.
    """
    from bsreform.commands import next_steps
    from bsreform.duties.last_letters import written_for

    days = {report.period.as_of, day_seen(as_of)} if report.low_units else ()
    urged = any(written_for(place.root, day) for day in days)
    done = next_steps.Done(urged, document)
    say_next(next_steps.after_report(report, partial(typed, place.root, as_of=as_of), done))


def let_vietnamese_through() -> None:
    """Nothing that is printed may fail for its letters: files and pipes get UTF-8, a console what it can show."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def flush_output() -> None:
    """Whatever is still to be printed; OSError if there was no room for it. That nobody reads it is no fault."""
    sys.stdout.flush()
    lost = why_lost(sys.stdout)
    if lost and lost.errno in FULL:
        raise lost


def say_next(step: str) -> None:
    """One line with what to do next, for a person; a path in it is not broken, since it has to be copied whole."""
    console().print(f"Bước tiếp theo: {step}", soft_wrap=True, markup=False)


def exit_code(problems: "Sequence[Problem]", sources: "Sequence[Source]", strict: bool) -> int:
    """0 clean, 1 findings (errors; with `strict` warnings too), 3 some input could not be read."""
    if any(source.unread for source in sources):
        return 3
    return int(any(strict or problem.severity == "error" for problem in problems))


def take_turn(context: "typer.Context", place: "Workspace", wait: bool) -> Callable[[], object]:
    """Keep the workspace to this command until it ends, or calls what comes back.

    CannotRun where another has it, unless told to `wait`.
    """
    from bsreform.files.locking import held

    who = f"lệnh “{context.info_name}” (bắt đầu lúc {clock_time(now())}, tiến trình {os.getpid()})"
    turn = context.with_resource(ExitStack())
    turn.enter_context(held(place.root, who, say_waiting if wait else None))
    return turn.close


def say_waiting(holder: str) -> None:
    """For whom this command waits."""
    complain(f"Đang chạy {holder} trong thư mục làm việc này; chờ đến khi xong (Ctrl-C để thôi)…")
