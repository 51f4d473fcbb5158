"""The command that describes the JSON of the others: schema."""

import json
from typing import Annotated

import typer

from bsreform.commands import edges
from bsreform.commands.framework import Command
from bsreform.files.toml_file import nearest
from bsreform.model import CannotRun


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(cls=Command)(schema)


def schema(
    command: Annotated[
        str | None, typer.Argument(metavar="[LỆNH]", help="weekly, validate… (không ghi: liệt kê).", show_default=False)
    ] = None,
) -> None:
    """In JSON Schema của một lệnh. Cho phần mềm khác đọc kết quả --json của lệnh ấy."""
    from bsreform.writing.schemas import SCHEMAS, schema_of

    if command is None:
        console = edges.console()
        for name in SCHEMAS:
            console.print(f"bsreform schema {name}", markup=False, highlight=False)
        return
    if command not in SCHEMAS:
        hint = nearest(command, SCHEMAS) or f"các lệnh có --json: {', '.join(SCHEMAS)}."
        raise CannotRun(f"Lệnh “{command}” không in JSON; {hint}")
    edges.print_bytes(json.dumps(schema_of(command), ensure_ascii=True, indent=1) + "\n")
