"""What reading one file gave: its table and notes, or the fault that keeps it from being read."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from bsreform.files.in_use import owner_of
from bsreform.reading.guarded import cache
from bsreform.reading.guarded.looking import Seen
from bsreform.reading.notes import Notes, has_shape

if TYPE_CHECKING:
    import pyarrow as pa

LOST_EXTRACT = "extract lost"


class FileResult(Struct, frozen=True):
    """What reading one file gave: `table` and `meta`, or `fault` (a rule id) and `detail` (a technical clue).

    `sha256` and `mtime` (seconds since 1970, UTC) are None where the file could not even be looked at.
    `detail` of a file that may not be read is "PermissionError|NAME", NAME = who has it open, as far as is known.
    """

    path: Path
    sha256: str | None = None
    fault: str | None = None
    detail: str = ""
    table: "pa.Table | None" = None
    meta: Notes | None = None
    mtime: float | None = None


def with_owner(result: FileResult) -> FileResult:
    """The same; of a file that may not be read, with who has it open."""
    if result.detail != "PermissionError":
        return result
    return replace(result, detail=f"{result.detail}|{owner_of(result.path)}")


def result_of(file: Seen, folder: Path | None, of_tables: bool) -> FileResult:
    """Of a file that was read, its extract: as the worker sent it, else from the cache in `folder`; `LOST_EXTRACT` if
    that is not there, not of this content, or, `of_tables`, not shaped as an extract of tables is.
    """
    seen = FileResult(file.path, file.sha256, file.fault, file.detail, mtime=file.mtime)
    if file.fault:
        return seen
    loaded = cache.unpack(file.extract) if file.extract else cache.load(file.key, folder=folder)
    wrong = loaded is None or loaded[1].get("sha256", file.sha256) != file.sha256
    if loaded is None or wrong or (of_tables and not has_shape(*loaded)):
        return replace(seen, fault="unreadable_file", detail=LOST_EXTRACT)
    return replace(seen, table=loaded[0], meta=loaded[1])
