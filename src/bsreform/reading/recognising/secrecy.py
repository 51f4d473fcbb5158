"""Markings of state secrets: a level of secrecy, or a document number with the secret sign (clause 2.1 e)."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bsreform.language.text import clean, fold

if TYPE_CHECKING:
    import pyarrow as pa

_WIDE_LETTERS = {0xFF21 + letter: 0x41 + letter for letter in range(26)}
_WIDE_LETTERS |= {0xFF41 + letter: 0x61 + letter for letter in range(26)}
_LEVEL = r"(?:(?:tối|tuyệt) )?mật"
_URGENCY = r"(?:khẩn|thượng khẩn|hỏa tốc|hỏa tốc hẹn giờ)"
_WHOLE = re.compile(
    r"(?:(?:kèm theo|theo|thuộc|trong|là) )?(?:(?:độ|mức độ|mức) mật )?"
    rf"(?:(?:văn bản|công văn|tài liệu|vb|cv|hồ sơ|loại|đóng dấu|dấu) (?:độ )?)?{_LEVEL}"
    rf"(?: (?:và )?{_URGENCY}| (?:m|tm|tum))?|{_URGENCY} {_LEVEL}"
)
_BRACKETED = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_LABELLED = re.compile(rf"\bđộ mật\b[^:;.,]{{0,30}}(?:\blà|[:\-–])\s*{_LEVEL}\b", re.I)
_SPACED = re.compile(r"(?:t[\s._-]*ố[\s._-]*i[\s._-]+)?m[\s._-]+ậ[\s._-]+t")
_SIGNED = re.compile(r"\[\s*(?:M|TM|TuM|TUM)\s*\]")
_OPENING = re.compile(rf"(?:văn bản|công văn|tài liệu|hồ sơ) {_LEVEL}(?! (?:độ|khẩu|mã|ong|thiết|danh))(?: |$)")
"""“Tài liệu tối mật của …”: a document of that level begins the text."""
_SET_OFF = re.compile(r"(?:^|[-–—:;.]\s*)(?:(?:TỐI|TUYỆT) )?MẬT\s*(?:[-–—:;.]|$)")
_AT_AN_END = re.compile(
    r"^(?:(?:TỐI|TUYỆT) )?MẬT\s*[-–—]|[-–—]\s*(?:(?:(?:TỐI|TUYỆT) )?MẬT|(?:tối|Tối|tuyệt|Tuyệt) mật)$"
    r"|\bđộ (?:Tối|tối|Tuyệt|tuyệt) mật$"
)
"""“KẾ HOẠCH - MẬT”, “Kế hoạch – Tối mật”, “bí mật nhà nước độ Tối mật”."""
_APART = re.compile(
    r"^(?:(?:TỐI|TUYỆT) )?MẬT (?!(?:ĐỘ|MÃ|KHẨU|ONG|THIẾT|DANH|VỤ)\b)"
    r"|(?<!BÍ )(?<!BẢO )(?<!CƠ )(?<!THÂN )(?<![^\W\d_])MẬT$"
)
"""“MẬT Kế hoạch 12”: the line above, in a cell of two lines; tells nothing where all is in capitals."""
_SIGN = r"(?:M|TM|TuM|TUM)"
_NUMBER = re.compile(
    rf"\d[^\s,;()/]{{0,60}}/[^\s,;()]{{0,60}}[^\W\d]\s?\({_SIGN}\)"  # 12/BC-UBND(M)
    rf"|\d[^\s,;()/]{{0,60}}/[^\s,;()]{{1,60}}-{_SIGN}(?![\w-])"  # 12/BC-UBND-M
    rf"|(?<![\w/])\d+\s?-\s?{_SIGN}/"  # 15-M/QĐ
    rf"|(?<![\w/])\d+\s?\({_SIGN}\)\s?/"
    rf"|\d[^\s,;()/]{{0,60}}/[^\s,;()]{{0,60}}[^\W\d]\.{_SIGN}(?![\w-])"  # 70/BC-UBND.M
    rf"|(?<![\w/])\d+/{_SIGN}-(?:UBND|HĐND|TTg|BC|KH|CV|QĐ|TB)\b"  # 72/TM-UBND
)
_IN_NUMBER_COLUMN = re.compile(
    rf"\({_SIGN}\)|[-–—_]\s?{_SIGN}(?![\w-])|-\s?{_SIGN}(?=/)|\d{_SIGN}/|\d/(?:M|TuM)-|\d/\S{{1,60}}/{_SIGN}$", re.I
)
_NAMED = re.compile(
    r"(?<!bí )(?<!bảo )(?<!cơ )(?<!thân )(?<![^\W\d_])MẬT(?![^\W\d_])(?! (?:độ|mã|khẩu|ong|thiết|danh|vụ)\b)"
    rf"|(?:văn bản|công văn|tài liệu|hồ sơ|nhiệm vụ|danh sách|báo cáo|kế hoạch|sổ) {_LEVEL}"
    r"(?! (?:độ|mã|khẩu|ong|thiết|danh|vụ)\b)(?![^\W\d_])"
)
_NOT_SECRET = re.compile(r"(?:không|thường|bình thường|chưa|0|no|false)\b")
_SECRET_SIGNS = frozenset({"m", "tm", "tum", "a", "b", "c", "x", "có", "1", "yes", "true"})


def is_marked(text: str) -> bool:
    """Does the cell carry a marking? “Mật”, “… (Tối mật)”, “Độ mật: Mật”, “12/BC-UBND(M)”.

    The word inside a sentence (“bí mật nhà nước”, “bảo mật”, “mật độ”) is none.
    """
    text = clean(text).translate(_WIDE_LETTERS)
    if "m" not in text.casefold():
        return False
    if _WHOLE.fullmatch(fold(text)) or _NUMBER.search(text) or _SIGNED.fullmatch(text):
        return True
    if _SPACED.fullmatch(text.strip("[]() .").casefold()):
        return True
    if "mật" not in text.casefold():
        return False
    bracketed = any(_WHOLE.fullmatch(fold(inner)) for inner in _BRACKETED.findall(text))
    if bracketed or _OPENING.match(fold(text)) or _LABELLED.search(text):
        return True
    if _AT_AN_END.search(text):
        return True
    return not text.isupper() and bool(_SET_OFF.search(text) or _APART.search(text))


def is_marked_name(name: str) -> bool:
    """Is the name of a file or a sheet marked: “MẬT”, “Kế hoạch (Mật)”, “MẬT_2024-03”, “Danh sách nhiệm vụ mật”?"""
    name = clean(name).replace("_", " ")
    if "mật" not in name.casefold():
        return is_marked(name)
    capitals = re.sub(r"[^\W\d_]+", lambda word: word[0] if word[0] == "MẬT" else word[0].casefold(), name)
    return is_marked(name) or bool(_NAMED.search(capitals))


def marks_around(columns: "Sequence[pa.ChunkedArray]", first: int, rows: "pa.Array") -> tuple[tuple[int, int], ...]:
    """The cells (row, column) above the header, whose row is `first`, and below the last of the `rows` that are marked:
    such a marking is one of the whole sheet.
    """
    last = rows[-1].as_py() + 1 if len(rows) else 0
    return tuple(
        (start + place, number)
        for number, column in enumerate(columns)
        for start, part in ((0, column[:first]), (last, column[last:]))
        for place, text in enumerate(part.to_pylist())
        if text and is_marked(text)
    )


def is_secret_number(text: str) -> bool:
    """Does a cell of the column of document numbers carry the secret sign, in any of its places?"""
    return bool(_IN_NUMBER_COLUMN.search(clean(text)))


def is_secret_level(text: str) -> bool:
    """Does a cell of a column “Độ mật” name a level? Its signs (M, TM, TuM; A, B, C) count too."""
    key = fold(text)
    return not _NOT_SECRET.match(key) and (key in _SECRET_SIGNS or "mật" in key.split())
