"""The command that urges: who owes what, on the screen, as JSON, as official letters."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bsreform.commands import delivering, edges
from bsreform.commands.covering import save_papers
from bsreform.commands.framework import Command
from bsreform.commands.options import (
    AsOfOption,
    FullOption,
    JsonOption,
    QuietOption,
    StrictOption,
    WaitOption,
    WorkspaceOption,
)
from bsreform.commands.run_log import LogOption
from bsreform.language.wording import official_count
from bsreform.model import CannotRun

if TYPE_CHECKING:
    from bsreform.model import Problem
    from bsreform.records.loading import Workspace
    from bsreform.reports.reminders import Reminders

_Notices = Annotated[
    Path | None,
    typer.Option(
        "--notices",
        metavar="THƯ-MỤC",
        help="Ghi vào thư mục này mỗi đơn vị một công văn đôn đốc (Word): don-doc-NGÀY-ĐƠN-VỊ.docx.",
    ),
]
_Text = Annotated[bool, typer.Option("--text", help="In tin nhắn ngắn cho từng đơn vị, để dán vào nhóm trao đổi.")]


_TEMPLATE = "cong-van-don-doc.docx"
_AROUND = 5
"""Lines of the heading, of where the letters are and of what to do next."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(cls=Command)(remind)


def remind(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    as_of: AsOfOption = None,
    notices: _Notices = None,
    text: _Text = False,
    json: JsonOption = False,
    quiet: QuietOption = False,
    strict: StrictOption = False,
    full: FullOption = False,
    wait: WaitOption = False,
    log: LogOption = None,
) -> None:
    """Đôn đốc từng đơn vị. Hồ sơ, nhiệm vụ quá hạn, số liệu chưa gửi, bảng theo dõi cũ, chỉ tiêu thấp, lỗi số liệu.

    Danh sách luôn đủ các đơn vị cần đôn đốc, kèm lần nhắc gần nhất. Chỉ khi ghi công văn (--notices) mới tính là đã
    nhắc; điều đã nhắc được nhớ trong thư mục .bsreform.
    """
    from bsreform.commands import next_steps
    from bsreform.duties import asked
    from bsreform.duties.last_letters import with_urged
    from bsreform.writing.as_json import document_json

    place = edges.open_workspace(workspace)
    _check(place, notices)
    if text and json:
        raise CannotRun("Chỉ dùng một trong hai: --text hoặc --json.")
    edges.take_turn(context, place, wait)
    with edges.progress(quiet or json) as told:
        run = asked.remind(place, edges.day_seen(as_of), told)
    found, code = with_urged(place.root, run.reminders), edges.exit_code(run.problems, run.sources, strict)
    saved = _write(found, place, notices.absolute()) if notices and found.units else []
    failed = bool(notices and found.units and saved is None)
    if found.notice and (json or quiet):
        edges.complain(found.notice)
    if saved:
        _remember(place, found)
    if json:
        edges.print_bytes(document_json(_document(found, place, run.problems, saved or [])))
    elif text:
        _print_messages(found)
    elif not quiet:
        _show(with_urged(place.root, found) if saved else found, saved or [], full)
        if not failed:
            step = next_steps.after_remind(found, bool(saved), partial(edges.typed, place.root, as_of=as_of))
            edges.say_next(step)
    raise typer.Exit(edges.CANNOT_WRITE if failed else code)


def _check(place: "Workspace", folder: Path | None) -> None:
    if folder and place.holds_inputs(folder):
        raise CannotRun(f"Thư mục “{folder}” là nơi để số liệu gốc; hãy chọn một thư mục khác cho công văn đôn đốc.")


def _write(found: "Reminders", place: "Workspace", folder: Path) -> list[Path] | None:
    """The letters that were written; None, and one line that says why, if one could not be."""
    from bsreform.files.safe import CannotWrite
    from bsreform.reports.notices import TITLE, file_name, letter
    from bsreform.writing.word import Paper

    papers = {
        folder / file_name(each, found): Paper(letter(each, found), TITLE, found.day, found.day.year)
        for each in found.units
    }
    try:
        saved = save_papers(papers, place, _TEMPLATE)
    except CannotWrite as problem:
        edges.complain(str(problem))
        return None
    for wanted, written in zip(papers, saved, strict=True):
        delivering.tell_place(wanted, written)
    return saved


def _document(
    found: "Reminders", place: "Workspace", problems: "Sequence[Problem]", saved: Sequence[Path]
) -> dict[str, object]:
    from bsreform.records.gathering import relative
    from bsreform.reports.reminders import document
    from bsreform.writing.as_json import data_json, severities

    told = document(found, severities(problems), [relative(path, place.root) for path in saved])
    return told | {"data": data_json(found.data), "task_data": data_json(found.task_data)}


def _show(found: "Reminders", saved: Sequence[Path], full: bool) -> None:
    from bsreform.reports.reminders import heading, table
    from bsreform.writing.brief_screen import MOST_LINES, show_brief
    from bsreform.writing.terminal import show_tables

    console = edges.console()
    if found.notice:
        console.print(found.notice, style="bold", markup=False)
    console.print(heading(found), style="bold")
    if full:
        show_tables([table(found)], console)
    else:
        show_brief([table(found)], console, MOST_LINES - _AROUND)
    if saved:
        count = official_count(len(saved))
        console.print(f"Công văn đôn đốc ({count} tệp Word): {saved[0].parent}", soft_wrap=True, markup=False)


def _print_messages(found: "Reminders") -> None:
    from bsreform.reports.reminders import message

    if found.notice:
        edges.console().print(found.notice + "\n", soft_wrap=True, markup=False)
    for number, each in enumerate(found.units):
        edges.console().print(("\n" if number else "") + message(each, found), soft_wrap=True, markup=False)


def _remember(place: "Workspace", found: "Reminders") -> None:
    from bsreform.duties.last_letters import keep
    from bsreform.files.safe import CannotWrite

    try:
        keep(place.root, found, edges.now().replace(tzinfo=None))
    except CannotWrite as problem:
        edges.complain(f"Không ghi nhớ được điều đã nhắc, lần sau sẽ nhắc lại: {problem}")
