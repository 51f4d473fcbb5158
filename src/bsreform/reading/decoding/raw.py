"""What a decoder hands on: sheets of text cells at their true places, and the marks found beside them."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

if TYPE_CHECKING:
    import pyarrow as pa

FileKind = Literal["xlsx", "xlsb", "xls", "ods", "csv", "html"]
Cell = tuple[int, int]
"""(row, column), 1-based, as Excel numbers them."""
Area = tuple[int, int, int, int]
"""(first row, first column, last row, last column), 1-based, all included."""


class ReadFault(Exception):
    """A file cannot be read: `rule` is the id of the problem, `detail` one technical clue (no cell text)."""

    def __init__(self, rule: str, detail: str = "") -> None:
        super().__init__(rule, detail)
        self.rule = rule
        self.detail = detail


class RawSheet(Struct, frozen=True):
    """One sheet. `columns` are equally long pyarrow string arrays; null or "" = empty cell.

    Index 0 of the arrays is sheet row `first_row`; `columns[0]` is sheet column `first_column`.
    True date cells read "YYYY-MM-DD HH:MM:SS[.fff]", numbers "10000", "0.6" (dot = decimal), booleans "true"/"false".
    `page` are the texts above and below every printed page.
    """

    name: str
    columns: "list[pa.ChunkedArray]"
    first_row: int = 1
    first_column: int = 1
    visible: bool = True
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    error_cells: Mapping[Cell, str] = field(default_factory=dict)
    uncalculated: frozenset[Cell] = frozenset()
    page: tuple[str, ...] = ()


class RawBook(Struct, frozen=True):
    """One decoded file. `unread` names sheets that could not be decoded while others could.

    `modified` = the workbook's own property, in Vietnamese time (UTC+7) without zone.
    `sha256` is that of the bytes read.
    """

    kind: FileKind
    sheets: tuple[RawSheet, ...]
    date1904: bool = False
    modified: datetime | None = None
    unread: tuple[str, ...] = ()
    sha256: str = ""
