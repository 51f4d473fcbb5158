"""The workspace folder: found, and searched for input files."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path

from bsreform.model import CannotRun

SETTINGS = "bsreform.toml"
FORMS = "bieu-mau"
"""Where the fill-in forms go: outside the folders that are read, so that no empty form counts as data."""

MOST_FILES = 100_000
"""Of one folder of inputs; a province has some thousands."""
MOST_DEPTH = 32
"""Folders within each other."""

_NOT_INPUT = re.compile(r"\.|~\$|.*\.tmp$|desktop\.ini$|thumbs\.db$", re.IGNORECASE)
# What OneDrive, Windows and other sync tools put after the stem of a second copy.
_COPY_SUFFIX = re.compile(
    r" \(\d{1,3}\)| - (?:copy|sao chép|bản sao)(?: \(\d{1,3}\))?|[ _-].*conflicted copy.*|"
    r"\([^()]*conflicted copy[^()]*\)",
    re.IGNORECASE,
)
_NOT_COMPUTER = re.compile(r"[A-Z]?\d+|[IVXLCDM]+")
# Windows: FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS | FILE_ATTRIBUTE_OFFLINE
_ONLINE_ONLY = 0x401000


def find_workspace(option: Path | None, env: Mapping[str, str], cwd: Path) -> Path:
    """The workspace: `option`, else BSREFORM_WORKSPACE, else `cwd` or its nearest parent with bsreform.toml.

    CannotRun if the named folder does not exist, or if there is nothing to go by.
    """
    if option is not None:
        return _existing(cwd / option.expanduser(), "--workspace")
    if named := env.get("BSREFORM_WORKSPACE", "").strip():
        return _existing(cwd / Path(named).expanduser(), "BSREFORM_WORKSPACE")
    for folder in (cwd, *cwd.parents):
        with suppress(PermissionError):  # `sudo -u`, `su -c` start in a folder of somebody else's
            if (folder / SETTINGS).is_file():
                return folder
    raise CannotRun(
        f"Không tìm thấy thư mục làm việc: {cwd} và các thư mục cấp trên không có tệp {SETTINGS}. "
        "Chạy “bsreform init” để tạo tại đây, hoặc chỉ ra thư mục bằng --workspace."
    )


def _existing(path: Path, origin: str) -> Path:
    folder = path.parent if path.name == SETTINGS else path
    if folder.is_file():
        raise CannotRun(f"“{folder}” là tệp; {origin} phải chỉ ra thư mục làm việc, nơi có tệp {SETTINGS}.")
    if not folder.is_dir():
        raise CannotRun(
            f"Không có thư mục làm việc {folder} (theo {origin}). "
            "Kiểm tra lại đường dẫn, hoặc chạy “bsreform init” để tạo thư mục đó."
        )
    return folder


def input_files(folder: Path, within: Path) -> tuple[Path, ...]:
    """The files under the folder that may be inputs, in an order no file system changes; () if it is missing.

    A file given instead of a folder comes back alone. No folder is visited twice. What is not followed or listed is
    given as a path of its own, so that reading reports it: a link out of the folder `within`, what lies deeper than
    MOST_DEPTH, a folder that cannot be listed, and the folder itself where it has more than MOST_FILES.
    """
    if folder.is_file():
        return (folder,)
    if leaves(folder, within):
        return (folder,)
    found = tuple(islice(_walk(folder, within), MOST_FILES + 1))
    listed = found if len(found) <= MOST_FILES else (folder, *found[:MOST_FILES])
    return tuple(sorted(listed, key=lambda path: (unicodedata.normalize("NFC", str(path)), str(path))))


def _walk(folder: Path, within: Path) -> Iterator[Path]:
    unlisted: list[Path] = []
    seen: set[str] = set()
    if not folder.is_dir():
        return
    deepest, start = len(folder.parts) + MOST_DEPTH, Path(os.path.realpath(folder))
    for root, folders, names in os.walk(
        folder, followlinks=True, onerror=lambda error: unlisted.append(Path(error.filename))
    ):
        here = Path(root)
        real = os.path.realpath(root)
        if real in seen or (root != str(folder) and start.is_relative_to(real)):  # a link that leads back
            folders.clear()
            continue
        seen.add(real)
        inside = [here / name for name in sorted(folders) if not name.startswith(".")]
        shut = [path for path in inside if len(path.parts) > deepest or leaves(path, within)]
        folders[:] = [path.name for path in inside if path not in shut]
        yield from (here / name for name in sorted(names) if not _NOT_INPUT.match(name))
        yield from shut
    yield from unlisted


def leaves(path: Path, within: Path) -> bool:
    """Does the path lie in the folder `within` by its name, but not by where its links lead?"""
    return path.is_relative_to(within) and _is_link(path) and not lies_in(path, within)


def lies_in(path: Path, folder: Path) -> bool:
    """Does the path lie in the folder by where their links lead, though one of them leads to itself?"""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _is_link(path: Path) -> bool:
    """A symbolic link, or a junction of Windows, which Python tells from a folder from 3.12 on only."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISLNK(status.st_mode) or bool(getattr(status, "st_reparse_tag", 0))


def is_listable(folder: Path) -> bool:
    """Can the folder be listed? If so, one among input files lies too deep or has too many (see `input_files`)."""
    try:
        with os.scandir(folder) as entries:
            next(entries, None)
    except OSError:
        return False
    return True


def conflict_pairs(files: Iterable[Path]) -> dict[Path, Path]:
    """Second copies that a sync tool or a person left → the original beside them, by their names."""
    listed = tuple(files)
    known = {_name_key(path.parent, path.stem, path.suffix): path for path in listed}
    pairs = {
        path: original
        for path in listed
        for stem in _original_stems(unicodedata.normalize("NFC", path.stem))
        if (original := known.get(_name_key(path.parent, stem, path.suffix)))
    }
    return {copy: _first_original(original, pairs) for copy, original in pairs.items()}


def _first_original(path: Path, pairs: Mapping[Path, Path]) -> Path:
    """A copy of a copy belongs to the first original; names only get shorter, so this ends."""
    while path in pairs:
        path = pairs[path]
    return path


def _name_key(folder: Path, stem: str, suffix: str) -> tuple[Path, str]:
    return folder, unicodedata.normalize("NFC", stem + suffix).casefold()


def _original_stems(stem: str) -> Iterator[str]:
    """What the original may be called, if `stem` is that of a copy; the longest, thus likeliest, last."""
    for place in range(1, len(stem)):
        rest = stem[place:]
        if _COPY_SUFFIX.fullmatch(rest) or (rest[0] == "-" and _is_computer_name(rest[1:])):
            yield stem[:place]


def _is_computer_name(token: str) -> bool:
    """OneDrive adds “-COMPUTER” to a conflict copy; “-T3”, “-W10”, “-Q1”, “-III” are periods."""
    if len(token) < 3 or token != token.upper() or _NOT_COMPUTER.fullmatch(token):
        return False
    letters = sum(character.isalpha() for character in token)
    return letters >= 2 and all(character.isalnum() or character == "-" for character in token)


def placeholder(path: Path) -> bool:
    """Whether the file is online only (OneDrive), as far as the platform tells."""
    try:
        attributes: int = getattr(path.stat(), "st_file_attributes", 0)
    except OSError:
        return False
    return bool(attributes & _ONLINE_ONLY)


def not_synced(path: Path) -> bool:
    """Whether OneDrive has yet to bring the file's content: online only, or nothing in it."""
    try:
        return placeholder(path) or path.stat().st_size == 0
    except OSError:
        return False
