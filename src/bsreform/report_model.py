"""What is reported: a Report is sheets of blocks; the workbook, the screen and the JSON render the same value."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from bsreform.measures import Call, Figures, LowUnit, RowCount, Verdict
from bsreform.model import DataDay, Period, Problem, Source, Value

Kind = Literal[
    "text", "line", "integer", "counted", "of", "decimal", "percent", "points", "money", "date", "sparkline"
]  # fmt: skip


class Address(Struct, frozen=True):
    """Which figure a cell shows; what its column leaves open ("") its row says.

    `figure`: an id of figures.py. `scope`: whose, "total" or "KIND:ID" (group, unit, shop, field, level). `span`: of
    which days, "now", "year", or "before-K" = the K-th period before. `side`: "counted", "out_of", "value", or
    "change" = the value against the period before.
    """

    figure: str = ""
    scope: str = ""
    span: str = ""
    side: str = ""

    def joined(self, other: "Address") -> "Address":
        """This address, its gaps filled from the other."""
        return Address(
            self.figure or other.figure, self.scope or other.scope, self.span or other.span, self.side or other.side
        )

    @property
    def whole(self) -> bool:
        """Does it name one figure?"""
        return all((self.figure, self.scope, self.span, self.side))


class Column(Struct, frozen=True):
    """A column of a table.

    `kind`: percent values are percents (33.33), points are percentage points; a "line" is a text that stays on one
    line, "counted" and "of" the whole numbers of “37/67”. `band` = header above, `subband` = one between the
    two. An `outline` column can be folded away with its neighbours. `number` replaces the column's own in the row of
    numbers (“(3)=(4)+(5)”).
    Live formulas: `ratio` (counted, out_of) on every row; `sum_of` other columns of the row;
    `difference` (minuend, subtrahend) of two columns; `adds` = SUM over members on group and total rows;
    `over` = columns that a sparkline draws. `break_before` starts a new printed page.
    `bar` draws a data bar. `short` is the label on the terminal, where a `whole` text is never broken. `link` names
    the table in which the row of the same scope stands: the cell is a link to it. `shows`: which figure stands in the
    column, as far as it is the same in all rows; the engine fills its cells.
    """

    key: str
    label: str
    kind: Kind = "text"
    band: str = ""
    width: float = 10
    ratio: tuple[str, str] | None = None
    sum_of: tuple[str, ...] = ()
    difference: tuple[str, str] | None = None
    adds: bool = False
    over: tuple[str, ...] = ()
    break_before: bool = False
    bar: bool = False
    short: str = ""
    subband: str = ""
    number: str = ""
    whole: bool = False
    outline: bool = False
    link: str = ""
    shows: Address | None = None


class Row(Struct, frozen=True):
    """A row of a table. A `group` row is followed by its members (`row`); a `total` adds the groups.

    `about`: what the figures of the row have in common (see `Table.figures`).
    """

    cells: Mapping[str, Value]
    level: Literal["row", "group", "total"] = "row"
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    about: Address | None = None


class Table(Struct, frozen=True):
    """A table of a sheet or of the screen.

    `numbered` prints the row of column numbers; `filtered` offers filters; `empty` is said where no rows are.
    `figures`: by column key, what the figures of the column have in common; with that of the row (`Row.about`) it is
    the address by which `explain` finds the rows behind a cell.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    numbered: bool = False
    filtered: bool = False
    empty: str = "Không có."
    figures: Mapping[str, Address] = field(default_factory=dict)

    def address(self, row: Row, key: str) -> Address | None:
        """Which figure stands in this cell; None where it holds none that can be traced."""
        own = self.figures.get(key)
        if own is None or row.about is None or row.cells.get(key, "") == "":
            return None
        joined = own.joined(row.about)
        return joined if joined.whole else None


class Chart(Struct, frozen=True):
    """A small chart over a table: a rate, and its target if it has one, over a column of periods."""

    title: str
    table: str
    category: str
    series: tuple[str, ...]


class Letterhead(Struct, frozen=True):
    """The head of an official document (Decree 30/2020, annex I): issuer left, national title right.

    A letter has no `title`: its subject stands below the number. `basis` are the documents that it carries out.
    """

    parent: str
    issuer: str
    place: str
    symbol: str
    title: str
    subject: str
    period: str
    addressee: str = ""
    basis: tuple[str, ...] = ()


class Paragraphs(Struct, frozen=True):
    """Running text; a `heading` stands in bold above it."""

    lines: tuple[str, ...]
    heading: str = ""


