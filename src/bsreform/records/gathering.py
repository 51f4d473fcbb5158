"""The gathering engine: what the workers left for each file → one raw table, its sources and its facts."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import numpy as np
import pyarrow as pa
from msgspec import Struct, field
from msgspec.structs import replace
from numpy.typing import NDArray

from bsreform.layouts import BESIDE
from bsreform.layouts import layout as layout_of
from bsreform.model import Fact, Source
from bsreform.reading.guarded.results import FileResult
from bsreform.reading.notes import Notes
from bsreform.reading.recognising.column_types import empty_table
from bsreform.spec import Layout

_NOT_SHOWN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


class Gathered(Struct, frozen=True):
    """`table`: all rows with `source` (index into `sources`). `stacks[source]`: section headings by section index.

    `beside`: the rows of other layouts that lie among the files (tables of counts, declarations), likewise, by layout.
    """

    table: pa.Table
    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    stacks: tuple[tuple[tuple[str, ...], ...], ...]
    beside: Mapping[str, pa.Table] = field(default_factory=dict)


def gather(results: Sequence[FileResult], root: Path, layout: str) -> Gathered:
    """Join the results of all files; every sheet that fits a layout is one source, every unread file too."""
    sources: list[Source] = []
    facts: list[Fact] = []
    stacks: list[tuple[tuple[str, ...], ...]] = []
    empty = _empty(layout_of(layout))
    tables: list[pa.Table] = []
    others: dict[str, list[pa.Table]] = {}
    for result in results:
        first = len(sources)
        described = _sources(result, root)
        for source, sheet in described:
            sources.append(source)
            stacks.append(tuple(tuple(stack) for stack in sheet.get("stacks", ())))
        if result.table is None or result.meta is None:
            continue
        for name in result.meta["unread"]:
            sources.append(replace(described[0][0], sheet=name, layout=None, rows=0, columns={}, fault="damaged_file"))
            stacks.append(())
        numbers = _numbering(result.meta["sheets"], first, alone=described[0][0].fault is not None)
        facts += [Fact(int(numbers[table]), *rest) for table, *rest in result.meta["facts"]]
        if len(result.table):
            column = pa.array(numbers[result.table["sheet"].to_numpy()].astype(np.int32))
            rows = result.table.append_column("source", column)
            for each in BESIDE:
                whose = np.array([sheet["layout"] == each.id for sheet in result.meta["sheets"]])
                if whose.any():
                    own = whose[rows["sheet"].to_numpy()]
                    others.setdefault(each.id, []).append(rows.filter(pa.array(own)).select(_empty(each).column_names))
                    rows = rows.filter(pa.array(~own))
            if len(rows):
                tables.append(rows.select(empty.column_names))
    # One table alone is not copied to be joined.
    beside = {name: pa.concat_tables(found) for name, found in others.items()}
    return Gathered(pa.concat_tables(tables or [empty]), tuple(sources), tuple(facts), tuple(stacks), beside)


def _empty(layout: Layout) -> pa.Table:
    return empty_table(layout).append_column("source", pa.array([], pa.int32()))


def _numbering(sheets: Sequence[Notes], first: int, alone: bool) -> NDArray[np.int64]:
    """Sheet index of a file → index of its source; sheets that do not fit borrow the file's first source."""
    if alone:
        return np.full(len(sheets), first)
    fits = np.array([sheet["layout"] is not None for sheet in sheets])
    return np.where(fits, first + np.cumsum(fits) - 1, first)


def _sources(result: FileResult, root: Path) -> list[tuple[Source, Notes]]:
    path = relative(result.path, root)
    base = Source(path, sha256=result.sha256, fault=result.fault, detail=result.detail)
    base = _timed(base, None, None, result.mtime)
    if result.meta is None:
        return [(base, {})]
    modified = result.meta["modified"]
    fitting = [sheet for sheet in result.meta["sheets"] if sheet["layout"]]
    if not fitting:
        return [(replace(_timed(base, None, modified, result.mtime), fault="unrecognised_sheet"), {})]
    return [(_timed(_described(base, sheet), sheet["exported_at"], modified, result.mtime), sheet) for sheet in fitting]


def _described(base: Source, sheet: Notes) -> Source:
    return replace(
        base,
        sheet=sheet["name"],
        layout=sheet["layout"],
        rows=sheet["rows"],
        columns=sheet["columns"],
        filled=frozenset(sheet["columns"]) - frozenset(sheet["blank"]),
        accounting=sheet["accounting"],
        titles=tuple(sheet["titles"]),
        form=sheet["form"],
        visible=sheet["visible"],
        quarter=sheet["quarter"],
        stated=sheet["stated"],
    )


def _timed(source: Source, stated: str | None, modified: str | None, mtime: float | None) -> Source:
    """The export time: stated in the title rows, else the workbook's property, else the file's own time (UTC+7)."""
    choices: tuple[tuple[Literal["title", "property", "file"], str | None], ...] = (
        ("title", stated),
        ("property", modified),
    )
    for origin, text in choices:
        if text:
            return replace(source, exported_at=datetime.fromisoformat(text), exported_from=origin)
    if mtime is None:
        return source
    return replace(source, exported_at=local_time(mtime), exported_from="file")


def local_time(mtime: float) -> datetime:
    """A file's time as Vietnamese local time without zone, to the second."""
    return datetime.fromtimestamp(mtime, UTC).replace(tzinfo=None, microsecond=0) + timedelta(hours=7)


def relative(path: Path, root: Path) -> str:
    """The path as it is on the disk (NFD stays NFD): from the workspace, with forward slashes; whole if it is outside.

    Characters that no screen or workbook should get (control, surrogates, changes of direction) are “\ufffd”.
    """
    text = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    return _NOT_SHOWN.sub("\ufffd", text)
