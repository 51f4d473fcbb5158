"""Who leads a task and who supports it, from cells that may name several units, in several ways."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from bsreform.language.text import clean, fold
from bsreform.organisation.units import Registry

_SURE = re.compile(r"[;\n]")
_LIST = re.compile(r"[;,\n]")
_LINKS = re.compile(r"\s+(?:và|cùng|phối hợp với)\s+|\s*[&/+]\s*|\s+[-–]\s+")
_LEAD_LABEL = re.compile(r"^(?:(?:đơn vị|cơ quan)\s+)?(?:chủ trì|đầu mối)(?:\s+thực hiện)?\s*[:\-–]\s*", re.I)
_SUPPORT_LABEL = re.compile(r"[\s;,.(]*\b(?:(?:đơn vị|cơ quan)\s+)?phối hợp(?:\s+thực hiện)?\s*[:\-–]\s*", re.I)
_BRACKETS = re.compile(r"\s*\([^()]*\)")


class Leads(Struct, frozen=True):
    """The first lead unit, the texts of the others, and those that the same cell calls supporting."""

    first: str
    others: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()


def leads(text: str, registry: Registry) -> Leads:
    """The units of a cell "Đơn vị chủ trì": the first leads, the others support (DOMAIN §4).

    Names hold commas and “và” themselves: a comma splits where that gives a known unit, “và” only between two.
    """
    whole, *supporting = _SUPPORT_LABEL.split(_LEAD_LABEL.sub("", text.strip()), maxsplit=1)
    names = list(_names(whole, registry)) or [""]
    return Leads(names[0], tuple(names[1:]), supporters(supporting[0] if supporting else ""))


def supporters(text: str) -> tuple[str, ...]:
    """The texts of a cell "Đơn vị phối hợp", split at ; , and line breaks."""
    return tuple(filter(None, (clean(part).strip(" .-+•)") for part in _LIST.split(text))))


def _names(text: str, registry: Registry) -> Iterator[str]:
    plain = _known(clean(text), registry)
    if registry.resolve(plain):
        yield plain
        return
    for part in map(clean, _SURE.split(text)):
        if part := part.strip(" .,-+•"):
            yield from _listed(part, registry)


def _listed(part: str, registry: Registry) -> Iterator[str]:
    """ "Phòng Nội vụ, VP HĐND, UBND": the longest runs between commas that are units; the whole if none is."""
    pieces = [clean(piece) for piece in part.split(",") if clean(piece)]
    found = [_linked(name, registry) for name in _runs(pieces, registry)]
    if any(registry.resolve(name) for names in found for name in names):
        yield from (name for names in found for name in names)
    else:
        yield part


def _runs(pieces: Sequence[str], registry: Registry) -> Iterator[str]:
    start = 0
    while start < len(pieces):
        ends = range(len(pieces), start, -1)
        runs = (", ".join(pieces[start:end]) for end in ends)
        length, name = next(
            (
                (end - start, _known(run, registry))
                for end, run in zip(ends, runs, strict=True)
                if _is_unit(run, registry)
            ),
            (1, pieces[start]),
        )
        yield name
        start += length


def _linked(name: str, registry: Registry) -> tuple[str, ...]:
    """ "Phòng Nội vụ và Phòng Tư pháp" is two units, because both are known."""
    if registry.resolve(name):
        return (name,)
    for link in _LINKS.finditer(name):
        left, right = _known(name[: link.start()], registry), _linked(name[link.end() :], registry)
        if registry.resolve(left) and all(map(registry.resolve, right)):
            return (left, *right)
    return (_known(name, registry),)


def _known(text: str, registry: Registry) -> str:
    """The text without a remark in brackets, if only then it names a unit."""
    bare = _BRACKETS.sub("", text).strip()
    return bare if fold(bare) != fold(text) and not registry.resolve(text) and registry.resolve(bare) else text


def _is_unit(text: str, registry: Registry) -> bool:
    return bool(registry.resolve(_known(text, registry)))
