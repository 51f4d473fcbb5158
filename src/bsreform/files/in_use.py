"""Who has a file open, as the lock files that Excel and LibreOffice leave beside it say."""

import re
import stat
from pathlib import Path

from bsreform.language.text import clean

_WIDE_NAME = 55
_LONGEST = 4096
"""Bytes; real lock files hold 165 (Excel) or some hundred (LibreOffice)."""
_UNESCAPED_COMMA = re.compile(r"(?<!\\),")


def owner_of(path: Path) -> str:
    """Who has the file open, from the lock file of Excel or LibreOffice beside it; "" if none or unreadable.

    A program that was killed leaves its lock file behind: the name is a hint, not a proof.
    """
    return _excel_owner(path) or _libreoffice_owner(path)


def _excel_owner(path: Path) -> str:
    """Byte 0 of “~$NAME” is the length of the name that follows; Excel repeats it in UTF-16 from byte 55."""
    data = _content(path.with_name("~$" + path.name))
    length = data[0] if data else 0
    wide = data[_WIDE_NAME + 2 : _WIDE_NAME + 2 + 2 * length]
    if length and data[_WIDE_NAME : _WIDE_NAME + 2] == bytes([length, 0]) and len(wide) == 2 * length:
        return clean(wide.decode("utf-16-le", errors="replace"))
    narrow = data[1 : 1 + length]
    try:
        return clean(narrow.decode("utf-8"))
    except UnicodeDecodeError:
        return clean(narrow.decode("cp1258", errors="replace"))


def _libreoffice_owner(path: Path) -> str:
    """“.~lock.NAME#” is a line of UTF-8: name in LibreOffice, name on the computer, computer, time, profile."""
    line = _content(path.with_name(f".~lock.{path.name}#")).decode("utf-8", errors="replace")
    names = (clean(name.replace("\\,", ",")) for name in _UNESCAPED_COMMA.split(line)[:2])
    return next(filter(None, names), "")


def _content(path: Path) -> bytes:
    """The first bytes of a plain file; b"" of anything else: opening a pipe would wait for ever."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return b""
        with path.open("rb") as file:
            return file.read(_LONGEST)
    except OSError:
        return b""
