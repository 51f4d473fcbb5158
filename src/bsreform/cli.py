"""The command line: arguments → pipeline → show → exit code; one thin function per command."""

import atexit
import gc
import os
import sys
import traceback
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bsreform import __version__
from bsreform.commands import completions, delivering, edges, explain, issue, remind, reports, schedule, status
from bsreform.commands import map as map_command
from bsreform.commands.framework import Command, CommandGroup, UsageError, usage_message
from bsreform.commands.options import StrictOption, WaitOption, WorkspaceOption
from bsreform.commands.streams import make_lasting
from bsreform.commands.turns import take_turn
from bsreform.files.folders import SETTINGS
from bsreform.files.safe import FULL, CannotWrite, reason
from bsreform.model import CannotRun
from bsreform.periods import MONTH, WEEK

_INTERRUPTED = 130
"""What the framework makes of Ctrl-C."""

app = typer.Typer(
    cls=CommandGroup,
    help="Số liệu cải cách hành chính từ tệp xuất của hệ thống một cửa: kiểm tra, tổng hợp, truy được từng dòng.",
    epilog="Lần đầu: bsreform demo để xem thử; bsreform init để tạo thư mục làm việc; bsreform doctor để kiểm tra.",
    add_completion=True,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _tell_version(asked: bool) -> None:
    if asked:
        edges.print_bytes(f"bsreform {__version__}\n")
        raise typer.Exit


@app.callback()
def _whole(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Cho biết phiên bản rồi thoát.")
    ] = False,
) -> None:
    """The options of the program itself: each does its work in its callback."""


@app.command(cls=Command)
def init(
    folder: Annotated[Path, typer.Argument(metavar="[THƯ-MỤC]", help="Thư mục sẽ tạo.")] = Path(),
    profile: Annotated[
        str,
        typer.Option(
            "--profile", metavar="LOẠI", help="Loại: huyen, xa, phuong, tinh.", autocompletion=completions.profiles
        ),
    ] = "",
    name: Annotated[str, typer.Option("--name", metavar="TÊN", help="Tên cơ quan, ví dụ “UBND xã Vạn Tường”.")] = "",
    province: Annotated[str, typer.Option("--province", metavar="TỈNH", help="Tỉnh, thành phố của cơ quan.")] = "",
    office: Annotated[str, typer.Option("--office", metavar="ĐƠN-VỊ", help="Đơn vị lập báo cáo.")] = "",
) -> None:
    """Tạo thư mục làm việc. Gồm thiết lập, danh mục đơn vị, biểu mẫu của cơ quan; không ghi đè tệp đã có."""
    from bsreform.commands import new_workspace

    given = (profile, name, province, office)
    if not any(given) and edges.may_ask() and not (folder / SETTINGS).exists():
        given = new_workspace.asked(lambda question, usual: str(typer.prompt(question, default=usual)))
    made = new_workspace.init_workspace(folder, new_workspace.office(*given), edges.today())
    console = edges.console()
    for path in made:
        console.print(f"Đã tạo: {path}", soft_wrap=True)
    if not made:
        console.print("Thư mục đã đủ, không tạo thêm gì.")
    edges.say_next(
        f"chép tệp xuất từ hệ thống một cửa vào “{folder.resolve() / 'ho-so'}”, rồi chạy: "
        + edges.typed(folder.resolve(), "weekly")
    )


@app.command(cls=Command)
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


@app.command(cls=Command)
def fix(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp .xlsx hoặc .xlsm cần sửa.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="TỆP", help="Bản sao đã sửa sẽ ghi vào tệp này (tên mới).")
    ] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Chỉ in các chỗ sẽ sửa, không ghi gì.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Sửa những lỗi chắc chắn vào một bản sao. Gồm dấu, khoảng trắng, tên đơn vị, ngày, trạng thái; giữ tệp gốc."""
    from bsreform.commands import next_steps
    from bsreform.sending_back.fixed_copy import show_changes, write_fixed
    from bsreform.sending_back.sending import repairs, require_copy

    if output is None and not diff:
        raise CannotRun("Hãy cho biết tên bản sao bằng -o, hoặc dùng --diff để chỉ xem các chỗ sẽ sửa.")
    original = edges.existing(file)
    place = edges.open_workspace(workspace, needed=False)
    opened, changes = repairs(original, place)
    if output and not diff:
        require_copy(original, output, opened.suffix)
    show_changes(changes, edges.console())
    written = None if diff or not changes else output
    code = 0
    if written:
        if opened.lost:
            edges.complain(f"Bản sao có thể không giữ được {', '.join(opened.lost)} của tệp gốc.")
        code = delivering.save_new(written, lambda path: write_fixed(opened, changes, path))
    if code != edges.CANNOT_WRITE:
        edges.say_next(next_steps.after_fix(file, len(changes), written, partial(edges.typed, place.root)))
    raise typer.Exit(code)


@app.command(cls=Command)
def template(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="LOẠI", help="tracker, procedures, digital-team, units", autocompletion=completions.kinds
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="TỆP", help="Tên tệp (mặc định: LOẠI.xlsx tại đây).")
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Tạo biểu mẫu để điền. Gồm theo dõi nhiệm vụ, danh mục thủ tục, tổ công nghệ số, danh mục đơn vị."""
    from bsreform.commands import next_steps
    from bsreform.files.safe import save
    from bsreform.records.unit_list import workspace_registry
    from bsreform.sending_back.form_book import template_bytes
    from bsreform.sending_back.forms import template as make

    place = edges.open_workspace(workspace, needed=False)
    content = template_bytes(make(kind, workspace_registry(place), edges.today()))
    target = (output or Path(f"{kind}.xlsx")).absolute()
    code = delivering.save_new(target, lambda path: save(path, lambda draft: draft.write_bytes(content)))
    if not code:
        edges.say_next(next_steps.after_template(kind, place.config.folders))
    raise typer.Exit(code)


