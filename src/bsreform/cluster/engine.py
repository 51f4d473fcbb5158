"""The weekly flow past one machine: files → extracts → a shuffle by code → counts that add up → the same material.

dask moves the partitions; what is done to them is in `steps`, by the functions that one machine runs.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from operator import index, itemgetter
from pathlib import Path
from typing import Any

from dask.bag import Bag, from_delayed
from dask.bag.core import groupby_tasks
from dask.delayed import delayed

from bsreform.cluster.steps import Job, PartNotes, Shared, count, dataset, join, read
from bsreform.files.folders import conflict_pairs
from bsreform.material.dossiers import MaterialPart, Outline, material_of
from bsreform.material.parts import add_parts, counted_part, told_of_files
from bsreform.material.values import Material
from bsreform.records.loading import Workspace
from bsreform.records.procedures import join as join_catalogue
from bsreform.subjects.dossiers import DOSSIERS
from bsreform.subjects.subject import Checked, judge

FILES, BYTES = 32, 8 * 1024**2
"""What one task reads: files up to one of these limits, about 80,000 rows. There are as many buckets as tasks."""
TOGETHER = 8
"""So many parts are added up at a time."""
Compute = Callable[..., tuple[Any, ...]]
"""Makes what was planned with dask: `dask.compute`, or the same on a cluster."""


def compile_with(
    compute: Compute, workspace: Workspace, files: Sequence[Path], known: Checked, outline: Outline
) -> Material:
    """The material that `compiling.compile_material` makes of the same files, made by any number of workers.

    `known` is what there is without any of them.
    """
    notes, part = compute(*_plan(list(jobs(workspace, files)), known, outline))
    return material(notes, part, known, outline)


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


def _plan(cut: Sequence[Job], known: Checked, outline: Outline) -> tuple[Any, Any]:
    """The notes on all files and the sum of all parts, as dask's promises."""
    context = delayed(known.context, traverse=False)
    shared = delayed(Shared(known.context, outline.spans, known.data.frame), traverse=False)
    done = [delayed(read, nout=2)(job, context, len(cut)) for job in cut]
    notes = delayed(join)([own_notes for own_notes, _ in done])
    # The numbers of the buckets are spread as they are: each is a partition of its own.
    buckets: Bag = groupby_tasks(from_delayed([pieces for _, pieces in done]), itemgetter(0), hash=index)
    parts = buckets.map_partitions(count, notes, shared)
    return notes, parts.reduction(add_parts, add_parts, split_every=TOGETHER)


def material(notes: PartNotes, part: MaterialPart | None, known: Checked, outline: Outline) -> Material:
    """The parts and what is found about whole files, measured."""
    context = known.context
    whole = join_catalogue(dataset(notes.sample, notes, known.data.frame), known.data)
    nothing = judge(DOSSIERS, replace(whole, frame=known.data.frame), context)
    of_files = replace(counted_part(nothing, outline.spans), problems=told_of_files(whole, context))
    together = add_parts([of_files, part])
    assert together is not None
    return material_of(together, whole, nothing.available, context, outline)
