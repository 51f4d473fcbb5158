"""What each row of a table of tasks is: a task (a title alone can be one), a heading, a total, the signature block."""

import re
from collections.abc import Sequence
from typing import Literal

import pyarrow as pa
from msgspec import Struct
from msgspec.structs import replace

from bsreform.language.text import clean, fold
from bsreform.layouts.task_fields import STATUSES
from bsreform.reading.recognising.deadlines import parse_deadline
from bsreform.reading.recognising.headers import Header
from bsreform.reading.recognising.headings import heading, is_bare_number, is_note, is_wording
from bsreform.reading.recognising.held import dossier_code, tell
from bsreform.reading.recognising.known_rows import is_header, is_total
from bsreform.reading.recognising.rows import DATE_LIKE, SortedRows, row_texts, settle
from bsreform.reading.recognising.signatures import (
    heads_another_table,
    heads_staff,
    is_names,
    is_signature,
    is_signed,
)
from bsreform.reading.recognising.stated import looks_like_unit

_NUMBER = re.compile(r"\(?(\d{1,5}(?:[.,]\d{1,3})*)\)?\s?[.)/]?")
_LETTER = re.compile(r"\(?([a-zđ])\)?\s?[.)]?")
DASHES = ("-", "–", "+", "•", "*")
"""Begin an item of the task above."""
_FIRST = ("1", "a", "1.1")
_SUM = re.compile(r"(?:tổng(?: số| cộng)?|cộng)(?: \d+)?(?: (?:nhiệm vụ|công việc|việc|nội dung))?")
_HEADING = re.compile(r"(?:lĩnh vực|nhóm|khối|phần|mục|chương|về) ")
_Place = Literal["parent", "below", ""]
"""The next numbered row is a sub-task of this one; or a numbered row stands above it; or neither."""


class _TaskShape(Struct, frozen=True):
    """Indexes of columns: the title, the number, the others that are known, those of dates, of units, of states; where
    headings end.
    """

    header: Header
    title: int | None
    number: int | None
    others: tuple[int, ...]
    dates: tuple[int, ...]
    units: tuple[int, ...]
    states: tuple[int, ...]
    lead: int


class _Line(Struct, frozen=True):
    """A row below the header: its cells, its numbering, its place among the numbers, the strange block in which it
    stands ("" in none; see _beside); `begins`: the next row is the first of a numbering.
    """

    cells: Sequence[str]
    number: str
    place: _Place
    beside: str
    begins: bool = False

    @property
    def counted(self) -> bool:
        return self.number[:1].isdigit()


def numbering(text: str) -> str:
    """ "1", "1.1" or "a", however it is written; "-" for the dash of an item; "" for anything else."""
    plain = clean(text)
    if plain in DASHES:
        return "-"
    if found := _NUMBER.fullmatch(plain):
        return found[1].replace(",", ".")
    found = _LETTER.fullmatch(plain)
    return found[1] if found else ""


def numberings(columns: Sequence[pa.ChunkedArray], number: int | None) -> list[str]:
    """The numbering of each row of a sheet; a dash in the column of numbers is no blank."""
    texts = [""] * len(columns[0]) if number is None else columns[number].to_pylist()
    return [numbering(text or "") for text in texts]


def classify_tasks(columns: Sequence[pa.ChunkedArray], header: Header) -> SortedRows:
    """Tell the rows of a table of tasks apart. `columns` are trimmed string arrays, null where blank."""
    height, first = len(columns[0]), header.last + 1
    shape = _shape(header)
    above = row_texts(columns, range(header.first))
    titles = ["title" if any(cells) else "blank" for cells in above]
    texts = row_texts(columns, range(first, height))
    numbers = numberings(columns, shape.number)[first:]
    lines = _lines(texts, numbers, shape)
    kinds = _kinds(lines, shape)
    headings = {
        first + place: found
        for place, kind in enumerate(kinds)
        if kind == "section" and (found := heading(texts[place], shape.lead))
    }
    told = tell(enumerate(above), dossier_code)
    told |= {first + place: what for place, what in _told(kinds, lines, shape).items()}
    return settle([*titles, *["header"] * (height - len(titles) - len(kinds)), *kinds], headings, told)