reports.register(app)
status.register(app)
schedule.register(app)
remind.register(app)
explain.register(app)
issue.register(app)
map_command.register(app)


@app.command(cls=Command)
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
        codes.append(delivering.deliver(made.report, place, None, json=False, quiet=False, strict=False))
        console.print()
    if month.snapshot and edges.CANNOT_WRITE not in codes:
        delivering.remember(place, month.snapshot)
    console.print(f"Thư mục ví dụ: {place.root}", soft_wrap=True)
    edges.say_next(f"{edges.typed(place.root, 'validate')} – xem các lỗi cố ý để trong dữ liệu ví dụ.")
    raise typer.Exit(edges.CANNOT_WRITE if edges.CANNOT_WRITE in codes else 0)


@app.command(cls=Command)
def doctor(workspace: WorkspaceOption = None) -> None:
    """Kiểm tra mọi thứ đã sẵn sàng chưa. Mỗi dòng một việc: [x] được, [ ] phải làm, [-] nên biết; → là cách làm."""
    from bsreform.commands import next_steps
    from bsreform.commands.doctoring import examine
    from bsreform.writing.terminal import show_check

    try:
        found, problem = edges.open_workspace(workspace), ""
    except CannotRun as refused:
        found, problem = None, str(refused)
    checks = list(examine(found, problem, edges.machine()))
    console = edges.console()
    for check in checks:
        mark, remedy = ("x", "") if check.good else (" " if check.needed else "-", check.remedy)
        show_check(mark, check.what, remedy, console)
    ready = all(check.good or not check.needed for check in checks)
    edges.say_next(next_steps.after_doctor(ready, partial(edges.typed, found.root if found else Path())))
    raise typer.Exit(edges.CANNOT_RUN if found is None else int(not ready))


def main() -> NoReturn:
    """Entry point: every way to end is an exit code of INTERFACE: 0, 1, 2, 3 or 4."""
    gc.disable()  # one short run: collecting would only look at the same tables again and again
    # Arrow's own pool keeps what is freed and touches new pages instead: a tenth of a cold run. Workers inherit this.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    code: object = 0
    edges.let_vietnamese_through()
    edges.hear_what_is_set_aside()
    try:
        code = app(prog_name="bsreform", standalone_mode=False)
        if code == _INTERRUPTED:
            raise KeyboardInterrupt
        edges.flush_output()
    except CannotRun as problem:
        edges.complain(str(problem))
        code = edges.CANNOT_RUN
    except UsageError as problem:
        edges.complain(usage_message(problem))
        code = edges.CANNOT_RUN
    except (KeyboardInterrupt, typer.Abort):
        edges.complain("Đã dừng theo yêu cầu.")
        code = edges.CANNOT_RUN
    except CannotWrite as problem:
        edges.complain(str(problem))
        code = edges.CANNOT_WRITE
    except Exception as problem:
        code = _failed(problem)
    sys.exit(code if isinstance(code, int) else 0)


def _failed(problem: Exception) -> int:
    """Tell of what nobody foresaw; the exit code. Only a full disk may stop any line of a run."""
    if isinstance(problem, OSError) and problem.errno in FULL:
        edges.complain(f"Không ghi được kết quả: {reason(problem)}.")
        return edges.CANNOT_WRITE
    traceback.print_exc()  # a fault of the program: 1 would claim that the report is there
    edges.complain("Phần mềm gặp lỗi ngoài dự kiến. Chép cả đoạn chữ trên đây gửi người phụ trách phần mềm.")
    return edges.CANNOT_RUN


def run() -> NoReturn:
    """`main` as a process: ends it at once, since freeing 300 MB of tables one by one takes a fifth of a second."""
    make_lasting()
    try:
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    atexit._run_exitfuncs()
    os._exit(code)
