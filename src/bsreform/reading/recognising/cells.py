"""One cell's text → one plain value, or the reason why it cannot be read; nothing is ever guessed."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from math import isfinite

from bsreform.language.text import clean, fold

EPOCH_1900 = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)
FIRST_YEAR, LAST_YEAR = 2000, 2100
UNCALCULATED = "\x00="
"""Stands in a cell whose formula was never calculated."""

ERROR_TEXT = re.compile(r"#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|GETTING_DATA|SPILL!|CALC!|FIELD!)", re.I)

_TIME = (
    r"(?:[01]?\d|2[0-4])(?:\s?(?::|h|g|giờ)\s?[0-5]\d|\s?(?:h|giờ))(?:\s?(?::|phút)\s?[0-5]\d(?:[.,]\d+)?)?"
    r"(?:\s?phút)?(?:\s?(?:AM|PM|SA|CH))?(?:\s?\+0?7:?00)?"
)
# Two digits of a year after dashes could as well be the day of yy-mm-dd.
_DAY_FIRST = re.compile(
    rf"(?:{_TIME}[\s,-]+(?:ngày\s)?)?(\d{{1,2}})\s?([/.-])\s?(\d{{1,2}})\s?\2\s?(\d{{4}}|(?<!-)(?<!-\s)\d{{2}})"
    rf"(?:[\s,-]+(?:lúc\s)?{_TIME})?",
    re.I,
)
_ISO = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s?(Z|[+-]\d{2}:?\d{2})?", re.I
)
_IN_WORDS = re.compile(r"(?:ngày\s)?(\d{1,2})\stháng\s(\d{1,2})\s?(?:,\s?)?năm\s(\d{4})", re.I)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:E[+-]?\d+)?", re.I)
_MONEY_UNIT = re.compile(r"\s*(?:đồng|đ|vnđ|vnd|₫)\.?$", re.I)
_DAYS_UNIT = re.compile(r"\s*ngày(?:\s+làm\s+việc)?$", re.I)
_DASH = "[-\u2010-\u2015\u2212]"
_CODE = re.compile(r"(?:\d{3}\.\d{2}\.\d{2}\.[HG]\d{2}|[HG]\d{2}(?:\.[0-9A-Z]+)*)-\d{6}-\d{1,9}")
CODE_WITHIN = (
    r"(?i:\d{3}\.\d{2}\.\d{2}\.[HG]\d{2}|[HG]\d{2}(?:\.[0-9A-Z]+)*)"
    rf"\s*{_DASH}\s*\d{{6}}\s*{_DASH}\s*\d{{1,9}}"
)
"""What a dossier code looks like, as people type it; spaces and other dashes are forgiven."""
CODE_PATTERN = rf"^\s*'?{CODE_WITHIN}\s*$"
"""A cell that is a dossier code, for vectorised matching."""
UNUSUAL = "unusual"
"""The reason beside a code that has no known form but is one."""
_LONGEST_CODE = 40
_SCIENTIFIC = re.compile(r"[\d.,]+E[+-]?\d+", re.I)
STRICT_CODE = rf"^(?:{_CODE.pattern})$"

_BRACKETED = re.compile(r"\([^)]*\)")
_STATUS_NUMBER = re.compile(r"\s*\(?(\d{1,2})\)?(?:\s*[-–.:)]\s*|\s+|$)")
_REMARK = re.compile(
    r"\s*[,;:(]|\s+[-–]\s+|\s(?:đúng|trước|quá|trễ|trong|sớm|chậm)\s(?:thời\s)?hạn\b"
    r"|\scho\s(?:công dân|người dân|dân|tổ chức|cá nhân)\b|\sngày\s\d",
    re.I,
)
_FILE_WORD = re.compile(r"\s(?:hồ sơ|hs)\s*$", re.I)
_GOING_ON = frozenset({"đang", "chờ", "chưa", "yêu", "tạm"})

FREE = frozenset(
    map(fold, ("Không", "Miễn phí", "Miễn lệ phí", "Miễn", "Không thu", "Không thu phí", "Không có", "Không có phí"))
)
YES = frozenset(
    map(
        fold,
        (
            "Có", "X", "1", "Đã", "Yes", "True", "Đúng", "Y", "Đạt", "Rồi",
            "Đã số hóa", "Được số hóa", "Số hóa", "Có số hóa", "Đã số hóa đầy đủ", "Đã số hóa kết quả", "Đã ký số",
            "Đã thanh toán", "Có thanh toán", "Đã thanh toán trực tuyến", "Thanh toán trực tuyến", "Trực tuyến",
            "Đã nộp", "Đã tái sử dụng", "Có tái sử dụng", "Được tái sử dụng", "Tái sử dụng", "Đã cấp", "Miễn",
            "Được miễn", "Miễn phí", "Có kết quả điện tử", "Có bản điện tử", "V",
            "Đã TTTT", "Thành công", "Thanh toán thành công",
        ),
    )
) | {"✓", "✔", "☑", "√"}  # fmt: skip
NO = frozenset(
    map(
        fold,
        (
            "Không", "0", "Chưa", "No", "False", "Sai", "N", "K", "Không đạt",
            "Chưa số hóa", "Không số hóa", "Chưa được số hóa", "Chưa số hóa kết quả",
            "Chưa thanh toán", "Không thanh toán",
            "Chưa thanh toán trực tuyến", "Thanh toán trực tiếp", "Trực tiếp", "Tiền mặt", "Không có", "Chưa nộp",
            "Không tái sử dụng", "Chưa tái sử dụng", "Chưa cấp", "Không miễn", "Không phải nộp", "Chưa có",
            "Không được miễn", "Đã thanh toán trực tiếp", "Chờ thanh toán", "Thất bại", "Thanh toán thất bại",
            "Không yêu cầu", "Không phát sinh",
        ),
    )
) | {"✗", "✘", "☐"}  # fmt: skip
_NO_WORDS = frozenset("-–—−.…·_*/\\'’ ")
_LONGEST_PLACEHOLDER = 10
_PLACEHOLDERS = frozenset({"null", "none", "nan", "n a", "undefined"})


Read = tuple[object, str]
"""A plain value (None for a blank or unreadable cell) and the reason why it is unreadable, else ""."""


def is_placeholder(text: str) -> bool:
    """Does the text say “nothing” ("-", "…", "NULL")? Such a cell is blank."""
    return len(text) <= _LONGEST_PLACEHOLDER and (set(text) <= _NO_WORDS or fold(text) in _PLACEHOLDERS)


def parse_date(text: str, date1904: bool = False) -> Read:
    """The calendar day that `text` names, in Vietnam.

    Reasons: "date" (no known form), "month_first" (possible only as month/day), "year" (outside 2000-2100).
    """
    if iso := _ISO.fullmatch(text):
        return _from_iso(iso)
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        if month > 12 >= day and month <= 31:
            return None, "month_first"
        return _day(year + 2000 if len(found[4]) == 2 else year, month, day)
    if found := _IN_WORDS.fullmatch(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if _SERIAL.fullmatch(text):
        return _in_range((EPOCH_1904 if date1904 else EPOCH_1900) + timedelta(days=int(text[:5])))
    return None, "date"


def _from_iso(found: re.Match[str]) -> Read:
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    zone = found[7]
    if not zone or not found[4]:
        return _day(year, month, day)
    offset = "+00:00" if zone in "Zz" else zone
    try:
        moment = datetime.fromisoformat(f"{year:04}-{month:02}-{day:02}T{found[4]}:{found[5]}:00{offset}")
        local = (moment.replace(tzinfo=None) - (moment.utcoffset() or timedelta())) + timedelta(hours=7)
    except (ValueError, OverflowError):
        return None, "date"
    return _in_range(local.date())


def _day(year: int, month: int, day: int) -> Read:
    try:
        return _in_range(date(year, month, day))
    except ValueError:
        return None, "date"


def _in_range(day: date) -> Read:
    return (day, "") if FIRST_YEAR <= day.year <= LAST_YEAR else (None, "year")


def parse_number(text: str) -> Read:
    """A number as Vietnamese people write it: "1.234.500", "60,5", "12"; reason "number"."""
    text = text.replace("\u2212", "-").replace(" ", "")
    if re.fullmatch(r"\d{8,}", text) and not int(text[0]):  # of a telephone or an identity card, full-width too
        return None, "number"
    if re.fullmatch(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?", text):
        return float(text.replace(".", "").replace(",", ".")), ""
    if re.fullmatch(r"-?[1-9]\d{0,2}(?:(?:,\d{3}){2,}|(?:,\d{3})+(?=\.))(\.\d+)?", text):
        return float(text.replace(",", "")), ""
    if re.fullmatch(r"-?\d+,\d+", text):
        return float(text.replace(",", ".")), ""
    if _PLAIN_NUMBER.fullmatch(text) and isfinite(number := float(text)):
        return number, ""
    return None, "number"


def parse_percent(text: str) -> Read:
    """The number that is written: "60%" and "60" are 60.0, "0,6" is 0.6; the column decides on the scale."""
    return parse_number(text.rstrip().removesuffix("%").rstrip())


def parse_money(text: str) -> Read:
    """An amount in đồng; "Miễn phí" and the like are 0; amounts have no fraction, so "20,000" is 20000."""
    if fold(text) in FREE:
        return 0.0, ""
    amount = _MONEY_UNIT.sub("", text).strip()
    if re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+", amount):
        return float(amount.replace(",", "")), ""
    return parse_number(amount)


def parse_days(text: str) -> Read:
    """A number of working days: "15", "15 ngày", "10,5 ngày làm việc"."""
    return parse_number(_DAYS_UNIT.sub("", text))


def parse_yes_no(text: str, wordings: Mapping[str, str] | None = None) -> Read:
    """True or False; the caller takes a blank for no unless the whole column is blank; reason "yes_no".

    `wordings` are a column's own (folded text → "yes" or "no"), stronger than the general ones.
    """
    if wordings and (meaning := wordings.get(fold(text))):
        return meaning == "yes", ""
    if text in YES or text in NO:
        return text in YES, ""
    key = fold(text)
    if key in YES or key in NO:
        return key in YES, ""
    number, _ = parse_number(text)
    return (number == 1, "") if number in (0.0, 1.0) else (None, "yes_no")


def parse_choice(text: str, choices: Mapping[str, str]) -> Read:
    """The meaning of a wording: all of it, else without what stands in brackets, else its longest known beginning."""
    if (key := fold(text)) in choices:
        return choices[key], ""
    words = fold(_BRACKETED.sub(" ", text)).split()
    for length in range(len(words), 0, -1):
        if meaning := choices.get(" ".join(words[:length])):
            return meaning, ""
    return None, "choice"


def parse_status(text: str, statuses: Mapping[str, str]) -> Read:
    """The meaning of a status: its wording without number ("10 - Đã trả kết quả") and remarks, else its number alone.

    The beginning of a longer wording is enough only for what is still going on ("Đang xử lý tại …"): more words can
    turn an end round ("Đã xử lý một phần"). Reason "choice".
    """
    numbered = _STATUS_NUMBER.match(text)
    wording = text[numbered.end() :] if numbered else text
    head = _REMARK.split(_BRACKETED.sub(" ", wording))[0]
    for part in (text, wording, head, _FILE_WORD.sub("", head)):
        if meaning := statuses.get(fold(part)):
            return meaning, ""
    words = fold(head).split()
    for length in range(len(words) if words and words[0] in _GOING_ON else 0, 1, -1):
        meaning = statuses.get(" ".join(words[:length]))
        if meaning in ("not_accepted", "open", "waiting"):
            return meaning, ""
    if numbered and (meaning := statuses.get(str(int(numbered[1])))):
        return meaning, ""
    return None, "choice"


def parse_code(text: str) -> Read:
    """A dossier code in its one spelling: capitals, no spaces.

    Reasons: "code" (no code at all), `UNUSUAL` with the text itself (a number of no known form).
    """
    plain = clean(text)
    code = re.sub(_DASH, "-", re.sub(r"\s+", "", plain)).upper()
    if _CODE.fullmatch(code):
        return code, ""
    is_number = any(map(str.isdigit, plain)) and len(plain) <= _LONGEST_CODE and not _SCIENTIFIC.fullmatch(plain)
    if not is_number or parse_date(plain)[1] != "date":
        return None, "code"
    from bsreform.language.people import without_people  # its patterns take a while to be made, and codes are codes

    return (plain.upper(), UNUSUAL) if without_people(plain) == plain else (None, "code")
