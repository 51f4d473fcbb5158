"""Zip archives made, changed and broken by hand."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping

_HEADERS = ((b"PK\x03\x04", 30, 22), (b"PK\x01\x02", 46, 24))
"""Of both headers of a member: signature, where the name stands, and where the unpacked size does."""


def zipped(parts: Mapping[str, "bytes | str"], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts, packed quickly."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method, compresslevel=1)
    return file.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a zip, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def edited(data: bytes, edits: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """A zip with the parts whose names match a pattern changed."""
    parts = parts_of(data)
    for name in parts:
        for pattern, edit in edits.items():
            if re.search(pattern, name):
                parts[name] = edit(parts[name])
    return zipped(parts)
