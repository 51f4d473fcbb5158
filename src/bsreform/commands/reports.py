"""The commands that report: weekly, monthly, status."""

from functools import partial
from typing import Annotated

import typer

from bsreform.commands import completions, delivering, edges
from bsreform.commands.covering import require_docx
from bsreform.commands.framework import Command
from bsreform.commands.options import (
    AsOfOption,
    DocxOption,
    JsonOption,
    OutputOption,
    QuietOption,
    StrictOption,
    WaitOption,
    WorkspaceOption,
)
from bsreform.commands.turns import take_turn
from bsreform.model import CannotRun


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    for command in (weekly, monthly, status):
        app.command(cls=Command)(command)


def weekly(
    context: typer.Context,
    week: Annotated[
        str | None,
        typer.Option(
            "--week",
            metavar="TUẦN",
            help="Tuần cần báo cáo, ví dụ 2024-W10 (mặc định: tuần gần nhất).",
            autocompletion=completions.weeks,
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
    output: OutputOption = None,
    strict: StrictOption = False,
    docx: DocxOption = False,
    wait: WaitOption = False,
    engine: Annotated[
        str | None,
        typer.Option("--engine", metavar="dask", help="Chia việc cho nhiều máy bằng dask, khi có hàng triệu hồ sơ."),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="ĐỊA-CHỈ",
            help="Bộ điều phối dask, ví dụ tcp://may-chu:8786 (mặc định: chia việc ngay trên máy này).",
        ),
    ] = None,
) -> None:
    """Lập báo cáo tuần. Số hóa, hồ sơ trực tuyến, thanh toán trực tuyến của từng đơn vị."""
    from bsreform import pipeline
    from bsreform.periods import latest_week
    from bsreform.reports.weekly import TEMPLATE, period

    if docx:
        require_docx(output)
    if engine not in (None, "dask"):
        raise CannotRun(f"--engine phải là dask, không phải “{engine}”.")
    if scheduler and not engine:
        raise CannotRun("--scheduler chỉ dùng cùng với --engine dask.")
    place = edges.open_workspace(workspace)
    edges.require_output(place, output)
    chosen = edges.choose_period(week, as_of, place, lambda day, cut: latest_week(day, cut.week_ends_on), period)
    take_turn(context, place, wait)
    with edges.progress(quiet or json) as told:
        if engine:
            report = pipeline.weekly_on_cluster(place, chosen, scheduler)
        else:
            report = pipeline.weekly(place, chosen, told)
    code = delivering.deliver(report, place, output, json, quiet, strict, TEMPLATE if docx else None)
    edges.after_report(report, place, code, json or quiet)
    raise typer.Exit(code)


def monthly(
    context: typer.Context,
    month: Annotated[
        str | None,
        typer.Option(
            "--month",
            metavar="THÁNG",
            help="Tháng cần báo cáo, ví dụ 2024-03 (mặc định: tháng gần nhất).",
            autocompletion=completions.months,
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
    output: OutputOption = None,
    strict: StrictOption = False,
    docx: DocxOption = False,
    wait: WaitOption = False,
) -> None:
    """Lập báo cáo tháng. Nhiệm vụ UBND, Chủ tịch UBND giao và kết quả giải quyết thủ tục hành chính."""
    from bsreform import pipeline
    from bsreform.periods import latest_month
    from bsreform.reports.monthly import TEMPLATE, period

    if docx:
        require_docx(output)
    place = edges.open_workspace(workspace)
    edges.require_output(place, output)
    chosen = edges.choose_period(month, as_of, place, lambda day, cut: latest_month(day, cut.mode), period)
    take_turn(context, place, wait)
    with edges.progress(quiet or json) as told:
        run = pipeline.monthly(place, chosen, told)
    code = delivering.deliver(run.report, place, output, json, quiet, strict, TEMPLATE if docx else None)
    if run.snapshot and code != edges.CANNOT_WRITE:
        delivering.remember(place, run.snapshot)
    edges.after_report(run.report, place, code, json or quiet)
    raise typer.Exit(code)


def status(workspace: WorkspaceOption = None, as_of: AsOfOption = None, json: JsonOption = False) -> None:
    """Cho biết tình hình hôm nay. Báo cáo phải lập, nhiệm vụ đến hạn và quá hạn, tệp chậm cập nhật, chưa đồng bộ."""
    from bsreform.commands import next_steps
    from bsreform.duties import asked
    from bsreform.reports.status import document, heading, tables
    from bsreform.writing.as_json import document_json
    from bsreform.writing.terminal import show_tables

    place = edges.open_workspace(workspace)
    with edges.progress(quiet=json) as told:
        found = asked.status(place, edges.day_seen(as_of), told)
    if json:
        edges.print_bytes(document_json(document(found)))
    else:
        console = edges.console()
        console.print(heading(found), style="bold")
        show_tables(tables(found), console)
        edges.say_next(next_steps.after_status(found, partial(edges.typed, place.root)))
    raise typer.Exit(3 if found.unsynced or found.unread else 0)
