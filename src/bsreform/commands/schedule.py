"""The command schedule: the duties of the letter, when they are due, and whether they are done."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bsreform.commands import delivering, edges
from bsreform.commands.framework import Command
from bsreform.commands.options import AsOfOption, JsonOption, QuietOption, WorkspaceOption
from bsreform.commands.run_log import LogOption
from bsreform.model import CannotRun

if TYPE_CHECKING:
    from bsreform.material.schedule import Schedule

_DAYS_AHEAD = 31


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command(cls=Command)(schedule)


def schedule(
    since: Annotated[
        str | None, typer.Option("--from", metavar="NGÀY", help="Từ ngày này (mặc định: ngày đầu của tháng).")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="NGÀY", help="Đến hết ngày này (mặc định: 31 ngày tới).")
    ] = None,
    ics: Annotated[
        Path | None, typer.Option("--ics", metavar="TỆP", help="Ghi thêm lịch vào tệp .ics để mở bằng Outlook.")
    ] = None,
    workspace: WorkspaceOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
    log: LogOption = None,
) -> None:
    """Lịch thực hiện nhiệm vụ. Việc gì, ai làm, hạn ngày nào, đã có minh chứng chưa; xuất được sang Outlook."""
    if ics and ics.suffix.lower() != ".ics":
        raise CannotRun(f"--ics “{ics}” phải là tên tệp có đuôi .ics.")
    place = edges.open_workspace(workspace)
    today = edges.day_seen(as_of)
    span = _span(since, until, today)
    from bsreform.commands import next_steps
    from bsreform.duties.evidence import schedule_of

    with edges.progress(quiet or json) as told:
        found, sources = schedule_of(place, span, today, told)
    saved, code = _save(found, ics) if ics else (None, 0)
    unread = [source.path for source in sources if source.unread]
    _show(found, unread, saved, json, quiet)
    if not json and not quiet:
        days = (*(("--from", since) if since else ()), *(("--to", until) if until else ()))
        step = next_steps.after_schedule(found, saved, partial(edges.typed, place.root, as_of=as_of), days)
        edges.say_next(step)
    raise typer.Exit(max(code, edges.exit_code((), sources, strict=False)))


def _span(since: str | None, until: str | None, today: date) -> tuple[date, date]:
    """The first and the last day that were asked for; CannotRun if they are not in order."""
    start = edges.parse_day(since, "--from")
    end = edges.parse_day(until, "--to")
    start = start or min(today, end or today).replace(day=1)
    end = end or max(today, start) + timedelta(days=_DAYS_AHEAD)
    if end < start:
        raise CannotRun("--to phải là ngày sau hoặc trùng với --from.")
    return start, end


def _save(found: "Schedule", ics: Path) -> tuple[Path | None, int]:
    """Where the calendar was written (None = nowhere), and the exit code."""
    from bsreform.files.safe import CannotWrite, save
    from bsreform.writing.calendar_file import calendar_bytes

    target, content = ics.absolute(), calendar_bytes(found)
    try:
        saved = save(target, lambda draft: draft.write_bytes(content))
    except CannotWrite as problem:
        edges.complain(str(problem))
        return None, edges.CANNOT_WRITE
    delivering.tell_place(target, saved)
    return saved, 0


def _show(found: "Schedule", unread: list[str], saved: Path | None, json: bool, quiet: bool) -> None:
    from bsreform.reports.schedule import document, heading, tables

    if json:
        from bsreform.writing.as_json import document_json

        edges.print_bytes(document_json(document(found, unread, str(saved) if saved else None)))
    elif not quiet:
        from bsreform.writing.terminal import show_tables

        console = edges.console()
        console.print(heading(found), style="bold")
        show_tables(tables(found), console)
        if saved:
            console.print(f"\nĐã ghi lịch: {saved}", soft_wrap=True, markup=False)
    if unread and not json:
        edges.complain(f"Không đọc được, nên không tìm được minh chứng trong: {', '.join(unread)}")
