"""Plain files, opened without waiting: a pipe, a socket or a device that lies where a file is expected is refused."""

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

# On Windows there is no O_NONBLOCK, and no pipe in a folder; O_BINARY is only there.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def open_plain(path: Path) -> BufferedReader:
    """The file, open for reading. OSError as ever; with errno ENXIO if it is no plain file: never waited for."""
    if not stat.S_ISREG(path.stat().st_mode):  # opening a device may already do something
        raise _not_plain(path)
    handle = os.open(path, _FLAGS)
    if not stat.S_ISREG(os.fstat(handle).st_mode):  # exchanged in between
        os.close(handle)
        raise _not_plain(path)
    return open(handle, "rb")  # noqa: PTH123


def read_plain(path: Path, most: int) -> bytes:
    """The content of a plain file of at most `most` bytes; OSError with errno EFBIG if it has more."""
    with open_plain(path) as file:
        # Never `read(most)`: so many bytes are allocated, however few there are.
        if os.fstat(file.fileno()).st_size <= most and len(content := file.read()) <= most:
            return content
    raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))


def _not_plain(path: Path) -> OSError:
    return OSError(errno.ENXIO, os.strerror(errno.ENXIO), str(path))
