"""A sheet of tasks made ready to be parsed: sub-tasks settled with their parents, secret rows without any text."""

from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa
from msgspec import Struct
from msgspec.structs import replace

from bsreform.model import Fact
from bsreform.reading.recognising.cells import is_placeholder
from bsreform.reading.recognising.headers import Header
from bsreform.reading.recognising.rows import SortedRows
from bsreform.reading.recognising.secrecy import is_marked, is_secret_level, is_secret_number, marks_around
from bsreform.reading.recognising.stated import looks_like_unit
from bsreform.reading.recognising.task_rows import DASHES, numberings

_OWN = ("lead_unit", "due_on", "extended_to")
"""A sub-task with one of these is a task of its own (DOMAIN §4)."""
_PROGRESS = (*_OWN, "status", "progress", "completed_on")
"""Without any of these, a row above its sub-tasks is their heading."""
_INHERITED = ("document_no", "document_date", "assigned_on", "lead_unit")
"""Written once, for a task and its sub-tasks."""


class TaskList(Struct, frozen=True):
    """Row indexes are those of `columns`, 0-based.

    `columns` hold no text of secret rows but the name of the unit; cells of sub-tasks (`inherited`: row, column) took
    those of their parents. `rows` are the tasks; the accounting has the kind "part" for what belongs to the task above.
    `counted` are other rows that a total may mean: all that are numbered, and those that are no sub-tasks.
    `marks` are all secret rows: index → column of the marking, None where the row is secret by another one.
    """

    columns: list[pa.ChunkedArray]
    rows: SortedRows
    counted: tuple[SortedRows, ...]
    inherited: frozenset[tuple[int, int]]
    marks: Mapping[int, int | None]


class _Texts(Struct, frozen=True):
    """The cells of the data rows: `at(field, position)`, "" for blanks."""

    columns: Sequence[Sequence[str]]
    header: Header

    def at(self, field: str, position: int) -> str:
        index = self.header.fields.get(field)
        return "" if index is None else self.columns[index][position]

    def row(self, position: int) -> list[str]:
        return [column[position] for column in self.columns]


def settle_tasks(
    columns: Sequence[pa.ChunkedArray], header: Header, rows: SortedRows, secret: bool = False
) -> TaskList:
    """The sheet as it may be parsed, and what is to be said of its secret rows (clause 2.1 e); all are that of a
    `secret` sheet.
    """
    index = rows.data.to_pylist()
    texts = _Texts([_plain(column.take(rows.data).to_pylist()) for column in columns], header)
    every = numberings(columns, header.fields.get("number"))
    numbers = [every[row] for row in index]
    parents = _parents(numbers, texts)
    secret = secret or bool(marks_around(columns, header.first, rows.data))
    marks = _marks(rows, texts, parents, secret)
    own = [any(texts.at(name, position) for name in _OWN) for position in range(len(numbers))]
    parts = _parts(texts, parents, own) - {position for position, column in marks.items() if column is not None}
    changes: dict[int, dict[int, str | None]] = {}
    inherited = _inherit(texts, parents, changes)
    if (number := header.fields.get("number")) is not None:
        changes.setdefault(number, {}).update(enumerate(numbers))
    for position in marks:
        _erase(position, texts, changes)
    kept = pa.array([position not in parts for position in range(len(numbers))], pa.bool_())
    named = {index[position]: column for position, column in marks.items()}
    return TaskList(
        [_changed(column, changes.get(place, {}), index) for place, column in enumerate(columns)],
        _without(rows, kept),
        (rows, replace(rows, data=rows.data.filter(pa.array([parent < 0 for parent in parents], pa.bool_())))),
        frozenset((index[position], column) for position, column in inherited),
        _strays(columns, header, rows) | named,
    )


def task_facts(
    sheet: int, tasks: TaskList, facts: Sequence[Fact], place: Callable[[int, int], tuple[int, str]]
) -> list[Fact]:
    """The facts without those of secret rows and of cells of a parent; one `secret_document` for each secret row."""
    secret = {place(row, 0)[0] for row in tasks.marks}
    borrowed = {place(*cell) for cell in tasks.inherited}
    told = [fact for fact in facts if fact.row not in secret and (fact.row, fact.column) not in borrowed]
    for row, column in sorted(tasks.marks.items()):
        letters = None if column is None else place(row, column)[1]
        told.append(Fact(sheet, "secret_document", place(row, 0)[0], letters))
    return told


