"""The commands that report on a period: one body, one list of options, four declarations."""

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any, get_type_hints

import typer
from msgspec import Struct
from msgspec.structs import fields

from bsreform.commands import delivering, edges
from bsreform.commands.covering import require_pdf, require_workbook
from bsreform.commands.framework import Command
from bsreform.commands.options import MonthOption, QuarterOption, ReportOptions, WeekOption, YearOption
from bsreform.model import CannotRun
from bsreform.periods import CALENDAR, MONTH, QUARTER, WEEK, YEAR, PeriodKind

if TYPE_CHECKING:
    from bsreform.model import Period
    from bsreform.pipeline import Made
    from bsreform.records.loading import Progress, Workspace


def _made(
    place: "Workspace", kind: PeriodKind, period: "Period", options: ReportOptions, told: "Progress | None"
) -> "Made":
    from bsreform import pipeline
    from bsreform.reports.kinds import REPORTS

    report = REPORTS[kind.report]
    if options.engine:
        return pipeline.on_cluster(place, report, period, options.scheduler)
    if not report.has_duties:
        return pipeline.report(place, report, period, told)
    from bsreform.duties.evidence import schedule_of

    days = QUARTER.days(period.id, CALENDAR)
    duties, _ = schedule_of(place, days, min(edges.day_seen(options.as_of), days[1]), told)
    return pipeline.report(place, report, period, told, duties.items)


class ReportCommand(Struct, frozen=True):
    """One of the commands: `option` names its period, `lacks` are the options that it does not take."""

    kind: PeriodKind
    help: str
    option: object
    lacks: tuple[str, ...] = ("engine", "scheduler")


COMMANDS = (
    ReportCommand(
        WEEK,
        "Lập báo cáo tuần. Số hóa, hồ sơ trực tuyến, thanh toán trực tuyến của từng đơn vị.",
        WeekOption,
        lacks=(),
    ),
    ReportCommand(
        MONTH,
        "Lập báo cáo tháng. Nhiệm vụ UBND, Chủ tịch UBND giao và kết quả giải quyết thủ tục hành chính.",
        MonthOption,
    ),
    ReportCommand(
        QUARTER,
        "Lập báo cáo quý. Tổ công nghệ số cộng đồng và kết quả giải quyết thủ tục hành chính.",
        QuarterOption,
    ),
    ReportCommand(
        YEAR,
        "Lập báo cáo năm cho Phòng Nội vụ. Điểm, xếp hạng, đề xuất xếp loại từng đơn vị và số liệu làm căn cứ.",
        YearOption,
    ),
)


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    for command in COMMANDS:
        app.command(command.kind.report, cls=Command, help=command.help)(_as_typer_wants(command))


def _as_typer_wants(command: ReportCommand) -> Callable[..., None]:
    """The body with the signature from which Typer takes the options: the period first, then the common ones."""

    def run(context: typer.Context, period: str | None = None, **given: Any) -> None:
        _report(command, context, period, ReportOptions(**given))

    kind = Parameter.KEYWORD_ONLY
    types = get_type_hints(ReportOptions, include_extras=True)
    own = Parameter("period", kind, default=None, annotation=command.option)
    common = (
        Parameter(each.name, kind, default=each.default, annotation=types[each.name])
        for each in fields(ReportOptions)
        if each.name not in command.lacks
    )
    whole = Parameter("context", kind, annotation=typer.Context), own, *common
    vars(run)["__signature__"] = Signature(whole)
    return run


def _report(command: ReportCommand, context: typer.Context, named: str | None, options: ReportOptions) -> None:
    """Make the report of the period named, else of the latest, and deliver it as the options say."""
    require_workbook(options.output)
    if options.pdf:
        require_pdf()
    if options.engine not in (None, "dask"):
        raise CannotRun(f"--engine phải là dask, không phải “{options.engine}”.")
    if options.scheduler and not options.engine:
        raise CannotRun("--scheduler chỉ dùng cùng với --engine dask.")
    place = edges.open_workspace(options.workspace)
    edges.require_output(place, options.output)
    period = edges.choose_period(command.kind, named, options.as_of, place)
    end_turn = edges.take_turn(context, place, options.wait)
    with edges.progress(options.silent) as told:
        made = _made(place, command.kind, period, options, told)

    def once_saved() -> None:
        if made.snapshot:
            delivering.remember(place, made.snapshot)
        end_turn()

    code = delivering.deliver(made.report, place, options, once_saved)
    if not options.silent and code != edges.CANNOT_WRITE:  # the complaint has said it
        edges.after_report(made.report, place, options.docx, options.as_of)
    raise typer.Exit(code)
