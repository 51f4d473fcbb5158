"""What goes back to a sender: the problems of each file as numbered requests, and the rows that must be hidden."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from bsreform.language.remedies import for_units
from bsreform.model import Problem, Severity, Source

_SECRET = "secret_document"
# A conflict copy is to be deleted; nobody has looked for secret rows in it.
_READABLE_FAULTS = (None, "unrecognised_sheet")
# The columns of a task that tell what a document is about; units and dates do not.
_TELLING = frozenset({"document_no", "title", "result", "result_document", "obstacles", "note"})

RowOfSheet = tuple[str, int]
"""(sheet, row)."""


class Request(Struct, frozen=True):
    """One thing to mend. `cell` ("D4") is None where the request concerns a whole sheet or file."""

    number: int
    severity: Severity
    sheet: str
    cell: str | None
    what: str
    how: str


class Requests(Struct, frozen=True):
    """All requests to the sender of one file; `path` as in Source. `readable`: a copy of the file can be made.

    `secret_rows` must not show their text, nor may the columns `telling` (sheet, letter) repeat it elsewhere. What is
    `marked` as a whole, a sheet or the file, is not to be copied at all.
    """

    path: str
    listed: tuple[Request, ...]
    readable: bool
    secret_rows: frozenset[RowOfSheet]
    telling: frozenset[tuple[str, str]]
    marked: bool = False

    def count(self, severity: Severity) -> int:
        return sum(request.severity == severity for request in self.listed)


def requests(problems: Sequence[Problem], sources: Iterable[Source], office: str) -> tuple[Requests, ...]:
    """One value for each file that has problems, by path. Problems of the workspace itself belong to no file.

    `office` is whom a unit asks where only those with this program could mend it.
    """
    by_path: dict[str, list[Source]] = {}
    for source in sources:
        by_path.setdefault(source.path, []).append(source)
    files = groupby(sorted(problems, key=lambda problem: problem.file), key=lambda problem: problem.file)
    return tuple(_requests(path, list(own), by_path[path], office) for path, own in files if path in by_path)


def _requests(path: str, problems: Sequence[Problem], sources: Sequence[Source], office: str) -> Requests:
    secret = frozenset((each.sheet or "", each.row) for each in problems if each.rule == _SECRET and each.row)
    leftmost = {source.sheet or "": _leftmost(source) for source in sources}
    told = (
        problem
        for problem in problems
        if problem.rule == _SECRET or (problem.sheet or "", problem.row or 0) not in secret
    )
    return Requests(
        path=path,
        listed=tuple(_request(number, problem, leftmost, office) for number, problem in enumerate(told, start=1)),
        readable=all(source.fault in _READABLE_FAULTS for source in sources if source.sheet is None),
        secret_rows=secret,
        telling=frozenset(
            (source.sheet or "", column)
            for source in sources
            for field, column in source.columns.items()
            if field in _TELLING
        ),
        marked=any(each.rule == _SECRET and not each.row for each in problems),
    )


def _request(number: int, problem: Problem, leftmost: dict[str, str], office: str) -> Request:
    sheet = problem.sheet or ""
    cell = problem.cell or (f"{leftmost.get(sheet, 'A')}{problem.row}" if problem.row else None)
    return Request(number, problem.severity, sheet, cell, problem.message, for_units(problem.hint, office))


def _leftmost(source: Source) -> str:
    """Where a request about a whole row is shown."""
    return min(source.columns.values(), key=lambda column: (len(column), column), default="A")
