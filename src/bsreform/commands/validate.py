"""The command that checks files: validate."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bsreform.commands import completions, delivering, edges
from bsreform.commands.framework import Command
from bsreform.commands.options import (
    MonthOption,
    QuarterOption,
    StrictOption,
    WaitOption,
    WeekOption,
    WorkspaceOption,
    YearOption,
    named_period,
)
from bsreform.commands.run_log import LogOption
from bsreform.language.wording import between, mid_sentence
from bsreform.model import CannotRun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bsreform.commands.validating import SeenAs, Validated
    from bsreform.model import Unit
    from bsreform.periods import PeriodKind
    from bsreform.records.loading import Workspace

_Format = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="DẠNG",
        help="text, json, csv hoặc xlsx (mỗi đơn vị một trang).",
        autocompletion=completions.formats,
    ),
]
_ListFile = Annotated[Path | None, typer.Option("--output", "-o", metavar="TỆP", help="Ghi danh sách lỗi vào tệp này.")]
_Whose = Annotated[str | None, typer.Option("--unit", metavar="ĐƠN-VỊ", help="Chỉ lỗi của đơn vị này (tên hoặc mã).")]
_Annotate = Annotated[
    Path | None,
    typer.Option(
        "--annotate", metavar="THƯ-MỤC", help="Ghi vào thư mục này bản sao có tô màu, ghi chú của từng tệp có lỗi."
    ),
]
_Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[TỆP]...", help="Tệp hoặc thư mục cần kiểm tra (mặc định: mọi tệp của thư mục làm việc)."),
]
_ENDINGS = {"text": ".txt", "json": ".json", "csv": ".csv", "xlsx": ".xlsx"}


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(cls=Command)(validate)


def validate(
    context: typer.Context,
    paths: _Paths = None,
    workspace: WorkspaceOption = None,
    format_: _Format = "text",
    json: Annotated[bool, typer.Option("--json", help="Như --format json.")] = False,
    output: _ListFile = None,
    unit: _Whose = None,
    week: WeekOption = None,
    month: MonthOption = None,
    quarter: QuarterOption = None,
    year: YearOption = None,
    annotate: _Annotate = None,
    strict: StrictOption = False,
    wait: WaitOption = False,
    log: LogOption = None,
) -> None:
    """Kiểm tra các tệp. Lỗi ở ô nào, sai gì, sửa thế nào.

    Có --week, --month, --quarter hoặc --year thì kiểm tra như báo cáo của kỳ ấy: các tệp nó dùng, nhìn tại cuối kỳ.
    """
    from bsreform.commands import next_steps, validating

    format_ = "json" if json else format_
    _check_format(format_, output)
    place = edges.open_workspace(workspace, needed=not paths)
    edges.require_output(place, output)
    chosen = [edges.existing(path) for path in paths or ()]
    seen = _seen(place, named_period(week, month, quarter, year))
    asked = validating.unit_named(unit, place, seen.period.as_of if seen else edges.today()) if unit else None
    if annotate:
        from bsreform.sending_back.sending import require_elsewhere

        require_elsewhere(place, annotate, chosen)
        edges.take_turn(context, place, wait)
    quiet = format_ != "text"
    with edges.progress(quiet) as told:
        found = validating.validate(place, chosen, edges.today(), told, seen)
    found = found.of(asked) if asked else found
    code = edges.exit_code(found.problems, found.sources, strict)
    code = max(code, _tell(found, place, _title(seen, asked), format_, output))
    if annotate:
        code = max(code, delivering.send_back(place, found.problems, found.sources, annotate, quiet))
    if not quiet and code != edges.CANNOT_WRITE:
        made = (seen.kind.id, seen.kind.period.option, seen.period.id) if seen else ()
        given = (*(paths or ()), *(("--unit", unit) if unit else ()), *(made[1:] if seen else ()))
        typed = partial(edges.typed, place.root)
        edges.say_next(next_steps.after_validate((found.problems, found.sources), given, annotate, typed, made))
    raise typer.Exit(code)


def _check_format(format_: str, output: Path | None) -> None:
    if format_ not in _ENDINGS:
        raise CannotRun(f"--format phải là text, json, csv hoặc xlsx, không phải “{format_}”.")
    if output and not output.is_dir() and output.suffix.lower() != _ENDINGS[format_]:
        fits = next((each for each, ending in _ENDINGS.items() if ending == output.suffix.lower()), "")
        hint = f"hãy thêm --format {fits}" if fits else f"tên phải có đuôi {_ENDINGS[format_]}"
        raise CannotRun(f"-o “{output}” không hợp với --format {format_}; {hint}.")


def _seen(place: "Workspace", named: "tuple[PeriodKind, str] | None") -> "SeenAs | None":
    """The eyes of the report on a period that was named."""
    from bsreform.commands.validating import SeenAs
    from bsreform.reports.kinds import REPORTS

    if named is None:
        return None
    kind, id_ = named
    return SeenAs(REPORTS[kind.report], edges.choose_period(kind, id_, None, place))


def _title(seen: "SeenAs | None", unit: "Unit | None") -> str:
    """Which part of all findings these are; "" where they are all."""
    parts = [unit.name] if unit else []
    if seen:
        parts.append(f"như báo cáo {seen.kind.period.noun} {seen.period.id} ({mid_sentence(between(seen.period))})")
    told = ", ".join(parts)
    return told[:1].upper() + told[1:]


def _tell(found: "Validated", place: "Workspace", title: str, format_: str, output: Path | None) -> int:
    """Show what was found, or write it to a file; 0 or CANNOT_WRITE."""
    office = place.config.organisation.office
    if format_ == "xlsx":
        target = output or place.root / place.config.folders.reports / f"loi-so-lieu-{edges.today()}.xlsx"
        return delivering.save_list(target, _workbook(found, title, office))
    if format_ == "text" and output is None:
        from bsreform.writing.problems import show_problems

        if title:
            edges.console().print(title, style="bold")
        show_problems(found.problems, {source.path for source in found.sources}, edges.console())
        return 0
    text = _text(found, title, format_, office)
    if output is None:
        edges.print_bytes(text)
        return 0
    return delivering.save_list(output, "".join(text).encode())


def _workbook(found: "Validated", title: str, office: str) -> bytes:
    from io import BytesIO

    from bsreform.reports.problem_book import problem_sections
    from bsreform.writing.workbook import write_sections

    today = edges.today()
    stream = BytesIO()
    sections = problem_sections(found.problems, found.units, title or "Mọi tệp đã kiểm tra", office)
    write_sections(sections, "Lỗi số liệu", today, stream)
    return stream.getvalue()


def _text(found: "Validated", title: str, format_: str, office: str) -> "Iterable[str]":
    """The list as text in that format, in parts."""
    from bsreform.writing.as_json import problems_csv, validate_json

    match format_:
        case "json":
            return validate_json(found.problems, found.sources, found.units)
        case "csv":
            return problems_csv(found.problems, found.units, office)
    from io import StringIO

    from bsreform.writing.problems import show_problems
    from bsreform.writing.terminal import make_console

    stream = StringIO()
    console = make_console(stream)
    if title:
        console.print(title)
    show_problems(found.problems, {source.path for source in found.sources}, console)
    return (stream.getvalue(),)
