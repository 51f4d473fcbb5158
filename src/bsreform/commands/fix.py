"""The command that mends what is surely wrong, in a copy: fix."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bsreform.commands import delivering, edges
from bsreform.commands.framework import Command
from bsreform.commands.options import WorkspaceOption
from bsreform.model import CannotRun

if TYPE_CHECKING:
    from bsreform.commands.next_steps import Typed
    from bsreform.records.loading import Workspace
    from bsreform.sending_back.fixed_copy import Repaired
    from bsreform.sending_back.sending import Mend


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(cls=Command)(fix)


def fix(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp .xlsx, .xlsm cần sửa, hoặc cả thư mục.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="TỆP",
            help="Bản sao đã sửa ghi vào tệp này (tên mới); với thư mục: thư mục mới.",
        ),
    ] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Chỉ in các chỗ sẽ sửa, không ghi gì.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Sửa những lỗi chắc chắn vào một bản sao. Gồm dấu, khoảng trắng, tên đơn vị, ngày, trạng thái; giữ tệp gốc."""
    from bsreform.commands import next_steps
    from bsreform.sending_back.sending import mending

    if output is None and not diff:
        what = "thư mục cho các bản sao" if file.is_dir() else "tên bản sao"
        raise CannotRun(f"Hãy cho biết {what} bằng -o, hoặc dùng --diff để chỉ xem các chỗ sẽ sửa.")
    original = edges.existing(file)
    place = edges.open_workspace(workspace, needed=False)
    typed, wanted = partial(edges.typed, place.root), None if diff else output
    if original.is_dir():
        raise typer.Exit(_fix_folder(file, wanted, place, typed))
    with mending(place) as mend:
        repaired, code = _fix(original, wanted, mend)
    if code != edges.CANNOT_WRITE:
        written = wanted if repaired.repairs else None
        edges.say_next(next_steps.after_fix(file, len(repaired.repairs), written, typed))
    raise typer.Exit(code)


def _fix(original: Path, output: Path | None, mend: "Mend") -> "tuple[Repaired, int]":
    """Show what can be mended in a file and, where there is something, write the copy; 0 or CANNOT_WRITE."""
    from bsreform.sending_back.fixed_copy import show_changes, write_fixed
    from bsreform.sending_back.sending import require_copy

    repaired = mend(original, output is not None)
    if output:
        require_copy(original, output, repaired.suffix)
    show_changes(repaired.repairs, edges.console())
    if not (output and repaired.repairs):
        return repaired, 0
    if repaired.lost:
        edges.complain(f"Bản sao có thể không giữ được {', '.join(repaired.lost)} của tệp gốc.")
    return repaired, delivering.save_new(output, lambda path: write_fixed(repaired, path))


def _fix_folder(folder: Path, output: Path | None, place: "Workspace", typed: "Typed") -> int:
    """The same for every file of a folder, the copies under the same names in `output`; what cannot be mended is said
    and stops no other. 0 or CANNOT_WRITE.
    """
    from bsreform.commands import next_steps
    from bsreform.files.folders import input_files
    from bsreform.sending_back.sending import mending, require_elsewhere

    if output:
        require_elsewhere(place, output, [folder.absolute()])
    files = input_files(folder.absolute(), folder.absolute())
    if not files:
        raise CannotRun(f"{folder.name} là thư mục, trong đó không có tệp nào để sửa.")
    changes = code = 0
    with mending(place) as mend:
        for file in files:
            name = file.relative_to(folder.absolute())
            edges.console().print(str(name), style="bold", markup=False, soft_wrap=True)
            try:
                repaired, ended = _fix(file, output and output / name, mend)
            except CannotRun as problem:
                edges.console().print(str(problem), markup=False, soft_wrap=True)
                continue
            changes, code = changes + len(repaired.repairs), max(code, ended)
    edges.say_next(next_steps.after_fix_folder(folder, changes, output, typed))
    return code
