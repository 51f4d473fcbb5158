"""Numbers of people and their addresses of mail taken out of texts: what has a form and is recognised for certain."""

import re

MASK = "•••"
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+[ ]?@[ ]?[\w-]+(?:\.[\w-]+)+")
_DASHES = ".\\-\u2010-\u2015\u2212_·"
_BETWEEN = rf"(?:\s?[{_DASHES}]\s?|\s)?"
"""What people write between the figures of a number."""
_LABELLED_ID = re.compile(
    rf"((?:cccd|cmnd|cmt|căn cước|chứng minh|hộ chiếu)\D{{0,14}})\d(?:{_BETWEEN}\d){{7,13}}(?!\d)", re.IGNORECASE
)
_PASSPORT = re.compile(r"((?:hộ chiếu|passport)(?:[ ]?(?:số|:)){0,2}[ ]?)[A-Z][ ]?\d{7,8}(?!\d)", re.IGNORECASE)
# A run inside a dossier code (H48-220921-0099) is preceded by a hyphen; a second phone number may be too.
_ALONE = r"(?:(?<!\w)(?<!\w-)(?<!\d\.)|(?<=\d{9}-)|(?<=[Đđ][Tt])|(?<=[CcNn][DdMm][DdTt])|(?<=[Zz]alo))"
# 84.912.345.678 is an amount of money.
_COUNTRY = r"(?:\(\+?84\)|(?:\+|00 ?)84)(?: ?\(0\))?|84(?=\d{9}(?!\d)|-\d{2,4}(?:-\d{3,4}){2}(?!\d))"
_PHONE = re.compile(rf"{_ALONE}(?:{_COUNTRY}|\(0\d{{1,4}}\)|0)(?:{_BETWEEN}\d){{5,10}}(?![\d:])")
_BEFORE_NUMBER = re.compile("(?:(?:00)?84)?0?")
_ID_NUMBER = re.compile(
    rf"{_ALONE}(?:\d{{12}}|\d{{9}}|0\d\d(?:(?:\s?[{_DASHES}]\s?|\s)\d{{3}}){{3}}|0\d{{3}}(?:[\s{_DASHES}]\d{{4}}){{2}})"
    r"(?!\w)(?![.\-,/:]\w)(?!\s*(?:đ|đồng|vnđ|vnd|₫)(?!\w))",
    re.IGNORECASE,
)
_DATE_START = re.compile(rf"\d{{1,2}}[\s{_DASHES}]{{1,3}}\d{{1,2}}[\s{_DASHES}]{{1,3}}\d{{4}}(?!\d)")
_SET_APART = re.compile(rf"\s[{_DASHES}]\s|_")
_GROUP = re.compile(r"\d+")


def redact(s: str) -> str:
    """The text with e-mail addresses, Vietnamese phone numbers and 9/12-digit identity numbers as “•••”.

    Dossier codes, dates and amounts of money stay.
    """
    if "@" in s:
        s = _EMAIL.sub(MASK, s)
    if not _GROUP.search(s):
        return s
    s = _LABELLED_ID.sub(rf"\1{MASK}", _PASSPORT.sub(rf"\1{MASK}", s))
    return _PHONE.sub(_mask_phone, _ID_NUMBER.sub(MASK, s))


def _mask_phone(match: re.Match[str]) -> str:
    found = match[0]
    groups = _GROUP.findall(found.replace("(0)", ""))
    digits = "".join(groups)
    national = "0" + _BEFORE_NUMBER.sub("", digits, count=1)
    singles = sum(len(group) == 1 for group in groups[1:])
    listed = len(groups) > 4 and bool(_SET_APART.search(found))
    exchange = [len(group) for group in groups[1:]] == [1, 3, 3]  # 0255.3.851.234
    scattered = listed or (0 < singles < len(groups) - 1 and not exchange)
    if len(national) not in (10, 11) or scattered or _DATE_START.match(found):
        return found
    return MASK
