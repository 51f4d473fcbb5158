"""The members of a zip that has but one reading: by its end, by its start and by its headers, as any reader may go."""

import io
import posixpath
import struct
import zipfile
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from bsreform.reading.decoding.raw import ReadFault

LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_LOCAL_HEADER = struct.Struct("<4s2xHH4xIIIHH")
_END_RECORD = struct.Struct("<4s4H2IH")
_LARGE_SIZES = struct.Struct("<QQ")
_ENCRYPTED, _DESCRIBED_BEHIND = 1, 8
"""Flags of a member: its sizes stand behind it, its header may say nothing of them."""
_IN_UTF_8 = 0x800
_SEE_ZIP64 = {0xFFFF, 0xFFFFFFFF}
_LARGE, _OTHER_NAME = 1, 0x7075
"""Extra fields in which a member may have sizes beyond 4 GB, and a second name."""


def members(data: bytes, limit: int) -> tuple[zipfile.ZipInfo, ...]:
    """The members of the archive, which say that they unpack to at most `limit` bytes.

    Raises ReadFault: encrypted_file, oversized_file; damaged_file where it is broken or readers could differ over it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries, start = tuple(archive.infolist()), archive.start_dir
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, EOFError) as fault:
        raise ReadFault("damaged_file", f"zip: {type(fault).__name__}") from fault
    if sum(entry.file_size for entry in entries) > limit:
        raise ReadFault("oversized_file", "zip directory")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise ReadFault("encrypted_file", "zip member")
    _require_one_end(data, start, len(entries))
    _require_one_start(data, start, entries)
    _require_one_name(entries)
    return entries


def packed_at(data: bytes, entry: zipfile.ZipInfo) -> int:
    """Where the packed content of a member begins. Raises ReadFault damaged_file if its own header says otherwise."""
    header = data[entry.header_offset : entry.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or header[:4] != LOCAL:
        raise ReadFault("damaged_file", "zip local header")
    flags, method, checksum, packed, unpacked, name_length, extra_length = _LOCAL_HEADER.unpack(header)[1:]
    start = entry.header_offset + _LOCAL_HEADER.size
    name = entry.orig_filename.encode("utf-8" if entry.flag_bits & _IN_UTF_8 else "cp437")
    extra = dict(_extra(data[start + name_length : start + name_length + extra_length]))
    said = (checksum, unpacked, packed)
    if _SEE_ZIP64 & {unpacked, packed} and len(extra.get(_LARGE, b"")) >= _LARGE_SIZES.size:
        said = (checksum, *_LARGE_SIZES.unpack_from(extra[_LARGE]))
    listed = (entry.CRC, entry.file_size, entry.compress_size)
    untold = {0, 0xFFFFFFFF} if flags & _DESCRIBED_BEHIND else set()
    same = all(value == true or value in untold for value, true in zip(said, listed, strict=True))
    readable = method == entry.compress_type and not flags & _ENCRYPTED and _OTHER_NAME not in extra
    if data[start : start + name_length] != name or not (same and readable):
        raise ReadFault("damaged_file", "zip local header")
    return int(start + name_length + extra_length)


def part_name(name: str) -> str:
    """One name for all that decoders may take for the same part: in lower case, without detours."""
    return posixpath.normpath("/" + unquote(name).replace("\\", "/")).lstrip("/").lower()


def _require_one_end(data: bytes, start: int, count: int) -> None:
    """Whoever looks for the directory from the end finds this one, whole and unshifted."""
    at = data.rfind(_END)
    record = data[at : at + _END_RECORD.size]
    if len(record) < _END_RECORD.size:
        raise ReadFault("damaged_file", "zip end record")
    _, *disks, here, listed, size, offset, _ = _END_RECORD.unpack(record)
    told = ((here, count), (listed, count), (offset, start), (start + size, at))
    wrong = any(value != true and not {value, value - start} & _SEE_ZIP64 for value, true in told)
    if wrong or any(disks) or any(sign in data[at + _END_RECORD.size :] for sign in (LOCAL, _CENTRAL)):
        raise ReadFault("damaged_file", "zip directory that can be read in two ways")


def _require_one_start(data: bytes, start: int, entries: Sequence[zipfile.ZipInfo]) -> None:
    """Whoever goes from member to member finds those of the directory, each once."""
    at = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < at or LOCAL in data[at : entry.header_offset]:
            raise ReadFault("damaged_file", "zip members that the directory does not name")
        at = packed_at(data, entry) + entry.compress_size
    if at > start or LOCAL in data[at:start]:
        raise ReadFault("damaged_file", "zip members that the directory does not name")


def _require_one_name(entries: Sequence[zipfile.ZipInfo]) -> None:
    names = [part_name(entry.filename) for entry in entries if not entry.is_dir()]
    if len(set(names)) < len(names):  # decoders differ in which of the two they take
        raise ReadFault("damaged_file", "two zip members of one name")
    if any("\0" in entry.orig_filename or _OTHER_NAME in dict(_extra(entry.extra)) for entry in entries):
        raise ReadFault("damaged_file", "zip member of two names")


def _extra(extra: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        yield kind, extra[at + 4 : at + 4 + size]
        at += 4 + size
