"""The command that tells how things stand today: status."""

from functools import partial
from typing import TYPE_CHECKING

import typer

from bsreform.commands import edges
from bsreform.commands.framework import Command
from bsreform.commands.options import AsOfOption, FullOption, JsonOption, WorkspaceOption
from bsreform.commands.run_log import LogOption

if TYPE_CHECKING:
    from bsreform.reports.status import Status

_AROUND = 3
"""Lines of the heading and of what to do next."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(cls=Command)(status)


def status(
    workspace: WorkspaceOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
    full: FullOption = False,
    log: LogOption = None,
) -> None:
    """Cho biết tình hình hôm nay. Báo cáo phải lập, nhiệm vụ đến hạn và quá hạn, tệp chậm cập nhật, chưa đồng bộ."""
    from bsreform.duties import asked

    place = edges.open_workspace(workspace)
    with edges.progress(quiet=json) as told:
        found = asked.status(place, edges.day_seen(as_of), told)
    if json:
        from bsreform.reports.status import document
        from bsreform.writing.as_json import document_json

        edges.print_bytes(document_json(document(found)))
    else:
        _show(found, full)
        from bsreform.commands import next_steps

        edges.say_next(next_steps.after_status(found, partial(edges.typed, place.root, as_of=as_of)))
    raise typer.Exit(3 if found.unsynced or found.unread else 0)


def _show(found: "Status", full: bool) -> None:
    from bsreform.reports.status import heading, tables
    from bsreform.writing.brief_screen import MOST_LINES, show_brief
    from bsreform.writing.terminal import show_tables

    console = edges.console()
    console.print(heading(found), style="bold")
    if full:
        show_tables(tables(found), console)
    else:
        show_brief(tables(found), console, MOST_LINES - _AROUND)
