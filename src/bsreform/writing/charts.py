"""Native charts over the cells of a table on the same sheet, readable without colour."""

from typing import Any, Final

from bsreform.model import Chart, Column, Kind, Section, Table
from bsreform.wording import clean
from bsreform.writing.canvas import Canvas, tables
from bsreform.writing.formulas import Placed, runs
from bsreform.writing.styles import FONT

_ROW_PIXELS = 20
_TARGET_COLOUR = "#B34700"
# Dark to light, and each with a hatching of its own, for grey paper.
_FILLS: Final[tuple[dict[str, Any], ...]] = (
    {"fill": {"color": "#1F5A94"}},
    {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#C65911", "bg_color": "#FFFFFF"}},
    {"fill": {"color": "#9CC3E6"}},
    {"pattern": {"pattern": "dotted_grid", "fg_color": "#404040", "bg_color": "#FFFFFF"}},
)
_LINES: Final = (
    ("#1F5A94", "solid", "circle"),
    ("#C65911", "dash", "square"),
    ("#404040", "round_dot", "triangle"),
    ("#5B9BD5", "long_dash", "diamond"),
)
_LABEL_FORMATS: Final[dict[Kind, str]] = {"percent": "[$-42A]0.0%", "points": "[$-42A]+0.0;[$-42A]-0.0;0"}


def reserve_rows(canvas: Canvas, block: Chart, section: Section) -> int | None:
    """Keep rows free for a chart, as its table may stand below it: the first row; None for an empty table."""
    table = next(table for table in tables(section) if table.id == block.table)
    if not table.rows:
        return None
    top = canvas.row
    for _ in range(_height(block, table) // _ROW_PIXELS + 2):
        canvas.next_row(_ROW_PIXELS * 0.75)
    return top


def write_chart(canvas: Canvas, book: Any, block: Chart, row: int) -> None:
    """The chart at `row`, as wide as the running text; its table has been written.

    A series whose key names a target is drawn as a dashed line over columns.
    """
    placed = canvas.placed[block.table]
    rows = _drawn_rows(placed.table)
    chart = book.add_chart({"type": block.kind})
    overlay = book.add_chart({"type": "line"}) if block.kind == "column" and _targets(block) else None
    for index, key in enumerate(block.series):
        if overlay is not None and _is_target(key):
            overlay.add_series(_target_line(canvas, placed, block, key, rows))
        else:
            chart.add_series(_series(canvas, placed, block, key, rows) | _look(block, index))
    if overlay is not None:
        chart.combine(overlay)
    _describe(chart, block, placed.table)
    # A little narrower than the columns, so that the frame stays on the printed page.
    chart.set_size({"width": canvas.pixels(0, canvas.span - 1) - 6, "height": _height(block, placed.table)})
    place = {"x_offset": 2, "y_offset": 2, "object_position": 1, "description": clean(block.title)}
    canvas.sheet.insert_chart(row, 0, chart, place)


def _drawn_rows(table: Table) -> list[int]:
    """The rows of the lowest level; a chart that mixes them with their sums would mislead."""
    plain = [index for index, row in enumerate(table.rows) if row.level == "row"]
    return plain or list(range(len(table.rows)))


def _range(canvas: Canvas, placed: Placed, key: str, rows: list[int]) -> str:
    sheet = canvas.name.replace("'", "''")
    parts = []
    for first, last in runs(rows):
        ends = (_absolute(placed.cell(index, key)) for index in (first, last))
        parts.append(f"'{sheet}'!{':'.join(ends)}")
    return f"={parts[0]}" if len(parts) == 1 else f"=({','.join(parts)})"


def _absolute(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell[len(letters) :]}"


def _values(table: Table, key: str, rows: list[int]) -> list[Any]:
    """The stored values, for viewers that do not calculate."""
    column = _column(table, key)
    found = [table.rows[index].cells.get(key) for index in rows]
    scale = 100 if column.kind == "percent" else 1
    return [value / scale if isinstance(value, int | float) else (value or "") for value in found]


def _series(canvas: Canvas, placed: Placed, block: Chart, key: str, rows: list[int]) -> dict[str, Any]:
    column = _column(placed.table, key)
    return {
        "name": _plain(f"{column.band} – {column.label}" if column.band else column.label),
        "categories": _range(canvas, placed, block.category, rows),
        "values": _range(canvas, placed, key, rows),
        "categories_data": _values(placed.table, block.category, rows),
        "values_data": _values(placed.table, key, rows),
        "data_labels": _labels(placed.table, column, rows),
    }


def _labels(table: Table, column: Column, rows: list[int]) -> dict[str, Any]:
    """The figure at every point, but none where there is no figure."""
    missing = [table.rows[index].cells.get(column.key) is None for index in rows]
    labels: dict[str, Any] = {"value": True, "font": {"name": FONT, "size": 9}}
    # White behind the figures keeps them readable where the target line passes.
    labels["fill"] = {"color": "#FFFFFF"}
    labels["num_format"] = _LABEL_FORMATS.get(column.kind, "[$-42A]#,##0")
    if any(missing):
        labels["custom"] = [{"delete": True} if gone else {} for gone in missing]
    return labels


def _look(block: Chart, index: int) -> dict[str, Any]:
    if block.kind != "line":
        border = {"border": {"color": "#404040", "width": 0.75}}
        return {**_FILLS[index % len(_FILLS)], **border, "gap": 60, "overlap": 0}
    colour, dash, marker = _LINES[index % len(_LINES)]
    fill = {"color": colour}
    return {
        "line": {"color": colour, "width": 2, "dash_type": dash},
        "marker": {"type": marker, "size": 6, "fill": fill, "border": fill},
    }


def _target_line(canvas: Canvas, placed: Placed, block: Chart, key: str, rows: list[int]) -> dict[str, Any]:
    series = _series(canvas, placed, block, key, rows)
    del series["data_labels"]
    fill = {"color": _TARGET_COLOUR}
    marker = {"type": "long_dash", "size": 5, "fill": fill, "border": fill}
    return {**series, "line": {"color": _TARGET_COLOUR, "width": 2, "dash_type": "dash"}, "marker": marker}


def _describe(chart: Any, block: Chart, table: Table) -> None:
    font = {"name": FONT, "size": 10}
    kinds = {_column(table, key).kind for key in block.series}
    chart.set_title({"name": _plain(block.title), "name_font": {"name": FONT, "size": 13, "bold": True}})
    chart.set_legend({"position": "bottom", "font": font} if len(block.series) > 1 else {"none": True})
    names: dict[str, Any] = {"num_font": font, "name_font": {**font, "bold": False}}
    category = {**names, "name": _plain(_column(table, block.category).label)}
    if block.kind == "bar":
        # The first row on top, the scale still below.
        category |= {"reverse": True, "crossing": "max"}
    value = {
        **names,
        "name": _plain(block.axis),
        "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
    }
    if kinds == {"percent"}:
        drawn = [table.rows[i].cells.get(key) for key in block.series for i in _drawn_rows(table)]
        highest = max((number for number in drawn if isinstance(number, int | float)), default=0)
        # Without this a bar of 100 % gets an axis up to 120 %.
        value |= {"min": 0, "num_format": "0%"} | ({"max": 1} if 80 < highest <= 100 else {})
    across, upright = (value, category) if block.kind == "bar" else (category, value)
    chart.set_x_axis(across)
    chart.set_y_axis(upright)


def _height(block: Chart, table: Table) -> int:
    """Pixels: bars need a line for each row, up to a printed page."""
    if block.kind == "bar":
        return min(130 + 22 * len(_drawn_rows(table)) * len(block.series), 780)
    return 340


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
