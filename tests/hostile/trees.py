"""Mutations that know the structure: elements of XML and HTML, values of JSON, lines of settings, fields of records."""

import json
import struct
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from random import Random
from typing import Any

from lxml import etree, html

ODD_NUMBERS = (0, 1, -1, 2, 255, 256, 16_384, 16_385, 65_535, 1_048_576, 1_048_577, 2**31, 2**32, 10**25)
ODD_PLACES = ("A0", "A1", "XFD1048576", "XFE1", "ZZZZ9", "1A", "A1:A1048576", "A1:XFD1048576", "B2:A1", "")
ODD_WORDS = (
    "s",
    "e",
    "b",
    "str",
    "inlineStr",
    "n",
    "d",
    "x",
    "true",
    "collapse",
    "float",
    "date",
    "string",
    "time",
    "rId1",
)
ODD_TEXTS = (
    "", " ", "0", "1e308", "NaN", "#N/A", "=1+1", "31/02/2024", "9999-12-31", "0000-00-00", "2024-03-08T25:61:61",
    "x" * 40_000, "Tổng cộng", "Đơn vị:", "Mã hồ sơ", "UBND xã Bình Chánh", "../../etc", "PT99999999H", "\u202e\u200b",
)  # fmt: skip
ODD_VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    10**30,
    1e308,
    "",
    "2024-02-31",
    "9999-12-31",
    "0001-01-01",
    [],
    {},
    "x" * 9999,
)
ODD_TOML = (
    '""', '"../../x"', '"/etc"', "-1", "0", "1e400", "nan", "10**9", "2024-02-31", "0001-01-01", "9999-12-31", "[]",
    "{}", "[[[]]]", "true", '"\\u0000"', '"👩‍👩‍👧"', f'"{"x" * 5000}"', "[" * 2000, '["a", "a"]', "{ a = { a = 1 } }",
    "99999999999999999999",
)  # fmt: skip


