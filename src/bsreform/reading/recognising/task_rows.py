"""What each row of a table of tasks is: a task (a title alone can be one), a heading, a total, the signature block."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from bsreform.language.text import clean, fold
from bsreform.reading.recognising.headers import Header
from bsreform.reading.recognising.headings import heading, is_wording
from bsreform.reading.recognising.rows import DATE_LIKE, Rows, is_header, is_total, row_texts, settle
from bsreform.reading.recognising.stated import looks_like_unit

_NUMBER = re.compile(r"\(?(\d{1,5}(?:[.,]\d{1,3})*)\)?\s?[.)/]?")
_LETTER = re.compile(r"\(?([a-zđ])\)?\s?[.)]?")
DASHES = ("-", "–", "+", "•", "*")
"""Begin an item of the task above."""
_Place = Literal["parent", "below", ""]
"""The next numbered row is a sub-task of this one; or a numbered row stands above it; or neither."""
_SIGNATURE = re.compile(
    r"(?:nơi nhận|người (?:lập|tổng hợp|báo cáo|ghi|duyệt)|cán bộ (?:lập|tổng hợp)|thủ trưởng|tm |kt |tl "
    r"|ký (?:tên|ghi)|(?:phó )?(?:chủ tịch|chánh văn phòng|trưởng phòng|giám đốc)$|xác nhận của"
    r"|lãnh đạo (?:phòng|đơn vị|cơ quan)$)"
    r"|.{0,40}\bngày \d{0,2} ?tháng \d{0,2} ?năm \d{0,4}$"
)


@dataclass(frozen=True, slots=True)
class _Shape:
    """Indexes of columns: the title, the number, the others that are known, those of dates; where headings end."""

    header: Header
    title: int | None
    number: int | None
    others: tuple[int, ...]
    dates: tuple[int, ...]
    lead: int


def numbering(text: str) -> str:
    """ "1", "1.1" or "a", however it is written; "-" for the dash of an item; "" for anything else."""
    plain = clean(text)
    if plain in DASHES:
        return "-"
    if found := _NUMBER.fullmatch(plain):
        return found[1].replace(",", ".")
    found = _LETTER.fullmatch(plain)
    return found[1] if found else ""


def numberings(columns: Sequence[Any], number: int | None) -> list[str]:
    """The numbering of each row of a sheet; a dash in the column of numbers is no blank."""
    texts = [""] * len(columns[0]) if number is None else columns[number].to_pylist()
    return [numbering(text or "") for text in texts]


def classify_tasks(columns: Sequence[Any], header: Header) -> Rows:
    """Tell the rows of a sheet of tasks apart. `columns` are trimmed string arrays, null where blank."""
    height, first = len(columns[0]), header.last + 1
    shape = _shape(header)
    texts = row_texts(columns, np.arange(first, height))
    numbers = numberings(columns, shape.number)[first:]
    kinds = np.full(height, "header", dtype=object)
    kinds[first:] = [
        _kind_of(cells, shape, number, place)
        for cells, number, place in zip(texts, numbers, _places(numbers), strict=True)
    ]
    _end_table(kinds, texts, numbers, shape)
    headings = {
        index: found
        for index in np.flatnonzero(kinds == "section").tolist()
        if (found := heading(texts[index - first], shape.lead))
    }
    return settle(kinds, headings)


def _shape(header: Header) -> _Shape:
    fields = header.fields
    title, number = fields.get("title"), fields.get("number")
    table = next((index for index, text in enumerate(header.texts) if text), 0)
    return _Shape(
        header,
        title,
        number,
        tuple(index for name, index in fields.items() if name not in ("title", "number")),
        tuple(index for name, index in fields.items() if header.layout.field(name).kind in ("date", "deadline")),
        max(table, (title or 0) - 1),
    )


def _places(numbers: Sequence[str]) -> list[_Place]:
    first = next((index for index, number in enumerate(numbers) if number[:1].isdigit()), len(numbers))
    places: list[_Place] = ["below" if index > first else "" for index in range(len(numbers))]
    following = ""
    for index, number in reversed(list(enumerate(numbers))):
        if number and following.startswith(f"{number}."):
            places[index] = "parent"
        following = number or following
    return places


def _kind_of(cells: Sequence[str], shape: _Shape, number: str, place: _Place) -> str:
    if not any(cells):
        return "blank"
    if is_header(cells, shape.header):
        return "header"
    counted = number[:1].isdigit()
    if not counted and is_total(cells):
        return "total"
    if not counted and any(_SIGNATURE.match(fold(cell)) for cell in cells if cell):
        return "footer"
    if _is_task(cells, shape, number, place):
        return "data"
    words = [index for index, cell in enumerate(cells) if is_wording(cell)]
    if words and words[0] <= shape.lead + 1 and heading(cells, shape.lead):
        return "section"
    return "footer" if words and not counted else "blank"


def _is_task(cells: Sequence[str], shape: _Shape, number: str, place: _Place) -> bool:
    """A title with any other value, or a numbered title that is no heading; without title, a row that tells enough."""
    counted = number[:1].isdigit()
    title = cells[shape.title] if shape.title is not None else ""
    others = sum(bool(cells[index]) for index in shape.others)
    if is_wording(title):
        item = place == "below" and (bool(number) or title.startswith(DASHES))
        return bool(others) or ((item or (counted and place != "parent")) and not looks_like_unit(title))
    return others >= 2 and (counted or any(DATE_LIKE.search(cells[index]) for index in shape.dates))


def _end_table(
    kinds: "np.ndarray[Any, np.dtype[np.object_]]",
    texts: Sequence[Sequence[str]],
    numbers: Sequence[str],
    shape: _Shape,
) -> None:
    """What follows the last sure task, and the first line of the signature block, is no task."""
    first = len(kinds) - len(texts)
    sure = [
        index
        for index, (cells, number) in enumerate(zip(texts, numbers, strict=True), start=first)
        if kinds[index] == "data" and (number.strip("-") or sum(bool(cells[other]) for other in shape.others) > 1)
    ]
    if sure:
        last = sure[-1]
        # The items right below the last task are still its own.
        items = (_is_item(cells, number, shape) for cells, number in zip(texts, numbers, strict=True))
        for index, item in list(enumerate(items, start=first))[last + 1 - first :]:
            if kinds[index] != "data" or not item:
                break
            last = index
        kinds[(np.arange(len(kinds)) > last) & (kinds == "data")] = "footer"


def _is_item(cells: Sequence[str], number: str, shape: _Shape) -> bool:
    title = cells[shape.title] if shape.title is not None else ""
    return is_wording(title) and (number == "-" or title.startswith(DASHES))
