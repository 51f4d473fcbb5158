"""The checking engine: a dataset × rules → what was found, which rows stay out, and the problems with their places."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd
from msgspec import Struct
from numpy.typing import NDArray

from bsreform.language.personal_numbers import redact
from bsreform.model import Dataset, Finding, Problem, Severity, Source, SubjectId
from bsreform.spec import Context, Rule

_ROWS_OF_A_SHEET = 1 << 32
"""More than any sheet has: makes one integer of (source, row)."""


PlacedProblem = tuple[tuple[object, ...], Problem]
"""A problem and its place among others."""


class Found(Struct, frozen=True):
    """A finding with its rule; `index` is the position of its row in the frame (None: not about one row of it)."""

    rule: Rule
    finding: Finding
    index: int | None


def check(data: Dataset, rules: Iterable[Rule], context: Context) -> list[Found]:
    """Everything that the rules find, also those that the settings silence."""
    asked = (rule for rule in rules if data.subject in rule.subjects)
    found = [(rule, finding) for rule in asked for finding in rule.check(data, context)]
    wanted = np.array([_key(f.source, f.row) if f.row else -1 for _, f in found], dtype=np.int64)
    keys = _keys(data.frame)
    order = np.argsort(keys, kind="stable")
    slots = np.searchsorted(keys, wanted, sorter=order)
    places = [_index(order, keys, int(slot), int(key)) for slot, key in zip(slots, wanted, strict=True)]
    return [Found(rule, finding, place) for (rule, finding), place in zip(found, places, strict=True)]


def rejected(found: Iterable[Found], frame: pd.DataFrame) -> NDArray[np.bool_]:
    """True = the row enters no figure. A silenced rule still excludes: a row without its dates cannot be counted."""
    mask = np.zeros(len(frame), dtype=bool)
    sources = frame["source"].to_numpy()
    for each in found:
        if each.finding.excludes and each.index is not None:
            mask[each.index] = True
        elif each.finding.excludes and each.finding.row is None:
            mask |= sources == each.finding.source
    return mask


def problems(found: Sequence[Found], data: Dataset, context: Context) -> list[Problem]:
    """The problems sorted by place, without those of rules that the settings turn off."""
    return in_order(placed(found, data, context))


def placed(found: Iterable[Found], data: Dataset, context: Context) -> list[PlacedProblem]:
    """The problems, without those of rules that the settings turn off, each with what it is sorted by."""
    told = [(each, _problem(each, data, context)) for each in found if severity(each, context)]
    return [(_order(each.finding, problem), problem) for each, problem in told]


def in_order(told: Iterable[PlacedProblem]) -> list[Problem]:
    """The problems sorted by place; of one place as they are given."""
    return [problem for _, problem in sorted(told, key=lambda pair: pair[0])]


def by_file(lists: Iterable[Sequence[Problem]], sources: Iterable[Source]) -> list[Problem]:
    """Sorted lists of problems with different files as one list: files by name, the workspace itself last."""
    files = {source.path for source in sources}
    return sorted(
        (each for problems in lists for each in problems), key=lambda each: (each.file not in files, each.file)
    )


def severity(found: Found, context: Context) -> Severity | None:
    """How bad it is: as the settings say, else the finding, else its rule; None where the settings turn it off."""
    setting = context.config.rules.get(found.rule.id)
    if setting == "off":
        return None
    return setting or found.finding.severity or found.rule.severity


def _keys(frame: pd.DataFrame) -> NDArray[np.int64]:
    rows = frame["row"].to_numpy(dtype=np.int64)
    return np.asarray(frame["source"].to_numpy(dtype=np.int64) * _ROWS_OF_A_SHEET + rows)


def _key(source: int, row: int) -> int:
    return source * _ROWS_OF_A_SHEET + row


def _index(order: NDArray[np.int64], keys: NDArray[np.int64], slot: int, key: int) -> int | None:
    if key < 0 or slot >= len(order):
        return None
    place = int(order[slot])
    return place if int(keys[place]) == key else None


def _problem(each: Found, data: Dataset, context: Context) -> Problem:
    finding, rule = each.finding, each.rule
    source = _source(finding, data, context)
    column = finding.column
    if column is None:
        column = source.columns.get(finding.field or "", "")
    return Problem(
        rule=rule.id,
        severity=severity(each, context) or rule.severity,
        file=source.path,
        sheet=finding.sheet or source.sheet,
        cell=f"{column}{finding.row}" if column.isalpha() and finding.row else None,
        row=finding.row,
        column=column or None,
        field=finding.field,
        raw=_redact(finding.raw),
        message=_redact(finding.message),
        hint=_redact(finding.hint),
    )


def _source(finding: Finding, data: Dataset, context: Context) -> Source:
    if finding.source < 0:
        return Source(path=_workspace(data.subject, context))
    return data.sources[finding.source]


def _workspace(subject: SubjectId, context: Context) -> str:
    """The folders whose files leave something to be desired as a whole."""
    folders = context.config.folders
    named: Mapping[SubjectId, str] = {
        "dossiers": folders.dossiers,
        "tasks": f"{folders.tasks}, {folders.trackers}",
        "digital_teams": folders.digital_teams,
    }
    return named[subject]


@lru_cache(maxsize=4096)
def _redact(text: str) -> str:
    """Floods repeat the same few sentences."""
    return redact(text)


def _order(finding: Finding, problem: Problem) -> tuple[object, ...]:
    """Files by name, then sheet, row and column as Excel orders them; the workspace itself comes last."""
    column = problem.column or ""
    place = (finding.source, finding.row or 0, len(column), column)
    return (finding.source < 0, problem.file, *place, problem.rule, problem.message)
