"""The command that learns the headers of a file: shown, proposed, asked where unsure, saved in the settings."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from bsreform.commands import edges
from bsreform.commands.framework import Command
from bsreform.commands.options import WorkspaceOption
from bsreform.files.folders import SETTINGS
from bsreform.files.toml_file import nearest
from bsreform.model import CannotRun

if TYPE_CHECKING:
    from bsreform.reading.first_rows import FirstRows
    from bsreform.reading.recognising.proposing import Proposal, Understood
    from bsreform.records.loading import Workspace

_SECTIONS = {
    "dossier_export": "dossiers",
    "task_export": "tasks",
    "task_tracker": "tasks",
    "digital_team": "digital_teams",
}
_WORDS = {"known": "đã biết", "sure": "chắc chắn", "unsure": "chưa chắc", "none": "không dùng"}
_SKIP = "-"
_DOUBTFUL = "tùy các cột khác"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(name="map", cls=Command)(map_file)


def map_file(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp có tiêu đề cột mà phần mềm chưa biết.")],
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="TRƯỜNG=CỘT", help="Chỉ định: received_at=D, hoặc tên tiêu đề thay cho chữ cột."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Nhận mọi đề xuất, kể cả chỗ chưa chắc, không hỏi.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem đề xuất, không hỏi, không lưu.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Học tiêu đề cột của một tệp. Đề xuất cột nào là trường nào, hỏi chỗ chưa chắc, lưu vào bsreform.toml."""
    from bsreform.commands import next_steps
    from bsreform.files.safe import CannotWrite
    from bsreform.organisation.taught import teach
    from bsreform.reading.recognising.tables import letter

    place = edges.open_workspace(workspace)
    path = edges.existing(file)
    sheet, found = understand_file(place, path)
    found = _with_settings(found, set_ or (), sheet)
    console = edges.console()
    for line in _shown(sheet, found):
        console.print(line, soft_wrap=True, markup=False, highlight=False)
    asks = edges.may_ask() and not (yes or dry_run)
    accepted, refused = decide(found, yes=yes, ask=_prompt if asks else None)
    section = _SECTIONS[found.layout.id]
    words: dict[tuple[str, ...], list[str]] = {}
    for each in accepted:
        words.setdefault(("headers", section, each.field), []).append(each.header)
    if refused:
        words["headers", "ignored"] = [each.header for each in refused]
    if words and not dry_run:
        settings = place.root / SETTINGS
        if teach(settings, words) != settings:
            raise CannotWrite(f"Không ghi được tệp “{settings}”: tệp đang mở ở nơi khác; hãy đóng lại rồi chạy lại.")
        console.print(f"Đã lưu {len(accepted)} tiêu đề vào mục [headers.{section}] của {SETTINGS}.", markup=False)
    sure = {each.field for each in (*accepted, *(each for each in found.proposals if each.certainty == "known"))}
    doubts = sure & set(found.layout.doubtful or ())
    missing = [field for field in found.layout.fields if field.required and field.name not in sure and not doubts]
    for field in missing:
        console.print(f"Chưa có cột {field.label}: thêm --set {field.name}=CHỮ-CỘT.", markup=False)
    likely = {each.field: letter(each.column + sheet.column) for each in found.proposals}
    lacking = [f"{field.name}={likely.get(field.name, 'CỘT')}" for field in missing]
    unsaved = bool(words) and dry_run
    step = next_steps.after_map(file, (set_ or (), lacking), unsaved, partial(edges.typed, place.root))
    edges.say_next(step)
    raise typer.Exit(int(bool(missing)))


def understand_file(place: "Workspace", path: Path) -> tuple["FirstRows", "Understood"]:
    """The sheet of a file that looks most like a list we read. CannotRun if none does."""
    from bsreform.reading.first_rows import read_first_rows

    sheets = read_first_rows(path, place.limits)
    if isinstance(sheets, str):
        raise CannotRun(f"Không đọc được tệp “{path.name}” ({sheets}). Chạy “bsreform explain {sheets}” để xem vì sao.")
    return understand_sheets(place, path, sheets)


def understand_sheets(
    place: "Workspace", path: Path, sheets: "Sequence[FirstRows]"
) -> tuple["FirstRows", "Understood"]:
    """The sheet that fits best, and how its columns are understood; the folder of the file says what it may be."""
    from bsreform.ground import folder_of
    from bsreform.language.text import fold
    from bsreform.layouts import SENT
    from bsreform.organisation import ids
    from bsreform.reading.recognising.proposing import understand
    from bsreform.records.loading import reading_options
    from bsreform.records.unit_list import workspace_registry

    registry = workspace_registry(place)
    at_home = [each for each in SENT if path.is_relative_to(place.root / folder_of(place, each))]
    layouts = at_home or SENT
    extra = reading_options(place, [each.id for each in layouts])["headers"]
    teachable = {"dossiers": ids.DOSSIER_FIELDS, "tasks": ids.TASK_FIELDS, "digital_teams": ids.TEAM_FIELDS}
    ignored = frozenset(map(fold, place.config.headers.ignored))
    found = [
        (sheet, understood)
        for sheet in sheets
        for layout in layouts
        if (
            understood := understand(
                sheet,
                layout,
                extra.get(layout.id, {}),
                teachable[_SECTIONS[layout.id]],
                ignored,
                lambda text: bool(registry.resolve(text)),
            )
        )
    ]
    if not found:
        raise CannotRun(f"Tệp “{path.name}” không có hàng nào giống hàng tiêu đề cột (ít nhất ba cột có chữ).")
    return max(found, key=lambda each: each[1].worth)


