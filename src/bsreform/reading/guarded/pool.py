"""Reads many files in guarded worker processes and through the cache: one bad file never harms the others."""

import os
import threading
import time
from base64 import b64decode
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from msgspec import Struct
from msgspec.structs import replace

from bsreform.reading.guarded import cache, faults
from bsreform.reading.guarded.crew import Crew
from bsreform.reading.guarded.looking import Seen, look
from bsreform.reading.guarded.os_faults import PASSING
from bsreform.reading.guarded.results import LOST_EXTRACT, FileResult, result_of, with_owner
from bsreform.reading.notes import Options
from bsreform.reading.recognising.secrecy import is_marked_name

if TYPE_CHECKING:
    from bsreform.reading.guarded.process import Guarded

EXTRACTOR = "bsreform.reading.extract:extract"
WATCH_EVERY = 0.1
"""Seconds between two looks of the watchdog."""
GAP = 0.3
"""Seconds after which a file is looked at again that was missing, locked, or replaced while it was read."""


class ReadingLimits(Struct, frozen=True):
    """What reading may take: of time, memory of its worker process, and disk or unpacked size, per file.

    At most `workers` processes at once; None = one per processor. Links out of the folder `within` are not followed.
    `pause` waits (seconds) before the second look at files that were missing or locked.
    """

    seconds: float = 120
    memory_mb: int = 2048
    max_unpacked_mb: int = 1024
    workers: int | None = None
    within: Path | None = None
    pause: Callable[[float], object] = time.sleep

    @property
    def measures(self) -> tuple[float, int, int]:
        """What decides whether a file is too much: seconds, MB, MB."""
        return self.seconds, self.memory_mb, self.max_unpacked_mb


