"""Atomic saving: a report is there whole or not at all, beside the old one where that is open in Excel."""

import errno
import filecmp
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import count, islice
from pathlib import Path
from secrets import token_hex

_MOST_COPIES = 99
_DRAFT = ".bsreform-*.tmp"
_ABANDONED = 600
"""Seconds after which nobody is still writing a draft: whoever began it was killed."""
FULL: Mapping[int, str] = {
    errno.ENOSPC: "ổ đĩa đã đầy; hãy giải phóng dung lượng",
    errno.EDQUOT: "đã hết dung lượng được cấp; hãy giải phóng dung lượng",
    errno.EFBIG: "tệp lớn hơn mức mà ổ đĩa hoặc tài khoản cho phép",
}
"""What is said where there is no room; by errno."""
_REASONS = {
    **FULL,
    errno.EACCES: "không có quyền ghi vào thư mục; hãy chọn nơi khác",
    errno.EPERM: "không có quyền ghi vào thư mục; hãy chọn nơi khác",
    errno.EROFS: "thư mục chỉ cho đọc; hãy chọn nơi khác",
    errno.ENOENT: "không có thư mục ấy và không tạo được; hãy chọn nơi khác",
    errno.ENAMETOOLONG: "tên tệp quá dài; hãy chọn tên ngắn hơn",
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục; hãy chọn nơi khác",
    errno.EEXIST: "một phần của đường dẫn là tệp, không phải thư mục; hãy chọn nơi khác",
    errno.EIO: "ổ đĩa báo lỗi khi ghi; hãy chọn nơi khác",
}


class CannotWrite(Exception):
    """The output could not be written anywhere: the message is shown, exit code 4."""


def save(path: Path, write: Callable[[Path], object]) -> Path:
    """Let `write` fill a temporary file beside `path` and put it in place; comes back: the path written.

    Folders are made. An identical file is left untouched. Where `path` is locked, or is a folder, the first free name
    of “tên (2).xlsx”, “tên (3).xlsx” … is taken. Raises CannotWrite; no temporary file stays behind, unless this
    process is killed: then a saving in that folder removes it ten minutes later.
    """
    temporary = path.with_name(_DRAFT.replace("*", token_hex(4)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            write(temporary)
            _flush(temporary)
            _sweep(temporary)
            return _put(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(f"Không ghi được tệp “{path}”: {reason(error)}.") from error


def reason(error: OSError) -> str:
    """Why nothing could be written, in Vietnamese where we know it, and what to do."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def _sweep(temporary: Path) -> None:
    """Remove the drafts of runs that were killed, by the clock of the folder's own file system."""
    now = temporary.stat().st_mtime
    for draft in temporary.parent.glob(_DRAFT):
        with suppress(OSError):
            if draft.stat().st_mtime < now - _ABANDONED:
                draft.unlink()


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _put(temporary: Path, path: Path) -> Path:
    """Move `temporary` to `path`, or beside it; raises the error of `path` if nothing is free."""
    if _same(temporary, path):
        return path
    try:
        temporary.replace(path)
    except (PermissionError, IsADirectoryError):
        for other in islice(_beside(path), _MOST_COPIES):
            if _same(temporary, other):
                return other
            if not other.exists():
                temporary.replace(other)
                return other
        raise
    return path


def _beside(path: Path) -> Iterator[Path]:
    return (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))


def _same(first: Path, second: Path) -> bool:
    try:
        return filecmp.cmp(first, second, shallow=False)
    except OSError:
        return False
