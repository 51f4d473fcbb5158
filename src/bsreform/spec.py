"""What a declaration looks like: the fields of a source layout, the indicators of a report, a fill-in form."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from bsreform.language.text import fold
from bsreform.periods import YEAR, PeriodKind, year_start

if TYPE_CHECKING:
    from datetime import date

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from bsreform.history.values import Reported
    from bsreform.model import Dataset, Finding, Period, Severity, SubjectId
    from bsreform.organisation.config import Config, Periods
    from bsreform.organisation.units import Registry
    from bsreform.organisation.working_days import WorkingCalendar
    from bsreform.records.procedures import Catalogue

ValueKind = Literal["text", "lines", "code", "date", "deadline", "money", "number", "percent", "yes_no", "choice"]
"""“lines” is text that keeps its line breaks; a “deadline” is a day, a period (its last day) or words for none."""


Masks = Mapping[str, "NDArray[np.bool_]"]
"""The yes/no columns of a cohort (see cohorts.py) by name, all of one length."""


class Field(Struct, frozen=True):
    """A column that a layout may have.

    `words` are its header texts, strongest first (matched after `text.fold`). `choices` maps a
    folded cell text to its meaning (of a yes_no: "yes" or "no", besides the general words). `required`: the
    row is excluded unless it is readable. `label` is what a clerk calls it. Not `kept`: nothing needs the texts, so
    they stay in the sender's file; only where the column stands is known. `like` is a pattern of folded headings that
    are in no list, weaker than any word.
    """

    name: str
    label: str
    kind: ValueKind
    words: tuple[str, ...]
    required: bool = False
    choices: Mapping[str, str] | None = None
    kept: bool = True
    like: str = ""


def choices(**wordings: tuple[str, ...]) -> Mapping[str, str]:
    """The folded wordings of a column → their meaning, from lists of wordings for each meaning."""
    return {fold(word): meaning for meaning, words in wordings.items() for word in words}


class Layout(Struct, frozen=True):
    """A shape of sheet that people send: `fields` it may have; a sheet fits when it has all of `key_fields`.

    `subject` is what its rows are about; `folder` is the key of [folders] under which such files lie ("": one
    file of the layout's name beside the settings); `sent_as` is what a clerk calls such a file.
    `doubtful` are header texts that may mean several fields: a name for the doubt → its texts, strongest first.
    A header names at least `least` fields. `enough` are other sets of fields with which a sheet fits too. `groups` tell
    which fields may stand under a heading over several columns that has these words in it: “Trực tuyến” under
    “Thanh toán” is no way to hand in. `beside`: its rows (counts of what others list, totals and headings with
    numbers among them; declarations) are read beside those of the folder's own layout and never added to them.
    """

    id: str
    label: str
    fields: tuple[Field, ...]
    key_fields: tuple[str, ...]
    subject: "SubjectId"
    folder: str
    sent_as: str
    doubtful: Mapping[str, tuple[str, ...]] | None = None
    least: int = 3
    beside: bool = False
    enough: tuple[frozenset[str], ...] = ()
    groups: Mapping[str, frozenset[str]] | None = None

    def field(self, name: str) -> Field:
        return next(f for f in self.fields if f.name == name)


class FormColumn(Struct, frozen=True):
    """A column of a fill-in form: a field of the layout, how to fill it, an example, its width in characters.

    `options` are offered in a drop-down; `units` offers the units of the registry instead, `groups` their groups.
    `required` marks a column that every row needs although the layout can read a row without it. `break_before` starts
    a new page.
    """

    field: str
    how: str
    example: str
    width: float = 14
    options: tuple[str, ...] = ()
    units: bool = False
    groups: bool = False
    required: bool = False
    break_before: bool = False


class Watch(Struct, frozen=True):
    """What colours the rows of a form: the deadline (first filled of `deadlines`) of rows that are still open.

    A row is closed by a date in `completed`, by full `progress`, or by one of the wordings `closed` in `status`.
    """

    deadlines: tuple[str, ...]
    completed: str
    progress: str
    status: str
    closed: tuple[str, ...]


class Form(Struct, frozen=True):
    """A fill-in workbook: which columns of which layout, under which title, with which instructions.

    `version` goes up when columns or lists change. The workbook is `id`.xlsx.
    """

    id: str
    version: int
    layout: str
    sheet: str
    title: str
    columns: tuple[FormColumn, ...]
    notes: tuple[str, ...]
    watch: Watch | None = None


class Indicator(Struct, frozen=True):
    """Two sets of rows of a cohort, as masks: `counted` (always within `out_of`) and `out_of`.

    `needs` are the properties of a dossier (see `PROPERTIES`) that both sets are made of, and that may be unknown.
    `formula` says it in words; `clause` where it is ordered; `order` where it stands among the others of its kind.
    """

    id: str
    label: str
    short: str
    formula: str
    clause: str
    needs: tuple[str, ...]
    counted: "Callable[[Masks], NDArray[np.bool_]]"
    out_of: "Callable[[Masks], NDArray[np.bool_]]"
    order: int = 0


class Count(Struct, frozen=True):
    """One set of rows of a cohort, as a mask; `label` and `formula` say in words which. `needs` as of an indicator."""

    id: str
    label: str
    formula: str
    counted: "Callable[[Masks], NDArray[np.bool_]]"
    needs: tuple[str, ...] = ()


PROPERTIES: Mapping[str, tuple[str, ...]] = {
    "online": ("channel",),
    "direct": ("channel",),
    "offered": (),
    "full": ("service_level", "catalogue.service_level"),
    "owes": ("fee", "catalogue.fee_bearing"),
    "paid_online": ("paid_online",),
    "payment_list": ("catalogue.payment_list",),
    "essential": ("catalogue.essential",),
    "components_digitised": ("components_digitised",),
    "result_digitised": ("result_digitised",),
    "reused": ("reused",),
}
"""What may be unknown of a dossier → the columns of which one is needed to know it of any; "catalogue.x" = column x
of the catalogue of procedures. (All are offered online where no catalogue says which.)
"""
UNKNOWN = "unknown."
"""Before the name of a property: the mask of the rows of which it is not known."""


class Sides(Struct, frozen=True):
    """The rows of a figure: those `counted` among those it is `out_of`, and those `unknown` that may belong to it."""

    counted: "NDArray[np.bool_]"
    out_of: "NDArray[np.bool_]"
    unknown: "NDArray[np.bool_]"


def sides(figure: Indicator | Count, masks: Masks) -> Sides:
    """The rows of a figure in a cohort; of a count, both sides are the same. AssertionError if a row is counted that
    is not in the denominator.

    A row of which something is unknown that the figure needs is on neither side (DOMAIN §3: no column, no statement).
    """
    open_ = [name for name in figure.needs if masks[UNKNOWN + name].any()]
    hoped = {**masks, **{name: masks[name] | masks[UNKNOWN + name] for name in open_}} if open_ else masks
    base = figure.out_of(hoped) if isinstance(figure, Indicator) else figure.counted(hoped)
    unknown = base & False
    for name in open_:
        unknown |= base & masks[UNKNOWN + name]
    out_of, counted = base & ~unknown, figure.counted(masks) & ~unknown
    if (counted & ~base).any():
        raise AssertionError(f"{figure.id}: a row is counted that is not in its denominator")
    return Sides(counted, out_of, unknown)


class Context(Struct, frozen=True):
    """What a rule may consult besides the data. `today` is the day the run looks from, `start` the first day of the
    period that is reported on (None = it is no report).

    `previous` are the tasks of an earlier run (see snapshots.py), None where there is none; `reported` are earlier
    reports of the same kind (see kept_reports.py), latest period first; `catalogue` are the procedures, None where the
    workspace does not list them.
    """

    config: "Config"
    registry: "Registry"
    calendar: "WorkingCalendar"
    today: "date"
    start: "date | None" = None
    previous: "pd.DataFrame | None" = None
    reported: "tuple[Reported, ...]" = ()
    catalogue: "Catalogue | None" = None


SUBJECTS: "tuple[SubjectId, ...]" = ("dossiers", "tasks", "digital_teams")


class Rule(Struct, frozen=True):
    """A validation rule. `id` = its file name; `doc` its page in Vietnamese: title line, Vì sao, Sai, Đúng."""

    id: str
    severity: "Severity"
    doc: str
    check: "Callable[[Dataset, Context], Iterable[Finding]]"
    subjects: "tuple[SubjectId, ...]" = SUBJECTS

    @property
    def title(self) -> str:
        return self.doc.strip().splitlines()[0].rstrip(".")


TREND = 8
"""Periods that a sparkline shows, this one included."""
Span = tuple["date", "date"]
"""First and last day, both included."""


class Spans(Struct, frozen=True):
    """The periods of one report (days, both included). `before(k)` is the k-th period before this one,
    `year_before(k)` the year up to its end.
    """

    now: Span
    year: Span
    before: Callable[[int], Span]
    year_before: Callable[[int], Span]


def spans_of(kind: PeriodKind, period: "Period", settings: "Periods") -> Spans:
    """The period up to the day it is seen from, the year so far (of a year: the same), the whole periods before."""
    now = (period.start, period.as_of)
    year = now if kind is YEAR else (year_start(period.as_of, settings.year_starts), period.as_of)

    def before(back: int) -> Span:
        return kind.days(kind.before(period.id, back), settings)

    def year_before(back: int) -> Span:
        first, last = before(back)
        return (first, last) if kind is YEAR else (year_start(last, settings.year_starts), last)

    return Spans(now, year, before, year_before)
