"""A deadline as people write it ("Quý I/2024", "trước ngày 25/3/2024") → its last day in term, or why there is none."""

import calendar
import re
from datetime import date, timedelta

from msgspec import Struct

from bsreform.language.text import clean, fold
from bsreform.reading.recognising.cells import FIRST_YEAR, LAST_YEAR, Read, is_placeholder, parse_date

_DAY = timedelta(days=1)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_COUNTED = {"ba": 3, "sáu": 6, "chín": 9}
_NONE = frozenset(
    map(
        fold,
        (
            "Thường xuyên", "Liên tục", "Định kỳ", "Theo định kỳ", "Thường niên", "Không thời hạn", "Không có thời hạn",
            "Không xác định thời hạn", "Không quy định thời hạn", "Không quy định", "Không có hạn", "Không hạn",
            "Không", "Không có", "Không gia hạn", "Không giới hạn", "Không giới hạn thời gian", "Lâu dài",
            "Nhiệm vụ thường xuyên",
            "Ngay khi phát hiện", "Ngay khi phát sinh", "Khi phát sinh", "Khi có phát sinh", "Khi có yêu cầu",
            "Đột xuất",
            "Ngay khi có yêu cầu", "Thường xuyên trong năm", "Thường xuyên hằng năm", "Không ấn định", "Theo phát sinh",
            "Thực hiện thường xuyên", "Thường xuyên, liên tục", "Duy trì thường xuyên",
        ),
    )
)  # fmt: skip
_LONGEST = 1_000
"""Letters of a text that may be looked through for days; a longer one is none of them."""
_RECURRING = re.compile(
    r"(?:\d{1,2} |.*?\b(?:ngày|tháng|quý|định kỳ|báo cáo|thực hiện|thường xuyên|trước|đến|vào)\b.*? )?"
    r"(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm|6 tháng)"
)
_CLOCK = r"\d{1,2}(?:[:h]\d{0,2}| giờ(?: \d{1,2})?)"
_LEAD = re.compile(
    r"(?:thời hạn|thời gian|hạn|gia hạn|hoàn thành|hoàn tất|xong|báo cáo|thực hiện|kết thúc|chậm nhất|muộn nhất"
    rf"|không quá|trong|vào|là|đến|tới|hết|cuối|(?P<before>trước)(?P<clock> {_CLOCK})?"
    rf"|{_CLOCK}|ngày(?! \d{{1,2}} tháng)|:|-|,)\s*"
)
_YEAR = r"(?:\s?[/,.-]?\s?(?:năm\s)?(?P<year>\d{4}))?"
_QUARTER = re.compile(rf"(?:quý|q)\s?(?P<part>iv|i{{1,3}}|[1-4]){_YEAR}")
_MONTH = re.compile(rf"(?:(?:tháng|t)\s?)?(?P<part>\d{{1,2}}){_YEAR}")
_FIRST_MONTHS = re.compile(rf"(?P<part>3|6|9|ba|sáu|chín) tháng đầu(?: năm)?{_YEAR}")
_LAST_MONTHS = re.compile(rf"(?:3|6|9|ba|sáu|chín) tháng cuối(?: năm)?{_YEAR}")
_WHOLE_YEAR = re.compile(r"(?:(?:cả\s)?(?:năm|giai đoạn)\s(?:\d{4}\s?-\s?)?|20\d\d\s?-\s?)(?P<year>\d{4})")
_UNTIL = re.compile(r"\s(?:đến|tới)\s(?:hết\s|ngày\s|cuối\s)*|\s?-\s?")
_AND = re.compile(r"\s?;\s?|\svà\s(?:phải\s)?|\s?,\s")
_WEEKDAY = re.compile(r"(?:thứ\s(?:\w+)|chủ\snhật)[\s,]*\(?(?:ngày\s)?([^()]+?)\)?", re.I)
_BEGUN = re.compile(r"^(?:bắt đầu|khởi công|triển khai)\b.*\b(?=(?:hoàn thành|kết thúc|xong)\b)")
_NOTE = re.compile(r"\([^()\d]*\)")
_LONE_DAY = re.compile(r"\d{1,2}(?:/\d{1,2})?")


class _Span(Struct, frozen=True):
    """What a wording covers: its first and last day; a `fault` (a reason) where there is no such time."""

    first: date = date.min
    last: date = date.min
    fault: str = ""


_IMPOSSIBLE = _Span(fault="deadline")
_OUTSIDE = _Span(fault="year")


def parse_deadline(text: str, date1904: bool = False) -> Read:
    """The last day on which the task is still in term; None without a reason where the words say there is no deadline.

    Reasons: "deadline" (no known form, or no such day), "deadline_conflict" (two deadlines that disagree),
    "month_first" (possible only as month/day), "year" (outside 2000-2100). DOMAIN: "trước ngày" ends the day before,
    a period ends on its last day.
    """
    plain = clean(text)
    if len(plain) > _LONGEST:
        return None, "deadline"
    if is_placeholder(plain) or fold(plain) in _NONE or _RECURRING.fullmatch(fold(plain)):
        return None, ""
    day, reason = parse_date(plain, date1904)
    if isinstance(day, date) or reason in ("year", "month_first"):
        return day, reason
    if (weekday := _WEEKDAY.fullmatch(plain)) and not (dated := parse_date(weekday[1]))[1]:
        return dated
    return _parse_words(_NOTE.sub(" ", plain.casefold().replace("–", "-").replace("hàng", "hằng")))


