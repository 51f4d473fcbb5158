"""The command that mends what is surely wrong, in a copy: fix."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bsreform.commands import delivering, edges
from bsreform.commands.framework import Command
from bsreform.commands.options import WorkspaceOption
from bsreform.model import CannotRun


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(cls=Command)(fix)


def fix(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp .xlsx hoặc .xlsm cần sửa.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="TỆP", help="Bản sao đã sửa sẽ ghi vào tệp này (tên mới).")
    ] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Chỉ in các chỗ sẽ sửa, không ghi gì.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Sửa những lỗi chắc chắn vào một bản sao. Gồm dấu, khoảng trắng, tên đơn vị, ngày, trạng thái; giữ tệp gốc."""
    from bsreform.commands import next_steps
    from bsreform.sending_back.fixed_copy import show_changes, write_fixed
    from bsreform.sending_back.sending import repairs, require_copy

    if output is None and not diff:
        raise CannotRun("Hãy cho biết tên bản sao bằng -o, hoặc dùng --diff để chỉ xem các chỗ sẽ sửa.")
    original = edges.existing(file)
    place = edges.open_workspace(workspace, needed=False)
    repaired = repairs(original, place, write=not diff)
    if output and not diff:
        require_copy(original, output, repaired.suffix)
    show_changes(repaired.repairs, edges.console())
    written = None if diff or not repaired.repairs else output
    code = 0
    if written:
        if repaired.lost:
            edges.complain(f"Bản sao có thể không giữ được {', '.join(repaired.lost)} của tệp gốc.")
        code = delivering.save_new(written, lambda path: write_fixed(repaired, path))
    if code != edges.CANNOT_WRITE:
        edges.say_next(next_steps.after_fix(file, len(repaired.repairs), written, partial(edges.typed, place.root)))
    raise typer.Exit(code)
