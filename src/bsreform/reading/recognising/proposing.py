"""Headers that nobody has taught: which row is the header, and which field each of its columns may be."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from bsreform.language.text import bare, fold
from bsreform.reading.first_rows import FirstRows
from bsreform.reading.recognising.cells import CODE_PATTERN, parse_date, parse_yes_no
from bsreform.reading.recognising.deadlines import parse_deadline
from bsreform.reading.recognising.headers import HeaderWords, header_words
from bsreform.reading.recognising.likeness import alike, likes_of
from bsreform.spec import Field, Layout

Certainty = Literal["known", "sure", "unsure", "none"]

_SEARCHED = 60
_LEAST, _SURE = 60.0, 88.0
_ALIKE = 0.7
"""The share of a column's values that must be of a kind before the column is."""
_PRIVATE = re.compile(
    r"\b(?:họ (?:và )?tên|người nộp|chủ hồ sơ|công dân|tổ chức nộp|địa chỉ|điện thoại|sđt|di động|cccd|cmnd|email|"
    r"e mail|ngày sinh|năm sinh|căn cước)\b"
)
_SHORT = (
    (re.compile(r"\bkq\b"), "kết quả"),
    (re.compile(r"\bhs\b"), "hồ sơ"),
    (re.compile(r"\btn\b"), "tiếp nhận"),
    (re.compile(r"\btthc\b"), "thủ tục hành chính"),
    (re.compile(r"\bđv\b"), "đơn vị"),
    (re.compile(r"\bnv\b"), "nhiệm vụ"),
    (re.compile(r"\bth\b"), "thực hiện"),
    (re.compile(r"\bht\b"), "hoàn thành"),
    (re.compile(r"\bvb\b"), "văn bản"),
)
_CODE = re.compile(CODE_PATTERN)
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*\s*%?")


class Proposal(Struct, frozen=True):
    """A column of the header: what it may be. `field` "" = nothing; `samples` are values that may be shown."""

    column: int
    header: str
    field: str
    certainty: Certainty
    samples: tuple[str, ...] = ()


class Understood(Struct, frozen=True):
    """A sheet as a layout sees it: the index of its header row and a proposal for each column with a heading."""

    layout: Layout
    row: int
    proposals: tuple[Proposal, ...]

    @property
    def worth(self) -> tuple[int, int]:
        """What sorts the best layout last: fields that are certain, then all that are proposed."""
        found = [each for each in self.proposals if each.field]
        return sum(each.certainty in ("known", "sure") for each in found), len(found)

    @property
    def missing(self) -> tuple[Field, ...]:
        """The required fields without a column."""
        found = {each.field for each in self.proposals if each.certainty != "none"}
        return tuple(each for each in self.layout.fields if each.required and each.name not in found)


_WEAKEST = 1 << 20
"""The strength of a pattern: any word is stronger."""


def understand(
    sheet: FirstRows,
    layout: Layout,
    extra: Mapping[str, Sequence[str]],
    teachable: Collection[str],
    ignored: Collection[str],
    is_unit: Callable[[str], bool],
) -> Understood | None:
    """What the sheet may be as this layout; None where no row looks like a header.

    `extra` are the user's words; `teachable` the fields that the settings may name; headings that are `ignored`
    (folded) are asked about no more; `is_unit` knows the names of units.
    """
    words = header_words(layout, extra)
    index = _header_row(sheet.rows, words)
    if index is None:
        return None
    heads = sheet.rows[index]
    body = [row for row in sheet.rows[index + 1 :] if sum(map(bool, row)) > 1]
    columns = {number: [row[number] for row in body if row[number]] for number, text in enumerate(heads) if text}
    known = _known(heads, words, layout)
    free = [
        number
        for number in columns
        if number not in known and fold(heads[number]) not in ignored and not _PRIVATE.search(fold(heads[number]))
    ]
    open_fields = [each for each in layout.fields if each.name in teachable and each.name not in known.values()]
    guessed = _assigned(
        (score, sure, number, each.name)
        for number in free
        for each in open_fields
        for score, sure in [_score(heads[number], columns[number], each, is_unit)]
        if score >= _LEAST
    )
    return Understood(
        layout,
        index,
        tuple(_proposal(number, heads[number], columns[number], known, guessed, is_unit) for number in columns),
    )


def _header_row(rows: Sequence[Sequence[str]], words: HeaderWords) -> int | None:
    """The row of words, above rows that are filled alike, in which most headings are known or look like one."""
    best: tuple[float, int] | None = None
    for index, row in enumerate(rows[:_SEARCHED]):
        texts = [text for text in row if text]
        heads = [text for text in texts if _looks_like_heading(text)]
        if len(set(heads)) < 3 or len(heads) < len(texts) * 0.7:
            continue
        below = [sum(map(bool, each)) for each in rows[index + 1 : index + 6]]
        value = 3.0 * sum(fold(text) in words for text in heads) + min(len(heads), 2 * max(below, default=0))
        if best is None or value > best[0]:
            best = (value, index)
    return best[1] if best else None


def _looks_like_heading(text: str) -> bool:
    if len(text) > 80 or not any(map(str.isalpha, text)) or _CODE.match(text) or _NUMBER.fullmatch(text):
        return False
    return parse_date(text)[0] is None


