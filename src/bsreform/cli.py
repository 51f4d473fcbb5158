"""The command line: arguments → pipeline → show → exit code; one thin function per command."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from bsreform.model import CannotRun

if TYPE_CHECKING:
    from rich.console import Console

    from bsreform.model import Report
    from bsreform.pipeline import Workspace

VIETNAM = timezone(timedelta(hours=7))
CANNOT_RUN, CANNOT_WRITE = 2, 4

app = typer.Typer(
    help="Số liệu cải cách hành chính từ tệp xuất của hệ thống một cửa: kiểm tra, tổng hợp, truy được từng dòng.",
    add_completion=True,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)

WorkspaceOption = Annotated[
    Path | None, typer.Option("--workspace", "-w", help="Thư mục làm việc (có tệp bsreform.toml).")
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="NGÀY", help="Nhìn số liệu tại hết ngày này (2024-03-08 hoặc 08/3/2024)."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="In một tài liệu JSON ra màn hình, không in gì khác.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Không in bản tóm tắt.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Ghi báo cáo vào tệp này thay cho thư mục bao-cao.")
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Có cảnh báo cũng coi là chưa đạt (mã thoát 1).")]


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="Thư mục sẽ tạo.")] = Path()) -> None:
    """Tạo thư mục làm việc: thiết lập có chú thích, các thư mục, biểu mẫu; không ghi đè tệp đã có."""
    from bsreform.workspace import init_workspace

    made = init_workspace(folder)
    console = _console()
    for path in made:
        console.print(f"Đã tạo: {path}", soft_wrap=True)
    if not made:
        console.print("Thư mục đã đủ, không tạo thêm gì.")
    console.print(
        f"Bước tiếp theo: chép tệp xuất từ hệ thống một cửa vào “{folder / 'ho-so'}”, rồi chạy: bsreform weekly",
        soft_wrap=True,
    )


@app.command()
def validate(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Tệp hoặc thư mục cần kiểm tra (mặc định: của thư mục làm việc).")
    ] = None,
    workspace: WorkspaceOption = None,
    format_: Annotated[str, typer.Option("--format", help="text, json hoặc csv.")] = "text",
    strict: StrictOption = False,
) -> None:
    """Kiểm tra các tệp: lỗi ở ô nào, sai gì, sửa thế nào."""
    if format_ not in ("text", "json", "csv"):
        raise CannotRun(f"--format phải là text, json hoặc csv, không phải “{format_}”.")
    from bsreform import pipeline
    from bsreform.writing.as_json import problems_csv, validate_json

    place = _place(workspace, needed=not paths)
    chosen = [_existing(path) for path in paths or ()]
    with _progress(quiet=format_ != "text") as told:
        problems, sources = pipeline.validate(place, chosen, _today(), told)
    if format_ == "text":
        from bsreform.writing.problems import show_problems

        show_problems(problems, _console())
    else:
        _print_bytes(validate_json(problems, sources) if format_ == "json" else problems_csv(problems))
    raise typer.Exit(pipeline.exit_code(problems, sources, strict))


@app.command()
def weekly(
    week: Annotated[
        str | None,
        typer.Option("--week", metavar="TUẦN", help="Tuần cần báo cáo, ví dụ 2024-W10 (mặc định: tuần gần nhất)."),
    ] = None,
    workspace: WorkspaceOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
    output: OutputOption = None,
    strict: StrictOption = False,
) -> None:
    """Báo cáo tuần: số hóa, hồ sơ trực tuyến, thanh toán trực tuyến của từng đơn vị."""
    from bsreform import pipeline
    from bsreform.periods import latest_week
    from bsreform.reports.weekly import period

    place = _place(workspace)
    seen = _day(as_of)
    chosen = period(week or latest_week(seen or _today(), place.config.periods.week_ends_on), seen, place.config)
    with _progress(quiet or json) as told:
        report = pipeline.weekly(place, chosen, told)
    raise typer.Exit(_deliver(report, place, output, json, quiet, strict))


@app.command()
def explain(
    subject: Annotated[str, typer.Argument(metavar="MÃ-QUY-TẮC", help="Mã quy tắc, ví dụ unknown_unit.")],
) -> None:
    """Giải thích một quy tắc kiểm tra: vì sao, ví dụ sai, ví dụ đúng, cách sửa."""
    from bsreform.rules import RULES
    from bsreform.toml_file import nearest

    pages = {rule.id: rule.doc for rule in RULES}
    if subject not in pages:
        raise CannotRun(
            f"Không có quy tắc “{subject}”. {nearest(subject, tuple(pages)) or 'Các quy tắc: ' + ', '.join(pages)}"
        )
    console = _console()
    console.print(f"{subject}", style="bold")
    console.print(pages[subject].strip())


@app.command()
def demo(
    folder: Annotated[Path | None, typer.Argument(help="Nơi chép thư mục ví dụ (mặc định: thư mục tạm).")] = None,
) -> None:
    """Chép thư mục ví dụ ra, chạy báo cáo tuần trong đó và cho biết tệp báo cáo nằm ở đâu."""
    from bsreform import pipeline
    from bsreform.examples_folder import DEMO_WEEK, copy_examples
    from bsreform.reports.weekly import period

    place = pipeline.Workspace.open(copy_examples(folder))
    with _progress(quiet=False) as told:
        report = pipeline.weekly(place, period(DEMO_WEEK, None, place.config), told)
    code = _deliver(report, place, None, json=False, quiet=False, strict=False)
    _console().print(
        f"Thư mục ví dụ: {place.root}\nDữ liệu ví dụ cố ý có lỗi; xem từng lỗi: bsreform validate -w {place.root}",
        soft_wrap=True,
    )
    raise typer.Exit(code if code == CANNOT_WRITE else 0)


@app.command()
def doctor(workspace: WorkspaceOption = None) -> None:
    """Kiểm tra mọi thứ đã sẵn sàng chưa: thư mục, tệp, đồng bộ, phiên bản."""
    from bsreform.doctoring import examine

    console = _console()
    ready = True
    for check in examine(_place(workspace)):
        ready &= check.good
        console.print(f"[{'x' if check.good else ' '}] {check.what}", soft_wrap=True)
        if check.remedy:
            console.print(f"    → {check.remedy}", soft_wrap=True)
    raise typer.Exit(0 if ready else 1)


# --- edges ---------------------------------------------------------------------------------


def _deliver(report: "Report", place: "Workspace", output: Path | None, json: bool, quiet: bool, strict: bool) -> int:
    """Save the workbook, then show the report as asked; the exit code."""
    from dataclasses import replace

    from bsreform.gathering import relative
    from bsreform.pipeline import exit_code
    from bsreform.writing.as_json import report_json
    from bsreform.writing.safe import CannotWrite, save
    from bsreform.writing.workbook import write_workbook

    target = output.absolute() if output else place.root / report.file
    code = exit_code(report.problems, report.sources, strict)
    failure = ""
    try:
        saved = save(target, lambda path: write_workbook(report, path))
    except CannotWrite as problem:
        saved, code, failure = target, CANNOT_WRITE, str(problem)
    report = replace(report, file=relative(saved, place.root))
    if json:
        _print_bytes(report_json(report))
    elif not quiet:
        from bsreform.writing.terminal import show

        show(report, _console(), None if failure else saved)
    if failure:
        _complain(failure)
    elif saved != target:
        _complain(f"Không thay được {target} (đang mở?), đã ghi vào: {saved}")
    return code


def _place(option: Path | None, needed: bool = True) -> "Workspace":
    """The workspace; where none is `needed` (named files) the current folder with default settings will do."""
    from bsreform.pipeline import Workspace
    from bsreform.workspace import find_workspace

    try:
        return Workspace.open(find_workspace(option, os.environ, Path.cwd()))
    except CannotRun:
        if (
            needed
            or option is not None
            or os.environ.get("BSREFORM_WORKSPACE")
            or (Path.cwd() / "bsreform.toml").exists()
        ):
            raise
        return Workspace.open(Path.cwd())


def _existing(path: Path) -> Path:
    if not path.exists():
        raise CannotRun(f"Không có tệp hoặc thư mục “{path}”.")
    return path.absolute()


def _today() -> date:
    return datetime.now(VIETNAM).date()


def _day(text: str | None) -> date | None:
    from bsreform.reading.cells import parse_date

    if text is None:
        return None
    day, _ = parse_date(text.strip())
    if not isinstance(day, date):
        raise CannotRun(f"--as-of “{text}” không phải là ngày; hãy viết như 2024-03-08 hoặc 08/3/2024.")
    return day


def _console() -> "Console":
    from bsreform.writing.terminal import make_console

    return make_console(sys.stdout)


def _print_bytes(text: str) -> None:
    """Text for programs: UTF-8 whatever the console, and no line ends changed."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def _complain(message: str) -> None:
    from bsreform.writing.terminal import make_console

    make_console(sys.stderr).print(message, soft_wrap=True, markup=False)


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[Path], Any] | None]:
    """A counter of files read, only on a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console as Screen
    from rich.status import Status

    count = 0
    with Status("Đang đọc các tệp…", console=Screen(stderr=True)) as status:

        def told(path: Path) -> None:
            nonlocal count
            count += 1
            status.update(f"Đang đọc các tệp… {count} ({path.name})".replace("[", "\\["))

        yield told


def main() -> NoReturn:
    """Entry point: every way to end is an exit code of INTERFACE: 0, 1, 2, 3 or 4."""
    try:
        app(standalone_mode=True)
    except CannotRun as problem:
        _complain(str(problem))
        sys.exit(CANNOT_RUN)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(0)
