"""Is everything ready? One line per thing that a run needs, with the remedy for what is not."""

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from msgspec import Struct

from bsreform import __version__
from bsreform.commands.covering import PIP
from bsreform.duties.overview import held
from bsreform.files.folders import SETTINGS, input_files, not_synced
from bsreform.files.moments import saved_at
from bsreform.files.plain_file import open_plain
from bsreform.forms.marks import form_of
from bsreform.forms.no_work import FORM as NO_WORK
from bsreform.language.wording import decimal, official_date
from bsreform.model import CannotRun
from bsreform.organisation.working_days import load_calendar
from bsreform.reading.first_rows import read_first_rows
from bsreform.reading.guarded.cache import KEY_VARIABLE, cache_dir, is_trusted
from bsreform.reading.guarded.pool import ReadingLimits
from bsreform.records.gathering import relative
from bsreform.records.loading import CATALOGUE, Workspace
from bsreform.records.unit_list import UNITS, workspace_registry

_LIBRARIES = ("pandas", "pyarrow", "fastexcel", "openpyxl", "XlsxWriter", "docxtpl", "holidays")
_EXTRAS: Mapping[str, tuple[str, str]] = {
    "typst": ("Bản PDF (--pdf)", f"{PIP} install typst"),
    "dask": ("Chạy trên nhiều máy", f'{PIP} install "dask[distributed]"'),
}
_LEAST_FREE_MB = 500
_LARGEST_FORM = 60_000
"""Bytes."""
_WEEK = timedelta(days=7)
_LONGEST_PATH = 259
"""Characters: what Windows and Excel open without further settings."""
_VIETNAM = timedelta(hours=7)


class ReadyCheck(Struct, frozen=True):
    """One thing that was looked at; `remedy` says what to do if it is not `good`; a run needs it if `needed`."""

    good: bool
    what: str
    remedy: str = ""
    needed: bool = True


class Machine(Struct, frozen=True):
    """What the edges know of it: the time on its clock with its zone, and the encoding of the console."""

    now: datetime
    encoding: str


def examine(place: Workspace | None, problem: str, machine: Machine) -> Iterator[ReadyCheck]:
    """All checks, in the order in which a clerk would mend them; `problem` says why there is no workspace."""
    yield from _software()
    yield _console(machine.encoding)
    yield from _clock(machine.now)
    yield _cache(cache_dir())
    if place is None:
        yield ReadyCheck(False, "Thư mục làm việc: chưa dùng được", problem)
        return
    yield from _workspace(place, machine.now)
    yield from _folders(place, machine.now)
    yield _writable("Nơi ghi báo cáo", place.root / place.config.folders.reports)
    yield _disk(place.root)


def _software() -> Iterator[ReadyCheck]:
    good = sys.version_info >= (3, 11)
    remedy = "Cài Python 3.11 trở lên từ python.org rồi cài lại phần mềm"
    yield ReadyCheck(good, f"Python {platform.python_version()}, bsreform {__version__}", remedy)
    missing = [name for name in _LIBRARIES if not _version(name)]
    told = ", ".join(f"{name} {_version(name)}" for name in _LIBRARIES if name not in missing)
    remedy = f"Thiếu {', '.join(missing)}: cài lại phần mềm theo README.vi.md, bước 2"
    yield ReadyCheck(not missing, f"Thư viện: {told}", remedy)
    yield from _extensions()
    for name, (what, install) in _EXTRAS.items():
        found = _version(name)
        yield ReadyCheck(
            bool(found), f"{what}: {f'{name} {found}' if found else 'chưa cài'}", f"Khi cần, chạy: {install}", False
        )


def _extensions() -> Iterator[ReadyCheck]:
    """What other packages add, by asking for all of it; one that is broken stops nothing."""
    import bsreform.indicators
    import bsreform.layouts
    import bsreform.rules  # noqa: F401
    from bsreform.files.extensions import GROUPS, broken, offered

    faults = {(each.group, each.name): each for each in broken()}
    for group in GROUPS:
        for each in offered(group):
            package = each.dist.name if each.dist else ""
            what = f"Phần mở rộng {group.removeprefix('bsreform.')}: {each.name} ({package})"
            fault = faults.get((group, each.name))
            remedy = f"Không dùng được ({fault.reason}): báo người làm gói này, hoặc gỡ gói" if fault else ""
            yield ReadyCheck(fault is None, what, remedy, False)


