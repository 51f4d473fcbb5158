"""Small native charts of rates over time, over the cells of a table; readable without colour and at a glance."""

from typing import Final

from msgspec import Struct

from bsreform.language.wording import cell_text, clean, places_in_sheet
from bsreform.report_model import Chart, Column, Row, Table
from bsreform.writing.canvas import Canvas
from bsreform.writing.formulas import Placed, runs
from bsreform.writing.styles import FONT
from bsreform.writing.xlsx import XlsxBook, XlsxChart, XlsxOptions

SMALL_ONES: Final = 3
"""So many charts stand beside each other."""
_HEIGHT: Final = 200
_ROW_PIXELS: Final = 20
# The rate, then its target: told apart by dash and marker, too, for grey paper.
_LINES: Final = (("#1F5A94", "solid", "circle"), ("#C65911", "dash", "square"))
_LABEL_FONT: Final[XlsxOptions] = {"name": FONT, "size": 10, "bold": True}


class Spot(Struct, frozen=True):
    """Where a chart stands: from a row on, in the first, second … `place` of the width."""

    row: int
    place: int = 0


def has_figures(block: Chart, table: Table) -> bool:
    """Is there anything to draw besides targets?"""
    return any(isinstance(row.cells.get(block.series[0]), int | float) for row in table.rows)


def reserve_rows(canvas: Canvas) -> int:
    """Keep rows free for charts beside each other, whose tables may stand below or on other sheets: the first row."""
    top = canvas.row
    for _ in range(_HEIGHT // _ROW_PIXELS + 2):
        canvas.next_row(_ROW_PIXELS * 0.75)
    return top


def write_chart(canvas: Canvas, book: XlsxBook, block: Chart, spot: Spot, sheet: str, placed: Placed) -> None:
    """The chart at its spot of `canvas`, over the table at `placed` on `sheet`."""
    rows = _drawn_rows(block, placed.table)
    chart = book.add_chart({"type": "line"})
    for key, look in zip(block.series, _LINES, strict=False):
        labels = _labels(placed.table, key, rows) if len(block.series) == 1 else {}  # lines would run through them
        chart.add_series(_series(sheet, placed, block, key, rows) | _look(*look) | labels)
    _describe(chart, block, placed.table)
    # A little narrower than the columns, so that the frame stays on the printed page.
    room = canvas.pixels(0, canvas.span - 1) // SMALL_ONES
    chart.set_size({"width": room - 6, "height": _HEIGHT})
    left = room * spot.place + 2
    says = clean(_in_words(block, placed.table, rows))
    canvas.sheet.insert_chart(
        spot.row, 0, chart, {"x_offset": left, "y_offset": 2, "object_position": 1, "description": says}
    )


def _in_words(block: Chart, table: Table, rows: list[int]) -> str:
    """What the chart shows, for those who cannot see it."""
    told = []
    for index in rows:
        row = table.rows[index]
        texts = [cell_text(row, _column(table, key)) for key in block.series]
        told.append(f"{row.cells.get(block.category)}: {', chỉ tiêu '.join(texts)}")
    return f"{block.title}. {'; '.join(told)}."


def _drawn_rows(block: Chart, table: Table) -> list[int]:
    """Those with a figure, and a target where targets are drawn: others would be empty places."""
    return [i for i, row in enumerate(table.rows) if all(row.cells.get(key) is not None for key in block.series)]


def _range(sheet: str, placed: Placed, key: str, rows: list[int]) -> str:
    name = sheet.replace("'", "''")
    parts = []
    for first, last in runs(rows):
        ends = (_absolute(placed.cell(index, key)) for index in (first, last))
        parts.append(f"'{name}'!{':'.join(ends)}")
    return f"={parts[0]}" if len(parts) == 1 else f"=({','.join(parts)})"


def _absolute(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell[len(letters) :]}"


def _values(table: Table, key: str, rows: list[int]) -> list[object]:
    """The stored values, for viewers that do not calculate."""
    found = [table.rows[index].cells.get(key) for index in rows]
    return [value / 100 if isinstance(value, int | float) else (value or "") for value in found]


def _series(sheet: str, placed: Placed, block: Chart, key: str, rows: list[int]) -> XlsxOptions:
    return {
        "name": _plain(_column(placed.table, key).label),
        "categories": _range(sheet, placed, block.category, rows),
        "values": _range(sheet, placed, key, rows),
        "categories_data": _values(placed.table, block.category, rows),
        "values_data": _values(placed.table, key, rows),
    }


def _labels(table: Table, key: str, rows: list[int]) -> XlsxOptions:
    """The figure at every point."""
    column = _column(table, key)
    custom = [_label(table.rows[index], column) for index in rows]
    labels: XlsxOptions = {"value": True, "font": _LABEL_FONT, "num_format": "[$-42A]0.0%"}
    return {"data_labels": labels | ({"custom": custom} if any(custom) else {})}


def _label(row: Row, column: Column) -> XlsxOptions | None:
    """What is special about the label of a point: a percent whose cell shows both decimals."""
    return {"value": cell_text(row, column), "font": _LABEL_FONT} if places_in_sheet(row, column) > 1 else None


def _look(colour: str, dash: str, marker: str) -> XlsxOptions:
    fill = {"color": colour}
    return {
        "line": {"color": colour, "width": 2, "dash_type": dash},
        "marker": {"type": marker, "size": 6, "fill": fill, "border": fill},
    }


def _describe(chart: XlsxChart, block: Chart, table: Table) -> None:
    font = {"name": FONT, "size": 10}
    chart.set_title({"name": _plain(block.title), "name_font": {"name": FONT, "size": 12, "bold": True}})
    chart.set_legend({"position": "bottom", "font": font} if len(block.series) > 1 else {"none": True})
    chart.set_x_axis({"num_font": font})
    grid = {"visible": True, "line": {"color": "#D9D9D9"}}
    chart.set_y_axis(
        {"num_font": font, "major_gridlines": grid, "min": 0, "num_format": "0%"} | _upper_end(block, table)
    )


def _upper_end(block: Chart, table: Table) -> dict[str, float]:
    """Without this a rate of 100 % gets an axis up to 120 %."""
    drawn = [table.rows[index].cells.get(key) for key in block.series for index in _drawn_rows(block, table)]
    highest = max((number for number in drawn if isinstance(number, int | float)), default=0)
    return {"max": 1, "major_unit": 0.2} if 60 < highest <= 100 else {}


def _column(table: Table, key: str) -> Column:
    return next(column for column in table.columns if column.key == key)


def _plain(text: str) -> str:
    """A name as text: XlsxWriter takes a leading equals sign for a formula."""
    text = clean(text)
    return f" {text}" if text.startswith("=") else text
