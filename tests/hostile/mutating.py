"""Mutants: a file spoilt at random, as bytes, as members of a zip, as records or as the tokens of its XML.

The same seed, format and number always give the same mutant.
"""

import re
import struct
from collections.abc import Callable, Iterator, Sequence
from random import Random

from hostile.compound import ole
from hostile.good import workbook_stream
from hostile.trees import fields, html_tree, xml_tree
from hostile.zips import parts_of, zipped

_TOKEN = re.compile(rb"<[^>]*>|[^<]+")
_NUMBER = re.compile(rb"\d+")
_BIFF8 = struct.Struct("<HH")
_ODD_INTEGERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
_ODD_NUMBERS = (b"0", b"-1", b"16385", b"1048576", b"1048577", b"4294967296", b"9" * 25, b"1e308", b"NaN", b"")
_ODD_TEXTS = (
    b"", b"\0", b"\x1b]0;x\x07", b"\xff\xfe", b"\xed\xa0\x80", b"&#0;", b"&#xD800;", b"&x;", b"<", b">", b'"', b"'",
    b";", b",", b"\t", b"\r\n", b"=cmd|'/c calc'!A1", b"a" * 40_000, b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<!--",
    b"<![CDATA[",
)  # fmt: skip
Mutation = Callable[[Random, bytes], bytes]


def mutant(seed: int, kind: str, number: int, original: bytes) -> bytes:
    """Mutant `number` of a file of this kind."""
    rng = Random(f"{seed} {kind} {number}")
    return rng.choice(_WAYS[kind])(rng, original)


def spoils_a_sealed_container(seed: int, kind: str, number: int) -> bool:
    """Whether that mutant is a zip changed from outside, so that its checksums have to tell."""
    return _WAYS[kind] is _ZIP and Random(f"{seed} {kind} {number}").choice(_ZIP) in _BYTES


# --- bytes -------------------------------------------------------------------------------------------


def flip(rng: Random, data: bytes) -> bytes:
    """A few bytes or bits changed."""
    changed = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 8, 64]) if data else 0):
        at = rng.randrange(len(data))
        changed[at] = rng.choice([changed[at] ^ 1 << rng.randrange(8), rng.randrange(256)])
    return bytes(changed)


def integer(rng: Random, data: bytes) -> bytes:
    """An integer that readers stumble over, somewhere."""
    size = rng.choice([1, 2, 4])
    at = rng.randrange(max(len(data) - size, 1))
    number = rng.choice(_ODD_INTEGERS) & (1 << 8 * size) - 1
    return data[:at] + number.to_bytes(size, rng.choice(["little", "big"])) + data[at + size :]


def truncate(rng: Random, data: bytes) -> bytes:
    """The end cut off."""
    return data[: rng.randrange(len(data) + 1)]


def chunk(rng: Random, data: bytes) -> bytes:
    """A piece left out, doubled, zeroed or moved."""
    start = rng.randrange(len(data) + 1)
    end = min(start + rng.choice([1, 7, 64, 512, 4096]), len(data))
    piece, rest = data[start:end], data[:start] + data[end:]
    elsewhere = rng.randrange(len(rest) + 1)
    return rng.choice(
        [
            rest,
            data[:end] + piece + data[end:],
            data[:start] + bytes(len(piece)) + data[end:],
            rest[:elsewhere] + piece + rest[elsewhere:],
        ]
    )


_BYTES: tuple[Mutation, ...] = (flip, flip, integer, truncate, chunk)


def _any_bytes(rng: Random, data: bytes) -> bytes:
    return rng.choice(_BYTES)(rng, data)


# --- tokens and records ------------------------------------------------------------------------------


def _spoilt(rng: Random, pieces: Sequence[bytes], spoil: Mutation) -> bytes:
    """A few of the pieces left out, doubled, exchanged or spoilt."""
    changed = list(pieces)
    for _ in range(rng.choice([1, 1, 2, 5])):
        if not changed:
            break
        at, other = rng.randrange(len(changed)), rng.randrange(len(changed))
        match rng.randrange(5):
            case 0:
                del changed[at]
            case 1:
                changed.insert(other, changed[at])
            case 2:
                changed[at], changed[other] = changed[other], changed[at]
            case _:
                changed[at] = spoil(rng, changed[at])
    return b"".join(changed)


