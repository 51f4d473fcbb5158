"""The bar that a person sees while files are read: how many of them are done, and which one was the last."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bsreform.language.wording import clean

_NAME = 30


class ReadingBar:
    """Told of files by `expect` and of each that is done by calling it, from any thread."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("Đang đọc các tệp…", total=0, file="")
        self._total = 0

    def expect(self, files: int) -> None:
        """So many more files will be read."""
        self._total += files
        self._bar.update(self._task, total=self._total)

    def __call__(self, path: Path) -> None:
        """This file is done."""
        name = " ".join(clean(path.name).split())
        name = name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
        self._bar.update(self._task, advance=1, file=escape(name))


@contextmanager
def drawn(console: Console) -> Iterator[ReadingBar]:
    """A bar on this console; it is wiped away at the end, also where the run is broken off."""
    columns = (TextColumn("{task.description}"), BarColumn(20), MofNCompleteColumn(), TextColumn("{task.fields[file]}"))
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        yield ReadingBar(bar)
