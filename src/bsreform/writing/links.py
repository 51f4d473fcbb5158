"""Links within a workbook: from a name to its row on another sheet, and from every sheet back to page one."""

from collections.abc import Iterator, Mapping, Sequence

from bsreform.report_model import Row
from bsreform.writing.canvas import Canvas, cut
from bsreform.writing.formulas import Placed

Target = tuple[str, Placed]


def write_links(canvases: Sequence[Canvas]) -> None:
    """Make the cells of linking columns links, once every table has its place."""
    drawn: Mapping[str, Target] = {id_: (each.name, placed) for each in canvases for id_, placed in each.placed.items()}
    for canvas in canvases:
        for placed in canvas.placed.values():
            for column in placed.table.columns:
                if column.link in drawn:
                    for row, target in _targets(placed, drawn[column.link]):
                        _relink(canvas, placed, row, column.key, target)


def write_mentions(canvases: Sequence[Canvas]) -> None:
    """Make every text that says “trang “Quá hạn”” a link to that sheet."""
    for canvas in canvases:
        for (row, column), (text, look) in canvas.mentions.items():
            named = (each for each in canvases if f"trang “{each.name}”" in text and each is not canvas)
            if (target := next(named, None)) is not None:
                canvas.sheet.write_url(row, column, _internal(target.name, "A1"), look, cut(text))


def write_way_back(canvas: Canvas, first: str) -> None:
    """One small line “← Trang nhất”, `first` being the name of that sheet."""
    look = canvas.styles.look(font_color="#1F5A94", underline=1, align="left")
    canvas.sheet.write_url(canvas.row, 0, _internal(first, "A1"), look, f"← {first}")
    canvas.next_row(canvas.styles.least)


def _targets(placed: Placed, target: Target) -> Iterator[tuple[int, str]]:
    """By row of the linking table: where the row of the same scope stands."""
    name, there = target
    places = {_scope(row): index for index, row in reversed(list(enumerate(there.table.rows))) if _scope(row)}
    for index, row in enumerate(placed.table.rows):
        if (at := places.get(_scope(row))) is not None:
            yield index, _internal(name, there.cell(at, there.table.columns[0].key))


def _relink(canvas: Canvas, placed: Placed, index: int, key: str, target: str) -> None:
    text = placed.table.rows[index].cells.get(key)
    if not isinstance(text, str) or not text:
        return
    look = canvas.looks.get((placed.first_row + index, placed.columns[key]))
    canvas.sheet.write_url(placed.first_row + index, placed.columns[key], target, look, cut(text))


def _scope(row: Row) -> str:
    return row.about.scope if row.about else ""


def _internal(sheet: str, cell: str) -> str:
    return "internal:'{}'!{}".format(sheet.replace("'", "''"), cell)
