"""Work on one file that may be hostile, other than reading it as input: done by a guarded worker, within limits."""

import pickle
from base64 import b64decode, b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bsreform.reading.guarded.pool import ReadingLimits, start
from bsreform.reading.notes import Extract, Notes, Options

if TYPE_CHECKING:
    pass

JobMade = Extract
"""What a job gives back: bytes, and notes."""


class JobFailed(Exception):
    """The job was not done: `fault` is a rule id, or the job's own word, and `detail` a clue or the job's message."""

    def __init__(self, fault: str, detail: str) -> None:
        super().__init__(fault, detail)
        self.fault, self.detail = fault, detail


def done(path: Path, job: str, given: Notes, limits: ReadingLimits) -> tuple[bytes, Notes]:
    """What the function `job` ("module:function") makes of the file and of what it is `given`. Raises JobFailed.

    The function gets the path and the options of an extractor (see `pool`), takes what it was given by `given`, and
    returns `made`; nothing of it is kept.
    """
    options = {"given": b64encode(pickle.dumps(dict(given))).decode()}
    with start([path], options, limits, extractor=job, keep=False) as working:
        result = working.results()[0]
    if result.table is None or result.meta is None:
        raise JobFailed(result.fault or "damaged_file", result.detail)
    return b"".join(result.table["content"].to_pylist()), result.meta["made"]


def given(options: Options) -> Notes:
    """In the worker: what the parent gave; nothing of it came from a file."""
    content: Notes = pickle.loads(b64decode(options["given"]))
    return content


def made(content: bytes, **notes: Any) -> JobMade:
    """In the worker: what the job gives back; the notes are JSON."""
    import pyarrow as pa

    return pa.table({"content": pa.array([content], pa.binary())}), {"made": notes}
