"""Work on one file that may be hostile, other than reading it as input: done by a guarded worker, within limits."""

import pickle
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from bsreform.reading.guarded.crew import Crew
from bsreform.reading.guarded.pool import ReadingLimits, start
from bsreform.reading.notes import Extract, Notes, Options

JobMade = Extract
"""What a job gives back: bytes, and notes."""
Do = Callable[[Path, Notes], tuple[bytes, Notes]]
"""What is made of a file and of what the job is given besides. Raises JobFailed."""


class JobFailed(Exception):
    """The job was not done: `fault` is a rule id, or the job's own word, and `detail` a clue or the job's message."""

    def __init__(self, fault: str, detail: str) -> None:
        super().__init__(fault, detail)
        self.fault, self.detail = fault, detail


@contextmanager
def jobs(job: str, limits: ReadingLimits) -> Iterator[Do]:
    """To have the function `job` ("module:function") do its work on one file after another, by the same worker.

    The function gets the path and the options of an extractor (see `pool`), takes what it was given by `given`, and
    returns `made`; nothing of it is kept. Each file has the whole of the limits; a worker that dies costs its file.
    """
    with Crew(job, limits.memory_mb, stay=True) as crew:
        yield partial(_done, crew, limits)


def _done(crew: Crew, limits: ReadingLimits, path: Path, given: Notes) -> tuple[bytes, Notes]:
    options = {"given": b64encode(pickle.dumps(dict(given))).decode()}
    with start([path], options, limits, extractor=crew, keep=False) as working:
        result = working.results()[0]
    if result.table is None or result.meta is None:
        raise JobFailed(result.fault or "damaged_file", result.detail)
    return b"".join(result.table["content"].to_pylist()), result.meta["made"]


def done(path: Path, job: str, given: Notes, limits: ReadingLimits) -> tuple[bytes, Notes]:
    """What the job makes of one file alone, see `jobs`. Raises JobFailed."""
    with jobs(job, limits) as do:
        return do(path, given)


def given(options: Options) -> Notes:
    """In the worker: what the parent gave; nothing of it came from a file."""
    content: Notes = pickle.loads(b64decode(options["given"]))
    return content


def made(content: bytes, **notes: Any) -> JobMade:
    """In the worker: what the job gives back; the notes are JSON."""
    import pyarrow as pa

    return pa.table({"content": pa.array([content], pa.binary())}), {"made": notes}
