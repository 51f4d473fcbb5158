"""What runs leave for later runs: small numbered files in the workspace, written once and never changed.

No figure needs them: one that is missing, damaged or not synced only makes a later run know less.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bsreform.files.safe import save

FOLDER = ".bsreform"


def mark(text: str) -> str:
    """Eight hexadecimal digits that tell one content from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def newest(root: Path, kind: str, as_of: date) -> Iterator[tuple[Path, date, str]]:
    """The files of this kind of that day or before, with their day and mark: the latest day first, of one day the
    latest written.
    """
    found = [(match[2], int(match[1]), match[3], path) for match, path in _files(root, kind)]
    for day, _, its_mark, path in sorted(found, reverse=True):
        if day <= as_of.isoformat():
            yield path, date.fromisoformat(day), its_mark


def keep(root: Path, kind: str, as_of: date, text: str) -> Path | None:
    """Write the text unless it is the newest of its kind already: the new file, if any.

    CannotWrite if it cannot be written.
    """
    latest = next(newest(root, kind, as_of), None)
    if latest and latest[1:] == (as_of, mark(text)):
        return None
    taken = (int(match[1]) for match, _ in _files(root, kind))
    name = f"{kind}-{max(taken, default=0) + 1:04}-{as_of.isoformat()}-{mark(text)}.json"

    def write(path: Path) -> None:
        path.write_text(text, encoding="utf-8", newline="\n")

    return save(root / FOLDER / name, write)


def _files(root: Path, kind: str) -> Iterator[tuple[re.Match[str], Path]]:
    name = re.compile(rf"{kind}-(\d{{4,}})-(\d{{4}}-\d{{2}}-\d{{2}})-([0-9a-f]{{8}})\.json")
    try:
        paths = list((root / FOLDER).iterdir())
    except OSError:
        return
    for path in paths:
        if match := name.fullmatch(path.name):
            yield match, path
