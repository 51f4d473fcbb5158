"""The edges of a run, shared by all commands: the clock, the workspace, the console, saving and showing."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bsreform.model import CannotRun
from bsreform.wording import clean

if TYPE_CHECKING:
    from rich.console import Console

    from bsreform.config import Config, Periods
    from bsreform.doctoring import Machine
    from bsreform.loading import Progress, Workspace
    from bsreform.model import Period, Problem, Source
    from bsreform.report_model import Report
    from bsreform.snapshots import Snapshot

VIETNAM = timezone(timedelta(hours=7))
CANNOT_RUN, CANNOT_WRITE = 2, 4
_NOT_KEPT = "Báo cáo đã xong, nhưng lần sau không so sánh được với lần này"


def deliver(
    report: "Report",
    place: "Workspace",
    output: Path | None,
    json: bool,
    quiet: bool,
    strict: bool,
    template: str | None = None,
) -> int:
    """Save the workbook, and the Word document that `template` makes if one is named; show as asked; the exit code."""
    from dataclasses import replace

    from bsreform.gathering import relative
    from bsreform.writing.as_json import report_json
    from bsreform.writing.safe import CannotWrite, save
    from bsreform.writing.workbook import write_workbook

    target = output.absolute() if output else place.root / report.file
    code, failure = exit_code(report.problems, report.sources, strict), ""
    try:
        saved = save(target, lambda path: write_workbook(report, path))
    except CannotWrite as problem:
        saved, code, failure = target, CANNOT_WRITE, f"{problem} Ghi vào nơi khác: thêm --output TỆP."
    else:
        _remember(report, place)
    report = replace(report, file=relative(saved, place.root))
    document = _save_word(report, place, target, template) if template else None
    if template:
        report = replace(report, more={**report.more, "docx": document and relative(document, place.root)})
        code = code if document else CANNOT_WRITE
    if json:
        print_bytes(report_json(report))
    elif not quiet:
        from bsreform.writing.terminal import show

        show(report, console(), None if failure else saved)
        if document:
            console().print(f"Văn bản Word: {document}", soft_wrap=True, markup=False)
    if failure:
        complain(failure)
    elif saved != target:
        complain(f"Không thay được {target} (đang mở?), đã ghi vào: {saved}")
    return code


def _save_word(report: "Report", place: "Workspace", workbook: Path, template: str) -> Path | None:
    """Save the covering report beside the workbook and say where that is not its usual place; None if it could not."""
    from bsreform.covering import save_covering
    from bsreform.writing.safe import CannotWrite

    target = workbook.with_suffix(".docx")
    try:
        saved = save_covering(report, place, template, target)
    except CannotWrite as problem:
        complain(str(problem))
        return None
    if saved != target:
        complain(f"Không thay được {target} (đang mở?), đã ghi vào: {saved}")
    return saved


def _remember(report: "Report", place: "Workspace") -> None:
    """Keep what the report gave; where that fails, one line says so and the report stands."""
    from bsreform.kept_reports import keep
    from bsreform.writing.safe import CannotWrite

    try:
        keep(place.root, report)
    except CannotWrite as problem:
        complain(f"{_NOT_KEPT}: {problem}")


def send_back(
    place: "Workspace", problems: "Sequence[Problem]", sources: "Sequence[Source]", folder: Path, quiet: bool
) -> int:
    """Write the marked-up copies into `folder` and tell of each (on stderr if `quiet`); 0 or CANNOT_WRITE."""
    from bsreform.sending_back import annotate_all
    from bsreform.writing.safe import CannotWrite
    from bsreform.writing.terminal import make_console

    screen = make_console(sys.stderr if quiet else sys.stdout)
    try:
        for each in annotate_all(place, problems, sources, folder):
            done = f"Đã ghi bản sao có ghi chú: {each.copy}" if each.copy else f"Không có bản sao của {each.path}"
            screen.print(clean(" ".join((f"{done}.", *each.remarks))), soft_wrap=True, markup=False)
    except CannotWrite as problem:
        complain(str(problem))
        return CANNOT_WRITE
    return 0


def save_new(target: Path, write: Callable[[Path], Any]) -> int:
    """Write a file that is not there yet and say where; 0 or CANNOT_WRITE. CannotRun if something stands there."""
    from bsreform.writing.safe import CannotWrite

    if target.exists():
        raise CannotRun(f"Đã có “{target}”; lệnh này không ghi đè, hãy đặt tên khác bằng -o.")
    try:
        write(target)
    except CannotWrite as problem:
        complain(str(problem))
        return CANNOT_WRITE
    console().print(f"Đã ghi: {target}", soft_wrap=True, markup=False)
    return 0


def remember(place: "Workspace", snapshot: "Snapshot") -> None:
    """Keep what this run saw of the tasks; where that fails, one line says so and the report stands."""
    from bsreform.snapshots import keep
    from bsreform.writing.safe import CannotWrite

    try:
        keep(place.root, snapshot)
    except CannotWrite as problem:
        complain(f"{_NOT_KEPT}: {problem}")


def open_workspace(option: Path | None, needed: bool = True) -> "Workspace":
    """The workspace; where none is `needed` (named files) the current folder with default settings will do."""
    from bsreform.loading import Workspace
    from bsreform.workspace import find_workspace

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
    """CannotRun if a report cannot go there: a folder, or a place whose files are read as data."""
    if output and output.is_dir():
        raise CannotRun(f"-o “{output}” là thư mục; hãy ghi cả tên tệp, ví dụ: {output / 'bao-cao.xlsx'}")
    if output and place.holds_inputs(output.absolute().parent):
        raise CannotRun(f"-o “{output}” ở trong thư mục để số liệu gốc; hãy chọn thư mục khác cho báo cáo.")


def existing(path: Path) -> Path:
    """The absolute path; CannotRun if nothing is there."""
    if not path.exists():
        raise CannotRun(f"Không có tệp hoặc thư mục “{path}”.")
    return path.absolute()


def choose_period(
    named: str | None,
    as_of: str | None,
    place: "Workspace",
    latest: "Callable[[date, Periods], str]",
    period: "Callable[[str, date | None, Config], Period]",
) -> "Period":
    """The period that a report command was asked for: the one `named`, else the latest on the day it is seen from."""
    seen = day_seen(as_of)
    return period(named or latest(seen, place.config.periods), seen, place.config)


def day_seen(as_of: str | None) -> date:
    """The day that --as-of names, else today."""
    return parse_day(as_of) or today()


def machine() -> "Machine":
    """The machine's clock with its zone, and the encoding of the console."""
    from bsreform.doctoring import Machine

    return Machine(datetime.now().astimezone(), sys.stdout.encoding or "")