def _known(heads: Sequence[str], words: HeaderWords, layout: Layout) -> dict[int, str]:
    """The columns whose heading is known as reading knows it: word for word, else by its pattern; of two of one field
    the one with the stronger word.
    """
    claims: dict[str, tuple[int, int]] = {}
    likes = likes_of(layout)
    for number, text in enumerate(heads):
        name = alike(text, likes)
        if text and (claim := words.get(fold(text)) or (name and (name, _WEAKEST))):
            claims[claim[0]] = min(claims.get(claim[0], (claim[1], number)), (claim[1], number))
    return {number: name for name, (_, number) in claims.items()}


def _score(head: str, values: Sequence[str], each: Field, is_unit: Callable[[str], bool]) -> tuple[float, bool]:
    """How likely the column is the field, 0-100, and whether that is sure: the heading, then what its values are."""
    alike = _alike(_whole(head), each)
    fits = _fits(values, each, is_unit)
    if fits is False:
        return 0.0, False
    if each.kind == "code" and fits:
        return 100.0, True
    if fits and (each.name.startswith("unit") or each.name == "lead_unit"):
        return max(alike, _LEAST + alike / 4), alike >= _SURE
    days = each.kind in ("date", "deadline")
    return alike, bool(fits) and alike >= (100.0 if days else _SURE)


def _whole(head: str) -> str:
    """The heading with its usual abbreviations written out."""
    text = fold(head)
    for short, long in _SHORT:
        text = short.sub(long, text)
    return text


def _alike(text: str, each: Field) -> float:
    from rapidfuzz import fuzz

    def like(word: str) -> float:
        marks, plain = fold(word), bare(word)
        same = fuzz.ratio(text, marks) if text != bare(text) else fuzz.ratio(bare(text), plain)
        return max(same, 0.97 * fuzz.token_sort_ratio(text, marks))

    return max(map(like, each.words), default=0.0)


def _fits(values: Sequence[str], each: Field, is_unit: Callable[[str], bool]) -> bool | None:
    """Are the values of the field's kind? None where they do not tell."""
    distinct = list(dict.fromkeys(values))[:200]
    if not distinct:
        return None
    choices = each.choices or {}
    tests: Mapping[str, Callable[[str], bool]] = {
        "code": lambda text: bool(_CODE.match(text)),
        "date": lambda text: parse_date(text)[0] is not None,
        "deadline": lambda text: not parse_deadline(text)[1],
        "yes_no": lambda text: parse_yes_no(text, choices)[0] is not None,
        "choice": lambda text: fold(text) in choices,
        "money": lambda text: bool(_NUMBER.fullmatch(text)),
        "number": lambda text: bool(_NUMBER.fullmatch(text)),
        "percent": lambda text: bool(_NUMBER.fullmatch(text)),
    }
    if each.name.startswith("unit") or each.name == "lead_unit":
        return _share(distinct, is_unit) >= 0.5
    if test := tests.get(each.kind):
        return _share(distinct, test) >= _ALIKE
    is_data = _share(distinct, lambda text: parse_date(text)[0] is not None or bool(_CODE.match(text)))
    return False if is_data >= _ALIKE else (True if each.kind in ("text", "lines") else None)


def _share(values: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, values)) / len(values)


def _assigned(claims: Iterator[tuple[float, bool, int, str]]) -> dict[int, tuple[str, bool]]:
    """Column → its field, the likeliest first: no column and no field twice. What has a near rival is not sure."""
    ranked = sorted(claims, key=lambda claim: (-claim[0], not claim[1], claim[2], claim[3]))
    best = {number: score for score, _, number, _ in reversed(ranked)}
    found: dict[int, tuple[str, bool]] = {}
    taken: set[str] = set()
    for score, sure, number, name in ranked:
        if number in found or name in taken:
            continue
        rivals = [other for other, _, column, field in ranked if (column == number) != (field == name)]
        near = max(rivals, default=0.0)
        found[number] = (name, sure and score == best[number] and score - near >= 8)
        taken.add(name)
    return found


def _proposal(
    number: int,
    head: str,
    values: Sequence[str],
    known: Mapping[int, str],
    guessed: Mapping[int, tuple[str, bool]],
    is_unit: Callable[[str], bool],
) -> Proposal:
    samples = _samples(values, is_unit) if not _PRIVATE.search(fold(head)) else ()
    if number in known:
        return Proposal(number, head, known[number], "known", samples)
    name, sure = guessed.get(number, ("", False))
    return Proposal(number, head, name, "sure" if sure else "unsure" if name else "none", samples)


def _samples(values: Sequence[str], is_unit: Callable[[str], bool]) -> tuple[str, ...]:
    """Three values that say nothing of a person: days, codes, numbers, yes and no, names of units."""

    def harmless(text: str) -> bool:
        if is_unit(text) or _CODE.match(text) or parse_date(text)[0] is not None:
            return True
        return parse_yes_no(text)[0] is not None or (bool(_NUMBER.fullmatch(text)) and len(text) < 8)

    return tuple([text for text in dict.fromkeys(values) if harmless(text)][:3])
