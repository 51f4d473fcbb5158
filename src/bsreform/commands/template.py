"""The command that makes a form to fill in: template."""

from pathlib import Path
from typing import Annotated

import typer

from bsreform.commands import completions, delivering, edges
from bsreform.commands.covering import require_workbook
from bsreform.commands.framework import Command
from bsreform.commands.options import WorkspaceOption


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(cls=Command)(template)


def template(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="LOẠI", help="tracker, procedures, digital-team, units, no-work", autocompletion=completions.kinds
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="TỆP", help="Tên tệp (mặc định: LOẠI.xlsx tại đây).")
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Tạo biểu mẫu để điền. Gồm theo dõi nhiệm vụ, danh mục thủ tục, tổ công nghệ số, danh mục đơn vị."""
    from bsreform.commands import next_steps
    from bsreform.files.safe import save
    from bsreform.records.unit_list import workspace_registry
    from bsreform.sending_back.form_book import template_bytes
    from bsreform.sending_back.forms import template as make

    require_workbook(output, "biểu mẫu", "")
    place = edges.open_workspace(workspace, needed=False)
    content = template_bytes(make(kind, workspace_registry(place), edges.today()))
    target = (output or Path(f"{kind}.xlsx")).absolute()
    code = delivering.save_new(target, lambda path: save(path, lambda draft: draft.write_bytes(content)))
    if not code:
        edges.say_next(next_steps.after_template(kind, place.config.folders))
    raise typer.Exit(code)