def today() -> date:
    """Today in Vietnam, wherever the machine is."""
    return now().date()


def now() -> datetime:
    """Now in Vietnam."""
    return datetime.now(VIETNAM)


def parse_day(text: str | None, option: str = "--as-of") -> date | None:
    """The day that `option` names; None where it was not given, CannotRun where it is no date."""
    from bsreform.reading.cells import parse_date

    if text is None:
        return None
    day, _ = parse_date(text.strip())
    if not isinstance(day, date):
        raise CannotRun(f"{option} “{text}” không phải là ngày; hãy viết như 2024-03-08 hoặc 08/3/2024.")
    return day


def console() -> "Console":
    """The console of what is asked for: standard output."""
    from bsreform.writing.terminal import make_console

    return make_console(sys.stdout)


def print_bytes(text: str) -> None:
    """Text for programs: UTF-8 whatever the console, and no line ends changed."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def complain(message: str) -> None:
    """One message on standard error, if that takes it: wrapped between words on a terminal, one line in a log."""
    from bsreform.writing.terminal import make_console

    with suppress(OSError):
        make_console(sys.stderr).print(clean(message), soft_wrap=not sys.stderr.isatty(), markup=False)


@contextmanager
def progress(quiet: bool) -> "Iterator[Progress | None]":
    """A bar of the files read, only on a terminal: where anything else takes the output, nothing is drawn."""
    if quiet or not (sys.stderr.isatty() and sys.stdout.isatty()):
        yield None
        return
    from bsreform.progress_bar import drawn
    from bsreform.writing.terminal import make_console

    with drawn(make_console(sys.stderr)) as bar:
        yield bar


def typed(root: Path, *words: object) -> str:
    """A command for the workspace in `root` as it has to be typed here: paths quoted, `root` named where it has to be.

    A named file needs no workspace, so that a folder without settings is not named.
    """
    from bsreform.next_steps import command_line
    from bsreform.workspace import SETTINGS, find_workspace

    try:
        found = find_workspace(None, os.environ, Path.cwd()).resolve()
    except CannotRun:
        found = None
    named = () if found == root.resolve() or not (root / SETTINGS).is_file() else ("-w", root)
    return command_line(("bsreform", *words, *named), windows=os.name == "nt")


def after_report(report: "Report", place: "Workspace", code: int, quiet: bool) -> None:
    """What to do next with a report that was written: for the others, the complaint has said it."""
    from bsreform import next_steps

    if code != CANNOT_WRITE and not quiet:
        say_next(next_steps.after_report(report, partial(typed, place.root)))


def let_vietnamese_through() -> None:
    """Nothing that is printed may fail for its letters: files and pipes get UTF-8, a console what it can show."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def say_next(step: str) -> None:
    """One line with what to do next, for a person; a path in it is not broken, since it has to be copied whole."""
    console().print(f"Bước tiếp theo: {step}", soft_wrap=True, markup=False)


def exit_code(problems: "Sequence[Problem]", sources: "Sequence[Source]", strict: bool) -> int:
    """0 clean, 1 findings (errors; with `strict` warnings too), 3 some input could not be read."""
    if any(source.unread for source in sources):
        return 3
    return int(any(strict or problem.severity == "error" for problem in problems))