def _shape(header: Header) -> _TaskShape:
    fields = header.fields
    title, number = fields.get("title"), fields.get("number")
    table = next((index for index, text in enumerate(header.texts) if text), 0)
    return _TaskShape(
        header,
        title,
        number,
        tuple(index for name, index in fields.items() if name not in ("title", "number")),
        tuple(index for name, index in fields.items() if header.layout.field(name).kind in ("date", "deadline")),
        tuple(index for name, index in fields.items() if name in ("lead_unit", "supporting_units")),
        tuple(index for name, index in fields.items() if name in ("status", "progress")),
        max(table, (title or 0) - 1),
    )


def _lines(texts: Sequence[Sequence[str]], numbers: Sequence[str], shape: _TaskShape) -> list[_Line]:
    """The rows below the header with what their neighbours tell of them."""
    lines: list[_Line] = []
    beside = ""
    for cells, number, place in zip(texts, numbers, _places(numbers), strict=True):
        beside = _beside(cells, beside, shape)
        lines.append(_Line(cells, number, place, beside))
    first = ""
    for index, line in reversed(list(enumerate(lines))):
        lines[index] = replace(line, begins=first in _FIRST)
        first = line.number if any(line.cells) else first
    return lines


def _kinds(lines: Sequence[_Line], shape: _TaskShape) -> list[str]:
    kinds: list[str] = []
    by_section = False
    for line in lines:
        kind = _kind_of(line, shape)
        if kind == "section" and "lead_unit" not in shape.header.fields:
            # Where headings name the units, a title needs nothing beside it.
            by_section |= looks_like_unit(_heading_of(line, shape))
            kind = "data" if by_section and _is_bare(line, shape) else kind
        kinds.append(kind)
    return kinds


def _places(numbers: Sequence[str]) -> list[_Place]:
    first = next((index for index, number in enumerate(numbers) if number[:1].isdigit()), len(numbers))
    places: list[_Place] = ["below" if index > first else "" for index in range(len(numbers))]
    following = ""
    for index, number in reversed(list(enumerate(numbers))):
        if number and following.startswith(f"{number}."):
            places[index] = "parent"
        following = number or following
    return places


def _kind_of(line: _Line, shape: _TaskShape) -> str:
    cells = line.cells
    if not any(cells):
        return "blank"
    if is_header(cells, shape.header):
        return "header"
    strong = _is_strong(cells, shape)
    if not line.counted and _is_total(cells, shape) and not (strong and not _is_sum(cells, shape)):
        return "total"
    if line.beside in ("staff", "other"):
        return "footer"
    if not line.counted and not strong and (line.beside == "signed" or is_signed(cells)):
        return "footer"
    if _is_task(line, shape) and not (_is_numbered_heading(cells) and not strong):
        return "data"
    words = [index for index, cell in enumerate(cells) if is_wording(cell)]
    if words and words[0] <= shape.lead + 1 and heading(cells, shape.lead):
        return "section"
    return "footer" if words and not line.counted else "blank"


def _is_numbered_heading(cells: Sequence[str]) -> bool:
    """ "I", "CẢI CÁCH HÀNH CHÍNH" and nothing else."""
    filled = [cell for cell in cells if cell]
    return len(filled) == 2 and not filled[0].isdigit() and is_bare_number(filled[0]) and filled[0].isupper()


def _beside(cells: Sequence[str], state: str, shape: _TaskShape) -> str:
    """In which strange block the row stands: "signed" (names below a signature), "staff" (a list of persons), "other"
    (a table that is none of ours), "" in none.
    """
    if is_header(cells, shape.header):
        return ""
    if heads_staff(cells):
        return "staff"
    if heads_another_table(cells, shape.header.words):
        return "other"
    if is_signed(cells):
        return "signed"
    if state == "signed":
        return state if is_names(cells) or not any(cells) else ""
    return "" if state == "staff" and _is_strong(cells, shape) else state


