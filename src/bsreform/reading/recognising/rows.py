"""What each row of a table is: title, header, section, total, blank, footer, data, or unread; exactly one of these."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import chain, pairwise, repeat

import pyarrow as pa
import pyarrow.compute as pc
from msgspec import Struct, field

from bsreform.reading.recognising.cells import CODE_PATTERN, UNCALCULATED, is_placeholder
from bsreform.reading.recognising.headers import Header
from bsreform.reading.recognising.headings import Heading, heading, is_bare_number, is_wording, push
from bsreform.reading.recognising.held import dossier_code, tell
from bsreform.reading.recognising.known_rows import is_header, is_total
from bsreform.reading.recognising.signatures import heads_another_table, heads_staff, is_names, is_signature, is_signed

KINDS = ("title", "header", "section", "total", "blank", "footer", "data", "unread")
_ROW_NUMBER = re.compile(r"\d+(?:\.\d+)*\.?")
DATE_LIKE = re.compile(
    rf"\d{{1,4}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?\d{{2,4}}|^\d{{5}}(?:[.,]\d+)?$|tháng\s\d|^#|{UNCALCULATED}", re.I
)

_Placed = tuple[int, Sequence[str]]
"""The index of a row and its texts."""


class SortedRows(Struct, frozen=True):
    """`data` are the 0-based indexes of data rows; `sections[i]` indexes `stacks` for the i-th of them (-1 = none).

    A stack is the section headings in force, outermost first. `totals` are indexes of total rows; `spans` are the
    sections: index of the heading, index of the row that ends it. `told` are rows that hold something and are not
    read: index → "code" (a dossier code), "mention" (one within other words), "value" (a code or title beside a known
    value), "lone" (known values alone), "words" (a title alone).
    """

    data: pa.Int64Array
    sections: pa.Int32Array
    stacks: tuple[tuple[str, ...], ...]
    totals: tuple[int, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    told: Mapping[int, str] = field(default_factory=dict)
    accounting: dict[str, int] = field(default_factory=dict)


class _Shape(Struct, frozen=True):
    """Which columns (indexes) hold dates, which hold other texts that tell of a dossier, which hold counts, and where
    the table starts.
    """

    header: Header
    dates: tuple[int, ...]
    telling: tuple[int, ...]
    counts: tuple[int, ...]
    lead: int


def classify(columns: Sequence[pa.ChunkedArray], header: Header) -> SortedRows:
    """Tell the rows of a table apart. `columns` are trimmed string arrays, null where blank."""
    filled, coded = _filled(columns), _coded(columns, header)
    kinds = _outlined(filled, header)
    shape = _shape(header)
    above = _places(filled.slice(0, header.first))
    told = tell(zip(above, row_texts(columns, above), strict=True), dossier_code)
    below = header.last + 1
    doubtful = [below + place for place in _places(pc.and_not(filled, coded).slice(below))]
    rows = list(zip(doubtful, row_texts(columns, doubtful), strict=True))
    last = _last_sure(coded, rows, shape)
    headings: dict[int, Heading] = {}
    beside = ""
    for index, cells in rows:
        beside = _beside(cells, beside, shape)
        kinds[index] = kind = _kind_of(cells, shape, index < last, beside)
        if kind == "section" and (found := _heading(cells, shape)):
            headings[index] = found
    left = ((index, cells) for index, cells in rows if kinds[index] not in ("data", "header"))
    told |= tell(left, lambda cells: _held(cells, shape))
    told |= _refuse_other_tables(kinds, rows, shape)
    return settle(kinds, headings, told)


def _outlined(filled: pa.BooleanArray, header: Header) -> list[str]:
    """The kinds of the rows as far as the header tells them: below it, what is not blank is taken for data."""
    kinds = ["title"] * header.first + ["data"] * (len(filled) - header.first)
    for index in _places(pc.invert(filled)):
        kinds[index] = "blank"
    for index in range(header.first, header.last + 1):
        kinds[index] = "header"
    return kinds


def _refuse_other_tables(kinds: list[str], doubtful: Sequence[_Placed], shape: _Shape) -> dict[int, str]:
    """Below the header of a table that is none of ours no row is read by ours; persons are no rows that are lost."""
    told: dict[int, str] = {}
    heads = [index for index, kind in enumerate(kinds) if kind == "header"]
    for index, cells in doubtful:
        if kinds[index] != "header" and index not in told and heads_another_table(cells, shape.header.words):
            end = next((head for head in heads if head > index), len(kinds))
            if heads_staff(cells):
                for row, own in doubtful:
                    if index <= row < end and kinds[row] == "data" and _is_person(own, shape):
                        kinds[row] = "footer"
            told |= {row: "value" for row in range(index, end) if kinds[row] == "data"}
            kinds[index] = "footer"
    return told


def _is_person(cells: Sequence[str], shape: _Shape) -> bool:
    """Of a list of staff: at most a birthday, and no number where a code stands."""
    code = shape.header.fields.get("code")
    return _dates(cells, shape) < 2 and (code is None or not any(map(str.isdigit, cells[code])))


def _held(cells: Sequence[str], shape: _Shape) -> str:
    """What a row that is not read holds: a dossier code, or a number of its column beside anything known."""
    if what := dossier_code(cells):
        return what
    code = shape.header.fields.get("code")
    number = cells[code] if code is not None else ""
    if not any(map(str.isdigit, number)) or is_signature(number) or is_total(cells) or is_bare_number(number):
        return ""
    others = (cells[index] for index in (*shape.dates, *shape.telling) if index not in (code, shape.lead))
    return "value" if any(is_wording(cell) or DATE_LIKE.search(cell) for cell in others) else ""


def _beside(cells: Sequence[str], state: str, shape: _Shape) -> str:
    """In which strange block the row stands: "signed" below a signature, "staff" in a list of persons, "" in none."""
    if heads_staff(cells):
        return "staff"
    if is_signed(cells):
        return "signed"
    return "" if _dates(cells, shape) or not any(cells) else state


def _shape(header: Header) -> _Shape:
    kinds = {index: header.layout.field(name).kind for name, index in header.fields.items()}
    return _Shape(
        header,
        tuple(index for index, kind in kinds.items() if kind in ("date", "deadline")),
        tuple(index for index, kind in kinds.items() if kind in ("text", "lines", "code", "choice")),
        tuple(index for index, kind in kinds.items() if kind == "number"),
        next((index for index, text in enumerate(header.texts) if text), 0),
    )


def _filled(columns: Sequence[pa.ChunkedArray]) -> pa.BooleanArray:
    """Rows with any cell."""
    return reduce(pc.or_, map(pc.is_valid, columns))


def _coded(columns: Sequence[pa.ChunkedArray], header: Header) -> pa.BooleanArray:
    """Rows with a dossier code of the right form: data beyond doubt."""
    code = header.fields.get("code")
    if code is None:
        return pa.repeat(pa.scalar(False), len(columns[0]))
    return pc.fill_null(pc.match_substring_regex(columns[code], CODE_PATTERN), False)


def _places(flags: pa.BooleanArray) -> list[int]:
    places: list[int] = pc.indices_nonzero(flags).to_pylist()
    return places


def row_texts(columns: Sequence[pa.ChunkedArray], rows: Sequence[int]) -> list[list[str]]:
    """The texts of these rows, cell by cell; "" where a cell is empty or only holds a place."""
    indices = pa.array(rows, pa.int64())
    taken = [column.take(indices).to_pylist() for column in columns]
    return [["" if text is None or is_placeholder(text) else text for text in row] for row in zip(*taken, strict=True)]


def _last_sure(coded: pa.BooleanArray, rows: Sequence[_Placed], shape: _Shape) -> int:
    """The last row that is data beyond doubt, by its code or by two dates; -1 if there is none."""
    dated = (index for index, cells in reversed(rows) if _dates(cells, shape) > 1)
    return max((next(dated, -1), *_places(coded)[-1:]))


def _dates(cells: Sequence[str], shape: _Shape) -> int:
    return sum(bool(DATE_LIKE.search(cells[index])) and not is_signature(cells[index]) for index in shape.dates)


def _kind_of(cells: Sequence[str], shape: _Shape, inside: bool, beside: str) -> str:
    """`inside`: surer data follows further down, so this is no signature block; `beside`: see `_beside`."""
    if not any(cells):
        return "blank"
    if is_header(cells, shape.header):
        return "header"
    dates = _dates(cells, shape)
    if not dates and is_total(cells) and not shape.header.layout.beside:
        return "total"
    if _is_dossier(cells, shape, inside, dates) and not _is_strange(cells, shape, dates, beside):
        return "data"
    if _heading(cells, shape):
        return "section"
    numbered = bool(_ROW_NUMBER.fullmatch(cells[shape.lead]))
    prepared = numbered and all(index in shape.telling for index, cell in enumerate(cells) if is_wording(cell))
    return "footer" if any(map(is_wording, cells)) and not prepared else "blank"


def _is_dossier(cells: Sequence[str], shape: _Shape, inside: bool, dates: int) -> bool:
    if shape.header.layout.beside and not shape.counts:
        return sum(bool(cells[index]) for index in shape.telling) > 1
    told = [cells[index] for index in shape.telling]
    told += [cells[index] for index in shape.dates if not DATE_LIKE.search(cells[index])]
    words = sum(is_wording(cell) and not is_bare_number(cell) for cell in told)
    numbered = bool(_ROW_NUMBER.fullmatch(cells[shape.lead]))
    # A list without dates, such as a catalogue of procedures, has figures or codes where a signature block has none.
    undated = not shape.dates and any(char.isdigit() for cell in cells for char in cell)
    counted = sum(any(map(str.isdigit, cells[index])) for index in shape.counts)
    needed = 1 if words and shape.header.layout.subject == "digital_teams" else 2
    return (dates + words >= 2 and bool(dates or inside or numbered or undated)) or counted >= needed


def _is_strange(cells: Sequence[str], shape: _Shape, dates: int, beside: str) -> bool:
    """Is it a row of signatures, of names below them, of a list of staff? Other words stand where a code should."""
    if dates or shape.header.layout.subject != "dossiers":
        return False
    code = shape.header.fields.get("code")
    number = cells[code] if code is not None else ""
    if beside == "staff":
        return True
    if any(map(str.isdigit, number)):
        return False
    return is_signed(cells) or (beside == "signed" and is_names(cells)) or is_wording(number)


def _heading(cells: Sequence[str], shape: _Shape) -> Heading | None:
    """The row's heading; a row numbered beforehand with its unit or status filled in is none."""
    code = shape.header.fields.get("code")
    prefilled = [index for index in shape.telling if index not in (code, shape.lead)]
    if cells[shape.lead].isdigit() and any(is_wording(cells[index]) for index in prefilled):
        return None
    return heading(cells, shape.lead)