class Closing(Struct, frozen=True):
    """“Nơi nhận” on the left, the signer's office on the right, and the `name` below the signature, if it is known.

    What follows it in a section is the annex.
    """

    recipients: tuple[str, ...]
    signer: str
    name: str = ""


class TwoSides(Struct, frozen=True):
    """Lines of text on the left and the right half of a page; with `room` (points) they are to be signed below."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    room: float = 0


class Bars(Struct, frozen=True):
    """A table of page one of which one column is drawn: `at`, an empty column of the table.

    `kind` "bullet": the percent of the first of `over` as a bar, that of the second (the target) as a frame; "stack":
    the numbers of `over` in a row; "strip": one drawing over all rows; each row of `drawn` (on another sheet) is a dot
    on 0–100, `height` 1 lowest, hollow by the second of `over`. `says` is for those who cannot see it.
    """

    table: Table
    kind: Literal["bullet", "stack", "strip"]
    at: str
    over: tuple[str, ...]
    says: str
    drawn: Table | None = None


class FrontPage(Struct, frozen=True):
    """Page one of a report: how are we, whom to call about what, can it be trusted; one A4 page.

    `band` names period, organisation and days; `seen` says how fresh and whole the data are, `warning` ("" if none)
    what they do not reach. The tables' column widths are thirtieths of the page. `boxes` is a table of one row: the
    large figures, `lists` are tables below the drawings. `remark` is the line left for the chair's hand.
    """

    band: str
    seen: str
    warning: str
    headline: str
    boxes: Table | None = None
    calls: Table | None = None
    bars: tuple[Bars, ...] = ()
    lists: tuple[Table, ...] = ()
    remark: str = ""

    @property
    def tables(self) -> tuple[Table, ...]:
        """All its tables, from top to bottom."""
        drawn = (bars.table for bars in self.bars)
        return tuple(each for each in (self.boxes, self.calls, *drawn, *self.lists) if each)


Block = Letterhead | Paragraphs | Table | TwoSides | Bars | Chart | Closing | FrontPage


class Section(Struct, frozen=True):
    """One sheet of the workbook, or a document that is signed (with letterhead and closing: Word's alone).

    An `audit` sheet is for who checks the figures: grey tab, not printed. A `compact` one is one page for each part.
    """

    name: str
    blocks: tuple[Block, ...]
    title: str = ""
    subtitle: str = ""
    landscape: bool = False
    audit: bool = False
    compact: bool = False


def front_page(section: Section) -> FrontPage | None:
    """Page one, where the section holds it."""
    return next((block for block in section.blocks if isinstance(block, FrontPage)), None)


class Codes(Struct, frozen=True):
    """The codes of the dossiers behind a report, sorted: the next report compares with them.

    `open` at its end by the id of their unit, `closed` in its period; `excluded` and `not_accepted` enter no figure.
    """

    open: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    closed: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    not_accepted: tuple[str, ...] = ()


class Report(Struct, frozen=True):
    """Everything that the workbook, the screen and the JSON say: they render this one value.

    `file` is where the workbook goes, relative to the workspace. `conclusions` are full sentences.
    `sections` are the sheets of the workbook; `screen` are the tables of the terminal, in 80 columns.
    `data` says how old the dossiers are, `task_data` the tasks of the software; `notice` tells it where they do not
    reach the end of the period, and is the first of the conclusions.
    `task_rows` accounts for the rows of tasks, None in a report on dossiers alone. `more` are further keys of the JSON.
    `codes` are kept for the next report, and `snapshot`, the mark of what it saw of the tasks ("" = nothing);
    `self_check` is one line on the checks that the report makes on itself. `author` is the office that makes it;
    `document` what is signed: it goes to Word, not into the workbook.
    """

    kind: str
    title: str
    period: Period
    file: str
    units: tuple[Figures, ...]
    groups: tuple[Figures, ...]
    total: Figures
    low_units: tuple[LowUnit, ...]
    calls: tuple[Call, ...]
    rows: RowCount
    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    conclusions: tuple[str, ...]
    data: DataDay
    sections: tuple[Section, ...]
    screen: tuple[Table, ...] = ()
    task_rows: RowCount | None = None
    task_data: DataDay | None = None
    notice: str = ""
    more: Mapping[str, object] = field(default_factory=dict)
    codes: Codes = field(default_factory=Codes)
    self_check: str = ""
    author: str = ""
    snapshot: str = ""
    document: Section | None = None
