"""Personal data taken out of texts that are kept: what has a form (see personal_numbers.py), home addresses and names.

A name is only recognised where it looks like one (see docs/PRIVACY.md for what that leaves).
"""

import re
import unicodedata
from collections.abc import Container

from bsreform.language.personal_numbers import MASK, redact
from bsreform.language.text import bare, fold

_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
_WIDE = {0xFF10 + digit: 0x30 + digit for digit in range(10)} | {0xFF20: "@", 0xFF0E: "."}
_UPPER = "A-ZĐ" + "".join(chr(c) for c in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)) if chr(c).isupper())
_ADDRESS = re.compile(
    r"(?:(?:địa chỉ|đ/c|thường trú|nơi ở|chỗ ở)(?: tại)?[ :]+)?(?:số (?:nhà )?)?(?:\d\S*[ ,]+)?"
    r"(?:đường|hẻm|kiệt|ngõ|thôn|xóm|ấp|buôn|tổ(?: dân phố)?|tdp|kdc|khu (?:dân cư|phố)|kp|đội)\s"
    r".{1,60},\s*(?:xã|phường|thị trấn|huyện|tt|tp)\b.{0,80}|số nhà\s.{1,120}",
    re.IGNORECASE,
)


def without_people(text: str) -> str:
    """The text with numbers of people and their addresses of mail masked, their names as initials (“ông N.V.A”); a
    text that is a home address and nothing else is masked as a whole. Idempotent.
    """
    if text.isdigit() and len(text) < 8:
        return text
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", text)).translate(_WIDE)
    return MASK if _ADDRESS.fullmatch(text) else initials(redact(text))


