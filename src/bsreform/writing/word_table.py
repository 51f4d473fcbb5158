"""A table of the report as WordprocessingML: borders, bands merged, the header repeated on every page."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from bsreform.language.wording import cell_text as plain_text
from bsreform.language.wording import clean
from bsreform.report_model import Bars, Column, Row, Table
from bsreform.writing.fitting import text_pixels
from bsreform.writing.styles import HEADER_FILL, MARKS, SMALL, alignment, is_ordinal
from bsreform.writing.tables import levels_of, spare_rows, stretches
from bsreform.writing.word_bars import bar_xml

HEADER: Final = "Bảng đầu cột"
_STYLES: Final = {"left": "Bảng chữ", "center": "Bảng giữa", "right": "Bảng số"}
"""The paragraph styles of cells, by name: the template says how they look."""
_TWIPS = 15
"""To a pixel."""
_PADDING = 50
"""Twips on either side of the text of a cell."""
_SPARE = 30
"""Twips: printers set a text a little wider than measured."""
_BROKEN_WORD = 1.12
"""A word of the header is never broken: bold “u” and “n” are wider than figures."""
_MARK_PIXELS = 16
_WHOLE = 5
"""Rows of a table that stays on one page: more would leave half of the page before empty."""
_LEAST_TEXT = 1500
_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
# Word needs a paragraph between two tables, and after one in a cell.
_GAP: Final = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'


def table_xml(table: Table, styles: Mapping[str, str], width: int, bars: Bars | None = None) -> str:
    """`table` as XML, `width` twips wide, with the small gap after it; `styles` are ids of paragraph styles by name.

    Cells say what the screen says: the figure as text, and the mark of its verdict; `bars` draws one column. A short
    table stays on one page; a longer one leaves at least two rows on either side of a break.
    """
    widths = _widths(table, width)
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)
    padding = "".join(f'<w:{side} w:w="{_PADDING}" w:type="dxa"/>' for side in ("left", "right"))
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    rows = [*_header(table, styles, widths), *_body(table, styles, widths, bars)]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{padding}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{_GAP}"
    )


def cell_text(row: Row, column: Column) -> str:
    """What a cell says: “1.234”, “45,67% ✗”, “–” where a figure is missing, nothing where a row has no number."""
    value = row.cells.get(column.key)
    if value is None and is_ordinal(column):
        return ""
    verdict = row.verdicts.get(column.key)
    return plain_text(row, column) + (f"\N{NO-BREAK SPACE}{MARKS[verdict]}" if verdict else "")


def _widths(table: Table, width: int) -> list[int]:
    """Twips per column: figures take what they need, columns of text share the rest by what they ask for."""
    needed = [0 if _is_name(column) else _needed(table, column) for column in table.columns]
    asked = [column.width if _is_name(column) else 0.0 for column in table.columns]
    rest = max(width - sum(needed), _LEAST_TEXT * sum(map(bool, asked)))
    if any(asked):
        needed = [int(rest * part / sum(asked)) if part else each for each, part in zip(needed, asked, strict=True)]
    scale = min(width / sum(needed), 1.0) if any(asked) else width / sum(needed)
    return [int(each * scale) for each in needed]


def _is_name(column: Column) -> bool:
    """Is its width what the others leave? That of names is, and of drawings."""
    return column.kind in ("text", "sparkline") and not is_ordinal(column)


def _needed(table: Table, column: Column) -> int:
    """Twips for the longest figure and for the header, so that not each of its words has a line of its own."""
    texts = [text_pixels(cell_text(row, column), SMALL, bold=row.level != "row") for row in table.rows]
    label = _label_pixels([text_pixels(word, SMALL, bold=True) * _BROKEN_WORD for word in column.label.split()])
    marked = any(column.key in row.verdicts for row in table.rows)
    return int((max([*texts, label], default=0) + _MARK_PIXELS * marked) * _TWIPS) + 2 * _PADDING + _SPARE


def _label_pixels(words: Sequence[float]) -> float:
    """The least width in which words so wide take about half as many lines as they are."""
    space = text_pixels(" ", SMALL, bold=True)
    widths = sorted(
        sum(words[first:last]) + space * (last - first - 1)
        for first in range(len(words))
        for last in range(first + 1, len(words) + 1)
    )
    most = ceil(len(words) / 2)
    return next((each for each in widths if each >= max(words) and _lines(words, each, space) <= most), 0.0)


_ROUNDING = 1e-6
"""Pixels by which the same sum may come out larger in another order."""


def _lines(words: Sequence[float], room: float, space: float) -> int:
    lines, used = 1, 0.0
    for word in words:
        if used and used + space + word > room + _ROUNDING:
            lines, used = lines + 1, 0.0
        used += word + (space if used else 0.0)
    return lines


def _header(table: Table, styles: Mapping[str, str], widths: list[int]) -> Iterator[str]:
    """The rows of bands, then that of the labels; a label reaches up to below its last band."""
    levels = levels_of(table)
    for at in range(len(levels) + 1):
        bands = {first: (text, last) for text, first, last in (stretches(table, levels[at]) if levels[at:] else ())}
        cells, index = [], 0
        while index < len(table.columns):
            text, last = bands.get(index, ("", index))
            merged = ""
            if index not in bands:
                text, merged = _label(table.columns[index], at, len(levels), spare_rows(table.columns[index], levels))
            shape = f'{merged}<w:shd w:val="clear" w:color="auto" w:fill="{HEADER_FILL[1:]}"/>'
            spanned = sum(widths[index : last + 1])
            cells.append(
                _cell(_CellText(text, styles.get(HEADER), bold=True, kept=True), spanned, last - index + 1, shape)
            )
            index = last + 1
        yield _row(cells, header=True)


def _label(column: Column, at: int, bottom: int, spare: int) -> tuple[str, str]:
    """The text of a label in row `at` of the header, and how the cell is merged downwards."""
    top = bottom - spare
    if at == top:
        return column.label, '<w:vMerge w:val="restart"/>' if spare else ""
    return "", "<w:vMerge/>" if at > top else ""


def _body(table: Table, styles: Mapping[str, str], widths: list[int], bars: Bars | None) -> Iterator[str]:
    last = len(table.rows) - 1
    for at, row in enumerate(table.rows):
        kept = at < last and (last < _WHOLE or at in (0, last - 1))
        cells = []
        for column, width in zip(table.columns, widths, strict=True):
            style = styles.get(_STYLES[alignment(column)])
            drawn = bar_xml(bars, row, width - 2 * _PADDING) if bars and column.key == bars.at else ""
            text = _CellText(cell_text(row, column), style, bold=row.level != "row", kept=kept)
            cells.append(_cell(text, width, drawn=drawn))
        yield _row(cells)


def _row(cells: list[str], header: bool = False) -> str:
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


class _CellText(Struct, frozen=True):
    """What a cell says, in which style; `kept` on the page of the next row."""

    text: str
    style: str | None
    bold: bool = False
    kept: bool = False

    @property
    def xml(self) -> str:
        named = f"<w:pStyle w:val={quoteattr(self.style)}/>" if self.style else ""
        weight = f'<w:rPr><w:b w:val="{int(self.bold)}"/></w:rPr>'
        parts = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in clean(self.text).split("\n"))
        kept = "<w:keepNext/>" if self.kept else ""
        return f"<w:p><w:pPr>{named}{kept}</w:pPr><w:r>{weight}{'<w:br/>'.join(parts)}</w:r></w:p>"


def _cell(text: _CellText, width: int, span: int = 1, shape: str = "", drawn: str = "") -> str:
    """A cell that says `text`, or holds what is `drawn`."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shape}<w:vAlign w:val="center"/></w:tcPr>'
        f"{drawn or text.xml}</w:tc>"
    )
