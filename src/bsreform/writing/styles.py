"""The looks of a workbook: type, colours, borders and number formats, each made once."""

from collections.abc import Mapping
from typing import Final, Literal

from bsreform.language.wording import places_in_sheet
from bsreform.measures import Verdict
from bsreform.report_model import Column, Kind, Row
from bsreform.writing.xlsx import XlsxBook, XlsxFormat, XlsxOptions

FONT: Final = "Times New Roman"
BODY: Final = 13
"""Points of running text; on a document they are those on paper, as Decree 30/2020 asks."""
SMALL: Final = 11
COMPACT: Final = 9
"""Points of the text of a table that has to fit one page."""
DEFAULT_FORMAT: Final = {"font_name": FONT, "font_size": SMALL, "font_scheme": "none"}

HEADER_FILL: Final = "#DCE6F1"
AUDIT_TAB: Final = "#A6A6A6"
"""The tab of a sheet for whoever checks the figures."""
_LEVEL_LOOKS: Final[Mapping[str, XlsxOptions]] = {
    "row": {},
    "group": {"bold": True, "bg_color": "#EDF2F8"},
    "total": {"bold": True, "bg_color": "#C9D7E8", "top": 2},
}
# Blue, pale yellow and orange stay apart in every common colour blindness; the marks do on grey paper.
_VERDICT_LOOKS: Final[Mapping[Verdict, XlsxOptions]] = {
    "above": {"bg_color": "#BDD7EE"},
    "equal": {"bg_color": "#FFF7CC"},
    "below": {"bg_color": "#F8C08A", "bold": True},
}
MARKS: Final[Mapping[Verdict, str]] = {"above": "✓", "equal": "✓", "below": "✗"}
# 42A is Vietnamese. LibreOffice then shows Vietnamese separators whatever its language; Excel always shows those of
# the computer, and no number format can change that.
_NUMBER_FORMATS: Final[Mapping[Kind, str]] = {
    "text": "General",
    "line": "General",
    "integer": "[$-42A]#,##0",
    "counted": "[$-42A]#,##0",
    "of": '[$-42A]"/"#,##0',
    "decimal": "[$-42A]#,##0.00",
    "percent": "[$-42A]0.0%",
    "points": "[$-42A]+0.0;[$-42A]-0.0;[$-42A]0.0",
    "money": "[$-42A]#,##0",
    "date": "dd/mm/yyyy",
    "sparkline": "General",
}
Align = Literal["left", "center", "right"]


class Styles:
    """The formats of one workbook; asking twice for the same look gives the same format."""

    def __init__(self, book: XlsxBook, compact: bool = False) -> None:
        self._book = book
        self.size = COMPACT if compact else SMALL
        """Points of the text of tables."""
        self.padding = -0.5 if compact else 4.0
        """Points that a row of a table is higher than its text."""
        self.least = 10.5 if compact else 17.25
        """Points of the lowest row of a table."""
        self.gap = 3.0 if compact else 12.0
        """Points between a table and what stands above and below it."""
        self._made: dict[tuple[tuple[str, object], ...], XlsxFormat] = {}
        self._cells: dict[tuple[Kind, Align, str, Verdict | None, int, int], XlsxFormat] = {}

    def look(self, **properties: object) -> XlsxFormat:
        """The XlsxWriter format with these properties, in Times New Roman."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**DEFAULT_FORMAT, "font_size": self.size, **properties})
        return self._made[key]

    def text(self, size: float = BODY, align: str = "center", **properties: object) -> XlsxFormat:
        """Wrapped text outside tables."""
        return self.look(font_size=size, align=align, valign="vcenter", text_wrap=True, **properties)

    def header(self, **properties: object) -> XlsxFormat:
        """A header cell of a table."""
        look = {"bold": True, "bg_color": HEADER_FILL, "border": 1, "align": "center", "valign": "vcenter"}
        return self.look(**{**look, "text_wrap": True, **properties})

    def cell(self, row: Row, column: Column, missing: bool, indent: int) -> XlsxFormat:
        """A cell of a table's body; `missing` centres the dash of an absent number."""
        verdict, align = row.verdicts.get(column.key), "center" if missing else alignment(column)
        key = (column.kind, align, row.level, verdict, indent, places_in_sheet(row, column))
        if key not in self._cells:  # there are thousands of cells, and few looks
            self._cells[key] = self._cell(*key)
        return self._cells[key]

    def _cell(
        self, kind: Kind, align: Align, level: str, verdict: Verdict | None, indent: int, places: int
    ) -> XlsxFormat:
        look = {"border": 1, "valign": "vcenter", "text_wrap": kind != "line", **_LEVEL_LOOKS[level]}
        if verdict:
            look |= _VERDICT_LOOKS[verdict]
        if kind == "of":
            look["left"] = 0
        if kind == "counted":
            look["right"] = 0
        if indent:
            look["indent"] = indent
        return self.look(**look, align=align, num_format=number_format(kind, verdict, places))


def alignment(column: Column) -> Align:
    """Text left, figures right; dates and narrow ordinal numbers in the middle."""
    if column.kind in ("date", "sparkline") or is_ordinal(column):
        return "center"
    return "left" if column.kind in ("text", "line", "of") else "right"


def is_ordinal(column: Column) -> bool:
    """Whether a column numbers its rows (“STT”): those of groups and totals stay empty."""
    return column.kind in ("integer", "text") and column.width <= 6


def number_format(kind: Kind, verdict: Verdict | None = None, places: int = 1) -> str:
    """The number format of a kind, of percents with so many `places`; a verdict adds its mark, which reads in black
    and white, once to a pair.
    """
    plain = "[$-42A]0.00%" if kind == "percent" and places > 1 else _NUMBER_FORMATS[kind]
    if verdict is None or kind == "counted":
        return plain
    if plain == "General":
        return f'@" {MARKS[verdict]}"'
    return ";".join(f'{part}" {MARKS[verdict]}"' for part in plain.split(";"))
