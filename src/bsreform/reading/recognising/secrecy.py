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
_LABELLED = re.compile(rf"\bđộ mật\s*(?:là|[:\-–])\s*{_LEVEL}\b", re.I)
_SPACED = re.compile(r"(?:t[\s._-]*ố[\s._-]*i[\s._-]+)?m[\s._-]+ậ[\s._-]+t")
_SIGNED = re.compile(r"\[\s*(?:M|TM|TuM|TUM)\s*\]")
_OPENING = re.compile(rf"(?:văn bản|công văn|tài liệu|hồ sơ) {_LEVEL}(?! (?:độ|khẩu|mã|ong|thiết|danh))(?: |$)")
"""“Tài liệu tối mật của …”: a document of that level begins the text."""
_SET_OFF = re.compile(r"(?:^|[-–—:;.]\s*)(?:(?:TỐI|TUYỆT) )?MẬT\s*(?:[-–—:;.]|$)")
_SIGN = r"(?:M|TM|TuM|TUM)"
_NUMBER = re.compile(
    rf"\d+[^\s,;()]*/[^\s,;()]*[^\W\d]\s?\({_SIGN}\)"  # 12/BC-UBND(M)
    rf"|\d+[^\s,;()/]*/[^\s,;()]+-{_SIGN}(?![\w-])"  # 12/BC-UBND-M
    rf"|(?<![\w/])\d+\s?-\s?{_SIGN}/"  # 15-M/QĐ
    rf"|(?<![\w/])\d+\s?\({_SIGN}\)\s?/"
    rf"|\d+[^\s,;()/]*/[^\s,;()]*[^\W\d]\.{_SIGN}(?![\w-])"  # 70/BC-UBND.M
    rf"|(?<![\w/])\d+/{_SIGN}-(?:UBND|HĐND|TTg|BC|KH|CV|QĐ|TB)\b"  # 72/TM-UBND
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
    if _WHOLE.fullmatch(fold(text)) or _NUMBER.search(text) or _SIGNED.fullmatch(text):
        return True
    if _SPACED.fullmatch(text.strip("[]() .").casefold()):
        return True
    if "mật" not in text.casefold():
        return False
    bracketed = any(_WHOLE.fullmatch(fold(inner)) for inner in _BRACKETED.findall(text))
    if bracketed or _OPENING.match(fold(text)) or _LABELLED.search(text):
        return True
    return not text.isupper() and bool(_SET_OFF.search(text))


def is_secret_number(text: str) -> bool:
    """Does a cell of the column of document numbers carry the secret sign, in any of its places?"""
    return bool(_IN_NUMBER_COLUMN.search(clean(text)))


def is_secret_level(text: str) -> bool:
    """Does a cell of a column “Độ mật” name a level? Its signs (M, TM, TuM; A, B, C) count too."""
    key = fold(text)
    return not _NOT_SECRET.match(key) and (key in _SECRET_SIGNS or "mật" in key.split())
