"""The command that tells whether everything is ready: doctor."""

from functools import partial
from pathlib import Path

import typer

from bsreform.commands import edges
from bsreform.commands.framework import Command
from bsreform.commands.options import WorkspaceOption
from bsreform.commands.run_log import LogOption
from bsreform.model import CannotRun


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(cls=Command)(doctor)


def doctor(workspace: WorkspaceOption = None, log: LogOption = None) -> None:
    """Kiểm tra mọi thứ đã sẵn sàng chưa. Mỗi dòng một việc: [x] được, [ ] phải làm, [-] nên biết; → là cách làm."""
    from bsreform.commands import next_steps
    from bsreform.commands.doctoring import examine
    from bsreform.writing.terminal import show_check

    try:
        found, problem = edges.open_workspace(workspace), ""
    except CannotRun as refused:
        found, problem = None, str(refused)
    checks = list(examine(found, problem, edges.machine()))
    console = edges.console()
    for check in checks:
        mark, remedy = ("x", "") if check.good else (" " if check.needed else "-", check.remedy)
        show_check(mark, check.what, remedy, console)
    ready = all(check.good or not check.needed for check in checks)
    edges.say_next(next_steps.after_doctor(ready, partial(edges.typed, found.root if found else Path())))
    raise typer.Exit(edges.CANNOT_RUN if found is None else int(not ready))