def _strays(columns: Sequence[pa.ChunkedArray], header: Header, rows: SortedRows) -> dict[int, int | None]:
    """Markings that stand in no task: above the table, in headings, in the signature block."""
    tasks = set(rows.data.to_pylist())
    return {
        row: column
        for column, texts in enumerate(columns)
        for row, text in enumerate(texts.to_pylist())
        if text and row not in tasks and not header.first <= row <= header.last and is_marked(text)
    }


def _plain(texts: Sequence[str | None]) -> list[str]:
    return ["" if text is None or is_placeholder(text) else text for text in texts]


def _parents(numbers: Sequence[str], texts: _Texts) -> list[int]:
    """Position of each row's parent, -1 = it is no sub-task: 1.1 is one of 1, a) and - of the numbered row above."""
    seen: dict[str, int] = {}
    parents, above = [], -1
    for position, number in enumerate(numbers):
        if number[:1].isdigit():
            parents.append(seen.get(number.rpartition(".")[0], -1) if "." in number else -1)
            seen[number] = above = position
        else:
            is_item = number or texts.at("title", position).startswith(DASHES)
            parents.append(above if is_item else -1)
    return parents


def _parts(texts: _Texts, parents: Sequence[int], own: Sequence[bool]) -> set[int]:
    """Sub-tasks without unit and deadline, and rows that only head sub-tasks which are tasks of their own."""
    parts = {position for position, parent in enumerate(parents) if parent >= 0 and not own[position]}
    heads = {parent for position, parent in enumerate(parents) if parent >= 0 and own[position]}
    return parts | {head for head in heads if not any(texts.at(name, head) for name in _PROGRESS)}


def _marks(rows: SortedRows, texts: _Texts, parents: Sequence[int], all_secret: bool) -> dict[int, int | None]:
    """The secret rows by position: marked themselves, below a marked heading or task, or all."""
    secret_stacks = {number for number, stack in enumerate(rows.stacks) if any(map(is_marked, stack))}
    marks: dict[int, int | None] = {}
    for position, (parent, section) in enumerate(zip(parents, rows.sections.to_pylist(), strict=True)):
        if (column := _marking(texts, position)) is not None:
            marks[position] = column
        elif all_secret or section in secret_stacks or parent in marks:
            marks[position] = None
    return marks


def _marking(texts: _Texts, position: int) -> int | None:
    """The column in which the row is marked as secret."""
    for field, test in (("secrecy", is_secret_level), ("document_no", is_secret_number)):
        if (text := texts.at(field, position)) and test(text):
            return texts.header.fields[field]
    return next((column for column, text in enumerate(texts.row(position)) if text and is_marked(text)), None)


def _inherit(texts: _Texts, parents: Sequence[int], changes: dict[int, dict[int, str | None]]) -> list[tuple[int, int]]:
    """Blank cells of sub-tasks take what their parents say; returns which cells (position, column)."""
    inherited = []
    for position, parent in enumerate(parents):
        for field in _INHERITED:
            source = parent
            while source >= 0 and not texts.at(field, source):
                source = parents[source]
            if source >= 0 and not texts.at(field, position):
                column = texts.header.fields[field]
                changes.setdefault(column, {})[position] = texts.at(field, source)
                inherited.append((position, column))
    return inherited


def _erase(position: int, texts: _Texts, changes: dict[int, dict[int, str | None]]) -> None:
    """No text of the row stays, except whose row it is."""
    lead = texts.header.fields.get("lead_unit")
    for column, text in enumerate(texts.row(position)):
        shown = changes.get(column, {}).get(position, text) if column == lead else None
        named = shown if shown and looks_like_unit(shown) and not is_marked(shown) else None
        changes.setdefault(column, {})[position] = named


def _changed(column: pa.ChunkedArray, changes: Mapping[int, str | None], index: Sequence[int]) -> pa.ChunkedArray:
    if not changes:
        return column
    texts = column.to_pylist()
    for position, text in changes.items():
        texts[index[position]] = text or None
    return pa.array(texts, pa.string())


def _without(rows: SortedRows, kept: pa.BooleanArray) -> SortedRows:
    stacks = tuple(tuple("" if is_marked(text) else text for text in stack) for stack in rows.stacks)
    data, sections = rows.data.filter(kept), rows.sections.filter(kept)
    accounting = {**rows.accounting, "data": len(data), "part": len(kept) - len(data)}
    return replace(rows, data=data, sections=sections, stacks=stacks, accounting=accounting)
