"""Rows that their cells alone tell: a total, a repeated header, the column numbers under a header."""

import re
from collections.abc import Sequence

from bsreform.language.text import fold
from bsreform.reading.recognising.headers import Header
from bsreform.reading.recognising.headings import heading, is_bare_number, is_wording

_TOTAL = re.compile(
    r"(tổng (số(?! hóa)|cộng|hồ sơ|ubnd|xã|thị trấn|phòng|lĩnh vực|toàn)|tổng$|tổng \d"
    r"|cộng\b(?! đồng| hòa xã| tác)|toàn (?:huyện|quận|thị xã|thành phố|tỉnh|xã|phường|đặc khu)$|lũy kế)"
)
_COLUMN_NUMBER = re.compile(r"\(?\s*(?:(\d{1,2})|([A-ZĐ]))\s*\)?(?:\s*=.*)?", re.I)


def is_total(cells: Sequence[str]) -> bool:
    """Whether the first words of the row are those of a total (“Tổng số”, “Cộng”), numbered or not."""
    first = next((cell for cell in cells if is_wording(cell) and not is_bare_number(cell)), "")
    numbered = heading([first], 0)
    return bool(_TOTAL.match(fold(numbered.text if numbered else first)))


def is_header(cells: Sequence[str], header: Header) -> bool:
    """A repeated header (as on every printed page) or the row of column numbers under it."""
    filled = [(index, cell) for index, cell in enumerate(cells) if cell]
    if _are_column_numbers([cell for _, cell in filled]):
        return True
    known = sum(_is_heading(fold(cell), index, header) for index, cell in filled)
    return known >= 3 or known == len(filled) >= 2


def _is_heading(key: str, column: int, header: Header) -> bool:
    """Is it the heading of that column, in these words or in others?"""
    name, _ = header.words.get(key, ("", 0))
    return key in header.cells[column] or header.fields.get(name) == column


def _are_column_numbers(texts: Sequence[str]) -> bool:
    """“(1) (2) (3)”, “A B 1 2 (3)=(1)+(2)”: at least three, rising."""
    found = [_COLUMN_NUMBER.fullmatch(text) for text in texts]
    if len(texts) < 3 or not all(found):
        return False
    numbers = [int(each[1]) for each in found if each and each[1]]
    letters = [each[2].upper() for each in found if each and each[2]]
    return numbers == sorted(set(numbers)) and letters == sorted(set(letters))
