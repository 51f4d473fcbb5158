"""The command that opens a figure to its rows, and a rule to its page: explain."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bsreform.commands import completions, edges
from bsreform.commands.covering import require_workbook
from bsreform.commands.framework import Command
from bsreform.commands.options import (
    AsOfOption,
    JsonOption,
    MonthOption,
    QuarterOption,
    QuietOption,
    WeekOption,
    WorkspaceOption,
    YearOption,
)
from bsreform.model import CannotRun
from bsreform.periods import KINDS

if TYPE_CHECKING:
    from bsreform.figures.explanation import Explanation
    from bsreform.records.loading import Progress, Workspace

_SPANS = {"now": "now", "year": "year", "previous": "before-1"}
_PERIODS = ("--week", "--month", "--quarter", "--year")
_WORKBOOK = ".xlsx"


_Subject = Annotated[
    str,
    typer.Argument(
        metavar="BÁO-CÁO|TỆP|MÃ-QUY-TẮC",
        help="weekly, monthly, quarterly, annual; tệp báo cáo; hoặc mã quy tắc.",
        autocompletion=completions.explained,
    ),
]
_Cell = Annotated[str | None, typer.Argument(metavar="[Ô]", help="Ô của tệp báo cáo, ví dụ 'Các đơn vị!F12'.")]
_Unit = Annotated[
    str,
    typer.Option(
        "--unit",
        metavar="ĐƠN-VỊ",
        help="Tên hoặc mã đơn vị, mã nhóm (agency, commune), total (toàn bộ).",
        autocompletion=completions.units,
    ),
]
_Indicator = Annotated[
    str | None,
    typer.Option(
        "--indicator",
        metavar="CHỈ-TIÊU",
        help="Mã hoặc tên chỉ tiêu (docs/indicators.md).",
        autocompletion=completions.indicators,
    ),
]
_SpanOption = Annotated[
    str, typer.Option("--span", metavar="KỲ", help="now (kỳ này), previous (kỳ trước) hoặc year (lũy kế năm).")
]
_Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="TỆP", help="Ghi đủ các dòng vào tệp .xlsx này.")
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(cls=Command)(explain)


def explain(
    subject: _Subject,
    cell: _Cell = None,
    unit: _Unit = "total",
    indicator: _Indicator = None,
    week: WeekOption = None,
    month: MonthOption = None,
    quarter: QuarterOption = None,
    year: YearOption = None,
    span: _SpanOption = "now",
    workspace: WorkspaceOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
    output: _Output = None,
) -> None:
    """Giải trình một số liệu: từng dòng của tệp nguồn đứng sau số đó. Hoặc giải thích một quy tắc kiểm tra."""
    require_workbook(output, "bảng giải trình", "")
    named = dict(zip(_PERIODS, (week, month, quarter, year), strict=True))
    if subject in KINDS:
        place = edges.open_workspace(workspace)
        with edges.progress(quiet or json) as told:
            found = _by_question(place, subject, named, (indicator, unit, span), as_of, told)
    elif cell is not None or subject.lower().endswith(_WORKBOOK):
        path = edges.existing(Path(subject))
        if cell is None:
            raise CannotRun(f"Hãy cho biết ô cần giải trình, ví dụ: bsreform explain {path.name} 'Các đơn vị!F12'")
        place = edges.open_workspace(workspace or _workspace_of(path))
        from bsreform.explaining.asking import by_cell

        with edges.progress(quiet or json) as told:
            found = by_cell(place, path, cell, told)
    else:
        _explain_rule(subject)
        edges.say_next("bsreform validate – xem ô nào trong các tệp sai quy tắc này.")
        return
    raise typer.Exit(_deliver(found, output, json, quiet))


def _by_question(
    place: "Workspace",
    report: str,
    named: dict[str, str | None],
    asked: tuple[str | None, str, str],
    as_of: str | None,
    told: "Progress | None",
) -> "Explanation":
    from bsreform.explaining.asking import Question, by_question

    figure, unit, span = asked
    own = _PERIODS[list(KINDS).index(report)]
    wrong = [option for option, value in named.items() if value and option != own]
    if wrong:
        raise CannotRun(f"Báo cáo {KINDS[report].noun} dùng {own}, không dùng {', '.join(wrong)}.")
    if figure is None:
        raise CannotRun("Hãy cho biết chỉ tiêu bằng --indicator, ví dụ --indicator online_rate.")
    if span not in _SPANS:
        raise CannotRun(f"--span phải là {', '.join(_SPANS)}, không phải “{span}”.")
    period = edges.choose_period(KINDS[report], named[own], as_of, place)
    return by_question(place, report, period, Question(figure, unit, _SPANS[span]), told)


def _workspace_of(report: Path) -> Path | None:
    """The workspace in which a report lies, if it lies in one."""
    from bsreform.files.folders import SETTINGS

    return next((folder for folder in report.parents if (folder / SETTINGS).is_file()), None)


def _deliver(found: "Explanation", output: Path | None, json: bool, quiet: bool) -> int:
    """Save the explanation as a workbook where a file is named, then show it as asked; the exit code."""
    from bsreform.writing.explanation_json import explanation_json

    code = 3 if any(source.unread for source in found.sources) else int(bool(found.left_out))
    if output is not None:
        code = max(code, _save(found, output.absolute(), quiet or json))
    if json:
        edges.print_bytes(explanation_json(found))
    elif not quiet:
        _show(found)
        edges.say_next("số sai do dòng nào thì sửa dòng ấy ở tệp nguồn, rồi lập lại báo cáo.")
    return code


def _save(found: "Explanation", target: Path, quiet: bool) -> int:
    """Write the workbook and say where it is; 0 or CANNOT_WRITE."""
    from bsreform.files.safe import CannotWrite, save
    from bsreform.reports.explanation import sections
    from bsreform.writing.workbook import write_sections

    period = found.period
    try:
        saved = save(target, lambda path: write_sections(sections(found), found.label, period.as_of, path))
    except CannotWrite as problem:
        edges.complain(str(problem))
        return edges.CANNOT_WRITE
    if not quiet:
        edges.console().print(f"Đã ghi: {saved}\n", soft_wrap=True, markup=False)
    return 0


def _show(found: "Explanation") -> None:
    """The figure in words, the first rows of each list, in 80 columns."""
    from rich.text import Text

    from bsreform.language.wording import clean
    from bsreform.reports.explanation import days, heading, screen_tables, statements
    from bsreform.writing.terminal import show_tables

    console = edges.console()
    console.print(Text(clean(heading(found)), style="bold"))
    for line in (days(found), *statements(found)):
        console.print(Text(clean(line)))
    show_tables(screen_tables(found), console)


def _explain_rule(subject: str) -> None:
    from bsreform.files.toml_file import nearest
    from bsreform.rules import RULES

    pages = {rule.id: rule.doc for rule in RULES}
    if subject not in pages:
        hint = nearest(subject, [*pages, *KINDS]) or f"các quy tắc: {', '.join(pages)}."
        raise CannotRun(f"Không có quy tắc hay báo cáo “{subject}”; {hint}")
    console = edges.console()
    console.print(f"{subject}", style="bold")
    console.print(pages[subject].strip())