_WORD = rf"[{_UPPER}][^\W\d_]*"
_RUN = rf"{_WORD}(?:\s+{_WORD}){{1,5}}"
_FAMILY = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Đoàn|Trương|Mai|Lương|Tạ|Tô|Lưu|"
    "Phùng|Quách|Mạc|Vương|Nghiêm|Đàm|Tống|Khúc|Doãn|Hứa|Tôn Nữ|Tôn Thất"
)
_PLAIN_FAMILY = "Nguyễn|Trần|Lê|Phạm|Huỳnh|Phan|Võ|Đặng|Bùi|Ngô|Trương|Trịnh|Tôn Nữ|Tôn Thất"
"""Family names that are no other word: these are names in capitals, too, and in small letters as a whole cell."""
_WORD_AND_FAMILY = "Hà|Lâm|Thái|Châu|Cao|Đào|Ong|Ma|Triệu|Đồng|Kiều|La|Thạch|Lò|Giàng|Vàng|Sùng|Kim|An|Chu"
"""Family names that are words or places as well: of a person only before a name that stands in the middle."""
_MIDDLE = "Văn|Thị|Hữu|Đức|Ngọc|Xuân|Quốc|Minh|Đình|Công|Quang|Hồng|Thu|Bá|Viết|Tấn|Duy|Gia|Khắc|Seo|A"
_RARE_FAMILY = "Trà|Bạch|Cù|Diệp|Uông|Ung|Âu|Lù|Vừ|Thào|Lường|Quàng|Tòng|Tẩn|Bế|Nông"
"""Rarer ones, which only “Văn” or “Thị” after them tells from words."""
_UNMARKED_FAMILY = "Nguyen|Tran|Le|Pham|Hoang|Huynh|Phan|Vu|Vo|Dang|Bui|Ho|Ngo|Duong|Ly|Dinh|Trinh|Doan|Truong"
_BEGINS = r"(?<!\w)(?<![^\W\dÔB]\.)"
"""Neither within a word nor behind an initial; behind “1.” and “Ô.” it is a name."""
_PLACE = re.compile(
    r"(?:xã|phường|trấn|huyện|quận|phố|tỉnh|đường|trường|cầu|chợ|thôn|khu|xóm|ấp|đảo|học|viện|mạng|tưởng|"
    r"THCS|THPT|TH|MN|non|viên|trào|thưởng|hiệu)\s+$",
    re.IGNORECASE,
)
"""What a street, a school or a campaign is called after a person: no private person."""
_TITLED = re.compile(rf"\b((?:[Ôô]ng|[Bb]à|[Ôô]ng[ ]?/[ ]?[Bb]à|[Ôô]ng \([Bb]à\))[\s:]+)({_RUN})")
_NAMED = re.compile(rf"{_BEGINS}(?:{_FAMILY}|{_PLAIN_FAMILY.upper()})(?:\s+{_WORD}){{1,5}}")
_BY_MIDDLE = re.compile(
    rf"{_BEGINS}(?:(?:{_WORD_AND_FAMILY})\s+(?:{_MIDDLE})|(?:{_RARE_FAMILY})\s+(?:Văn|Thị)"
    rf"|(?:{_WORD_AND_FAMILY.upper()}|{_RARE_FAMILY.upper()})\s+(?:VĂN|THỊ)"
    rf"|(?:{_UNMARKED_FAMILY}|{_UNMARKED_FAMILY.upper()})\s+(?:Van|Thi|VAN|THI))"
    rf"(?:\s+{_WORD}){{1,3}}(?!\w)"
)
_CALL = r"(?<!\w)((?:ông|bà|anh|chị|cô|chú)[\s:]+)"
_CALLED = re.compile(rf"{_CALL}({_WORD})(?![\w.])(?!\s+{_WORD})")
"""“chị Hoa”: in small letters a word for a person, in capitals as well the name of a place (Anh Sơn, Bà Rịa)."""
_PLAIN = "|".join(sorted({bare(each) for each in f"{_FAMILY}|{_PLAIN_FAMILY}".split("|")}))
_CALLED_PLAIN = re.compile(
    rf"((?<!\w)(?:ông|bà|anh|chị|cô|chú)[\s:]+)"
    rf"((?:{_FAMILY}|{_PLAIN})(?:\s+(?:văn|thị|hữu|đức|ngọc|van|thi|huu|duc|ngoc|xuan|quoc|minh|thanh|dinh))?"
    rf"\s+[^\W\d_]+)(?!\w)",
    re.IGNORECASE,
)
"""“bà tran thi b”: a family name in any letters, with or without marks, after a word for a person."""
_WHOLE = re.compile(rf"(?:{_PLAIN_FAMILY})(?:\s+[^\W\d_]+){{1,4}}", re.IGNORECASE)
_NO_PERSON = re.compile(
    "(?:Hồ (?:Chí Minh|Sơ)|Lý (?:Do|Lịch|Sơn)|Đoàn (?:Thanh|Thể|Hội|Viên|Công|Kiểm)|Lương (?:Thực|Hưu)|"
    "Lưu (?:Trữ|Hành)|Mai Táng|Dương Lịch|Tô Chức)",
    re.IGNORECASE,
)


def initials(text: str) -> str:
    """“Nguyễn Văn A” → “N.V.A”: names after ông, bà, anh, chị, and those that begin with a Vietnamese
    family name.
    """
    if _WHOLE.fullmatch(text):
        return _short(text.upper())
    for after_title in (_TITLED, _CALLED_PLAIN, _CALLED):
        text = after_title.sub(lambda match: match[1] + _short(match[2].upper()), text)
    return _BY_MIDDLE.sub(_unless_public, _NAMED.sub(_unless_public, text))


def _short(name: str) -> str:
    return ".".join(word[0] for word in name.split())


def _unless_public(match: re.Match[str]) -> str:
    name = match[0]
    public = _NO_PERSON.match(name) or _PLACE.search(match.string[max(0, match.start() - 40) : match.start()])
    return name if public else _short(name)


def quotable(text: str, known: Container[str]) -> str:
    """What may be quoted of a cell whose column has no place for names: all of it, or “•••”.

    Nothing of a text with a word in capitals, the first aside, that is none of the `known` (folded) words: it may be a
    name or an address, and nobody needs it to find the cell.
    """
    words = re.findall(r"[^\W\d_]+", text)
    foreign = any(word[0].isupper() and fold(word) not in known for word in words[1:])
    return MASK if foreign else without_people(text)
