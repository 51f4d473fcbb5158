"""Which reports were sent: small files in the workspace, one for each, that name what the report gave (kept_reports).

A run is a draft. What later reports compare themselves with, and what is never overwritten, is only what was issued.
"""

import json
import unicodedata
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from bsreform.files import kept_files
from bsreform.files.kept_files import Kept, Name

SCHEMA = 1
_KIND = "issued"
_ADJUSTED = "-dieu-chinh-"
Mark = Annotated[str, Field(pattern="^[0-9a-f]{8}$")]


class KeptIssue(Kept):
    """A file of this module."""

    schema_: Literal[1] = Field(alias="schema")
    report: Name
    period: Name
    as_of: date
    file: Name
    mark: Mark
    tasks: Mark | Literal[""]
    number: Name
    on: date


class Issued(Struct, frozen=True):
    """A report of the kind `report` on a `period` (its id), seen at the end of `as_of`, that was sent `on` a day under
    a `number` ("" = not told). `file` is its workbook as in `Report.file`, `mark` that of what it gave, `tasks` that of
    the snapshot of its tasks ("" = none).
    """

    report: str
    period: str
    as_of: date
    file: str
    mark: str
    tasks: str
    number: str
    on: date


def issues(root: Path, as_of: date = date.max) -> Iterator[Issued]:
    """What was issued, of that day or before: the latest day seen first, of one day the latest told."""
    for file in kept_files.newest(root, _KIND, as_of):
        kept = kept_files.read(file, KeptIssue)
        if kept and kept.as_of == file.day:
            told = kept.model_dump(exclude={"schema_"})
            yield Issued(**told)


def record(root: Path, issued: Issued) -> Path | None:
    """Tell later runs that the report was issued: the new file, if that was not known. CannotWrite if it cannot be."""
    if issued in issues(root):
        return None
    content = {name: getattr(issued, name) for name in issued.__struct_fields__}
    text = json.dumps({"schema": SCHEMA, **content}, ensure_ascii=False, indent=1, default=str) + "\n"
    return kept_files.keep(root, _KIND, issued.as_of, text)


def last_issued(root: Path, report: str, period: str) -> Issued | None:
    """The report of this kind on this period that was issued last, seen from the latest day."""
    return next((each for each in issues(root) if (each.report, each.period) == (report, period)), None)


def of_file(root: Path, file: str, mark: Mark) -> Issued | None:
    """What was last told of this very workbook (`file` with what it gave, `mark`)."""
    return next((each for each in issues(root) if (each.file, each.mark) == (file, mark)), None)


def free_name(root: Path, file: str, taken: Collection[str] = ()) -> str:
    """Where a report may be written that would go to `file`: there, or beside what was issued under that name or is
    otherwise `taken`.
    """
    taken = {_key(each) for each in (*taken, *(each.file for each in issues(root)))}
    path = PurePosixPath(file)
    beside = (path.with_name(f"{path.stem}{_ADJUSTED}{number}{path.suffix}") for number in range(1, len(taken) + 1))
    return str(next(name for name in (path, *beside) if _key(str(name)) not in taken))


def _key(file: str) -> str:
    """One file whatever the letters' case and form: some file systems do not tell them apart."""
    return unicodedata.normalize("NFC", file).casefold()
