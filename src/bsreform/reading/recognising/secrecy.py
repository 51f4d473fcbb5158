"""Markings of state secrets: a level of secrecy, or a document number with the secret sign (clause 2.1 e)."""

import re

from bsreform.language.text import clean, fold

_LEVEL = r"(?:(?:tối|tuyệt) )?mật"
_URGENCY = r"(?:khẩn|thượng khẩn|hỏa tốc|hỏa tốc hẹn giờ)"
_WHOLE = re.compile(
    rf"(?:(?:độ|mức độ|mức) mật )?(?:(?:văn bản|công văn|tài liệu|vb|cv|hồ sơ|loại|đóng dấu|dấu) )?{_LEVEL}"
    rf"(?: (?:và )?{_URGENCY})?|{_URGENCY} {_LEVEL}"
)
_BRACKETED = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_LABELLED = re.compile(rf"\bđộ mật\s*[:\-–]\s*{_LEVEL}\b", re.I)
_SET_OFF = re.compile(r"(?:^|[-–—:;.]\s*)(?:(?:TỐI|TUYỆT) )?MẬT\s*(?:[-–—:;.]|$)")
_SIGN = r"(?:M|TM|TuM|TUM)"
_NUMBER = re.compile(
    rf"\d+[^\s,;()]*/[^\s,;()]*[^\W\d]\s?\({_SIGN}\)"  # 12/BC-UBND(M)
    rf"|\d+[^\s,;()/]*/[^\s,;()]+-{_SIGN}(?![\w-])"  # 12/BC-UBND-M
    rf"|(?<![\w/])\d+\s?-\s?{_SIGN}/"  # 15-M/QĐ
    rf"|(?<![\w/])\d+\s?\({_SIGN}\)\s?/"
)
_IN_NUMBER_COLUMN = re.compile(rf"\({_SIGN}\)|-\s?{_SIGN}(?![\w-])|-\s?{_SIGN}(?=/)|\d{_SIGN}/", re.I)
_NOT_SECRET = re.compile(r"(?:không|thường|bình thường|chưa|0|no|false)\b")
_SECRET_SIGNS = frozenset({"m", "tm", "tum", "a", "b", "c", "x", "có", "1", "yes", "true"})


def is_marked(text: str) -> bool:
    """Does the cell carry a marking? “Mật”, “… (Tối mật)”, “Độ mật: Mật”, “12/BC-UBND(M)”.

    The word inside a sentence (“bí mật nhà nước”, “bảo mật”, “mật độ”) is none.
    """
    text = clean(text)
    if "m" not in text.casefold():
        return False
    if _WHOLE.fullmatch(fold(text)) or _NUMBER.search(text):
        return True
    if "mật" not in text.casefold():
        return False
    bracketed = any(_WHOLE.fullmatch(fold(inner)) for inner in _BRACKETED.findall(text))
    return bracketed or bool(_LABELLED.search(text) or (not text.isupper() and _SET_OFF.search(text)))


def is_secret_number(text: str) -> bool:
    """Does a cell of the column of document numbers carry the secret sign, in any of its places?"""
    return bool(_IN_NUMBER_COLUMN.search(clean(text)))


def is_secret_level(text: str) -> bool:
    """Does a cell of a column “Độ mật” name a level? Its signs (M, TM, TuM; A, B, C) count too."""
    key = fold(text)
    return not _NOT_SECRET.match(key) and (key in _SECRET_SIGNS or "mật" in key.split())
