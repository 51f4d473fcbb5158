"""The cache of extracts: content that this very reading code has read once is not parsed again."""

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

KEEP_DAYS = 60
KEEP_BYTES = 2 * 1024**3
META = b"bsreform"
MARK = b"bsreform.mark"
DECODERS = ("fastexcel", "openpyxl", "pyarrow")
"""Installed packages whose version, too, decides what an extract holds."""


def cache_dir() -> Path:
    """The user's folder of the extracts, made if that can be done: an extract that it cannot take is not kept.

    `BSREFORM_CACHE` names another folder than the user's cache folder.
    """
    named = os.environ.get("BSREFORM_CACHE")
    if named:
        folder = Path(named)
    else:
        from platformdirs import user_cache_path

        folder = user_cache_path("bsreform", appauthor=False)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def sources() -> list[Path]:
    """The modules that decide what an extract holds."""
    package = Path(__file__).resolve().parents[2]
    names = ("__init__.py", "language/text.py", "language/people.py", "language/legacy.py", "spec.py", "forms/marks.py")
    return sorted(
        [*package.glob("reading/**/*.py"), *package.glob("layouts/*.py"), *(package / name for name in names)]
    )


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


def key(content_sha256: str, options: Mapping[str, Any]) -> str:
    """The name of the extract of this content, read with these (JSON-able) options."""
    chosen = json.dumps(options, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(f"{content_sha256} {reading_version()} {chosen}".encode()).hexdigest()[:40]


def extract_path(name: str, folder: Path | None = None) -> Path:
    """Where the extract with this key lies or would lie."""
    return (folder or cache_dir()) / f"{name}.parquet"


def has(name: str, folder: Path) -> bool:
    """Whether there is an extract with this key; it may still turn out to be damaged."""
    try:
        return extract_path(name, folder).stat().st_size > 0
    except OSError:
        return False


def load(
    name: str, columns: Sequence[str] | None = None, folder: Path | None = None
) -> tuple["pa.Table", dict[str, Any]] | None:
    """The extract with this key and what was noted with it; None if there is none or it is damaged.

    Of `columns`, those that the extract has. Loading counts as a use: it renews the file's time.
    """
    path = extract_path(name, folder)
    loaded = unpack(path, columns)
    if loaded:
        with suppress(OSError):
            os.utime(path)
    return loaded


def unpack(source: "Path | BytesIO", columns: Sequence[str] | None = None) -> tuple["pa.Table", dict[str, Any]] | None:
    """The extract in this file, or in these bytes, and what was noted with it; None if it is damaged or not ours."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(source, memory_map=True, page_checksum_verification=True) as file:
            present = file.schema_arrow
            notes = present.metadata[META]
            wanted = None if columns is None else [c for c in columns if c in present.names]
            table = file.read(columns=wanted)
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return None
    whole = present.metadata.get(MARK) == _mark(present, table.num_rows, notes)
    return (table, json.loads(notes)) if whole else None


def pack(table: "pa.Table", meta: Mapping[str, Any]) -> bytes:
    """The extract as the bytes of a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    notes = json.dumps(meta).encode()
    noted = {**(table.schema.metadata or {}), META: notes, MARK: _mark(table.schema, table.num_rows, notes)}
    content = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata(noted), content, compression="zstd", write_page_checksum=True)
    return bytes(content.getvalue())


def _mark(schema: "pa.Schema", rows: int, notes: bytes) -> bytes:
    """A digest of what the checksums of Parquet's pages do not cover."""
    columns = [(field.name, str(field.type)) for field in schema]
    return hashlib.sha256(json.dumps([columns, rows]).encode() + notes).hexdigest().encode()


def store(name: str, table: "pa.Table", meta: Mapping[str, Any], folder: Path | None = None) -> None:
    """Writes an extract, whole or not at all, and then removes old ones. Raises OSError if it cannot."""
    path = extract_path(name, folder)
    content = pack(table, meta)
    handle, draft = tempfile.mkstemp(prefix=f"{name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        _put(Path(draft), path)
    finally:
        Path(draft).unlink(missing_ok=True)
    prune(path.parent)


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
            if path.suffix in {".parquet", ".tmp"}:
                with suppress(OSError):
                    status = path.stat()
                    found.append((status.st_mtime, status.st_size, path))
    return found
