"""Native charts over the cells of a table, readable without colour and at a glance."""

from dataclasses import dataclass
from typing import Final

from bsreform.language.wording import cell_text, clean, places_in_sheet
from bsreform.report_model import Chart, Column, Kind, Row, Table
from bsreform.writing.canvas import Canvas
from bsreform.writing.formulas import Placed, runs
from bsreform.writing.styles import FONT
from bsreform.writing.xlsx import XlsxBook, XlsxChart, XlsxOptions

_ROW_PIXELS = 20
SMALL_ONES: Final = 3
"""So many small charts stand beside each other."""
_DARK: Final = "#404040"
# Dark to light, and each with a hatching of its own, for grey paper.
_FILLS: Final[tuple[XlsxOptions, ...]] = (
    {"fill": {"color": "#5B9BD5"}},
    {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#C65911", "bg_color": "#FFFFFF"}},
    {"fill": {"color": "#1F5A94"}},
    {"pattern": {"pattern": "dotted_grid", "fg_color": _DARK, "bg_color": "#FFFFFF"}},
)
_LINES: Final = (
    ("#1F5A94", "solid", "circle"),
    ("#C65911", "dash", "square"),
    (_DARK, "round_dot", "triangle"),
    ("#5B9BD5", "long_dash", "diamond"),
)
_LABEL_FONT: Final[XlsxOptions] = {"name": FONT, "size": 10, "bold": True}
_LABEL_FORMATS: Final[dict[Kind, str]] = {"percent": "[$-42A]0.0%", "points": "[$-42A]+0.0;[$-42A]-0.0;0"}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a chart stands: from a row on, over the whole width; small ones in the first, second … `place` of it."""

    row: int
    place: int = 0


def has_figures(block: Chart, table: Table) -> bool:
    """Is there anything to draw besides targets?"""
    keys = [key for key in block.series if not _is_target(key)]
    return any(isinstance(row.cells.get(key), int | float) for row in table.rows for key in keys)


def reserve_rows(canvas: Canvas, block: Chart, table: Table) -> int:
    """Keep rows free for a chart over `table`, which may stand below it or on another sheet: the first row."""
    top = canvas.row
    for _ in range(_height(block, table) // _ROW_PIXELS + 2):
        canvas.next_row(_ROW_PIXELS * 0.75)
    return top


def write_chart(canvas: Canvas, book: XlsxBook, block: Chart, spot: Spot, sheet: str, placed: Placed) -> None:
    """The chart at its spot of `canvas`, as wide as its running text, over the table at `placed` on `sheet`.

    A series whose key names a target is drawn as a frame around bars and as a dash over columns.
    """
    rows = _drawn_rows(block, placed.table)
    chart = book.add_chart({"type": block.kind})
    overlay = book.add_chart({"type": "line"}) if block.kind == "column" and _targets(block) else None
    for index, key in enumerate(block.series):
        series = _series(sheet, placed, block, key, rows)
        if overlay is not None and _is_target(key):
            overlay.add_series(series | _target_dash())
        elif block.kind == "bar" and _targets(block) and _is_target(key):
            chart.add_series(series | _target_frame())
        else:
            chart.add_series(series | _look(block, index) | _labels(block, placed.table, key, rows))
    if overlay is not None:
        chart.combine(overlay)
    _describe(chart, block, placed.table)
    # A little narrower than the columns, so that the frame stays on the printed page.
    room = canvas.pixels(0, canvas.span - 1) // (SMALL_ONES if block.small else 1)
    chart.set_size({"width": room - 6, "height": _height(block, placed.table)})
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
        values = (
            f"{'chỉ tiêu ' if _is_target(key) else ''}{cell_text(row, _column(table, key))}" for key in block.series
        )
        told.append(f"{row.cells.get(block.category)}: {', '.join(values)}")
    return f"{block.title}. {'; '.join(told)}."


def _drawn_rows(block: Chart, table: Table) -> list[int]:
    """The rows of the lowest level (a chart that mixes them with their sums would mislead); those without a figure,
    or without a target where targets are drawn, would be empty places.
    """
    plain = [index for index, row in enumerate(table.rows) if row.level == "row"] or list(range(len(table.rows)))
    wanted = block.series if _targets(block) else block.series[:1]
    return [i for i in plain if all(table.rows[i].cells.get(key) is not None for key in wanted)] or plain


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
    column = _column(table, key)
    found = [table.rows[index].cells.get(key) for index in rows]
    scale = 100 if column.kind == "percent" else 1
    return [value / scale if isinstance(value, int | float) else (value or "") for value in found]


def _series(sheet: str, placed: Placed, block: Chart, key: str, rows: list[int]) -> XlsxOptions:
    column = _column(placed.table, key)
    return {
        # The title of a small chart names the rate already.
        "name": _plain(f"{column.band} – {column.label}" if column.band and not block.small else column.label),
        "categories": _range(sheet, placed, block.category, rows),
        "values": _range(sheet, placed, key, rows),
        "categories_data": _values(placed.table, block.category, rows),
        "values_data": _values(placed.table, key, rows),
    }


def _labels(block: Chart, table: Table, key: str, rows: list[int]) -> XlsxOptions:
    """The figure at every point, but none where there is no figure; none at all where lines would run through them."""
    if block.kind == "line" and len(block.series) > 1:
        return {}
    column = _column(table, key)
    custom = [_label(table.rows[index], column) for index in rows]
    labels: XlsxOptions = {"value": True, "font": _LABEL_FONT}
    labels["num_format"] = _LABEL_FORMATS.get(column.kind, "[$-42A]#,##0")
    if block.kind != "line":
        labels["position"] = "inside_base"
    if any(custom):
        labels["custom"] = custom
    return {"data_labels": labels}


def _label(row: Row, column: Column) -> XlsxOptions | None:
    """What is special about the label of a point: no figure, or a percent whose cell shows both decimals."""
    if row.cells.get(column.key) is None:
        return {"delete": True}
    if places_in_sheet(row, column) > 1:
        return {"value": cell_text(row, column), "font": _LABEL_FONT}
    return None


def _look(block: Chart, index: int) -> XlsxOptions:
    if block.kind != "line":
        overlap = 100 if _targets(block) else 0
        return {**_FILLS[index % len(_FILLS)], "border": {"color": _DARK, "width": 0.75}, "gap": 40, "overlap": overlap}
    colour, dash, marker = _LINES[index % len(_LINES)]
    fill = {"color": colour}
    return {
        "line": {"color": colour, "width": 2, "dash_type": dash},
        "marker": {"type": marker, "size": 6, "fill": fill, "border": fill},
    }


def _target_dash() -> XlsxOptions:
    fill = {"color": "#000000"}
    return {"line": {"none": True}, "marker": {"type": "long_dash", "size": 18, "fill": fill, "border": fill}}


def _target_frame() -> XlsxOptions:
    return {"fill": {"none": True}, "border": {"color": "#000000", "width": 1.75}}


def _describe(chart: XlsxChart, block: Chart, table: Table) -> None:
    font = {"name": FONT, "size": 10}
    chart.set_title({"name": _plain(block.title), "name_font": {"name": FONT, "size": 12, "bold": True}})
    chart.set_legend({"position": "bottom", "font": font} if len(block.series) > 1 else {"none": True})
    category: XlsxOptions = {"num_font": font}
    if block.kind == "bar":
        # The first row on top, the scale still below; every bar with its name, however many there are.
        category |= {"reverse": True, "crossing": "max", "interval_unit": 1}
    value: XlsxOptions = {
        "num_font": font,
        "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
    }
    if block.axis:
        value |= {"name": _plain(block.axis), "name_font": {**font, "bold": False}}
    kinds = {_column(table, key).kind for key in block.series}
    if kinds == {"percent"}:
        value |= {"min": 0, "num_format": "0%"} | _upper_end(block, table)
    elif kinds == {"integer"} and _highest(block, table) < 10:
        # Halves of a task or a dossier are none.
        value |= {"min": 0, "major_unit": 1}
    across, upright = (value, category) if block.kind == "bar" else (category, value)
    chart.set_x_axis(across)
    chart.set_y_axis(upright)


def _upper_end(block: Chart, table: Table) -> dict[str, float]:
    """Without this a bar of 100 % gets an axis up to 120 %."""
    return {"max": 1, "major_unit": 0.2} if 60 < _highest(block, table) <= 100 else {}


def _highest(block: Chart, table: Table) -> float:
    """The highest value drawn."""
    drawn = [table.rows[index].cells.get(key) for key in block.series for index in _drawn_rows(block, table)]
    return max((number for number in drawn if isinstance(number, int | float)), default=0)


def _height(block: Chart, table: Table) -> int:
    """Pixels: bars need a line for each row, up to a printed page."""
    if block.kind == "bar":
        beside = 1 if _targets(block) else len(block.series)
        return min(90 + (14 * beside + 8) * len(_drawn_rows(block, table)), 780)
    return 200 if block.small else 220


def _targets(block: Chart) -> bool:
    return any(_is_target(key) for key in block.series) and not all(_is_target(key) for key in block.series)


def _is_target(key: str) -> bool:
    return "target" in key


def _column(table: Table, key: str) -> Column:
    return next(column for column in table.columns if column.key == key)


def _plain(text: str) -> str:
    """A name as text: XlsxWriter takes a leading equals sign for a formula."""
    text = clean(text)
    return f" {text}" if text.startswith("=") else text
