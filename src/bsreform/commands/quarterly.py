"""The command that reports on a quarter."""

from typing import Annotated

import typer

from bsreform.commands import completions, delivering, edges
from bsreform.commands.framework import Command
from bsreform.commands.options import (
    AsOfOption,
    JsonOption,
    OutputOption,
    QuietOption,
    StrictOption,
    WaitOption,
    WorkspaceOption,
)
from bsreform.commands.turns import take_turn


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(cls=Command)(quarterly)


def quarterly(
    context: typer.Context,
    quarter: Annotated[
        str | None,
        typer.Option(
            "--quarter",
            metavar="QUÝ",
            help="Quý cần báo cáo, ví dụ 2024-Q1 (mặc định: quý gần nhất).",
            autocompletion=completions.quarters,
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
    output: OutputOption = None,
    strict: StrictOption = False,
    wait: WaitOption = False,
) -> None:
    """Lập báo cáo quý. Tổ công nghệ số cộng đồng và kết quả giải quyết thủ tục hành chính."""
    from bsreform import pipeline
    from bsreform.duties.evidence import schedule_of
    from bsreform.periods import latest_quarter
    from bsreform.periods import quarter as days_of
    from bsreform.reports.quarterly import period

    place = edges.open_workspace(workspace)
    edges.require_output(place, output)
    chosen = edges.choose_period(quarter, as_of, place, lambda day, cut: latest_quarter(day, cut.mode), period)
    take_turn(context, place, wait)
    with edges.progress(quiet or json) as told:
        days = days_of(chosen.id, "calendar")
        duties, _ = schedule_of(place, days, min(edges.day_seen(as_of), days[1]), told)
        report = pipeline.quarterly(place, chosen, duties.items, told)
    code = delivering.deliver(report, place, output, json, quiet, strict)
    edges.after_report(report, place, code, json or quiet)
    raise typer.Exit(code)
