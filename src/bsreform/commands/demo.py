"""The command that shows the examples: demo."""

from pathlib import Path
from typing import Annotated

import typer

from bsreform.commands import delivering, edges
from bsreform.commands.framework import Command
from bsreform.commands.options import ReportOptions
from bsreform.periods import MONTH, WEEK


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(cls=Command)(demo)


def demo(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[THƯ-MỤC]", help="Nơi chép thư mục ví dụ (mặc định: thư mục tạm).")
    ] = None,
) -> None:
    """Chạy thử với số liệu ví dụ. Chép thư mục ví dụ ra, lập báo cáo tuần, báo cáo tháng và cho biết tệp nằm ở đâu."""
    from bsreform import pipeline
    from bsreform.commands.examples_folder import DEMO_MONTH, DEMO_WEEK, copy_examples
    from bsreform.records.loading import Workspace
    from bsreform.reports.kinds import REPORTS

    place = Workspace.open(copy_examples(folder))
    with edges.progress(quiet=False) as told:
        week, month = (
            pipeline.report(place, REPORTS[kind.report], kind.period(id_, None, place.config.periods), told)
            for kind, id_ in ((WEEK, DEMO_WEEK), (MONTH, DEMO_MONTH))
        )
    console, codes = edges.console(), []
    for made in (week, month):
        codes.append(delivering.deliver(made.report, place, ReportOptions()))
        console.print()
    if month.snapshot and edges.CANNOT_WRITE not in codes:
        delivering.remember(place, month.snapshot)
    console.print(f"Thư mục ví dụ: {place.root}", soft_wrap=True)
    edges.say_next(f"{edges.typed(place.root, 'validate')} – xem các lỗi cố ý để trong dữ liệu ví dụ.")
    raise typer.Exit(edges.CANNOT_WRITE if edges.CANNOT_WRITE in codes else 0)
