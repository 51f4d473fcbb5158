"""The command that proposes the grades of a year: annual."""

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
    app.command(cls=Command)(annual)


def annual(
    context: typer.Context,
    year: Annotated[
        str | None,
        typer.Option(
            "--year",
            metavar="NĂM",
            help="Năm cần báo cáo, ví dụ 2024 (mặc định: năm gần nhất).",
            autocompletion=completions.years,
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
    """Lập báo cáo năm cho Phòng Nội vụ. Điểm, xếp hạng, đề xuất xếp loại từng đơn vị và số liệu làm căn cứ."""
    from bsreform import pipeline
    from bsreform.periods import latest_year
    from bsreform.reports.annual import period

    place = edges.open_workspace(workspace)
    edges.require_output(place, output)
    chosen = edges.choose_period(year, as_of, place, lambda day, cut: latest_year(day, cut.mode), period)
    take_turn(context, place, wait)
    with edges.progress(quiet or json) as told:
        report = pipeline.annual(place, chosen, told)
    code = delivering.deliver(report, place, output, json, quiet, strict)
    edges.after_report(report, place, code, json or quiet)
    raise typer.Exit(code)
