"""Tables of which every row is one line: what a screen of 25 lines of 80 columns has room for."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table as Grid
from rich.text import Text

from bsreform.language.wording import cell_text, clean, told
from bsreform.report_model import Column, Row, Table

MOST_LINES = 25
_DRAWN = ("sparkline",)


def show_brief(tables: Sequence[Table], console: Console, lines: int) -> None:
    """Print tables in that many lines: each has its title, those with rows their heads; the other lines are shared out
    among the rows, what is left goes to the notes. That something is left out is said in the last line.
    """
    filled = [table for table in tables if table.rows]
    free = lines - len(tables) - len(filled) - 1
    counts = {table.id: 0 for table in filled}
    while free > 0 and (short := [each for each in filled if counts[each.id] < len(each.rows)]):
        for table in short[:free]:
            counts[table.id] += 1
        free -= len(short)
    for table in tables:
        title = table.title if table.rows else f"{table.title}. {table.empty}"
        _line(title, "bold" if table.rows else "", console)
        if counts.get(table.id):
            show_rows(table, counts[table.id], console)
        for line in (line for note in table.notes for line in Text(clean(note)).wrap(console, console.width)):
            if free > 0:
                console.print(line)
            free -= 1
    if any(counts[table.id] < len(table.rows) for table in filled):
        _line("Xem đủ: thêm --full vào lệnh.", "italic", console)


def show_rows(table: Table, most: int, console: Console) -> None:
    """The heads and the first rows; where they are too wide, the widest text is cut, never wrapped."""
    columns = [column for column in table.columns if column.kind not in _DRAWN]
    rows = table.rows[:most]
    widths = [_width(column, rows) for column in columns]
    gap = 2 * (len(columns) - 1)
    widest = max(range(len(columns)), key=lambda at: (columns[at].kind == "text", widths[at]))
    widths[widest] = max(min(widths[widest], console.width - gap - sum(widths) + widths[widest]), 1)
    grid = Grid(box=None, pad_edge=False, padding=(0, 1), header_style="underline")
    for column, width in zip(columns, widths, strict=True):
        justify: JustifyMethod = "left" if column.kind == "text" else "right"
        grid.add_column(Text(_label(column)), justify=justify, no_wrap=True, overflow="ellipsis", width=width)
    for row in rows:
        grid.add_row(*(_cell(row, column) for column in columns))
    console.print(grid)


def _line(text: str, style: str, console: Console) -> None:
    console.print(Text(clean(text), style=style), no_wrap=True, overflow="ellipsis")


def _label(column: Column) -> str:
    return clean(column.short or column.label)


def _width(column: Column, rows: Sequence[Row]) -> int:
    return max(cell_len(_label(column)), *(_cell(row, column).cell_len for row in rows))


def _cell(row: Row, column: Column) -> Text:
    below = row.verdicts.get(column.key) == "below"
    return Text(cell_text(row, column, told), style="bold" if below else "")
