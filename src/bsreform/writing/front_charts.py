"""The drawings of page one: native charts that stand beside the figures of their rows, readable in grey."""

from collections.abc import Mapping
from typing import Final

from bsreform.language.wording import clean
from bsreform.report_model import Bars, Table
from bsreform.writing.canvas import Canvas
from bsreform.writing.formulas import Placed
from bsreform.writing.styles import FONT
from bsreform.writing.xlsx import XlsxBook, XlsxChart, XlsxOptions

OnSheets = Mapping[str, tuple[str, Placed]]
"""By table id: the sheet on which it stands, and where."""
STRIP_POINTS: Final = 39.0
"""The least height of a strip: its scale, and dots above each other."""
_GREYS: Final = ("#BFBFBF", "#7F7F7F", "#262626")
_DARK: Final = "#262626"
_PALE: Final = "#D9D9D9"
"""Hollow, and seen where a program draws no edges."""
_WHOLE: Final = {"x": 0.01, "y": 0.0, "width": 0.98, "height": 1.0}
_ABOVE_SCALE: Final = {"x": 0.03, "y": 0.04, "width": 0.93, "height": 0.68}
_FEWEST_HEIGHTS: Final = 5
"""So that a few dots lie low on their scale."""


def draw(canvas: Canvas, book: XlsxBook, bars: Bars, span: tuple[int, int], places: OnSheets) -> None:
    """The drawing over the empty column `bars.at`, the sheet columns `span`; its rows stand where `places` tells."""
    _, beside = places[bars.table.id]
    source = bars.drawn or bars.table
    chart = book.add_chart(_CHARTS[bars.kind])
    known = [any(each is not None for each in _stored(places[source.id][1], key)) for key in bars.over]
    drawn = [(index, key) for index, key in enumerate(bars.over) if known[index]]
    for index, key in drawn:
        chart.add_series(_series(*places[source.id], bars, key) | _LOOKS[bars.kind][index])
    _set_axes(chart, bars, source)
    chart.set_legend({"none": True})
    chart.set_title({"none": True})
    layout = _ABOVE_SCALE if bars.kind == "strip" else _WHOLE
    chart.set_plotarea({"layout": layout, "fill": {"none": True}})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    points = sum(canvas.heights[beside.first_row : beside.last_row + 1])
    chart.set_size({"width": canvas.pixels(*span) - 2, "height": round(points * 4 / 3)})
    options = {"x_offset": 1, "y_offset": 0, "object_position": 1, "description": clean(bars.says)}
    canvas.sheet.insert_chart(beside.first_row, span[0], chart, options)


def _set_axes(chart: XlsxChart, bars: Bars, source: Table) -> None:
    """None that is seen but the scale of a strip: every bar lies in its row."""
    hidden: XlsxOptions = {"visible": False, "major_gridlines": {"visible": False}}
    if bars.kind == "strip":
        line = {"color": "#BFBFBF", "width": 0.5}
        scale = {"min": 0, "max": 100, "major_unit": 20, "num_font": {"name": FONT, "size": 9}, "num_format": "0"}
        chart.set_x_axis(scale | {"major_gridlines": {"visible": True, "line": line}})
        heights = (row.cells["height"] for row in source.rows)
        highest = max((each for each in heights if isinstance(each, int)), default=1)
        chart.set_y_axis(hidden | {"min": 0, "max": max(highest, _FEWEST_HEIGHTS) + 1, "crossing": 0})
    else:
        chart.set_x_axis(hidden | ({"min": 0, "max": 1} if bars.kind == "bullet" else {"min": 0}))
        chart.set_y_axis(hidden | {"reverse": True})


def _series(sheet: str, placed: Placed, bars: Bars, key: str) -> XlsxOptions:
    column = next(column for column in placed.table.columns if column.key == key)
    series: XlsxOptions = {"name": clean(column.label)}
    if bars.kind == "strip":
        across = {"categories": _area(sheet, placed, key), "categories_data": _stored(placed, key)}
        return series | across | _values(sheet, placed, "height")
    return series | _values(sheet, placed, key)


def _values(sheet: str, placed: Placed, key: str) -> XlsxOptions:
    return {"values": _area(sheet, placed, key), "values_data": _stored(placed, key)}


def _stored(placed: Placed, key: str) -> list[object]:
    """The figures, for viewers that do not calculate; None where there is none: a text would make all of them texts."""
    column = next(column for column in placed.table.columns if column.key == key)
    scale = 100 if column.kind == "percent" else 1
    found = [row.cells.get(key) for row in placed.table.rows]
    return [value / scale if isinstance(value, int | float) else None for value in found]


def _area(sheet: str, placed: Placed, key: str) -> list[object]:
    at = placed.columns[key]
    return [sheet, placed.first_row, at, placed.last_row, at]


def _dot(fill: XlsxOptions, edge: str) -> XlsxOptions:
    marker = {"type": "circle", "size": 7, "fill": fill, "border": {"color": edge, "width": 1}}
    return {"marker": marker, "line": {"none": True}}


_CHARTS: Final[dict[str, dict[str, str]]] = {
    "bullet": {"type": "bar"},
    "stack": {"type": "bar", "subtype": "stacked"},
    "strip": {"type": "scatter"},
}
_LOOKS: Final[dict[str, tuple[XlsxOptions, ...]]] = {
    "bullet": (
        {"fill": {"color": "#A6A6A6"}, "border": {"none": True}, "gap": 45, "overlap": 100},
        {"fill": {"none": True}, "border": {"color": "#000000", "width": 1.5}, "gap": 45, "overlap": 100},
    ),
    "stack": tuple(
        {"fill": {"color": grey}, "border": {"color": "#FFFFFF", "width": 0.5}, "gap": 35} for grey in _GREYS
    ),
    "strip": (_dot({"color": _DARK}, "#FFFFFF"), _dot({"color": _PALE}, _DARK)),
}
