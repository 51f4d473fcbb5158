"""Is everything ready? One line per thing that a run needs, with the remedy for what is not."""

import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version

from bsreform import __version__
from bsreform.loading import Workspace
from bsreform.reading.cache import cache_dir
from bsreform.workspace import SETTINGS, input_files, not_synced, owner_of

_LIBRARIES = ("pandas", "pyarrow", "fastexcel", "openpyxl", "XlsxWriter", "holidays")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `remedy` says what to do if it is not `good`."""

    good: bool
    what: str
    remedy: str = ""


def examine(place: Workspace) -> Iterator[Check]:
    """All checks, in the order in which a clerk would mend them."""
    yield Check(sys.version_info >= (3, 11), f"Python {platform.python_version()}, bsreform {__version__}")
    yield Check(True, "Thư viện: " + ", ".join(f"{name} {version(name)}" for name in _LIBRARIES))
    yield Check(True, f"Thư mục làm việc: {place.root}")
    if not (place.root / SETTINGS).is_file():
        yield Check(False, f"Chưa có tệp {SETTINGS}", "Chạy: bsreform init")
    yield from _inputs(place)
    yield _writable(place)
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding == "utf8":
        yield Check(True, "Màn hình hiển thị được tiếng Việt (UTF-8)")
    else:
        remedy = "Trong PowerShell chạy: chcp 65001 (chữ vẫn hiện không dấu nếu bỏ qua)"
        yield Check(False, f"Màn hình dùng bảng mã {sys.stdout.encoding}", remedy)
    yield Check(True, f"Nơi lưu tạm số liệu đã đọc: {cache_dir()}")


def _inputs(place: Workspace) -> Iterator[Check]:
    name = place.config.folders.dossiers
    folder = place.root / name
    if not folder.is_dir():
        yield Check(False, f"Không có thư mục “{name}”", "Chạy: bsreform init")
        return
    files = input_files(folder)
    remedy = "" if files else "Chép tệp xuất từ hệ thống một cửa vào thư mục này"
    yield Check(bool(files), f"Thư mục “{name}”: {len(files)} tệp", remedy)
    for file in files:
        shown = file.relative_to(place.root).as_posix()
        if not_synced(file):
            remedy = "Trong OneDrive chọn “Luôn giữ trên thiết bị này”; đồng bộ xong mà vẫn trống thì xuất lại tệp"
            yield Check(False, f"{shown}: trống hoặc chưa đồng bộ xong", remedy)
        if owner := owner_of(file):
            yield Check(True, f"{shown}: đang mở bởi {owner} (vẫn đọc được)")


def _writable(place: Workspace) -> Check:
    folder = place.root / place.config.folders.reports
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    good = os.access(nearest, os.W_OK)
    return Check(good, f"Nơi ghi báo cáo: {folder}", "" if good else "Không có quyền ghi: kiểm tra quyền của thư mục")
