"""One cell's text → one plain value, or the reason why it cannot be read; nothing is ever guessed."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bsreform.text import clean, fold

EPOCH_1900 = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)
FIRST_YEAR, LAST_YEAR = 2000, 2100
UNCALCULATED = "\x00="
"""Stands in a cell whose formula was never calculated."""

ERROR_TEXT = re.compile(r"#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|GETTING_DATA|SPILL!|CALC!|FIELD!)", re.I)

_TIME = r"\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?(?:AM|PM|SA|CH))?"
_DAY_FIRST = re.compile(
    rf"(?:{_TIME}[\s,-]+)?(\d{{1,2}})\s?([/.-])\s?(\d{{1,2}})\s?\2\s?(\d{{4}}|\d{{2}})(?:[\s,-]+{_TIME})?", re.I
)
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s?(Z|[+-]\d{2}:?\d{2})?", re.I
)
_IN_WORDS = re.compile(r"(?:ngày\s)?(\d{1,2})\stháng\s(\d{1,2})\s?(?:,\s?)?năm\s(\d{4})", re.I)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:E[+-]?\d+)?", re.I)
_MONEY_UNIT = re.compile(r"\s*(?:đồng|đ|vnđ|vnd|₫)\.?$", re.I)
_DAYS_UNIT = re.compile(r"\s*ngày(?:\s+làm\s+việc)?$", re.I)
_CODE = re.compile(r"(?:\d{3}\.\d{2}\.\d{2}\.[HG]\d{2}|[HG]\d{2}(?:\.[0-9A-Z]+)*)-\d{6}-\d{1,6}")
CODE_PATTERN = r"^\s*(?i:\d{3}\.\d{2}\.\d{2}\.[HG]\d{2}|[HG]\d{2}(?:\.[0-9A-Z]+)*)\s*-\s*\d{6}\s*-\s*\d{1,6}\s*$"
"""What a dossier code looks like, for vectorised matching; spaces around the dashes are forgiven."""
STRICT_CODE = rf"^(?:{_CODE.pattern})$"

FREE = frozenset(map(fold, ("Không", "Miễn phí", "Miễn lệ phí", "Miễn", "Không thu", "Không thu phí", "Không có", "-")))
YES = frozenset(
    map(
        fold,
        (
            "Có", "X", "1", "Đã", "Yes", "True", "Đúng", "Y", "Đạt", "Rồi",
            "Đã số hóa", "Được số hóa", "Số hóa", "Có số hóa", "Đã số hóa đầy đủ", "Đã số hóa kết quả", "Đã ký số",
            "Đã thanh toán", "Có thanh toán", "Đã thanh toán trực tuyến", "Thanh toán trực tuyến", "Trực tuyến",
            "Đã nộp", "Đã tái sử dụng", "Có tái sử dụng", "Được tái sử dụng", "Tái sử dụng", "Đã cấp", "Miễn",
            "Được miễn", "Miễn phí", "Có kết quả điện tử", "Có bản điện tử",
        ),
    )
) | {"✓", "✔", "☑", "√"}  # fmt: skip
NO = frozenset(
    map(
        fold,
        (
            "Không", "0", "Chưa", "No", "False", "Sai", "N", "K", "-", "Không đạt",
            "Chưa số hóa", "Không số hóa", "Chưa được số hóa", "Chưa số hóa kết quả",
            "Chưa thanh toán", "Không thanh toán",
            "Chưa thanh toán trực tuyến", "Thanh toán trực tiếp", "Trực tiếp", "Tiền mặt", "Không có", "Chưa nộp",
            "Không tái sử dụng", "Chưa tái sử dụng", "Chưa cấp", "Không miễn", "Không phải nộp", "Chưa có",
        ),
    )
) | {"✗", "✘", "☐", "-", "–"}  # fmt: skip


Read = tuple[object, str]
"""A plain value (None for a blank or unreadable cell) and the reason why it is unreadable, else ""."""


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
        return _in_range((EPOCH_1904 if date1904 else EPOCH_1900) + timedelta(days=int(float(text))))
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
    if re.fullmatch(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?", text):
        return float(text.replace(".", "").replace(",", ".")), ""
    if re.fullmatch(r"-?[1-9]\d{0,2}(,\d{3}){2,}(\.\d+)?", text):
        return float(text.replace(",", "")), ""
    if re.fullmatch(r"-?\d+,\d+", text):
        return float(text.replace(",", ".")), ""
    if _PLAIN_NUMBER.fullmatch(text):
        return float(text), ""
    return None, "number"


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


def parse_yes_no(text: str) -> Read:
    """True or False; the caller takes a blank for no unless the whole column is blank; reason "yes_no"."""
    if text in YES or text in NO:
        return text in YES, ""
    key = fold(text)
    if key in YES or key in NO:
        return key in YES, ""
    number, _ = parse_number(text)
    return (number == 1, "") if number in (0.0, 1.0) else (None, "yes_no")


def parse_choice(text: str, choices: Mapping[str, str]) -> Read:
    """The meaning of a wording: all of it, else without what stands in brackets, else its longest known beginning."""
    key = fold(text)
    if key in choices:
        return choices[key], ""
    key = fold(re.sub(r"\([^)]*\)", " ", text))
    words = key.split()
    for length in range(len(words), 0, -1):
        if meaning := choices.get(" ".join(words[:length])):
            return meaning, ""
    return None, "choice"


def parse_code(text: str) -> Read:
    """A dossier code in its one spelling: capitals, no spaces; reason "code"."""
    code = re.sub(r"\s+", "", clean(text)).replace("–", "-").upper()
    return (code, "") if _CODE.fullmatch(code) else (None, "code")
