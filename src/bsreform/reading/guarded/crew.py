"""The worker processes of one run, or of several that follow one another: hired for a file, kept while they are fit."""

from contextlib import suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from bsreform.reading.guarded.process import Guarded


class Crew:
    """Workers with one extractor ("module:function") and one limit of memory.

    If they `stay`, those given back wait for whoever hires next, until the `with` block ends. Any thread may hire.
    """

    def __init__(self, extractor: str, memory_mb: int, *, stay: bool = False) -> None:
        self.extractor = extractor
        self._memory_mb = memory_mb
        self._stay = stay
        self._waiting: list[Guarded] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        while self._waiting:
            self._waiting.pop().end()

    def hire(self) -> "Guarded":
        """One that waits, or a new one. One that died while it waited is not blamed on the next file."""
        from bsreform.reading.guarded.process import Guarded

        with suppress(IndexError):
            while True:
                worker = self._waiting.pop()
                if worker.fit:
                    return worker
                worker.end()
        return Guarded(self.extractor, self._memory_mb)

    def take_back(self, worker: "Guarded") -> None:
        """It waits, or ends: also where it is dead, or grew too large for another file."""
        if self._stay and worker.fit:
            self._waiting.append(worker)
        else:
            worker.end()