def _is_strong(cells: Sequence[str], shape: _TaskShape) -> bool:
    """A title beside a day, a deadline, a state or the name of a unit: a task, whatever else the row says."""
    if not is_wording(_title(cells, shape)):
        return False
    dated = any(_is_time(cells[index]) for index in shape.dates if index != shape.title)
    stated = any(fold(cells[index]) in STATUSES or "%" in cells[index] for index in shape.states)
    return dated or stated or any(looks_like_unit(cells[index]) for index in shape.units if index != shape.title)


def _title(cells: Sequence[str], shape: _TaskShape) -> str:
    return cells[shape.title] if shape.title is not None else ""


def _is_time(text: str) -> bool:
    return bool(text) and not is_signature(text) and (bool(DATE_LIKE.search(text)) or not parse_deadline(text)[1])


def _is_total(cells: Sequence[str], shape: _TaskShape) -> bool:
    """A note "Tổng số: 3" beside the title of a task makes no total of it."""
    title = _title(cells, shape)
    return is_total(cells) and (not is_wording(title) or is_total([title]))


def _is_sum(cells: Sequence[str], shape: _TaskShape) -> bool:
    """ "Tổng cộng: 12 nhiệm vụ": nothing but a total, whatever unit stands beside it."""
    return bool(_SUM.fullmatch(fold(_title(cells, shape)))) and not any(_is_time(cells[index]) for index in shape.dates)


def _is_task(line: _Line, shape: _TaskShape) -> bool:
    """A title with any other value, or a numbered title that is no heading; without title, a row that tells enough."""
    title = _title(line.cells, shape)
    others = sum(bool(line.cells[index]) for index in shape.others if index != shape.title)
    if is_wording(title):
        item = line.place == "below" and (bool(line.number) or title.startswith(DASHES))
        alone = item or (line.counted and line.place != "parent")
        return bool(others) or (alone and not looks_like_unit(title))
    return others >= 2 and (line.counted or any(DATE_LIKE.search(line.cells[index]) for index in shape.dates))


# --- what is told --------------------------------------------------------------------------


def _told(kinds: Sequence[str], lines: Sequence[_Line], shape: _TaskShape) -> dict[int, str]:
    """Of the rows below the header those that are not read and yet hold something: place → what (see Rows)."""
    held = {
        place: _held(line, kind, shape)
        for place, (kind, line) in enumerate(zip(kinds, lines, strict=True))
        if kind not in ("data", "header") and any(line.cells)
    }
    return {place: what for place, what in held.items() if what}


def _held(line: _Line, kind: str, shape: _TaskShape) -> str:
    if what := dossier_code(line.cells):
        return what
    if line.beside in ("staff", "signed") or kind == "total":
        return ""
    if line.beside == "other":
        return "value" if _is_strong(line.cells, shape) else ""
    if _is_bare(line, shape):
        return "words"
    known = [line.cells[index] for index in (*shape.units, *shape.dates) if line.cells[index]]
    return "lone" if kind != "section" and any(not is_signature(text) for text in known) else ""


def _is_bare(line: _Line, shape: _TaskShape) -> bool:
    """Is it a title alone that bears no sign of a heading, a note or a signature?"""
    title = _title(line.cells, shape)
    if not is_wording(title) or any(cell for index, cell in enumerate(line.cells) if cell and index != shape.title):
        return False
    found = heading(line.cells, shape.lead)
    headed = found is not None and (found.style in ("roman", "letter") or found.kind != "other")
    signs = headed or line.begins or title.isupper() or title.endswith(":") or bool(_HEADING.match(fold(title)))
    return not signs and not is_signature(title) and not is_note(title)


def _heading_of(line: _Line, shape: _TaskShape) -> str:
    found = heading(line.cells, shape.lead)
    return found.text if found else ""