class Reading:
    """Files being read. `results` waits for them; leaving the `with` block early stops it all.

    Made by `start`. The workers run while the caller does something else, such as importing pandas.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        options: Options,
        limits: ReadingLimits,
        on_done: Callable[[Path], None] | None,
        crew: Crew,
        keep: bool,
    ) -> None:
        self._options = dict(options)
        self._limits = limits
        self._on_done = on_done
        self._crew = crew
        self._folder = cache.cache_dir() if keep else None
        self._sent = not keep
        self._told: set[Path] = set()
        self._stopped = threading.Event()
        self._telling = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._workers: list[Guarded] = []
        self._waiting: deque[int] = deque()
        self._broken: BaseException | None = None
        self._results: dict[int, FileResult] = {}
        self._files = [self._look(path) for path in paths]
        self._begin(*self._parted(range(len(self._files))))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _look(self, path: Path) -> Seen:
        options = self._options_of(path)
        seen = look(path, options, self._limits.max_unpacked_mb, self._limits.within)
        return faults.recalled(seen, options, self._limits.measures, self._folder)

    def _options_of(self, path: Path) -> Options:
        """Those of all files, and that this one is marked as secret by its name, which its content does not tell."""
        return {**self._options, "marked": True} if is_marked_name(path.stem) else self._options

    def _settled(self, file: Seen) -> bool:
        settled = file.fault is not None or (self._folder is not None and cache.has(file.key, self._folder))
        if settled:
            self._tell(file.path)
        return settled

    def _tell(self, path: Path) -> None:
        with self._telling:
            if self._on_done and path not in self._told:
                self._told.add(path)
                self._on_done(path)

    def _parted(self, numbers: Iterable[int]) -> tuple[list[int], list[int]]:
        """The files that have to be read, and those that are settled."""
        settled = {number: self._settled(self._files[number]) for number in numbers}
        return [number for number in settled if not settled[number]], [number for number in settled if settled[number]]

    def _begin(self, missing: Sequence[int], settled: Sequence[int]) -> None:
        """Starts workers for what is missing, the largest file first: it would otherwise be waited for alone; and one
        thread that loads what is settled.
        """
        self._waiting.extend(sorted(missing, key=lambda n: self._files[n].size, reverse=True))
        crew = min(self._limits.workers or os.cpu_count() or 1, len(missing))
        serving = [threading.Thread(target=self._serve, daemon=True) for _ in range(crew)]
        loading = [threading.Thread(target=self._load, args=(settled,), daemon=True)] if settled else []
        self._threads = serving + loading
        for thread in self._threads:
            thread.start()
        if serving:
            threading.Thread(target=self._watch, args=(serving,), daemon=True).start()

    def _serve(self) -> None:
        worker: Guarded | None = None
        try:
            while self._waiting and not self._stopped.is_set():
                number = self._waiting.popleft()
                worker = self._fit_worker(worker)
                if self._stopped.is_set():
                    return
                self._files[number] = self._read(worker, self._files[number])
                self._load([number])
                self._tell(self._files[number].path)
        except IndexError:
            pass  # another thread took the last file
        except BaseException as problem:
            self._broken = problem  # raised again where the results are asked for
        finally:
            if worker:
                self._dismiss(worker)

    def _load(self, numbers: Iterable[int]) -> None:
        try:
            for number in numbers:
                if not self._stopped.is_set():
                    self._results[number] = result_of(
                        self._files[number], self._folder, self._crew.extractor == EXTRACTOR
                    )
        except BaseException as problem:
            self._broken = problem

    def _fit_worker(self, worker: "Guarded | None") -> "Guarded":
        if worker and worker.fit:
            return worker
        if worker:
            self._dismiss(worker)
        fresh = self._crew.hire()
        self._workers.append(fresh)
        return fresh

    def _dismiss(self, worker: "Guarded") -> None:
        if worker in self._workers:
            self._workers.remove(worker)
            self._crew.take_back(worker)

    def _read(self, worker: "Guarded", file: Seen) -> Seen:
        request = {
            "path": str(file.path),
            "sha256": file.sha256,
            "key": file.key,
            "cache_dir": str(self._folder) if self._folder else None,
            "send": self._sent,
            "options": self._options_of(file.path),
            "max_unpacked_mb": self._limits.max_unpacked_mb,
        }
        answer = worker.ask(request, self._limits.seconds)
        if self._folder:
            faults.remember(answer, file, self._options_of(file.path), self._limits.measures, self._folder)
        return replace(
            file,
            sha256=answer.get("sha256", file.sha256),
            key=answer.get("key", file.key),
            fault=answer.get("fault"),
            detail=answer.get("detail", ""),
            extract=b64decode(answer["extract"]) if "extract" in answer else None,
        )

    def _watch(self, threads: list[threading.Thread]) -> None:
        while any(thread.is_alive() for thread in threads):
            for worker in list(self._workers):
                worker.check()
            self._stopped.wait(WATCH_EVERY)

    def _wait(self) -> None:
        for thread in self._threads:
            while thread.is_alive():
                thread.join(0.5)  # without a time-out, Windows does not hear Ctrl-C
        if self._broken:
            raise self._broken

    def results(self) -> list[FileResult]:
        """One result per path, in the order of the paths, once all are there."""
        try:
            self._wait()
            results = [self._results[number] for number in range(len(self._files))]
            lost = [n for n, result in enumerate(results) if result.detail == LOST_EXTRACT]
            passing = [n for n, result in enumerate(results) if result.detail in PASSING]
            self._sent |= bool(lost)  # whatever is the matter with the cache
            missing, settled = self._parted(self._looked_again(passing))
            self._begin([*lost, *missing], settled)
            self._wait()
            for n in (*lost, *passing):
                results[n] = with_owner(self._results[n])
        except BaseException:
            self.stop()
            raise
        return results

    def _looked_again(self, numbers: list[int]) -> list[int]:
        """What a program replaces by saving, or a sync client holds, is free in a moment."""
        if numbers:
            self._limits.pause(GAP)
        for n in numbers:
            self._files[n] = self._look(self._files[n].path)
        return numbers

    def stop(self) -> None:
        """Ends all workers at once; nothing more is read. Harmless when all is done."""
        self._stopped.set()
        for worker in list(self._workers):
            worker.kill()
        for thread in self._threads:
            thread.join(2)


def start(
    paths: Iterable[Path],
    options: Options,
    limits: ReadingLimits,
    *,
    on_done: Callable[[Path], None] | None = None,
    extractor: str | Crew = EXTRACTOR,
    keep: bool = True,
) -> Reading:
    """Begins to read these files and returns at once (after hashing them).

    `options` (JSON-able) go to the extractor, which also finds "max_unpacked_mb" in them; they are part of
    the cache key. `on_done` is told each path as it is finished, by any thread but never by two at once.
    An unchanged file that was read before starts no worker, nor does one whose fault is remembered (see `faults`).
    A `Crew` in place of the extractor's name outlives the reading. Without `keep` nothing stays behind.
    """
    crew = extractor if isinstance(extractor, Crew) else Crew(extractor, limits.memory_mb)
    return Reading(paths, options, limits, on_done, crew, keep)


def read_files(
    paths: Sequence[Path],
    options: Options,
    limits: ReadingLimits,
    *,
    on_done: Callable[[Path], None] | None = None,
    extractor: str = EXTRACTOR,
    pause: Callable[[float], object] = time.sleep,
) -> list[FileResult]:
    """Reads these files: one result per path, in their order. See `start`."""
    limits = replace(limits, pause=pause)
    with start(paths, options, limits, on_done=on_done, extractor=extractor) as reading:
        return reading.results()
