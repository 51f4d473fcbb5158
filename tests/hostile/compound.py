"""Compound files (OLE), the containers of .xls and of encrypted workbooks, made and broken by hand."""

import struct
from collections.abc import Mapping

SECTOR = 512
END_OF_CHAIN, FAT_SECTOR, FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_HEADER = 512
_FIRST_FAT_AT, _FIRST_DIRECTORY_AT, _FIRST_DIFAT_AT = 76, 48, 68


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams in its root (each padded to whole sectors, at least 4,096 bytes)."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    padded = {name: data + b"\0" * (-len(data) % SECTOR) for name, data in padded.items()}
    directory_size = -(-(len(padded) + 1) // 4)
    fat = [FAT_SECTOR, *_chain(1, directory_size)]
    entries, body = [_entry("Root Entry", 5, END_OF_CHAIN, 0, child=1)], b""
    for number, (name, data) in enumerate(padded.items(), 1):
        right = number + 1 if number < len(padded) else FREE
        entries.append(_entry(name, 2, len(fat), len(data), right=right))
        fat += _chain(len(fat), len(data) // SECTOR)
        body += data
    assert len(fat) <= SECTOR // 4, "one FAT sector is all this writer knows"
    fat += [FREE] * (SECTOR // 4 - len(fat))
    head = struct.pack("<8s16xHHHHH6xIII4xIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
                       0, 1, 1, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0)  # fmt: skip
    head += struct.pack("<109I", 0, *[FREE] * 108)
    directory = b"".join(entries).ljust(directory_size * SECTOR, b"\0")
    return head + struct.pack("<128I", *fat) + directory + body


def _chain(start: int, length: int) -> list[int]:
    return [*range(start + 1, start + length), END_OF_CHAIN]


def _entry(name: str, kind: int, start: int, size: int, right: int = FREE, child: int = FREE) -> bytes:
    coded = name.encode("utf-16-le")
    head = struct.pack("<64sHBB", coded, len(coded) + 2, kind, 1)
    return head + struct.pack("<III36xIII", FREE, right, child, start, size, 0)


def with_loop(data: bytes) -> bytes:
    """The same file with a sector chain that bites its own tail."""
    content = bytearray(data)
    struct.pack_into("<II", content, _fat(data), 1, 0)
    return bytes(content)


def with_directory_loop(data: bytes) -> bytes:
    """The same file with a directory that continues at its own first sector."""
    content = bytearray(data)
    [first] = struct.unpack_from("<I", data, _FIRST_DIRECTORY_AT)
    struct.pack_into("<I", content, _fat(data) + 4 * first, first)
    return bytes(content)


def with_difat_loop(data: bytes) -> bytes:
    """The same file with a list of FAT sectors that continues at itself."""
    content = bytearray(data)
    own = (len(data) - _HEADER) // SECTOR
    struct.pack_into("<II", content, _FIRST_DIFAT_AT, own, 1_000_000)
    return bytes(content) + struct.pack("<128I", *[FREE] * 127, own)


def with_siblings_in_a_circle(data: bytes) -> bytes:
    """The same file with an entry of its directory that is its own neighbour."""
    content = bytearray(data)
    [first] = struct.unpack_from("<I", data, _FIRST_DIRECTORY_AT)
    struct.pack_into("<II", content, _HEADER + SECTOR * first + 128 + 68, 1, 1)
    return bytes(content)


def _fat(data: bytes) -> int:
    [sector] = struct.unpack_from("<I", data, _FIRST_FAT_AT)
    return SECTOR * (sector + 1)
