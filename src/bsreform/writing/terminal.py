"""The report on the screen: the figures of the workbook in 80 columns, low units first."""

import codecs
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from rich import box
from rich.console import Console
from rich.table import Column as GridColumn
from rich.table import Table as Grid
from rich.text import Text

from bsreform.language.wording import SEVERITY, between, cell_text, clean, decimal
from bsreform.measures import RowCount, Verdict
from bsreform.report_model import Column, Report, Row, Table, front_page
from bsreform.writing.as_json import severities
from bsreform.writing.front_screen import show_front
from bsreform.writing.styles import MARKS

PLAIN_WIDTH = 80
"""Columns where the stream is no terminal."""
_LEVEL_STYLES = {"row": "", "group": "bold", "total": "bold"}
_VERDICT_STYLES: dict[Verdict, str] = {"above": "blue", "equal": "", "below": "bold dark_orange3"}
_ASCII = {
    "✓": "v",
    "✗": "x",
    "–": "-",
    "…": "...",
    "“": '"',
    "”": '"',
    "→": "->",
    "đ": "d",
    "Đ": "D",
    "≥": ">=",
}


class _Screen(Console):
    """A console that no text commands: names of files and what others typed reach it, too."""

    def render_str(self, text: str, **how: Any) -> Text:
        return super().render_str(clean(text), **how)


def make_console(stream: TextIO, colour: bool | None = None) -> Console:
    """A console that writes Vietnamese to any stream without failing.

    Files and pipes become UTF-8; a terminal keeps its encoding, and letters that it lacks lose their marks.
    `colour`: False = never, True = always, None = as the terminal and NO_COLOR say.
    """
    codecs.register_error("bsreform_unmarked", _unmarked)
    interactive = stream.isatty()
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding=None if interactive else "utf-8", errors="bsreform_unmarked")
    return _Screen(
        file=stream,
        width=None if interactive else PLAIN_WIDTH,
        force_terminal=True if colour else None,
        no_color=True if colour is False else None,
        highlight=False,
        markup=False,
        emoji=False,
    )


def show(report: Report, console: Console, path: Path | str | None, full: bool = False) -> None:
    """Print page one, or with `full` all tables and conclusions, what is wrong with the data, and where the workbook
    is (if any).
    """
    front = front_page(report.sections[0]) if report.sections else None
    if front and not full:
        show_front(front, console)
    else:
        _show_all(report, console)
    console.print(Text(_problems_line(report)))
    if path is not None:
        console.print(Text.assemble("Báo cáo: ", (clean(str(path)), "bold")), soft_wrap=True)


def _show_all(report: Report, console: Console) -> None:
    if report.notice:
        console.print(Text(clean(report.notice), style="bold"))
    console.print(Text(clean(report.title), style="bold"))
    console.print(Text(between(report.period)))
    show_tables(report.screen, console)
    console.print()
    sentences = Grid.grid(padding=(0, 1, 0, 0))
    for sentence in (each for each in report.conclusions if each != report.notice):
        sentences.add_row("-", Text(clean(sentence)))
    console.print(sentences)
    if report.rows.read or report.task_rows is None:
        console.print(Text(rows_line(report.rows, "hồ sơ", "không tiếp nhận")))
    if report.task_rows is not None:
        console.print(Text(rows_line(report.task_rows, "nhiệm vụ", "đã rút")))
    if report.self_check:
        console.print(Text(report.self_check))


def show_tables(tables: Iterable[Table], console: Console) -> None:
    """Print tables, an empty line before each."""
    for table in tables:
        console.print()
        _show_table(table, console)


def show_check(mark: str, what: str, remedy: str, console: Console) -> None:
    """One line “[x] what”, and below it the remedy, if any."""
    for start, text in ((f"[{mark}]", what), ("    →", remedy)):
        if text:
            line = Grid.grid("", GridColumn(overflow="fold"), padding=(0, 1, 0, 0))
            line.add_row(start, Text(clean(text)))
            console.print(line)


def rows_line(rows: RowCount, what: str, left_out: str) -> str:
    """Where every row that was read went; `left_out` words what was left out silently."""
    parts = (
        f"dùng {decimal(rows.used)}",
        f"thay thế {decimal(rows.superseded)}",
        f"loại {decimal(rows.excluded)}",
        f"{left_out} {decimal(rows.not_accepted)}",
    )
    return f"Đã đọc {decimal(rows.read)} {what}: {', '.join(parts)}."


def _problems_line(report: Report) -> str:
    counts = severities(report.problems)
    if not report.problems:
        return "Dữ liệu: không phát hiện vấn đề nào."
    told = ", ".join(f"{decimal(counts[severity])} {word}" for severity, word in SEVERITY.items())
    return f"Dữ liệu: {told} (trang “Dữ liệu”)."


def _show_table(table: Table, console: Console) -> None:
    console.print(Text(clean(table.title), style="bold"))
    if not table.rows:
        console.print(Text(clean(table.empty), style="italic"))
        return
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True, show_edge=False)
    for column in table.columns:
        textual = column.kind == "text"
        grid.add_column(
            Text(clean(column.short or column.label)),
            justify="left" if textual else "right",
            overflow="fold",
            no_wrap=not textual or column.whole,
        )
    for row in table.rows:
        grid.add_row(*(_cell(row, column, console) for column in table.columns), style=_LEVEL_STYLES[row.level])
    console.print(grid)
    for note in table.notes:
        console.print(Text(clean(note)))


def _cell(row: Row, column: Column, console: Console) -> Text:
    verdict = row.verdicts.get(column.key)
    told = cell_text(row, column)
    if verdict is None:
        return Text(told)
    mark = MARKS[verdict]
    if console.options.ascii_only:
        mark = _ASCII.get(mark, mark)
    return Text(f"{told} {mark}", style=_VERDICT_STYLES[verdict])


def _unmarked(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: what a code page lacks is written without its marks, else as “?”."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plain = "".join(_plain(char, error.encoding) for char in error.object[error.start : error.end])
    return plain, error.end


def _plain(char: str, encoding: str) -> str:
    parts = _ASCII.get(char) or unicodedata.normalize("NFKD", char)
    kept = "".join(part for part in parts if part.isascii())
    return kept or "?"