def xml(rng: Random, data: bytes) -> bytes:
    """Tags and texts left out, doubled, exchanged; numbers and texts made odd."""
    return _spoilt(rng, _TOKEN.findall(data), _odd_token)


def _odd_token(rng: Random, token: bytes) -> bytes:
    numbers = list(_NUMBER.finditer(token))
    if numbers and rng.random() < 0.6:
        found = rng.choice(numbers)
        return token[: found.start()] + rng.choice(_ODD_NUMBERS) + token[found.end() :]
    if rng.random() < 0.5:
        return flip(rng, token)
    at = rng.randrange(len(token) + 1)
    return token[:at] + rng.choice(_ODD_TEXTS) + token[at:]


def text(rng: Random, data: bytes) -> bytes:
    """Odd pieces between the cells of a delimited text."""
    return _spoilt(rng, re.split(rb"(?<=[;\n])", data), _odd_token)


def biff8(rng: Random, data: bytes) -> bytes:
    """An .xls whose records are left out, doubled, exchanged or spoilt; its container is whole."""
    records = list(_records_of(workbook_stream(data)))
    return ole({"Workbook": _spoilt(rng, records, _any_bytes)})


def _records_of(stream: bytes) -> Iterator[bytes]:
    at = 0
    while at + 4 <= len(stream):
        end = at + 4 + _BIFF8.unpack_from(stream, at)[1]
        yield stream[at:end]
        at = end


def biff8_fields(rng: Random, data: bytes) -> bytes:
    """An .xls in whose records one number each is odd; all sizes are true."""
    records = list(_records_of(workbook_stream(data)))
    for _ in range(rng.choice([1, 1, 2, 5])):
        at = rng.randrange(len(records))
        records[at] = fields(rng, records[at])
    return ole({"Workbook": b"".join(records)})


def _biff12(rng: Random, data: bytes) -> bytes:
    records, at = [], 0
    while at < len(data):
        end = at + 1 + (data[at] > 127)
        size = shift = 0
        while end < len(data):
            size |= (data[end] & 0x7F) << shift
            shift += 7
            end += 1
            if data[end - 1] < 128:
                break
        records.append(data[at : end + size])
        at = end + size
    return _spoilt(rng, records, rng.choice([_any_bytes, fields]))


# --- members of a zip --------------------------------------------------------------------------------


def member(rng: Random, data: bytes) -> bytes:
    """One part spoilt inside and zipped again with a true checksum, so that the spoilt part is what is parsed."""
    parts = parts_of(data)
    name = rng.choice(sorted(parts))
    inside = _biff12 if name.endswith(".bin") else rng.choice([xml, xml_tree])
    parts[name] = rng.choice([inside, inside, inside, _any_bytes])(rng, parts[name])
    return zipped(parts)


def members(rng: Random, data: bytes) -> bytes:
    """A part left out, renamed, or with the content of another."""
    parts = parts_of(data)
    one, other = rng.choice(sorted(parts)), rng.choice(sorted(parts))
    match rng.randrange(4):
        case 0:
            del parts[one]
        case 1:
            parts[one], parts[other] = parts[other], parts[one]
        case 2:
            parts[one] = parts[other]
        case _:
            parts[rng.choice([one.upper(), one.replace("/", "\\"), "../" + one, one + "x"])] = parts.pop(one)
    return zipped(parts)


_ZIP: tuple[Mutation, ...] = (*_BYTES, *[member] * 9, members)
_WAYS: dict[str, tuple[Mutation, ...]] = {
    **dict.fromkeys(("xlsx", "xlsm", "xlsb", "ods"), _ZIP),
    "xls": (*_BYTES, *[biff8] * 3, *[biff8_fields] * 3),
    "csv": (*_BYTES, *[text] * 5),
    "html": (*_BYTES, *[xml] * 3, *[html_tree] * 3),
}
