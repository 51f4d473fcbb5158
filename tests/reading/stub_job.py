"""A job that does what the file tells it to, and says which process did it."""

import os
from pathlib import Path

from bsreform.reading.guarded.job import JobMade, given, made
from bsreform.reading.notes import Options


def work(path: Path, options: Options) -> JobMade:
    """Dies over a file that says so."""
    content = path.read_bytes()
    if content == b"die":
        os._exit(3)
    return made(content, given=given(options)["word"], worker=os.getpid())