def settle(kinds: list[str], headings: dict[int, Heading], told: Mapping[int, str]) -> SortedRows:
    """Headings below the last data row are the signature block; the others hold until one of their rank."""
    data = [index for index, kind in enumerate(kinds) if kind == "data" and index not in told]
    last = data[-1] if data else len(kinds)
    stacks: list[tuple[str, ...]] = []
    levels: list[Heading] = []
    opened: list[int] = []
    ends: dict[int, int] = {}
    sections = [index for index in headings if index < last]
    for index, found in headings.items():
        if index > last:
            kinds[index] = "footer"
            continue
        levels = push(levels, found)
        ends |= dict.fromkeys(opened[len(levels) - 1 :], index)
        opened = [*opened[: len(levels) - 1], index]
        stacks.append(tuple(level.text for level in levels))
    for index in told:  # what is told is not read as well
        kinds[index] = "unread"
    return SortedRows(
        data=pa.array(data, pa.int64()),
        sections=_sections(data, sections),
        stacks=tuple(stacks),
        totals=tuple(index for index, kind in enumerate(kinds) if kind == "total"),
        spans=tuple((start, ends.get(start, len(kinds))) for start in sections),
        told=dict(sorted(told.items())),
        accounting=dict.fromkeys(KINDS, 0) | Counter(kinds),
    )


def _sections(data: Sequence[int], headings: Sequence[int]) -> pa.Int32Array:
    """For each data row the place of the last of the headings (rows, in order, as are the `data`) above it, else -1."""
    begins = [0, *(bisect_left(data, heading) for heading in headings), len(data)]
    parts = (repeat(place, end - begin) for place, (begin, end) in enumerate(pairwise(begins), -1))
    return pa.array(chain.from_iterable(parts), pa.int32())
