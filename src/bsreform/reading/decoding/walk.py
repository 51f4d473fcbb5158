"""What a walk over the binary records of one sheet (.xls, .xlsb) gathers, and the marks that come of it."""

import struct

from msgspec import Struct, field

from bsreform.reading.decoding.marks import Marks, reads_like_thousands
from bsreform.reading.decoding.raw import Area, Cell

_ERROR_CODES = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_NOWHERE = 1 << 20


class Walk(Struct):
    """What has been found so far. Rows and columns are taken 0-based, as the records count."""

    anchor: Cell = (_NOWHERE, 0)
    last: Cell = (-1, -1)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[Cell, str] = field(default_factory=dict)
    uncalculated: set[Cell] = field(default_factory=set)
    decimals: set[Cell] = field(default_factory=set)

    def value(self, row: int, column: int, to: int) -> None:
        """Values stand in these columns of the row, `to` included."""
        if row < self.anchor[0] or (row == self.anchor[0] and column < self.anchor[1]):
            self.anchor = (row, column)
        self.spans(row, to)

    def spans(self, row: int, column: int) -> None:
        """The decoder lays the sheet out up to here at least."""
        if row > self.last[0] or column > self.last[1]:
            self.last = (max(row, self.last[0]), max(column, self.last[1]))

    def number(self, row: int, column: int, value: float) -> None:
        """The cell is no text but this number."""
        if reads_like_thousands(value):
            self.decimals.add((row + 1, column + 1))

    def error(self, row: int, column: int, code: int) -> None:
        """An error cell with this code of the file format."""
        self.errors[row + 1, column + 1] = _ERROR_CODES.get(code, "#N/A")
        self.spans(row, column)

    def left_open(self, row: int, column: int) -> None:
        """A formula that nobody has calculated."""
        self.uncalculated.add((row + 1, column + 1))

    def compressed(self, row: int, column: int, rk: bytes) -> None:
        """The cell is the number that these four bytes stand for ("RK")."""
        bits = int.from_bytes(rk, "little")
        value = float(int.from_bytes(rk, "little", signed=True) >> 2)
        if not bits & 2:
            (value,) = struct.unpack("<d", bytes(4) + (bits & 0xFFFFFFFC).to_bytes(4, "little"))
        self.number(row, column, value / 100 if bits & 1 else value)

    def merged(self, top: int, left: int, bottom: int, right: int) -> None:
        """A merged area, all ends included."""
        self.merges.append((top + 1, left + 1, bottom + 1, right + 1))

    @property
    def cells_spanned(self) -> int:
        """How many cells the rectangle from A1 to the last value has."""
        return (self.last[0] + 1) * (self.last[1] + 1)

    def marks(self) -> Marks:
        """All of it, 1-based."""
        row, column = self.anchor
        return Marks(
            anchor=(row + 1, column + 1) if row < _NOWHERE else None,
            merges=tuple(self.merges),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            error_cells=self.errors,
            uncalculated=frozenset(self.uncalculated),
            decimals=frozenset(self.decimals),
        )
