"""The command that checks files: validate."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bsreform.commands import completions, delivering, edges
from bsreform.commands.framework import Command
from bsreform.commands.options import StrictOption, WaitOption, WorkspaceOption
from bsreform.commands.turns import take_turn
from bsreform.model import CannotRun


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(cls=Command)(validate)


def validate(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[TỆP]...", help="Tệp hoặc thư mục cần kiểm tra (mặc định: mọi tệp của thư mục làm việc)."
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="DẠNG", help="text, json hoặc csv.", autocompletion=completions.formats)
    ] = "text",
    annotate: Annotated[
        Path | None,
        typer.Option(
            "--annotate", metavar="THƯ-MỤC", help="Ghi vào thư mục này bản sao có tô màu, ghi chú của từng tệp có lỗi."
        ),
    ] = None,
    strict: StrictOption = False,
    wait: WaitOption = False,
) -> None:
    """Kiểm tra các tệp. Lỗi ở ô nào, sai gì, sửa thế nào."""
    if format_ not in ("text", "json", "csv"):
        raise CannotRun(f"--format phải là text, json hoặc csv, không phải “{format_}”.")
    from bsreform.commands import next_steps, validating
    from bsreform.writing.as_json import problems_csv, validate_json

    place = edges.open_workspace(workspace, needed=not paths)
    chosen = [edges.existing(path) for path in paths or ()]
    if annotate:
        from bsreform.sending_back.sending import require_elsewhere

        require_elsewhere(place, annotate, chosen)
        take_turn(context, place, wait)
    with edges.progress(quiet=format_ != "text") as told:
        problems, sources = validating.validate(place, chosen, edges.today(), told)
    if format_ == "text":
        from bsreform.writing.problems import show_problems

        show_problems(problems, {source.path for source in sources}, edges.console())
    else:
        edges.print_bytes(validate_json(problems, sources) if format_ == "json" else problems_csv(problems))
    code = edges.exit_code(problems, sources, strict)
    if annotate:
        code = max(code, delivering.send_back(place, problems, sources, annotate.resolve(), quiet=format_ != "text"))
    if format_ == "text" and code != edges.CANNOT_WRITE:
        edges.say_next(next_steps.after_validate(problems, paths or (), annotate, partial(edges.typed, place.root)))
    raise typer.Exit(code)
