"""A percent and its target drawn in a cell of a Word table: shaded cells of a table within it, so that it is vector."""

from typing import Final

from bsreform.report_model import Bars, Row

_FILL: Final = "808080"
_HEIGHT: Final = 190
"""Twips of a bar."""
_LEAST: Final = 15
"""Twips: Word takes a narrower cell for one without a width."""
_LINE: Final = 'w:val="single" w:sz="{}" w:space="0" w:color="000000"'
_TINY: Final = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'


def bar_xml(bars: Bars, row: Row, width: int) -> str:
    """The content of the cell: grey = the percent, frame = 0–100 %, thick line = the target. "" without a percent."""
    percent, target = (row.cells.get(key) for key in bars.over[:2])
    if not isinstance(percent, int | float):
        return ""
    ends = {round(width * _share(percent)), width}
    at = round(width * _share(target)) if isinstance(target, int | float) else 0
    edges = sorted(each for each in ends | {at} if _LEAST <= each <= width - _LEAST or each == width)
    starts = [0, *edges[:-1]]
    filled = round(width * _share(percent))
    pieces = [*zip(starts, edges, strict=True)]
    cells = "".join(_piece(end - start, end <= filled, marked=bool(at) and end == at) for start, end in pieces)
    grid = "".join(f'<w:gridCol w:w="{end - start}"/>' for start, end in pieces)
    sides = "".join(f"<w:{side} {_LINE.format(4)}/>" for side in ("top", "left", "bottom", "right"))
    none = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{none}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{_HEIGHT}" w:hRule="exact"/></w:trPr>{cells}</w:tr></w:tbl>'
        f"{_TINY}"
    )


def _share(percent: float) -> float:
    return min(max(percent, 0.0), 100.0) / 100


def _piece(width: int, filled: bool, marked: bool) -> str:
    """A part of the bar; a `marked` one ends at the target."""
    border = f"<w:tcBorders><w:right {_LINE.format(18)}/></w:tcBorders>" if marked else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_FILL}"/>' if filled else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{border}{shade}</w:tcPr>{_TINY}</w:tc>'
