"""From what reading noticed to findings: picks the facts of a rule and knows which of them cost the row."""

from collections.abc import Callable, Iterator

import pandas as pd
from msgspec import Struct

from bsreform.layouts.digital_team import COUNTS
from bsreform.model import Dataset, Fact, Finding, Source
from bsreform.spec import Context

Place = tuple[int, int]
"""(source, row)."""

Wording = Callable[[Fact], tuple[str, str]]
"""A fact → what is wrong, what to do; by its field, `raw` and `detail` alone."""

WHOLE_COLUMN = frozenset({"code", "received_at", "due_at", "title", "teams"})
"""Required of every row, and nowhere else to be found if the column is not there."""

END_DATES = ("finished_at", "returned_at")
UNITS = frozenset({"unit_handling", "unit_named", "unit_receiving"})
TASK_ENDS = ("completed_on", "updated_on")


def facts(data: Dataset, kind: str) -> list[Fact]:
    """The facts that rule `kind` has to word, in the order they were read; nothing that a secret row says, and nothing
    of a dossier that was not accepted but that it is secret: whatever such a row lacks, it enters no figure.
    """
    found = [fact for fact in data.facts if fact.kind == kind]
    if not found or data.subject == "digital_teams" or kind == "secret_document":
        return found
    frame = data.frame
    silent = frame["secret"] if data.subject == "tasks" else frame["status"] == "not_accepted"
    left_out = places(frame.loc[silent.to_numpy(dtype=bool), ["source", "row"]])
    return [fact for fact in found if (fact.source, fact.row) not in left_out]


def value_findings(data: Dataset, context: Context, kind: str, wording: Wording) -> Iterator[Finding]:
    """One finding for each value that is wrong; the row is excluded where a figure would need that value."""
    wrong = facts(data, kind)
    if not wrong:
        return
    needed = _needed(data, wrong, context)
    worded: dict[tuple[str | None, str, str], tuple[str, str]] = {}  # one text for all cells that say the same
    for fact in wrong:
        said = (fact.field, fact.raw, fact.detail)
        if said not in worded:
            worded[said] = wording(fact)
        message, hint = worded[said]
        yield at(fact, message, hint, excludes=fact.row is not None and needed(fact))


def _needed(data: Dataset, wrong: list[Fact], context: Context) -> Callable[[Fact], bool]:
    if data.subject == "digital_teams":
        return lambda fact: fact.field in ("unit", *COUNTS)
    return _of_task(data.frame) if data.subject == "tasks" else _needs(data.frame, wrong, context).met_by


def file_findings(data: Dataset, fault: str, message: str, hint: str) -> Iterator[Finding]:
    """One finding for each file that could not be read because of `fault`."""
    for index, source in enumerate(data.sources):
        if source.fault == fault:
            yield Finding(index, message, hint)


def at(fact: Fact, message: str, hint: str, *, excludes: bool = False) -> Finding:
    """A finding at the place of the fact."""
    return Finding(fact.source, message, hint, fact.row, fact.field, fact.column, fact.raw, excludes)


def status_column(source: Source) -> str:
    """The letter of the column with the status, "" where there is none."""
    return next((source.columns[name] for name in ("status_text", "status") if name in source.columns), "")


def places(rows: pd.DataFrame) -> set[Place]:
    """(source, row) of all rows given."""
    return set(zip(rows["source"].tolist(), rows["row"].tolist(), strict=True))


class _Needs(Struct, frozen=True):
    """The columns that decide (`first_end`, `first_unit`) and the rows that have an end, a unit."""

    first_end: str
    first_unit: str
    ended: set[Place]
    placed: set[Place]

    def met_by(self, fact: Fact) -> bool:
        """Do the figures need the value? A second-choice column matters only where the first is silent."""
        place = (fact.source, fact.row)
        if fact.field in END_DATES:
            return fact.field == self.first_end or place not in self.ended
        if fact.field in UNITS:
            return fact.field == self.first_unit or place not in self.placed
        return fact.field in WHOLE_COLUMN or fact.field == "unit"


def _needs(frame: pd.DataFrame, wrong: list[Fact], context: Context) -> _Needs:
    settings = context.config.dossiers
    first_end = f"{settings.end_date}_at"
    optional = {fact.row for fact in wrong if fact.field in END_DATES or fact.field in UNITS}
    told = frame[["source", "row", first_end, "unit_from"]]
    rows = told[told["row"].isin(optional)] if optional else told.iloc[:0]
    return _Needs(
        first_end,
        f"unit_{settings.unit_column}",
        places(rows[rows[first_end].notna()]),
        places(rows[rows["unit_from"] == "column"]),
    )


def _of_task(frame: pd.DataFrame) -> Callable[[Fact], bool]:
    """Do the figures need the value of that task? Its first deadline only where it was not extended, the day of its
    update only where it is done without a day of completion.
    """
    told = frame[["source", "row"]]
    extended = places(told[frame["extended_to"].notna().to_numpy()])
    undated = places(told[(frame["is_done"] & frame["completed_on"].isna()).to_numpy(dtype=bool)])

    def needed(fact: Fact) -> bool:
        place = (fact.source, fact.row)
        if fact.field == "due_on":
            return place not in extended
        if fact.field == "updated_on":
            return place in undated
        return fact.field in ("title", "lead_unit", "extended_to", "completed_on")

    return needed