def _version(name: str) -> str:
    """The version of an installed library, "" where it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _console(encoding: str) -> ReadyCheck:
    good = encoding.lower().replace("-", "") == "utf8"
    what = "Màn hình hiển thị được tiếng Việt (UTF-8)" if good else f"Màn hình dùng bảng mã {encoding}"
    return ReadyCheck(good, what, "Trong PowerShell chạy: chcp 65001 (bỏ qua thì chữ hiện không dấu)", False)


def _clock(now: datetime) -> Iterator[ReadyCheck]:
    """The reports go by Vietnamese time anyway; scheduled tasks go by the machine's."""
    zone = now.utcoffset() or timedelta()
    hours = zone.total_seconds() / 3600
    what = f"Giờ của máy: {now:%H:%M} ngày {official_date(now.date())}, múi giờ UTC{hours:+g}"
    remedy = "Giờ Việt Nam là UTC+7; lịch chạy tự động theo giờ của máy: chỉnh trong Cài đặt > Thời gian"
    yield ReadyCheck(zone == _VIETNAM, what, remedy, False)


def _workspace(place: Workspace, now: datetime) -> Iterator[ReadyCheck]:
    yield ReadyCheck(True, f"Thư mục làm việc: {place.root}")
    there = (place.root / SETTINGS).is_file()
    yield ReadyCheck(there, f"Tệp thiết lập {SETTINGS}: {'đọc được' if there else 'chưa có'}", "Chạy: bsreform init")
    listed = place.optional(CATALOGUE)
    told = "có" if listed else "chưa có (mọi thủ tục đều coi là có trực tuyến)"
    remedy = "Khi cần, chạy: bsreform template procedures"
    yield ReadyCheck(bool(listed), f"Danh mục thủ tục {CATALOGUE}: {told}", remedy, False)
    yield _units(place)
    yield _calendar(place, now.year)


def _units(place: Workspace) -> ReadyCheck:
    """Are the units of the office known? Without them no row is anybody's."""
    try:
        units = workspace_registry(place).units
    except CannotRun as problem:
        return ReadyCheck(False, f"Danh mục đơn vị {UNITS}: có lỗi", str(problem))
    origin = UNITS if place.optional(UNITS) else "có sẵn"
    return ReadyCheck(bool(units), f"Danh mục đơn vị ({origin}): {len(units)} đơn vị", "Chạy: bsreform template units")


def _calendar(place: Workspace, year: int) -> ReadyCheck:
    """Due days of this year and the next need the days off of both."""
    calendar = load_calendar(place.optional("calendar.toml"))
    missing = [str(each) for each in (year, year + 1) if not calendar.covers(each)]
    told = f"chưa có ngày nghỉ của năm {' và '.join(missing)}" if missing else f"đủ đến hết năm {year + 1}"
    remedy = "Nâng cấp phần mềm, hoặc ghi ngày nghỉ, ngày làm bù (off, worked) vào calendar.toml"
    return ReadyCheck(not missing, f"Lịch làm việc: {told}", remedy, False)


def _folders(place: Workspace, now: datetime) -> Iterator[ReadyCheck]:
    names = place.config.folders
    found: list[Path] = []
    for name, source, needed in (
        (names.dossiers, "tệp xuất từ hệ thống một cửa", True),
        (names.tasks, "tệp xuất từ phần mềm theo dõi nhiệm vụ", False),
        (names.trackers, "bảng theo dõi của các đơn vị", False),
        (names.digital_teams, "biểu của Tổ công nghệ số cộng đồng", False),
    ):
        folder = place.root / name
        files = input_files(folder, place.root)
        found += files
        yield _folder(folder, name, len(files), source, needed)
        if files and name == names.dossiers:
            yield from _newest(files, now, place.limits)
    yield from _files(place.root, found)
    for shown, owner in held(place.root, names):
        yield ReadyCheck(True, f"{shown}: đang mở bởi {owner} (vẫn đọc được bản đã lưu)")
    yield _longest(found)


def _folder(folder: Path, name: str, count: int, source: str, needed: bool) -> ReadyCheck:
    if not folder.is_dir():
        return ReadyCheck(False, f"Thư mục “{name}”: chưa có", "Chạy: bsreform init", needed)
    if not os.access(folder, os.R_OK | os.X_OK):
        return ReadyCheck(False, f"Thư mục “{name}”: không có quyền đọc", "Nhờ người chia sẻ thư mục cấp quyền xem")
    return ReadyCheck(count > 0, f"Thư mục “{name}”: {count} tệp", f"Chép {source} vào thư mục này", needed)


