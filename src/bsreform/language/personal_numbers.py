"""Numbers of people and their addresses of mail taken out of texts: what has a form and is recognised for certain."""

import re

MASK = "•••"
_EMAIL = re.compile(r"[\w.+-]+[ ]?@[ ]?[\w-]+(?:\.[\w-]+)+")
_BETWEEN = r"(?:[ \u00a0]?[.\-–—_][ \u00a0]?|[ \u00a0])?"
"""What people write between the figures of a number."""
_LABELLED_ID = re.compile(
    rf"((?:cccd|cmnd|cmt|căn cước|chứng minh|hộ chiếu)\D{{0,14}})\d(?:{_BETWEEN}\d){{7,13}}(?!\d)", re.IGNORECASE
)
# A run inside a dossier code (H48-220921-0099) is preceded by a hyphen; a second phone number may be too.
_ALONE = r"(?:(?<!\w)(?<!\w-)(?<!\d\.)|(?<=\d{9}-)|(?<=[Đđ][Tt])|(?<=[CcNn][DdMm][DdTt]))"
_PHONE = re.compile(
    rf"{_ALONE}(?:\(\+?84\)|\+84|\(0\d{{1,4}}\)|0|84(?=\d{{9}}(?!\d)))(?:{_BETWEEN}\d){{5,10}}(?![\d:])"
)
_ID_NUMBER = re.compile(
    _ALONE
    + r"(?:\d{12}|\d{9}|0\d\d(?:(?: ?[.\-–—_] ?| )\d{3}){3})(?!\w)(?![.\-,/:]\w)(?!\s*(?:đ|đồng|vnđ|vnd|₫)(?!\w))",
    re.IGNORECASE,
)
_DATE_START = re.compile(r"\d{1,2}[ .\-–—_]{1,3}\d{1,2}[ .\-–—_]{1,3}\d{4}(?!\d)")
_SET_APART = re.compile(r" [.\-–—_] |_")
_GROUP = re.compile(r"\d+")


def redact(s: str) -> str:
    """The text with e-mail addresses, Vietnamese phone numbers and 9/12-digit identity numbers as “•••”.

    Dossier codes, dates and amounts of money stay.
    """
    if "@" in s:
        s = _EMAIL.sub(MASK, s)
    s = _LABELLED_ID.sub(rf"\1{MASK}", s)
    return _PHONE.sub(_mask_phone, _ID_NUMBER.sub(MASK, s))


def _mask_phone(match: re.Match[str]) -> str:
    found = match[0]
    groups = _GROUP.findall(found)
    digits = "".join(groups)
    national = digits if digits.startswith("0") else "0" + digits.removeprefix("84")
    singles = sum(len(group) == 1 for group in groups[1:])
    listed = len(groups) > 4 and bool(_SET_APART.search(found))
    scattered = listed or 0 < singles < len(groups) - 1
    if len(national) not in (10, 11) or scattered or _DATE_START.match(found):
        return found
    return MASK
