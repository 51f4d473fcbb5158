"""The command that writes open data: the rows that were counted and all figures, for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bsreform.commands import edges
from bsreform.commands.framework import Command
from bsreform.commands.options import (
    AsOfOption,
    MonthOption,
    QuarterOption,
    WeekOption,
    WorkspaceOption,
    YearOption,
    named_period,
)
from bsreform.commands.run_log import LogOption
from bsreform.model import CannotRun
from bsreform.periods import WEEK

if TYPE_CHECKING:
    from bsreform.model import Period
    from bsreform.records.loading import Progress, Workspace
    from bsreform.writing.open_data import OpenTable

_FORMATS = ("parquet", "csv", "xlsx")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(cls=Command)(export)


def export(
    folder: Annotated[Path, typer.Argument(metavar="THƯ-MỤC", help="Nơi ghi các tệp.", show_default=False)],
    week: WeekOption = None,
    month: MonthOption = None,
    quarter: QuarterOption = None,
    year: YearOption = None,
    format_: Annotated[str, typer.Option("--format", metavar="DẠNG", help="parquet, csv hoặc xlsx.")] = "parquet",
    as_of: AsOfOption = None,
    workspace: WorkspaceOption = None,
    log: LogOption = None,
) -> None:
    """Xuất dữ liệu mở. Hồ sơ, nhiệm vụ được tính và mọi số liệu của kỳ, kèm datapackage.json; không có tên người."""
    from bsreform.writing.open_data import write_tables

    format_ = format_.strip().casefold()
    if format_ not in _FORMATS:
        raise CannotRun(f"--format phải là {', '.join(_FORMATS)}, không phải “{format_}”.")
    kind, id_ = named_period(week, month, quarter, year) or (WEEK, None)
    place = edges.open_workspace(workspace)
    if place.holds_inputs(folder):
        raise CannotRun(f"“{folder}” là thư mục chứa số liệu đầu vào; hãy chọn thư mục khác.")
    period = edges.choose_period(kind, id_, as_of, place)
    with edges.progress(quiet=False) as told:
        tables = made_tables(place, kind.report, period, told)
    console = edges.console()
    for path in write_tables(tables, folder, format_, f"bsreform-{period.id.casefold()}"):  # type: ignore[arg-type]
        console.print(f"Đã ghi: {path}", soft_wrap=True, markup=False, highlight=False)
    edges.say_next("mở datapackage.json để biết từng cột; cách nạp vào Power BI, DuckDB: xem docs/OPEN_DATA.md.")


def made_tables(
    place: "Workspace", report: str, period: "Period", progress: "Progress | None" = None
) -> "list[OpenTable]":
    """The figures of the report on the period, and the rows of dossiers and tasks that it counted."""
    from bsreform import pipeline
    from bsreform.ground import read, wanted
    from bsreform.material.open_rows import COLUMNS, open_rows
    from bsreform.reports.kinds import REPORTS
    from bsreform.writing.open_data import OpenColumn, OpenTable, figures_table

    kind = REPORTS[report]
    made = pipeline.report(place, kind, period, progress).report
    asked = [wanted(place, subject, layouts) for subject, layouts in kind.reads.items()]
    ground = read(place, asked, period.as_of, None, period.start)
    titles = {
        "dossiers": "Hồ sơ được tính",
        "tasks": "Nhiệm vụ được tính",
        "digital_teams": "Biểu của Tổ công nghệ số được tính",
    }
    listed = [unit.id for unit in made.units]
    own = {
        id_: each.subject.of_units(each, listed) if each.subject.of_units else each
        for id_, each in ground.subjects.items()
    }
    rows = [
        OpenTable(
            subject,
            titles[subject],
            tuple(OpenColumn(name, kind, title) for name, kind, title in COLUMNS[subject]),  # type: ignore[arg-type]
            open_rows(own[subject], period),
        )
        for subject in kind.reads
    ]
    return [figures_table(made), *rows]