def _newest(files: tuple[Path, ...], now: datetime, limits: ReadingLimits) -> Iterator[ReadyCheck]:
    """By the time at which the file was saved: what it says itself is read by the reports."""
    latest = sorted(((saved_at(file) or 0.0, file) for file in files), reverse=True)
    found = next((each for each in latest if not _declares_no_work(each[1], limits)), None)
    if found:
        yield _age(datetime.fromtimestamp(found[0], now.tzinfo), found[1], now)


def _declares_no_work(file: Path, limits: ReadingLimits) -> bool:
    """Is it a form by which a unit says that it had no work? No list of dossiers is as small as a form."""
    if file.suffix.lower() != ".xlsx" or not_synced(file) or file.stat().st_size > _LARGEST_FORM:
        return False
    sheets = read_first_rows(file, limits)
    texts = () if isinstance(sheets, str) else (text for each in sheets for row in each.rows for text in row)
    return form_of(texts).startswith(NO_WORK.id)


def _age(saved: datetime, file: Path, now: datetime) -> ReadyCheck:
    days = (now - saved).days
    what = f"Tệp hồ sơ mới nhất: {file.name}, lưu ngày {official_date(saved.date())}"
    if saved > now + timedelta(days=1):
        return ReadyCheck(False, f"{what}, sau giờ của máy", "Chỉnh lại ngày, giờ của máy trong Cài đặt > Thời gian")
    remedy = f"Đã {decimal(days)} ngày: xuất lại từ hệ thống một cửa trước khi lập báo cáo"
    return ReadyCheck(now - saved <= _WEEK, what, remedy, False)


def _files(root: Path, files: list[Path]) -> Iterator[ReadyCheck]:
    """Only the files that somebody has to do something about."""
    for file in files:
        shown = relative(file, root)
        if not_synced(file):
            remedy = "Trong OneDrive chọn “Luôn giữ trên thiết bị này”; đồng bộ xong mà vẫn trống thì xuất lại tệp"
            yield ReadyCheck(False, f"{shown}: trống hoặc chưa đồng bộ xong", remedy)
        elif not _readable(file):
            yield ReadyCheck(
                False, f"{shown}: không đọc được", "Đóng chương trình đang giữ tệp, hoặc xin quyền xem tệp"
            )


def _readable(file: Path) -> bool:
    """Nothing but a plain file is opened: a pipe would be waited for."""
    try:
        with open_plain(file) as content:
            content.read(1)
    except OSError:
        return False
    return True


def _longest(files: list[Path]) -> ReadyCheck:
    longest = max(files, key=lambda file: len(str(file)), default=Path())
    length = len(str(longest))
    what = f"Đường dẫn dài nhất: {length} ký tự"
    good = length <= _LONGEST_PATH
    where = "" if good else f" ({longest.name})"
    remedy = f"Excel không mở được đường dẫn quá {_LONGEST_PATH} ký tự: rút ngắn tên tệp, tên thư mục"
    return ReadyCheck(good, what + where, remedy, needed=False)


def _writable(what: str, folder: Path) -> ReadyCheck:
    """Tried, not asked: what Windows says of rights is not what happens."""
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=nearest, prefix=".bsreform-"):
            pass
    except OSError:
        return ReadyCheck(
            False, f"{what}: {folder} (không ghi được)", "Xin quyền ghi vào thư mục này, hoặc chọn nơi khác"
        )
    return ReadyCheck(True, f"{what}: {folder} (ghi được)")


def _cache(folder: Path) -> ReadyCheck:
    """Where others could write, nothing is kept: it would be taken for what was read from the files."""
    found = _writable("Nơi lưu tạm số liệu đã đọc", folder)
    if found.good and not is_trusted(folder):
        remedy = f"Đặt BSREFORM_CACHE vào thư mục chỉ tài khoản này dùng, hoặc đặt {KEY_VARIABLE} khi dùng chung"
        return ReadyCheck(
            False, f"Nơi lưu tạm: {folder} (tài khoản khác ghi được nên không dùng)", remedy, needed=False
        )
    return found


def _disk(folder: Path) -> ReadyCheck:
    free = shutil.disk_usage(folder).free // 1024**2
    remedy = f"Cần ít nhất {_LEAST_FREE_MB} MB: xóa bớt tệp không dùng, dọn Thùng rác"
    return ReadyCheck(free >= _LEAST_FREE_MB, f"Ổ đĩa còn trống: {decimal(free)} MB", remedy)
