"""The cache of extracts: content that this very reading code has read once is not parsed again.

An extract is signed: what is not just as we wrote it, by accident or not, is as if it were not there.
"""

import errno
import hashlib
import hmac
import json
import os
import re
import stat
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from bsreform.files.own_folder import own_folder
from bsreform.files.plain_file import read_plain
from bsreform.reading.notes import Extract, Notes, Options

if TYPE_CHECKING:
    import pyarrow as pa

KEEP_DAYS = 60
KEEP_BYTES = 2 * 1024**3
META = b"bsreform"
SIGN = b"BSRX1\0\0\0"
"""How an extract begins; its signature and a stream of Arrow follow."""
KEY_VARIABLE = "BSREFORM_CACHE_KEY"
DECODERS = ("fastexcel", "openpyxl", "pyarrow")
"""Installed packages whose version, too, decides what an extract holds."""
_DIGEST = 32
SIGNED = len(SIGN) + _DIGEST
"""Bytes before the stream of Arrow."""
_OURS = re.compile(r"[0-9a-z]+\.(?:extract|\w+\.draft)")
"""The names of what we write here: nothing else is ever removed."""
_MOST_BYTES = 1024**3


def cache_dir() -> Path:
    """The user's folder of the extracts, made if that can be done: an extract that it cannot take is not kept."""
    return own_folder("extracts")


def is_trusted(folder: Path) -> bool:
    """Is it a folder, no link, that nobody else can write to? Elsewhere only a key of one's own makes extracts ours."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(status.st_mode):
        return False
    if os.name == "nt" or os.environ.get(KEY_VARIABLE):
        return True
    if status.st_uid == os.getuid() and status.st_mode & 0o077:
        with suppress(OSError):
            folder.chmod(0o700)
            status = folder.lstat()
    return status.st_uid == os.getuid() and not status.st_mode & 0o077


def _secret(folder: Path) -> bytes:
    """What extracts in this folder are signed with: the key of the settings, else one that is made once. OSError."""
    if named := os.environ.get(KEY_VARIABLE):
        return os.fsencode(named)
    path = folder.parent / "key"
    if found := _kept_secret(path):
        return found
    draft = path.with_name(f"{token_hex(8)}.draft")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(token_hex(_DIGEST).encode())
    try:
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return _kept_secret(path)


def _kept_secret(path: Path) -> bytes:
    """The key in the file; b"" if there is none, or if it is another user's, a link, or open to others."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size != 2 * _DIGEST:
            return b""
        if os.name != "nt" and (status.st_uid != os.getuid() or status.st_mode & 0o077):
            return b""
        return read_plain(path, 2 * _DIGEST)
    except OSError:
        return b""


def sources() -> list[Path]:
    """The modules that decide what an extract holds."""
    package = Path(__file__).resolve().parents[2]
    rooms = ("reading/**/*.py", "layouts/*.py", "language/*.py", "forms/*.py", "files/*.py", "*.py")
    return sorted(path for room in rooms for path in package.glob(room))


@lru_cache(maxsize=1)
def reading_version() -> str:
    """A short hash over everything that decides what an extract holds: it cannot be forgotten to change."""
    from importlib.metadata import version

    digest = hashlib.sha256()
    for source in sources():
        digest.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
    for name in DECODERS:
        digest.update(f"{name} {version(name)}\0".encode())
    return digest.hexdigest()[:12]


def key(content_sha256: str, options: Options) -> str:
    """The name of the extract of this content, read with these (JSON-able) options."""
    chosen = json.dumps(options, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(f"{content_sha256} {reading_version()} {chosen}".encode()).hexdigest()[:40]


def extract_path(name: str, folder: Path | None = None) -> Path:
    """Where the extract with this key lies or would lie."""
    return (folder or cache_dir()) / f"{name}.extract"


def has(name: str, folder: Path) -> bool:
    """Whether there is an extract with this key; it may still turn out to be damaged."""
    try:
        status = extract_path(name, folder).lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size > SIGNED and is_trusted(folder)


def load(name: str, columns: Sequence[str] | None = None, folder: Path | None = None) -> Extract | None:
    """The extract with this key and what was noted with it; None if there is none, or it is not as we wrote it.

    Of `columns`, those that the extract has. Loading counts as a use: it renews the file's time.
    """
    folder = folder or cache_dir()
    path = extract_path(name, folder)
    if not has(name, folder):
        return None
    try:
        content = read_plain(path, _MOST_BYTES)
        right = content[:SIGNED] == SIGN + _signature(memoryview(content)[SIGNED:], name, folder)
    except OSError:
        return None
    loaded = unpack(memoryview(content)[SIGNED:], columns) if right else None
    if loaded:
        with suppress(OSError, NotImplementedError):
            os.utime(path, follow_symlinks=False)
    return loaded


def _signature(content: "bytes | memoryview", name: str, folder: Path) -> bytes:
    return hmac.digest(_secret(folder), name.encode() + b"\0" + content, "sha256")


def unpack(content: "bytes | memoryview", columns: Sequence[str] | None = None) -> Extract | None:
    """The extract in these bytes, and what was noted with it; None if it is damaged."""
    import pyarrow as pa

    try:
        table = pa.ipc.open_stream(pa.py_buffer(content)).read_all()
        wanted = table.column_names if columns is None else [c for c in columns if c in table.column_names]
        notes = json.loads(table.schema.metadata[META])
        return (table.select(wanted), notes) if isinstance(notes, dict) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError, pa.ArrowException):
        return None


def pack(table: "pa.Table", meta: Notes) -> bytes:
    """The extract as the bytes of a stream of Arrow, which is read five times as fast as Parquet."""
    import pyarrow as pa

    noted = {**(table.schema.metadata or {}), META: json.dumps(meta).encode()}
    content, noting = pa.BufferOutputStream(), table.replace_schema_metadata(noted)
    with pa.ipc.new_stream(content, noting.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as stream:
        stream.write_table(noting)
    return bytes(content.getvalue())


def store(name: str, table: "pa.Table", meta: Notes, folder: Path | None = None) -> None:
    """Writes an extract, whole or not at all, and then removes old ones. Raises OSError if it cannot."""
    folder = folder or cache_dir()
    path = extract_path(name, folder)
    handle, draft = tempfile.mkstemp(prefix=f"{name}.", suffix=".draft", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            if not is_trusted(folder):
                raise PermissionError(errno.EACCES, "others can write to the folder", str(folder))
            content = pack(table, meta)
            file.write(SIGN + _signature(content, name, folder) + content)
        _put(Path(draft), path)
    finally:
        Path(draft).unlink(missing_ok=True)
    prune(folder)


def _put(draft: Path, path: Path) -> None:
    try:
        draft.replace(path)
    except PermissionError:
        # Windows refuses while another run has the same extract open; that one is as good as ours.
        if not path.exists():
            raise


def prune(folder: Path, now: float | None = None) -> None:
    """Removes extracts unused for `KEEP_DAYS` days and, oldest first, what goes beyond `KEEP_BYTES`.

    Never fails: what cannot be removed today is removed another day.
    """
    oldest_kept = (time.time() if now is None else now) - KEEP_DAYS * 86_400
    total = 0
    for used, size, path in sorted(_contents(folder), reverse=True):
        total += size
        if used < oldest_kept or total > KEEP_BYTES:
            with suppress(OSError):
                path.unlink()


def _contents(folder: Path) -> list[tuple[float, int, Path]]:
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            if _OURS.fullmatch(path.name):
                with suppress(OSError):
                    status = path.lstat()
                    found.append((status.st_mtime, status.st_size, path))
    return found
