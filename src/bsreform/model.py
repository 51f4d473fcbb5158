"""The values that flow through bsreform: what was read, what was found in it, whose it is."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

if TYPE_CHECKING:
    import pandas as pd

Severity = Literal["error", "warning"]
Group = str
"""The id of a group of units: a key of the settings' [groups]."""
SubjectId = Literal["dossiers", "tasks", "digital_teams"]
Value = str | int | float | date | None


class CannotRun(Exception):
    """The run itself is impossible (settings, usage, no input): the message is shown, exit code 2."""


class SetAside(UserWarning):
    """A file that is not used although the run goes on; the message names it, and `edges` shows it in one line."""


# --- what was read -------------------------------------------------------------------------


class Fact(Struct, frozen=True):
    """Something that reading noticed and that a rule may complain of; `kind` is the id of that rule.

    `source` indexes `Dataset.sources`, in the worker the tables of its file. `row` is the number that Excel shows;
    `column` its letter; `detail` carries what the rule needs to word its message.
    """

    source: int
    kind: str
    row: int | None = None
    column: str | None = None
    field: str | None = None
    raw: str = ""
    detail: str = ""


def as_values(fact: Fact) -> list[int | str | None]:
    """As it stands in the notes of an extract; `Fact(*values)` is the fact again."""
    return [fact.source, fact.kind, fact.row, fact.column, fact.field, fact.raw, fact.detail]


class Source(Struct, frozen=True):
    """One sheet that was read, or one file that could not be (`fault` = the rule id that says why).

    `path` is relative to the workspace, with forward slashes. `columns` maps field → column letter.
    `accounting` counts the rows of the table by kind: title, header, section, total, blank, footer, data, unread (told
    by `unread_row`), and in tasks part (of the task above). A sheet with several tables is as many sources.
    `exported_at` is Vietnamese local time without zone; `exported_from` says where it was found.
    `rank` is that of its system (0 = the first that counts), `visible` whether the sheet is shown.
    `filled` are the columns that it has and that are not wholly blank, and those that follow from them.
    `titles` are the lines above the header that may name the unit; `quarter` is the one they state ("2024-Q1"), "" if
    none. `form` is the fill-in form of bsreform that the sheet is (“tracker/1”), if it is one. `stated` is the period
    that a table of counts states: two days ("2026-02-15/2026-03-14") or the id of a period, "" if none.
    """

    path: str
    sheet: str | None = None
    layout: str | None = None
    rows: int = 0
    exported_at: datetime | None = None
    exported_from: Literal["title", "property", "file"] = "file"
    sha256: str | None = None
    fault: str | None = None
    detail: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    filled: frozenset[str] = frozenset()
    accounting: Mapping[str, int] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    visible: bool = True
    rank: int = 0
    form: str = ""
    quarter: str = ""
    stated: str = ""

    @property
    def unread(self) -> bool:
        """Could its file or sheet not be read? (A conflict copy could, but does not count.)"""
        return self.fault not in (None, "conflict_copy")


System = Literal["ministry", "province", ""]
"""Whose system holds a dossier: a ministry's own, the province's; "" where that is not told, or both together."""


class Aggregate(Struct, frozen=True):
    """What one table of form II.06a gives for one unit (id; "" = the organisation as a whole) and one system.

    `counts` are columns (3) to (13) by the names of `layouts.aggregate_06a.COUNTS`, sums of the rows of fields (None
    where a column is not there). `days` is the period that it states, both included, None where it states none.
    """

    path: str
    sheet: str
    unit: str
    system: System
    days: "tuple[date, date] | None"
    counts: Mapping[str, int | None]
    exported_at: datetime | None = None


class NoWork(Struct, frozen=True):
    """A unit (its id) that had no work in these days, both included, as it says in a form."""

    unit: str
    days: "tuple[date, date]"


class Dataset(Struct, frozen=True, eq=False):
    """All rows of one subject from all sources: canonical columns plus `source` and `row`; equal to itself alone.

    `available` names the canonical columns that at least one source has and fills. `aggregates` are tables of counts
    that lay beside the dossiers: shown beside their figures, never added to them. `declared` are units without work.
    """

    frame: "pd.DataFrame"
    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    available: frozenset[str] = frozenset()
    subject: SubjectId = "dossiers"
    aggregates: tuple[Aggregate, ...] = ()
    declared: tuple[NoWork, ...] = ()


class Finding(Struct, frozen=True):
    """What a rule found, before the engine adds id, severity and place.

    `source` -1 is the workspace itself. `field` names the column of the place, if any; `column` "" =
    the value stands in no column. `excludes` = the row leaves every figure (no `row` = every row of
    the source does). `severity` replaces the rule's own for this finding, `sheet` the source's.
    """

    source: int
    message: str
    hint: str
    row: int | None = None
    field: str | None = None
    column: str | None = None
    raw: str = ""
    excludes: bool = False
    severity: Severity | None = None
    sheet: str | None = None


class Problem(Struct, frozen=True):
    """One complaint about the users' data, in Vietnamese, with its place and its remedy."""

    rule: str
    severity: Severity
    file: str
    sheet: str | None
    cell: str | None
    row: int | None
    column: str | None
    field: str | None
    raw: str
    message: str
    hint: str

    @property
    def place(self) -> str:
        """`tệp[trang]!ô`, as far as it is known."""
        sheet = f"[{self.sheet}]" if self.sheet else ""
        cell = self.cell or (f"dòng {self.row}" if self.row else "")
        return f"{self.file}{sheet}" + (f"!{cell}" if cell else "")


# --- whose it is, and when ----------------------------------------------------------------------


class Period(Struct, frozen=True):
    """The days `start`..`end`, both included, seen at the end of the day `as_of` (start ≤ as_of ≤ end).

    `seen` ≥ as_of is the day up to which duties of the calendar year are judged, which may end after the period's.
    """

    id: str
    start: date
    end: date
    as_of: date
    seen: date | None = None


class DataDay(Struct, frozen=True):
    """How old the data of a report on [`start`, `end`] are: the oldest of the units' newest exports (`first`) and the
    newest of all (`last`), None where there is no export. `stale_units` (ids) sent older ones than the others, or than
    the end.
    """

    first: date | None
    last: date | None
    start: date
    end: date
    stale_units: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Did every unit's newest export see the end of the period? (So it did where nothing was exported.)"""
        return self.first is None or self.first >= self.end

    @property
    def stale(self) -> bool:
        """Were all exports made before the period began?"""
        return self.last is not None and self.last < self.start


class Unit(Struct, frozen=True):
    """A unit of the registry, valid from `valid_from` to `valid_to`, both included (None = open).

    One that receives no dossiers (or tasks) is never asked for them nor missed.
    """

    id: str
    name: str
    group: Group
    short: str = ""
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None
    receives_dossiers: bool = True
    receives_tasks: bool = True
