"""Headings that are in no list of words, by the patterns of a layout's fields."""

import re
from collections.abc import Sequence

from bsreform.language.text import fold
from bsreform.spec import Layout

Likes = Sequence[tuple[re.Pattern[str], str]]
"""Patterns of folded headings, each with its field."""
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SHORT = {
    "cv": "công việc", "nv": "nhiệm vụ", "th": "thực hiện", "bđ": "bắt đầu", "kt": "kết thúc", "ht": "hoàn thành",
    "đv": "đơn vị", "cq": "cơ quan", "kq": "kết quả", "hs": "hồ sơ", "vb": "văn bản", "kh": "kế hoạch",
    "tthc": "thủ tục hành chính", "dk": "dự kiến",
}  # fmt: skip
"""How words of headings are abbreviated."""
_LONGEST = 60
"""A longer text is no heading of a pattern, however it begins."""


def likes_of(layout: Layout) -> Likes:
    """The patterns of a layout."""
    return [(re.compile(field.like), field.name) for field in layout.fields if field.like]


def alike(heading: str, likes: Likes) -> str:
    """The one field whose pattern the heading fits; "" where none or several do."""
    key = spelt_out(fold(_BRACKETS.sub(" ", heading)))
    names = {name for pattern, name in likes if pattern.fullmatch(key)} if 0 < len(key) <= _LONGEST else set()
    return names.pop() if len(names) == 1 else ""


def spelt_out(folded: str) -> str:
    """The heading without abbreviations: “ngày bđ dk” → “ngày bắt đầu dự kiến”."""
    return " ".join(_SHORT.get(word, word) for word in folded.split())
