"""One run at a time in a workspace: a lock of the operating system, which ends with the process that holds it.

It stands among the user's own files, not in the workspace: nothing that OneDrive would carry about, and a workspace
that cannot be written to can be locked, too. It tells nothing to other machines and other users; what two of them
write at once is still whole, because every file is put in place at once.
"""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bsreform.files.own_folder import own_folder
from bsreform.model import CannotRun

if TYPE_CHECKING:
    from filelock import BaseFileLock

_LOOK_AGAIN = 0.2
_UNKNOWN = "một lệnh khác"


@contextmanager
def held(root: Path, who: str, wait: Callable[[str], object] | None = None) -> Iterator[None]:
    """Keep the workspace to this run; `who` is what others are told of it.

    Where another run has it: CannotRun, or, with `wait`, that is told who has it, and then it is waited for. Where no
    lock can be had at all (no room, no rights, no such locks), the run goes on without.
    """
    from filelock import FileLock, Timeout

    folder = own_folder("locks")
    name = hashlib.sha256(os.path.normcase(root.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    note = folder / f"{name}.txt"
    # No file whose mere existence locks: one that a killed run leaves would need a person.
    lock = FileLock(folder / f"{name}.lock", fallback_to_soft=False)
    with suppress(OSError, NotImplementedError):
        _require_own(folder, note, Path(lock.lock_file))
        try:
            lock.acquire(blocking=False)
        except Timeout:
            _wait(lock, _text(note), wait)
        note.write_text(who, encoding="utf-8")
    try:
        yield
    finally:
        if lock.is_locked:
            with suppress(OSError):
                note.unlink()
            lock.release()


def _require_own(folder: Path, *files: Path) -> None:
    """OSError if the folder is a link, or if anything but a plain file lies where one of these shall be."""
    for path, is_right in ((folder, stat.S_ISDIR), *((file, stat.S_ISREG) for file in files)):
        if os.path.lexists(path) and not is_right(path.lstat().st_mode):
            raise FileExistsError(path)


def _wait(lock: "BaseFileLock", holder: str, wait: Callable[[str], object] | None) -> None:
    if wait is None:
        raise CannotRun(
            f"Đang chạy {holder} trong thư mục làm việc này. Chờ lệnh đó xong rồi chạy lại, hoặc thêm --wait để tự chờ."
        )
    wait(holder)
    lock.acquire(poll_interval=_LOOK_AGAIN)


def _text(note: Path) -> str:
    """Who has the lock, as noted by the holder; it may not have come to that yet."""
    try:
        return note.read_text(encoding="utf-8") or _UNKNOWN
    except (OSError, ValueError):
        return _UNKNOWN
