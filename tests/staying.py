"""Guarded workers that stay from one command to the next: to start one takes longer than to read a test's file."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bsreform.reading.guarded import process


@contextmanager
def workers_stay() -> Iterator[None]:
    """The real guarded workers, each used again, for as long as the block lasts.

    Those with an extractor that is not the product's are started and ended as in a run.
    """
    idle: dict[tuple[str, int], list[process.Guarded]] = defaultdict(list)
    start, end = process.Guarded, process.Guarded.end

    def started(extractor: str, memory_mb: int) -> process.Guarded:
        kind = extractor, memory_mb
        while idle[kind]:
            if (waiting := idle[kind].pop()).fit:
                return waiting
            end(waiting)
        worker = start(*kind)
        if extractor.startswith("bsreform."):
            worker.end = lambda: idle[kind].append(worker)
        return worker

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "Guarded", started)
        yield
    for workers in idle.values():
        for worker in workers:
            end(worker)
