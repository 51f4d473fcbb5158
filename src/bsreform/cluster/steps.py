"""What the workers do, by the product's own functions: read some files; check, merge and count some dossiers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from bsreform.cluster.packing import PackedRow, as_bytes, cut, pack, unpack
from bsreform.figures.counting import Tally, add_periods
from bsreform.material.dossiers import ASKED, MaterialPart
from bsreform.material.parts import own_part
from bsreform.model import Aggregate, Dataset, Fact, NoWork, Source
from bsreform.records.aggregates import newest
from bsreform.records.conflicts import set_aside
from bsreform.records.dossiers import dossiers
from bsreform.records.gathering import gather, relative
from bsreform.records.loading import Workspace, start_reading
from bsreform.spec import Context, Span, Spans
from bsreform.subjects.dossiers import DOSSIERS
from bsreform.subjects.subject import judge

_SHEETS = 1 << 20
"""More than any file has: makes one key of a file's number and its sheet's."""
Piece = tuple[int, bytes]
"""The number of a bucket and some of its rows."""


class Job(Struct, frozen=True):
    """The files that one worker reads: each with its number among all, copies with their original (`pairs`)."""

    workspace: Workspace
    files: tuple[tuple[int, Path], ...]
    pairs: Mapping[Path, Path]


class PartNotes(Struct, frozen=True):
    """What everybody has to know of the files: their sources and the keys of these, in the order of the files.

    `facts` are those about no row; `sample` has, packed, a row of every unit in every sheet. In the notes on some of
    the files the source of a fact is a key, in those on all of them (`whole`) the place of the key.
    """

    keys: tuple[int, ...]
    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    available: frozenset[str]
    aggregates: tuple[Aggregate, ...]
    declared: tuple[NoWork, ...]
    sample: tuple[bytes, ...]

    @property
    def numbers(self) -> NDArray[np.int64]:
        return np.array(self.keys, dtype=np.int64)


class Shared(Struct, frozen=True):
    """What every worker needs to judge and count dossiers. `like` is a frame without rows."""

    context: Context
    spans: Spans
    like: pd.DataFrame


def read(job: Job, context: Context, buckets: int) -> tuple[PartNotes, list[Piece]]:
    """The files of a job, read as on one machine (guarded, cached where this runs), and their rows by bucket."""
    root, numbers = job.workspace.root, {path: number for number, path in job.files}
    with start_reading(job.workspace, list(numbers), ("dossier_export",), workers=1) as reading:
        kept = set_aside(reading.results(), job.pairs, root)
    data = dossiers(gather(kept, root, "dossier_export"), context.config, context.registry)
    return send(data, {relative(path, root): number for path, number in numbers.items()}, buckets)


def send(data: Dataset, numbers: Mapping[str, int], buckets: int) -> tuple[PartNotes, list[Piece]]:
    """The rows by bucket, and the notes on their files; `numbers` are those of the paths among all files."""
    data, keys = _keyed(data, numbers)
    of_rows, of_files = _by_place(data)
    table = pack(data.frame, of_rows)
    one_of_each = data.frame[["source", "unit"]].drop_duplicates().index.to_numpy()
    sample = (as_bytes(table.take(one_of_each)),)
    notes = PartNotes(keys, data.sources, of_files, data.available, data.aggregates, data.declared, sample)
    return notes, list(cut(table, _buckets(data.frame, buckets)))


def _keyed(data: Dataset, numbers: Mapping[str, int]) -> tuple[Dataset, tuple[int, ...]]:
    """The dataset with keys for sources: they tell the order among the sources of all jobs."""
    keys: list[int] = []
    sheets: dict[str, int] = {}
    for source in data.sources:
        sheet = sheets[source.path] = sheets.get(source.path, -1) + 1
        keys.append(numbers[source.path] * _SHEETS + sheet)
    frame = data.frame.assign(source=np.array(keys, dtype=np.int64)[data.frame["source"].to_numpy()])
    facts = tuple(replace(fact, source=keys[fact.source]) for fact in data.facts)
    return replace(data, frame=frame, facts=facts), tuple(keys)


def _by_place(data: Dataset) -> tuple[dict[PackedRow, list[Fact]], tuple[Fact, ...]]:
    """The facts about a row that was read, by that row, and all others."""
    told = {(fact.source, fact.row) for fact in data.facts}
    rows = data.frame[data.frame["row"].isin([row for _, row in told if row])]
    present = told & set(zip(rows["source"].tolist(), rows["row"].tolist(), strict=True))
    of_rows: dict[PackedRow, list[Fact]] = {}
    others: list[Fact] = []
    for fact in data.facts:
        if fact.row is not None and (fact.source, fact.row) in present:
            of_rows.setdefault((fact.source, fact.row), []).append(fact)
        else:
            others.append(fact)
    return of_rows, tuple(others)


def _buckets(frame: pd.DataFrame, count: int) -> NDArray[np.int64]:
    """All rows of one code in one bucket, on whatever machine they were read; those without a code anywhere."""
    codes = frame["code"].to_numpy(dtype=object)
    hashed = pd.util.hash_array(codes, categorize=False)
    numbers = np.where(codes == "", frame["row"].to_numpy().astype(np.uint64), hashed)
    return (numbers % np.uint64(count)).astype(np.int64)


def join(parts: Sequence[PartNotes]) -> PartNotes:
    """The notes on all files, from those on some of them each."""
    sources = sorted(
        ((key, source) for notes in parts for key, source in zip(notes.keys, notes.sources, strict=True)),
        key=lambda pair: pair[0],
    )
    places = {key: place for place, (key, _) in enumerate(sources)}
    facts = sorted((fact for notes in parts for fact in notes.facts), key=lambda fact: fact.source)
    return PartNotes(
        tuple(places),
        tuple(source for _, source in sources),
        tuple(replace(fact, source=places[fact.source]) for fact in facts),
        frozenset().union(*(notes.available for notes in parts)),
        newest(each for notes in parts for each in notes.aggregates),
        tuple(each for notes in parts for each in notes.declared),
        tuple(piece for notes in parts for piece in notes.sample),
    )


def dataset(pieces: Iterable[bytes], notes: PartNotes, like: pd.DataFrame) -> Dataset:
    """Some rows of the dataset of all files, with the facts about them and about all files."""
    frame, facts = unpack(pieces, like, notes.numbers)
    data = Dataset(frame, notes.sources, notes.facts + facts, notes.available)
    return replace(data, aggregates=notes.aggregates, declared=notes.declared)


def judged(buckets: Iterable[tuple[int, Iterable[Piece]]], notes: PartNotes, shared: Shared) -> list[MaterialPart]:
    """The part of these buckets: one, or none where nothing is in them."""
    pieces = [piece for _, bucket in buckets for _, piece in bucket]
    if not pieces:
        return []
    return [own_part(judge(DOSSIERS, dataset(pieces, notes, shared.like), shared.context), shared.spans)]


def counts(parts: Iterable[MaterialPart], span: Span, asked: Collection[str]) -> list[Tally]:
    """One period counted over these parts; `asked` are the ids of figures, since their functions do not travel."""
    figures = [each for each in ASKED if each.id in asked]
    return [part.counted.tally(span, figures) for part in parts]


def add_counts(tallies: Iterable[Tally | None]) -> Tally | None:
    """The counts of one period together; None where there are none."""
    given = [each for each in tallies if each]
    return add_periods(given) if given else None
