"""The weekly flow past one machine: files → extracts → a shuffle by code → counts that add up → the same material.

dask moves the partitions; what is done to them is in `steps`, by the functions that one machine runs.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from math import ceil
from operator import index, itemgetter
from pathlib import Path
from typing import Any

from dask.bag import Bag, from_delayed
from dask.bag.core import groupby_tasks
from dask.delayed import delayed
from msgspec import Struct
from msgspec.structs import replace

from bsreform.cluster.steps import Job, PartNotes, Shared, add_counts, counts, dataset, join, judged, read
from bsreform.figures.counting import AskedFigures, Tally
from bsreform.files.folders import conflict_pairs
from bsreform.material.dossiers import MaterialPart, material_of
from bsreform.material.outline import Outline
from bsreform.material.parts import add_parts, own_part, told_of_files, travelling
from bsreform.material.values import Material
from bsreform.records.loading import Workspace
from bsreform.records.procedures import join as join_catalogue
from bsreform.spec import Span
from bsreform.subjects.dossiers import DOSSIERS
from bsreform.subjects.subject import Checked, judge

FILES, BYTES = 32, 8 * 1024**2
"""What one task reads: files up to one of these limits, about 80,000 rows."""
PER_BUCKET = 2
"""So many tasks' rows make a bucket."""
TOGETHER = 8
"""So many parts are added up at a time."""
Compute = Callable[..., tuple[Any, ...]]
"""Makes what was planned with dask, see `Hands`."""


class Hands(Struct, frozen=True):
    """Who does what was planned: `compute` brings the values here; `keep` leaves them where they were made, and gives
    what can be planned with again.
    """

    compute: Compute
    keep: Compute


def compile_with(
    hands: Hands, workspace: Workspace, files: Sequence[Path], known: Checked, outline: Outline
) -> Material:
    """The material that `compiling.compile_material` makes of the same files, made by any number of workers.

    `known` is what there is without any of them.
    """
    notes, parts = hands.keep(*_plan(list(jobs(workspace, files)), known, outline))
    bare = parts.map(travelling).reduction(add_parts, add_parts, split_every=TOGETHER)
    notes, part = hands.compute(notes, bare)
    return material(notes, part and travelling(part, partial(_count, hands, parts)), known, outline)


def _count(hands: Hands, parts: Bag, span: Span, asked: AskedFigures) -> Tally:
    """One period, counted where the parts are."""
    each = parts.map_partitions(counts, span, [figure.id for figure in asked])
    found: Tally
    (found,) = hands.compute(each.reduction(add_counts, add_counts, split_every=TOGETHER))
    return found  # there is one: only where there was a part it is asked for


def jobs(workspace: Workspace, files: Sequence[Path]) -> Iterator[Job]:
    """The files in their order, cut into what one task reads; a copy goes with its original."""
    pairs = conflict_pairs(files)
    families: dict[Path, list[tuple[int, Path]]] = {}
    for number, path in enumerate(files):
        families.setdefault(pairs.get(path, path), []).append((number, path))
    batch: list[tuple[int, Path]] = []
    size = 0
    for family in families.values():
        more = sum(_size(path) for _, path in family)
        if batch and (len(batch) + len(family) > FILES or size + more > BYTES):
            yield Job(workspace, tuple(batch), pairs)
            batch, size = [], 0
        batch += family
        size += more
    if batch:
        yield Job(workspace, tuple(batch), pairs)


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0


def _plan(cut: Sequence[Job], known: Checked, outline: Outline) -> tuple[Any, Bag]:
    """The notes on all files, and the parts that can be counted, as dask's promises."""
    context = delayed(known.context, traverse=False)
    shared = delayed(Shared(known.context, outline.spans, known.data.frame), traverse=False)
    buckets = ceil(len(cut) / PER_BUCKET)
    done = [delayed(read, nout=2)(job, context, buckets) for job in cut]
    notes = delayed(join)([own_notes for own_notes, _ in done])
    # The numbers of the buckets are spread as they are: each is a partition of its own.
    rows: Bag = groupby_tasks(from_delayed([pieces for _, pieces in done]), itemgetter(0), hash=index)
    return notes, rows.map_partitions(judged, notes, shared)


def material(notes: PartNotes, part: MaterialPart | None, known: Checked, outline: Outline) -> Material:
    """The parts and what is found about whole files, measured."""
    context = known.context
    whole = join_catalogue(dataset(notes.sample, notes, known.data.frame), known.data)
    nothing = judge(DOSSIERS, replace(whole, frame=known.data.frame), context)
    of_files = replace(own_part(nothing, outline.spans), problems=told_of_files(whole, context))
    together = add_parts([of_files, part])
    assert together is not None
    return material_of(together, whole, nothing.available, context, outline)
