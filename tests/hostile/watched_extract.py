"""The extractor of the fuzz: as the product's, but a fault of ours is told with the place where it came up.

The product answers `damaged_file` to whatever goes wrong. A fuzz has to tell a file that was refused from code of ours
that fell over it.
"""

import traceback
from pathlib import Path
from typing import Any

from bsreform.reading.decoding.raw import ReadFault
from bsreform.reading.extract import extract as real

OURS = "OURS "
"""How the detail of such a fault begins."""


def extract(path: Path, options: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """See `bsreform.reading.extract.extract`."""
    try:
        return real(path, options)
    except MemoryError:
        raise
    except ReadFault as fault:
        if fault.__cause__ is not None and fault.detail == type(fault.__cause__).__name__:
            raise ReadFault(fault.rule, _told(fault.__cause__)) from fault
        raise
    except BaseException as fault:
        raise ReadFault("damaged_file", _told(fault)) from fault


def _told(fault: BaseException) -> str:
    if isinstance(fault, OSError | MemoryError):
        return type(fault).__name__
    frames = [each for each in traceback.extract_tb(fault.__traceback__) if "bsreform" in each.filename]
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{OURS}{type(fault).__name__}{place}"
