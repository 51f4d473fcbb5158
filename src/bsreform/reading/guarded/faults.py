"""Faults that are remembered as extracts are: a file that costs all of its limits costs them once, not every Friday.

What may pass by itself is not: rights, a lack of memory, a machine too busy to get to the file.
"""

from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from bsreform.reading.guarded import cache
from bsreform.reading.guarded.looking import Seen, look
from bsreform.reading.notes import ONLY_ZEROS, Notes, Options

LASTING = frozenset({"damaged_file", "oversized_file", "unsupported_file", "empty_file", "encrypted_file"})
"""Rule ids of what lies in the content itself."""
Measures = tuple[float, int, int]
"""The limits within which a file was read: seconds, MB, MB unpacked."""


def is_lasting(rule: str, detail: str) -> bool:
    """Would it be found in the same bytes again? (A sync client that fills a file of zeros changes its content.)"""
    return detail == ONLY_ZEROS or (rule in LASTING and detail != "MemoryError")


def recalled(seen: Seen, options: Options, measures: Measures, folder: Path | None) -> Seen:
    """The file with the fault that was found in this content before, if one is remembered in the folder."""
    if seen.sha256 is None or folder is None:
        return seen
    name = _name(seen.sha256, options, measures)
    known = cache.load(name, folder=folder) if cache.has(name, folder) else None
    return replace(seen, fault=known[1]["fault"], detail=known[1]["detail"]) if known else seen


def remember(answer: Notes, file: Seen, options: Options, measures: Measures, folder: Path) -> None:
    """Keep a fault that lies in the content; of a worker that died, only if that is still what it was asked for.

    Where that cannot be done, the file is read again next time.
    """
    if not answer.get("lasting"):
        return
    sha256 = answer.get("sha256")
    if sha256 is None and look(file.path, options, measures[2]).sha256 == file.sha256:
        sha256 = file.sha256
    if sha256 is None:
        return
    import pyarrow as pa

    with suppress(OSError):
        notes = {"fault": answer["fault"], "detail": answer["detail"]}
        cache.store(_name(sha256, options, measures), pa.table({}), notes, folder)


def _name(sha256: str, options: Options, measures: Measures) -> str:
    return cache.key(sha256, {**options, "fault within": measures})
