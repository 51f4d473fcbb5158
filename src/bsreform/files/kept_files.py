"""What runs leave for later runs: small numbered files in the workspace, written once and never changed.

No figure needs them: one that is missing, damaged or not synced only makes a later run know less. They lie in a shared
folder, so that they are input like any other: read through a strict model, and set aside if they do not fit.
"""

import hashlib
import re
import warnings
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bsreform.files.folders import leaves
from bsreform.files.os_errors import reason
from bsreform.files.plain_file import read_plain
from bsreform.files.safe import CannotWrite, save
from bsreform.model import SetAside

FOLDER = ".bsreform"
MOST_BYTES = 64 * 1024**2
"""Of one file: a year of a province with all codes of its dossiers has about 30 million."""
MOST_BYTES_OF_ALL = 8 * MOST_BYTES
"""Of the files of a kind that one run looks into: enough for the reports of a trend."""

_LINK = "đây là lối tắt dẫn ra ngoài thư mục làm việc"
# Twelve digits leave room for the next number.
_NAME = re.compile(r"[a-z]+-(?P<number>[0-9]{4,12})-(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})-(?P<mark>[0-9a-f]{8})\.json")


class Kept(BaseModel):
    """What a kept file holds: every kind is a model of its own. Depth is bounded by the model and by the parser."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


K = TypeVar("K", bound=Kept)
Name = Annotated[str, Field(max_length=32_767)]
"""A text of a kept file: what a cell may hold."""


class KeptFile(Struct, frozen=True, order=True):
    """A kept file by its name: seen at the end of `day`, the `number`th of its kind, `mark` of its content."""

    day: date
    number: int
    mark: str
    path: Path


def mark(text: str) -> str:
    """Eight hexadecimal digits that tell one content from another."""
    return _mark(text.encode())


def newest(root: Path, kind: str, as_of: date) -> Iterator[KeptFile]:
    """The files of this kind of that day or before: the latest day first, of one day the latest written."""
    left = MOST_BYTES_OF_ALL
    for file in sorted((file for file in _files(root, kind) if file.day <= as_of), reverse=True):
        with suppress(OSError):
            left -= file.path.stat().st_size
        if left < 0:
            return
        yield file


def read(file: KeptFile, model: type[K]) -> K | None:
    """What the file holds; None, and a SetAside warning, if it is not what a run of ours left there."""
    try:
        content = read_plain(file.path, MOST_BYTES)
        if _mark(content) == file.mark:
            return model.model_validate_json(content)
    except (OSError, ValidationError):
        pass
    set_aside(file.path)
    return None


def set_aside(path: Path) -> None:
    """Tell that the file is not used."""
    warnings.warn(
        f"Bỏ qua tệp {FOLDER}/{path.name}: không đọc được, hoặc không còn đúng như khi được ghi; coi như không có.",
        SetAside,
        stacklevel=2,
    )


def keep(root: Path, kind: str, as_of: date, text: str) -> Path | None:
    """Write the text unless it is the newest of its kind already: the new file, if any.

    CannotWrite if it cannot be written.
    """
    if leaves(root / FOLDER, root):
        raise CannotWrite(f"Không ghi được vào {FOLDER}: {_LINK}.")
    latest = next(newest(root, kind, as_of), None)
    if latest and (latest.day, latest.mark) == (as_of, mark(text)) and _holds(latest.path, text):
        return None
    number = max((file.number for file in _files(root, kind)), default=0) + 1

    def write(path: Path) -> None:
        path.write_text(text, encoding="utf-8", newline="\n")

    return save(root / FOLDER / f"{kind}-{number:04}-{as_of.isoformat()}-{mark(text)}.json", write)


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]


def _holds(path: Path, text: str) -> bool:
    try:
        return read_plain(path, MOST_BYTES) == text.encode()
    except OSError:
        return False


def named(path: Path) -> KeptFile | None:
    """The kept file by its name; None where that is not ours. A day that no calendar has is set aside."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        day = date.fromisoformat(match["day"])
    except ValueError:  # 2024-02-31
        set_aside(path)
        return None
    return KeptFile(day, int(match["number"]), match["mark"], path)


def _files(root: Path, kind: str) -> Iterator[KeptFile]:
    if leaves(root / FOLDER, root):
        warnings.warn(f"Bỏ qua thư mục {FOLDER}: {_LINK}.", SetAside, stacklevel=2)
        return
    try:
        paths = [path for path in (root / FOLDER).iterdir() if path.name.startswith(f"{kind}-")]
    except FileNotFoundError:
        return
    except OSError as problem:
        warnings.warn(f"Bỏ qua thư mục {FOLDER}: {reason(problem)}; coi như không có.", SetAside, stacklevel=2)
        return
    yield from filter(None, map(named, paths))
