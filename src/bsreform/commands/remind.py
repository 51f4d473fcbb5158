"""The command that urges: who owes what, on the screen, as JSON, as official letters."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bsreform.commands import delivering, edges
from bsreform.commands.framework import Command
from bsreform.commands.options import AsOfOption, JsonOption, QuietOption, StrictOption, WaitOption, WorkspaceOption
from bsreform.commands.turns import take_turn
from bsreform.model import CannotRun

if TYPE_CHECKING:
    from bsreform.records.loading import Workspace
    from bsreform.reports.reminders import Reminders

_Notices = Annotated[
    Path | None,
    typer.Option(
        "--notices",
        metavar="THƯ-MỤC",
        help="Ghi vào thư mục này tệp nhac-viec-NGÀY.xlsx: mỗi đơn vị một công văn đôn đốc trên một trang.",
    ),
]
_LettersFile = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="TỆP", help="Ghi các công văn đôn đốc vào tệp này thay cho --notices."),
]
_Text = Annotated[bool, typer.Option("--text", help="In tin nhắn ngắn cho từng đơn vị, để dán vào nhóm trao đổi.")]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(cls=Command)(remind)


def remind(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    as_of: AsOfOption = None,
    notices: _Notices = None,
    output: _LettersFile = None,
    text: _Text = False,
    json: JsonOption = False,
    quiet: QuietOption = False,
    strict: StrictOption = False,
    wait: WaitOption = False,
) -> None:
    """Đôn đốc từng đơn vị. Hồ sơ, nhiệm vụ quá hạn, số liệu chưa gửi, bảng theo dõi cũ, chỉ tiêu thấp, lỗi số liệu.

    Danh sách luôn đủ các đơn vị cần đôn đốc, kèm lần nhắc gần nhất. Chỉ khi ghi công văn (--notices) mới tính là đã
    nhắc; điều đã nhắc được nhớ trong thư mục .bsreform.
    """
    from bsreform.commands import next_steps
    from bsreform.duties import asked
    from bsreform.duties.last_letters import with_urged
    from bsreform.records.gathering import relative
    from bsreform.reports.reminders import document
    from bsreform.writing.as_json import document_json, severities

    place = edges.open_workspace(workspace)
    _check(place, notices, output)
    if text and json:
        raise CannotRun("Chỉ dùng một trong hai: --text hoặc --json.")
    take_turn(context, place, wait)
    with edges.progress(quiet or json) as told:
        run = asked.remind(place, edges.day_seen(as_of), told)
    found, code = with_urged(place.root, run.reminders), edges.exit_code(run.problems, run.sources, strict)
    target = _target(found, notices, output)
    saved = _write(found, target) if target else None
    if json:
        file = relative(saved, place.root) if saved else None
        edges.print_bytes(document_json(document(found, severities(run.problems), file)))
    elif text:
        _print_messages(found)
    elif not quiet:
        _show(found, saved)
        if saved or not target:
            edges.say_next(next_steps.after_remind(found, saved, partial(edges.typed, place.root)))
    if saved:
        _remember(place, found)
    raise typer.Exit(edges.CANNOT_WRITE if target and not saved else code)


def _check(place: "Workspace", notices: Path | None, output: Path | None) -> None:
    if notices and output:
        raise CannotRun("Chỉ dùng một trong hai: --notices THƯ-MỤC hoặc -o TỆP.")
    folder = notices or (output.absolute().parent if output else None)
    if folder and place.holds_inputs(folder):
        raise CannotRun(f"Thư mục “{folder}” là nơi để số liệu gốc; hãy chọn một thư mục khác cho công văn đôn đốc.")


def _target(found: "Reminders", notices: Path | None, output: Path | None) -> Path | None:
    """Where the letters go; None if none are wanted, or nobody owes anything: a workbook needs a sheet."""
    from bsreform.reports.notices import file_name

    wanted = output or (notices / file_name(found) if notices else None)
    return wanted.absolute() if wanted and found.units else None


def _write(found: "Reminders", target: Path) -> Path | None:
    """The workbook that was written; None, and one line that says why, if it could not be."""
    from bsreform.files.safe import CannotWrite, save
    from bsreform.reports.notices import notices
    from bsreform.writing.workbook import write_sections

    title = "Công văn đôn đốc"
    try:
        saved = save(target, lambda path: write_sections(notices(found), title, found.day, found.day.year, path))
    except CannotWrite as problem:
        edges.complain(str(problem))
        return None
    delivering.tell_place(target, saved)
    return saved


def _show(found: "Reminders", saved: Path | None) -> None:
    from bsreform.reports.reminders import heading, table
    from bsreform.writing.terminal import show_tables

    console = edges.console()
    console.print(heading(found), style="bold")
    show_tables([table(found)], console)
    if saved:
        console.print(f"Công văn đôn đốc: {saved}", soft_wrap=True, markup=False)


def _print_messages(found: "Reminders") -> None:
    from bsreform.reports.reminders import message

    for number, each in enumerate(found.units):
        edges.console().print(("\n" if number else "") + message(each, found), soft_wrap=True, markup=False)


def _remember(place: "Workspace", found: "Reminders") -> None:
    from bsreform.duties.last_letters import keep
    from bsreform.files.safe import CannotWrite

    try:
        keep(place.root, found, edges.now().replace(tzinfo=None))
    except CannotWrite as problem:
        edges.complain(f"Không ghi nhớ được điều đã nhắc, lần sau sẽ nhắc lại: {problem}")