def decide(
    found: "Understood", yes: bool, ask: "Callable[[Proposal, Understood], str] | None"
) -> tuple[list["Proposal"], list["Proposal"]]:
    """The proposals to save, and the columns that are to be asked about no more.

    What is sure is taken, what is unsure only with `yes` or where `ask` gives a field: never one field twice.
    """
    accepted = [each for each in found.proposals if each.certainty == "sure"]
    refused: list[Proposal] = []
    for each in found.proposals:
        if each.certainty != "unsure":
            continue
        answer = each.field if yes else ask(each, found) if ask else ""
        taken = {other.field for other in (*accepted, *found.proposals) if other.certainty in ("known", "sure")}
        if answer == _SKIP:
            refused.append(each)
        elif answer and answer not in taken:
            accepted.append(replace(each, field=answer, certainty="sure"))
    return accepted, refused


def _prompt(each: "Proposal", found: "Understood") -> str:
    names = [field.name for field in found.layout.fields]
    label = found.layout.field(each.field).label
    question = f"Cột “{each.header}” là {label} ({each.field})? Enter = đúng, {_SKIP} = không dùng, hoặc ghi mã trường"
    while True:
        answer = str(typer.prompt(question, default=each.field)).strip()
        if answer == _SKIP or answer in names:
            return answer
        edges.complain(f"Không có trường “{answer}”; {nearest(answer, names) or ', '.join(names)}")


def _with_settings(found: "Understood", given: Sequence[str], sheet: "FirstRows") -> "Understood":
    """The proposals, those columns changed that --set names; who had the field before has none now."""
    wanted: dict[int, str] = {}
    for text in given:
        name, equals, column = text.partition("=")
        names = [field.name for field in found.layout.fields]
        if not equals or name.strip() not in names:
            hint = nearest(name.strip(), names) or f"các trường: {', '.join(names)}."
            raise CannotRun(f"--set “{text}”: viết TRƯỜNG=CỘT; không có trường “{name.strip()}” – {hint}")
        number = _column(column.strip(), found, sheet)
        if number in wanted or name.strip() in wanted.values():
            raise CannotRun(f"--set “{text}”: mỗi cột chỉ là một trường, mỗi trường chỉ một cột.")
        wanted[number] = name.strip()
    return replace(found, proposals=tuple(_settled(each, wanted) for each in found.proposals))


def _settled(each: "Proposal", wanted: Mapping[int, str]) -> "Proposal":
    if name := wanted.get(each.column):
        return replace(
            each, field=name, certainty="known" if (each.field, each.certainty) == (name, "known") else "sure"
        )
    return replace(each, field="", certainty="none") if each.field in wanted.values() else each


def _column(text: str, found: "Understood", sheet: "FirstRows") -> int:
    """The column that a letter or a heading names."""
    from bsreform.language.text import fold
    from bsreform.reading.recognising.tables import letter

    for each in found.proposals:
        if text.upper() == letter(each.column + sheet.column) or fold(text) == fold(each.header):
            return each.column
    raise CannotRun(f"--set: hàng tiêu đề không có cột “{text}”; ghi chữ cột (A, B, C…) hoặc đúng tiêu đề.")


def _shown(sheet: "FirstRows", found: "Understood") -> Iterator[str]:
    from bsreform.language.people import without_people
    from bsreform.reading.recognising.tables import letter

    yield f"Trang “{sheet.name}”, hàng tiêu đề {found.row + sheet.row}, đọc như {found.layout.sent_as}:"
    labels = {field.name: f"{field.label} ({field.name})" for field in found.layout.fields}
    lines = [
        (without_people(each.header), labels.get(each.field, each.field or _SKIP), each) for each in found.proposals
    ]
    wide, wider = (
        min(max(map(len, texts)), 44) for texts in zip(*((head, told) for head, told, _ in lines), strict=True)
    )
    for head, told, each in lines:
        samples = f"  ví dụ: {'; '.join(each.samples)}" if each.samples else ""
        place = letter(each.column + sheet.column)
        yield f"  {place:<3}{head:<{wide}}  → {told:<{wider}}  {_WORDS[each.certainty]}{samples}"
