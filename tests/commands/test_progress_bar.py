"""The bar that is drawn while files are read: on a terminal only, and gone when it is done."""

import io
from pathlib import Path

from rich.console import Console

from bsreform.commands import edges, validating
from bsreform.commands.progress_bar import drawn
from bsreform.records.loading import Workspace
from test_cli import W10, C, Run, run, workspace  # noqa: F401 - `run` is a fixture


class Told:
    """Counts what a bar is told."""

    def __init__(self) -> None:
        self.expected, self.done = 0, []

    def expect(self, files: int) -> None:
        self.expected += files

    def __call__(self, path: Path) -> None:
        self.done.append(path.name)


def test_every_file_is_expected_and_done(tmp_path: Path) -> None:
    place, told = Workspace.open(workspace(tmp_path / "x", C)), Told()
    (place.root / "theo-doi").mkdir()
    (place.root / "theo-doi" / "a.csv").write_text("x")
    validating.validate(place, [], edges.date(2024, 3, 8), told)
    assert (told.expected, sorted(told.done)) == (2, ["a.csv", "hs.csv"])


def test_it_counts_and_names_and_leaves_no_trace() -> None:
    screen = io.StringIO()
    with drawn(Console(file=screen, force_terminal=True, width=80, markup=False)) as bar:
        bar.expect(2)
        bar(Path("[bold]một[x]\n\x1b[31m.xlsx"))
        bar._bar.refresh()
    told = screen.getvalue()
    assert "1/2" in told and "[bold]một[x]" in told and "\x1b[31m.xlsx" not in told
    assert told.endswith("\x1b[2K"), "the line is wiped"


def test_nothing_is_drawn_in_a_pipe(run: Run, tmp_path: Path) -> None:  # noqa: F811
    told = run(*W10, "-w", workspace(tmp_path / "x", C))
    assert told.err == "" and "Đang đọc" not in told.out
