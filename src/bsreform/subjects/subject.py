"""What a subject is, and what becomes of its rows: checked by every rule, merged to one row per record."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
from msgspec import Struct

from bsreform import model
from bsreform.figures.cohorts import Mask, Prepared
from bsreform.figures.populations import Population
from bsreform.model import Dataset, Period
from bsreform.organisation.config import Config
from bsreform.organisation.units import Registry
from bsreform.records.checking import Found, check, rejected
from bsreform.records.gathering import Gathered
from bsreform.records.merging import Merged
from bsreform.rules import RULES
from bsreform.spec import Context, Span

ALL_SPANS = frozenset(("now", "year", "before"))
NOW = frozenset(("now",))


class Asked(Struct, frozen=True):
    """Whose rows of which days: `span` names them ("now", "year", "before-1" …) in a report on `period`, `days` gives
    the first and the last of any span.
    """

    period: Period
    span: str
    days: Callable[[str], Span]


class RowsKind(Struct, frozen=True):
    """A kind of rows that figures are counted over: the `rows` of a span, for the `spans` that there are ("before" are
    all periods before), in the `reports` that have them (by id; all where none is named). `whole`: a row counts here
    even if it is left out of the figures.
    """

    rows: "Callable[[Checked, Asked], Population]"
    spans: frozenset[str] = ALL_SPANS
    reports: frozenset[str] = frozenset()
    whole: bool = False

    def has(self, report: str, span: str) -> bool:
        """Are there such rows in a report of this kind, for this span?"""
        return span.partition("-")[0] in self.spans and (not self.reports or report in self.reports)


class Subject(Struct, frozen=True):
    """`id` is that of its layouts (`Layout.subject`), which say in which folders its files lie.

    `rows` makes canonical rows of what was read. `merge` says which of them count; the mask that it gets are rows unfit
    for any figure. Of `past` rows nothing is said any more, since others stand for them, except by the rule
    `still_told`. `prepare` makes the rows that count ready to be counted by day; None where they have no days.
    `names` is what each row is called, `began` the column of the day from which it counts ("": they have no days).
    `kinds` are the kinds of rows that figures are counted over (`Addend.rows`), by id. `of_units` leaves out rows of
    all but these units, for a subject that counts for listed units alone.
    """

    id: model.SubjectId
    rows: Callable[[Gathered, Config, Registry], Dataset]
    merge: Callable[[Dataset, Mask], Merged]
    past: Callable[[Dataset, Merged], Mask]
    names: "Callable[[pd.DataFrame], pd.Series[str]]"
    kinds: "Mapping[str, RowsKind]"
    began: str = ""
    still_told: str = ""
    prepare: Callable[[Merged, Dataset, Context], Prepared] | None = None
    of_units: "Callable[[Checked, Sequence[str]], Checked] | None" = None


class Checked(Struct, frozen=True):
    """All rows of one subject, checked and merged, seen at the end of the day of `context`.

    `found` is everything that the rules found, `told` what is said of it: nothing on rows that are `past`. Rows that
    are `unfit` enter no figure.
    """

    subject: Subject
    data: Dataset
    context: Context
    found: tuple[Found, ...]
    told: tuple[Found, ...]
    unfit: Mask
    past: Mask
    merged: Merged
    prepared: Prepared | None

    @property
    def ready(self) -> Prepared:
        """The rows that count, by day; TypeError where they have no days."""
        if self.prepared is None:
            raise TypeError(f"the rows of {self.subject.id} have no days")
        return self.prepared

    @property
    def available(self) -> frozenset[str]:
        """The columns with data, those of the catalogue as “catalogue.x”."""
        catalogue = self.context.catalogue
        return self.data.available | {f"catalogue.{name}" for name in (catalogue.available if catalogue else ())}


def judge(subject: Subject, data: Dataset, context: Context) -> Checked:
    """Check and merge: a row that wins enters the figures whole or not at all."""
    found = check(data, RULES, context)
    unfit = rejected(found, data.frame)
    merged = subject.merge(data, unfit)
    past = subject.past(data, merged)
    told = (each for each in found if each.index is None or each.rule.id == subject.still_told or not past[each.index])
    prepared = subject.prepare(merged, data, context) if subject.prepare else None
    return Checked(subject, data, context, tuple(found), tuple(told), unfit, past, merged, prepared)
