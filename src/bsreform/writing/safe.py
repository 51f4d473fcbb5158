"""Atomic saving: a report is there whole or not at all, beside the old one where that is open in Excel."""

import errno
import filecmp
import os
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path

_MOST_COPIES = 99
_REASONS = {
    errno.ENOSPC: "ổ đĩa đã đầy; hãy giải phóng dung lượng",
    errno.EDQUOT: "đã hết dung lượng được cấp; hãy giải phóng dung lượng",
    errno.EACCES: "không có quyền ghi vào thư mục; hãy chọn nơi khác bằng --output",
    errno.EPERM: "không có quyền ghi vào thư mục; hãy chọn nơi khác bằng --output",
    errno.EROFS: "thư mục chỉ cho đọc; hãy chọn nơi khác bằng --output",
    errno.ENOENT: "không có thư mục ấy và không tạo được; hãy chọn nơi khác bằng --output",
    errno.ENAMETOOLONG: "tên tệp quá dài; hãy chọn tên ngắn hơn bằng --output",
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục; hãy chọn nơi khác bằng --output",
    errno.EEXIST: "một phần của đường dẫn là tệp, không phải thư mục; hãy chọn nơi khác bằng --output",
}


class CannotWrite(Exception):
    """The output could not be written anywhere: the message is shown, exit code 4."""


def save(path: Path, write: Callable[[Path], object]) -> Path:
    """Let `write` fill a temporary file beside `path` and put it in place; comes back: the path written.

    Folders are made. An identical file is left untouched. Where `path` is locked, or is a folder, the first free name
    of “tên (2).xlsx”, “tên (3).xlsx” … is taken. Raises CannotWrite; no temporary file stays behind.
    """
    temporary = path.with_name(f".bsreform-{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            write(temporary)
            _flush(temporary)
            return _put(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
        raise CannotWrite(f"Không ghi được tệp “{path}”: {reason}.") from error


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
