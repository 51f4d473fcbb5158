"""Page one on the screen: the headline, whom to call, the rates and their targets, in 25 lines of 80 columns."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table as Grid
from rich.text import Text

from bsreform.language.wording import cell_text, clean, told
from bsreform.report_model import Column, FrontPage, Row, Table

CALLS = 5
"""The rows of units that the screen has room for."""
_LINES = {"seen": 1, "warning": 2, "headline": 2}
_DRAWN = ("sparkline",)


def show_front(front: FrontPage, console: Console) -> None:
    """Print page one without its drawings; long lines are cut, never wrapped into more than their share."""
    _print(front.band, "bold", 1, console)
    _print(front.seen, "", _LINES["seen"], console)
    _print(front.warning, "bold reverse", _LINES["warning"], console)
    _print(front.headline, "bold", _LINES["headline"], console)
    rates = next((bars.table for bars in front.bars if bars.kind == "bullet"), None)
    notes = rates.notes if rates and rates.rows else ()
    if front.calls and front.calls.rows:
        _print(front.calls.title, "bold", 1, console)
        _show_table(front.calls, CALLS - len(notes), console)
    if rates and rates.rows:
        _show_table(rates, len(rates.rows), console)
    for note in notes:
        _print(note, "", 1, console)


def _print(text: str, style: str, most: int, console: Console) -> None:
    if not text:
        return
    lines = Text(clean(text), style=style).wrap(console, console.width)
    for line in lines[:most]:  # what does not fit stands whole on the workbook's first sheet
        console.print(line)


def _show_table(table: Table, most: int, console: Console) -> None:
    """Every column as wide as it needs, the last one as wide as is left."""
    columns = [column for column in table.columns if column.kind not in _DRAWN]
    rows = table.rows[:most]
    widths = [_width(column, rows) for column in columns]
    widths[-1] = max(min(widths[-1], console.width - sum(widths[:-1]) - 2 * (len(columns) - 1)), 1)
    grid = Grid(box=None, pad_edge=False, padding=(0, 1), header_style="underline")
    for column, width in zip(columns, widths, strict=True):
        justify: JustifyMethod = "left" if column.kind == "text" else "right"
        grid.add_column(Text(_label(column)), justify=justify, no_wrap=True, overflow="ellipsis", width=width)
    for row in rows:
        grid.add_row(*(_cell(row, column) for column in columns))
    console.print(grid)


def _label(column: Column) -> str:
    return clean(column.short or column.label)


def _width(column: Column, rows: Sequence[Row]) -> int:
    return max(cell_len(_label(column)), *(_cell(row, column).cell_len for row in rows))


def _cell(row: Row, column: Column) -> Text:
    below = row.verdicts.get(column.key) == "below"
    return Text(cell_text(row, column, told), style="bold" if below else "")