def xml_tree(rng: Random, data: bytes) -> bytes:
    """An XML part with elements left out, repeated, moved, nested or exchanged, and attributes of odd values."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except etree.XMLSyntaxError:
        return data[: rng.randrange(len(data) + 1)]
    _spoil(rng, root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def html_tree(rng: Random, data: bytes) -> bytes:
    """The same of a page, written as it comes."""
    root = html.fromstring(data)
    _spoil(rng, root)
    return html.tostring(root, encoding="utf-8")


def _spoil(rng: Random, root: Any) -> None:
    for _ in range(rng.choice([1, 1, 2, 4])):
        elements = [each for each in root.iter() if isinstance(each.tag, str)]
        one, other = rng.choice(elements), rng.choice(elements)
        rng.choice(_OF_ELEMENTS)(rng, root, one, other)


def _leave_out(_: Random, root: Any, one: Any, __: Any) -> None:
    if one is not root:
        one.getparent().remove(one)


def _repeat(rng: Random, root: Any, one: Any, _: Any) -> None:
    if one is not root:
        for _n in range(rng.choice([1, 1, 3, 500])):
            one.addnext(deepcopy(one))


def _move(_: Random, __: Any, one: Any, other: Any) -> None:
    other.append(deepcopy(one))


def _nest(rng: Random, root: Any, one: Any, _: Any) -> None:
    if one is root:
        return
    for _n in range(rng.choice([1, 3, 300])):
        outer = one.makeelement(one.tag, dict(one.attrib))
        one.getparent().replace(one, outer)
        outer.append(one)


def _rename(_: Random, __: Any, one: Any, other: Any) -> None:
    one.tag = other.tag


def _empty(_: Random, __: Any, one: Any, ___: Any) -> None:
    one[:] = []


def _text(rng: Random, _: Any, one: Any, other: Any) -> None:
    one.text = rng.choice([*ODD_TEXTS, other.text, str(rng.choice(ODD_NUMBERS))]) or None


def _attribute(rng: Random, _: Any, one: Any, other: Any) -> None:
    names = [*one.attrib, *other.attrib]
    if not names:
        return
    odd = rng.choice(
        [
            [str(each) for each in ODD_NUMBERS],
            ODD_PLACES,
            ODD_WORDS,
            ODD_TEXTS[:12],
            list(other.attrib.values()) or [""],
        ]
    )
    one.set(rng.choice(names), rng.choice(odd))


def _without_attribute(rng: Random, _: Any, one: Any, __: Any) -> None:
    if one.attrib:
        del one.attrib[rng.choice(list(one.attrib))]


_OF_ELEMENTS = (_leave_out, _repeat, _move, _nest, _rename, _empty, _text, _text, *[_attribute] * 5, _without_attribute)


def fields(rng: Random, record: bytes) -> bytes:
    """A binary record whose size is true and one of whose numbers is odd."""
    body = bytearray(record)
    shape = rng.choice(["<H", "<I", "<d", "<B"])
    size = struct.calcsize(shape)
    places = range(4, len(body) - size + 1, 2)
    if places:
        number = rng.choice([*ODD_NUMBERS, -(2**31)])
        value = float(number) * rng.choice([1, 1e300, 1e-300]) if shape == "<d" else number % 2 ** (8 * size)
        struct.pack_into(shape, body, rng.choice(places), value)
    return bytes(body)


def json_value(rng: Random, data: bytes) -> bytes:
    """A JSON document with a value of another type, left out, repeated, nested or exchanged with another."""
    value = json.loads(data)
    for _ in range(rng.choice([1, 1, 2, 4])):
        places = [each for each in _places(value) if each]
        if not places:
            break
        path, other = rng.choice(places), rng.choice(places)
        odd = rng.choice(
            [*ODD_VALUES, deepcopy(_at(value, other)), [_at(value, path)] * 3, _deep(rng, _at(value, path))]
        )
        _put(value, path, odd if rng.random() < 0.85 else _GONE)
    return json.dumps(value).encode()


_GONE = object()


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield from _places(each, (*path, key))


def _at(value: Any, path: Sequence[Any]) -> Any:
    for key in path:
        value = value[key]
    return value


def _put(value: Any, path: Sequence[Any], new: Any) -> None:
    holder = _at(value, path[:-1])
    if new is _GONE:
        del holder[path[-1]]
    else:
        holder[path[-1]] = new


def _deep(rng: Random, value: Any) -> Any:
    for _ in range(rng.choice([1, 20, 400])):
        value = [value]
    return value


def toml_lines(rng: Random, data: bytes) -> bytes:
    """Settings with values of other types, lines left out, repeated, exchanged or moved to another section."""
    lines = data.decode().splitlines()
    for _ in range(rng.choice([1, 1, 2, 4])):
        said = [number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")]
        if not said:  # no line is left to spoil
            break
        at, other = rng.choice(said), rng.choice(said)
        rng.choice(_OF_LINES)(rng, lines, at, other)
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _odd_value(rng: Random, lines: list[str], at: int, other: int) -> None:
    name = lines[at].partition("=")[0] if "=" in lines[at] else rng.choice(["x", "name", "folders"])
    lines[at] = f"{name}= {rng.choice([*ODD_TOML, lines[other].partition('=')[2] or '1'])}"


def _without_line(_: Random, lines: list[str], at: int, __: int) -> None:
    lines[at] = ""


def _line_again(_: Random, lines: list[str], at: int, other: int) -> None:
    lines.insert(other, lines[at])


def _odd_line(rng: Random, lines: list[str], at: int, _: int) -> None:
    lines[at] = rng.choice(
        ["[", "[[folders]]", "[a.b.c]", '["\\u0000"]', "=", "\x00", "a" * 9999, "[folders]", '"a" = "b']
    )


_OF_LINES: tuple[Callable[[Random, list[str], int, int], None], ...] = (
    *[_odd_value] * 5,
    _without_line,
    _line_again,
    _odd_line,
)