def is_deadline(text: str) -> bool:
    """Does the text name a day or a period? (Used to tell a column of deadlines from one of percents.)"""
    return isinstance(parse_deadline(text)[0], date)


def _parse_words(text: str) -> Read:
    words = _BEGUN.sub("", " ".join(text.split()).strip(" .,;"))
    if span := _span(words):
        return _answer(span)
    parts = [part for part in _AND.split(words) if part]
    if len(parts) < 2:
        return None, "deadline"
    year = next(iter(re.findall(r"(?<!\d)\d{4}(?!\d)", words)[::-1]), "")
    return _agreed([_answer(found) if (found := _span(part, year)) else _wordless(part) for part in parts])


def _agreed(reads: list[Read]) -> Read:
    """One answer for several wordings: they must all be readable and name the same day."""
    if reason := next((reason for _, reason in reads if reason), ""):
        return None, reason
    days = {day for day, _ in reads if day} or {None}  # “tháng 3 và thường xuyên”: by then, and on
    return (days.pop(), "") if len(days) == 1 else (None, "deadline_conflict")


def _wordless(part: str) -> Read:
    none = fold(part) in _NONE or _RECURRING.fullmatch(fold(part))
    return (None, "") if none else (None, "deadline")


def _answer(span: _Span) -> Read:
    if span.fault:
        return None, span.fault
    return (span.last, "") if FIRST_YEAR <= span.last.year <= LAST_YEAR else (None, "year")


def _span(words: str, year: str = "") -> _Span | None:
    """The time that all the words name; `year` is that of a neighbour, for words without one. None = not understood."""
    rest, before, clock = _without_lead(words)
    if not rest:
        return None
    ranged = _range(words.removeprefix("trong ").removeprefix("từ ").removeprefix("ngày "), year)
    if ranged or words.startswith("từ "):
        return ranged
    span = _point(rest, year)
    if span is None or span.fault or not before or clock:
        return span
    return _Span(span.first - _DAY, span.first - _DAY)


def _without_lead(words: str) -> tuple[str, bool, bool]:
    """The words behind "hoàn thành trước ngày …"; is it the eve that counts; is an hour of the day named?"""
    before = clock = False
    while found := _LEAD.match(words):
        before |= bool(found["before"])
        clock |= bool(found["clock"])
        words = words[found.end() :]
    return words, before, clock


def _range(words: str, year: str) -> _Span | None:
    """The end of "A đến B" or "A - B", where A is a beginning that does not lie behind it."""
    for cut in _UNTIL.finditer(words):
        start, end = words[: cut.start()].removeprefix("từ ").strip(), words[cut.end() :]
        last = _point(_same_kind(start, end), year) or _point(_without_lead(end)[0], year)
        if last is None:
            continue
        if last.fault:
            return last
        first = _point(_without_lead(start)[0], str(last.last.year)) or _lone_day(start, last)
        if first and not first.fault:
            return last if first.first <= last.last else _IMPOSSIBLE
    return None


def _same_kind(start: str, end: str) -> str:
    """ "Quý I-III/2024", "tháng 3 - 6/2024": the end borrows the word of the beginning."""
    kind = re.match(r"(quý|tháng)\s", start)
    return f"{kind[1]} {end}" if kind and not re.match(r"quý|tháng|ngày|năm", end) and end.count("/") < 2 else ""


def _lone_day(start: str, last: _Span) -> _Span | None:
    """ "15/12" or "15" at the beginning of a range, completed with the month and the year of its end."""
    start = _without_lead(start)[0]
    if last.first != last.last or not _LONE_DAY.fullmatch(start):
        return None
    day, _, month = start.partition("/")
    return _on(last.last.year, int(month or last.last.month), int(day))


def _point(words: str, year: str) -> _Span | None:
    """One day, month, quarter or year; None = not understood."""
    day, reason = parse_date(words)
    if isinstance(day, date):
        return _Span(day, day)
    if reason == "year":
        return _OUTSIDE
    if found := _QUARTER.fullmatch(words):
        part = _ROMAN.get(found["part"]) or int(found["part"])
        return _months(found["year"] or year, 3 * part - 2, 3 * part)
    if found := _FIRST_MONTHS.fullmatch(words):
        return _months(found["year"] or year, 1, _COUNTED.get(found["part"]) or int(found["part"]))
    if found := _LAST_MONTHS.fullmatch(words) or _WHOLE_YEAR.fullmatch(words):
        return _months(found["year"] or year, 1, 12)
    if (found := _MONTH.fullmatch(words)) and (found["year"] or words.startswith("t")):
        return _months(found["year"] or year, int(found["part"]), int(found["part"]))
    return None


def _months(year: str, first: int, last: int) -> _Span:
    """From the first day of one month to the last day of another."""
    if not year or not 1 <= last <= 12:
        return _IMPOSSIBLE
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return _OUTSIDE
    return _Span(date(int(year), first, 1), date(int(year), last, calendar.monthrange(int(year), last)[1]))


def _on(year: int, month: int, day: int) -> _Span:
    try:
        found = date(year, month, day)
    except ValueError:
        return _IMPOSSIBLE
    return _Span(found, found)
