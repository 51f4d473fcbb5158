"""What a sheet says about itself: when it was exported, whose it is, what its total rows claim."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from bsreform.language.text import clean, fold
from bsreform.reading.recognising.cells import parse_date
from bsreform.reading.recognising.quarters import stated_quarter

UNIT_LABEL = "Đơn vị:"
_BRACKETED = re.compile(r"\([^)]*\)")
_EXPORTED = re.compile(
    r"(xuất|kết xuất|in lúc|ngày in|ngày lập|thời điểm|tính đến|cập nhật|trích xuất|ngày tạo|thời gian tạo)"
)
_DATE = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{1,2}/\d{1,2}/\d{2}\b"
    r"|ngày\s\d{1,2}\stháng\s\d{1,2}\s(?:,\s)?năm\s\d{4})"
)
_DATES = re.compile(_DATE, re.I)
_PERIOD = re.compile(
    rf"\btừ\b(?:(?!xuất).)*?\bđến\b(?:\s(?:hết\s)?ngày)?[:\s]*{_DATE}"
    rf"|{_DATE}\s*(?:[-–]|đến)\s*(?:đến\s)?(?:ngày:?\s)?{_DATE}",
    re.I,
)
_PLACE_LINE = re.compile(rf"^[^,;:]{{2,40}},\s(?:ngày\s)?{_DATE}[\s.]*$|^\(?(?:ngày\s)?{_DATE}\)?$", re.I)
_MONTH_STATED = re.compile(r"(?<!ngày )(?<!\d )\btháng (\d{1,2}) (?:năm )?(20\d\d)\b")
_YEAR_STATED = re.compile(r"^(?:kỳ báo cáo )?(?:số liệu |báo cáo )?(?:cả )?năm (20\d\d)$")
_CLOCK = re.compile(
    r"(\d{1,2})\s*(?::|h|giờ)\s*(\d{2})?(?:\s*(?::|phút)\s*(\d{2}))?(?:[.,]\d+)?\s*(AM|PM|SA|CH|Z)?\b", re.I
)
_UNIT_LABEL = re.compile(
    r"(tên )?(đơn vị|cơ quan|địa phương|xã|xã phường thị trấn|xã thị trấn)"
    r"( (tiếp nhận|giải quyết|xử lý|thực hiện|thụ lý|báo cáo|nộp|gửi|quản lý|chủ trì))*"
)
_BODIES_AND_FIELDS = frozenset({"thanh tra", "công an", "văn phòng", "quân sự", "thuế", "kho bạc"})
_UNIT_WORDS = re.compile(
    r"^(?:(?:ubnd|ủy ban nhân dân|xã(?! hội)|phường|thị trấn|đặc khu|sở|chi nhánh|chi cục|thanh tra|công an|tt|vp|bchqs"
    r"|phòng(?! chống| cháy| ngừa| thủ| bệnh| trừ)|văn phòng(?! phẩm)|bộ phận|trung tâm|trạm y tế|ban quản lý"
    r"|ban chỉ huy quân sự|trường (?:mầm non|mn|tiểu học|th|thcs|thpt))\b)"
)
_PLACE_WORDS = re.compile(r"(?:ubnd|ủy ban nhân dân|xã|phường|thị trấn|đặc khu)\b")
_INNER_UNIT = re.compile(
    r"\b(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân|xã(?!\shội)|thị trấn|phòng|chi nhánh|văn phòng)\s", re.I
)
_MANY_UNITS = re.compile(
    r"(?:(?:khối|nhóm|cấp) )?(?:(?:ubnd|ủy ban nhân dân) )?(?:các )?(?:cơ quan chuyên môn|cơ quan đơn vị|phòng ban|"
    r"phòng chuyên môn|xã phường thị trấn|xã thị trấn|xã|thị trấn|cấp xã|(?:cấp )?(?:huyện|tỉnh)(?: \w+){0,3})"
    r"(?: (?:thuộc|của|trực thuộc) .*| thuộc huyện)?"
)
_NUMBER = r"(\d{1,3}(?:\.\d{3})+|\d+)"
_COUNT = (
    re.compile(rf"{_NUMBER}\s*(?:hồ sơ|hs|bộ|dòng|nhiệm vụ|công việc|việc)\b", re.I),
    re.compile(rf"(?:[:=]|^(?:tổng|tổng số|tổng cộng|cộng)(?:\s+số)?(?:\s+hồ\s+sơ)?)\s*{_NUMBER}\s*(?:$|[,;])", re.I),
    re.compile(rf"{_NUMBER}"),
)


def export_time(titles: Iterable[str]) -> datetime | None:
    """When the file was exported, as its title rows say: an explicit label first, else the dated place line."""
    labelled, placed = [], []
    for line in titles:
        text = _PERIOD.sub(" ", clean(line))
        if not (moment := _moment(text)):
            continue
        if _EXPORTED.search(fold(text)):
            labelled.append(moment)
        elif _PLACE_LINE.search(text):
            placed.append(moment)
    return max(labelled, default=None) or max(placed, default=None)


def stated_period(titles: Iterable[str]) -> str:
    """The period that the titles state: two days ("2026-02-15/2026-03-14"), else the id of a month, a quarter or a
    year ("2026-03"); "" where they state none, or several.
    """
    lines = [clean(line) for line in titles]
    spans = {"/".join(day.isoformat() for day in span) for line in lines if (span := stated_span(line))}
    named = {name for line in map(fold, lines) if (name := _named_period(line))}
    found = spans or named
    return found.pop() if len(found) == 1 else ""


def stated_span(line: str) -> tuple[date, date] | None:
    """The two days of “từ ngày … đến ngày …”, None where the line has none."""
    told = _PERIOD.search(line)
    days = [parse_date(re.sub(r"\s?([/.-])\s?", r"\1", each))[0] for each in _DATES.findall(told[0])] if told else []
    known = [day for day in days if isinstance(day, date)]
    return (known[0], known[1]) if len(days) == len(known) == 2 else None


def _named_period(line: str) -> str:
    if quarter := stated_quarter(line):
        return quarter
    if month := _MONTH_STATED.search(line):
        return f"{month[2]}-{int(month[1]):02}" if 1 <= int(month[1]) <= 12 else ""
    year = _YEAR_STATED.search(line)
    return year[1] if year else ""


def _moment(text: str) -> datetime | None:
    found = _DATES.search(text)
    if not found:
        return None
    day, _ = parse_date(re.sub(r"\s?([/.-])\s?", r"\1", found[0]))
    if not isinstance(day, date):
        return None
    after, before = text[found.end() :], text[: found.start()]
    clock = _CLOCK.search(after.lstrip("T")) or _CLOCK.search(before)
    return datetime.combine(day, time()) + (_of_day(clock) if clock else timedelta())


def _of_day(clock: re.Match[str]) -> timedelta:
    """The time since midnight in Vietnam; an impossible time is midnight."""
    hour, minute, second = (int(part or 0) for part in clock.groups()[:3])
    half = (clock[4] or "").upper()
    if half in ("PM", "CH") and hour < 12:
        hour += 12
    elif half in ("AM", "SA") and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or second > 59:
        return timedelta()
    return timedelta(hours=hour + (7 if half == "Z" else 0), minutes=minute, seconds=second)


def title_lines(rows: Iterable[Sequence[str]]) -> list[str]:
    """The texts above a table, a label together with the cell beside it (“Đơn vị:” | “Bình Chánh”)."""
    lines: list[str] = []
    for row in rows:
        texts = [text for text in dict.fromkeys(row) if text]
        while texts:
            text = texts.pop(0)
            is_label = text.endswith(":") or _UNIT_LABEL.fullmatch(fold(text)) or _EXPORTED.search(fold(text))
            if texts and is_label and not _DATES.search(text):
                text = f"{text.rstrip(' :')}: {texts.pop(0)}"
            lines.append(text)
    return lines


def unit_titles(titles: Iterable[str]) -> tuple[str, ...]:
    """The title lines that may name the unit ("Đơn vị: UBND xã Bình Chánh"), each from its first telling word on."""
    told = []
    for line in map(clean, titles):
        if unit := labelled_unit(line):
            told.append(f"{UNIT_LABEL} {unit}")
        elif looks_like_unit(line):
            told.append(line)
        elif inner := _INNER_UNIT.search(line):
            told.append(line[inner.start() :])
    return tuple(dict.fromkeys(told))


def labelled_unit(line: str) -> str:
    """The unit in "Đơn vị: UBND xã Bình Chánh"; "" where no such label stands in front."""
    label, colon, unit = line.partition(":")
    return unit.strip() if colon and _UNIT_LABEL.fullmatch(fold(label)) else ""


def names_many_units(text: str) -> bool:
    """Is it the name of a group of units, or of the whole district ("Cơ quan chuyên môn", "UBND huyện")?"""
    return bool(_MANY_UNITS.fullmatch(fold(text)))


def looks_like_unit(text: str) -> bool:
    """Does the text begin as names of administrative units do?"""
    return bool(_UNIT_WORDS.match(fold(text)))


def is_body_or_field(text: str) -> bool:
    """Is it a word for a body that is one for a field of work, too ("Thanh tra", "Công an")?"""
    return fold(text) in _BODIES_AND_FIELDS


def names_place(text: str) -> bool:
    """Is the unit called after the place that it governs ("UBND xã Bình Chánh")?"""
    return bool(_PLACE_WORDS.match(fold(text)))


def stated_count(cells: Sequence[str], kinds: Mapping[int, str]) -> tuple[int, int] | None:
    """(column index, number) that a total row states for the number of rows.

    `kinds` tells the value kind of the known columns: only in its own wording and under columns that every dossier
    fills does a total row count dossiers.
    """
    wording = next((index for index, cell in enumerate(cells) if any(map(str.isalpha, cell))), -1)
    for index in (wording, *(index for index, kind in kinds.items() if kind in ("code", "date", "text"))):
        cell = _BRACKETED.sub(" ", cells[index]) if index >= 0 else ""
        patterns = _COUNT[:2] if index == wording else _COUNT[2:]
        matched = (each.search(cell) if index == wording else each.fullmatch(cell.strip()) for each in patterns)
        if found := next(filter(None, matched), None):
            return index, int(found[1].replace(".", ""))
    return None
