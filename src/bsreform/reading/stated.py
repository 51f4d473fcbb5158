"""What a sheet says about itself: when it was exported, whose it is, what its total rows claim."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from bsreform.reading.cells import parse_date
from bsreform.text import clean, fold

_EXPORTED = re.compile(
    r"(xuất|kết xuất|in lúc|ngày in|ngày lập|thời điểm|tính đến|cập nhật|trích xuất|ngày tạo|thời gian tạo)"
)
_RANGE = re.compile(r"từ ngày.*đến", re.I)
_CLOCK = re.compile(r"(\d{1,2})\s*(?::|h|giờ)\s*(\d{2})?(?:\s*(?::|phút)\s*(\d{2}))?", re.I)
_DATES = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|ngày\s\d{1,2}\stháng\s\d{1,2}\s(?:,\s)?năm\s\d{4}",
    re.I,
)
_UNIT_LABEL = re.compile(r"^(đơn vị|cơ quan|tên đơn vị|địa phương)\b")
_UNIT_WORDS = re.compile(
    r"^(ubnd|ủy ban nhân dân|xã|thị trấn|phòng|chi nhánh|văn phòng|bộ phận|trung tâm phục vụ|thanh tra|công an|tt\b)"
)
_COUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)\s*(?:hồ sơ|hs|bộ|dòng)?\s*$", re.I)


def export_time(titles: Iterable[str]) -> datetime | None:
    """When the file was exported, as its title rows say: an explicit label first, else the dated place line."""
    dated: list[tuple[int, datetime]] = []
    for line in titles:
        text = clean(line)
        if _RANGE.search(text):
            continue
        if moment := _moment(text):
            dated.append((0 if _EXPORTED.search(fold(text)) else 1, moment))
    labelled = [moment for rank, moment in dated if rank == 0]
    placed = [moment for rank, moment in dated if rank == 1]
    return max(labelled, default=None) or max(placed, default=None)


def _moment(text: str) -> datetime | None:
    found = _DATES.search(text)
    if not found:
        return None
    day, _ = parse_date(re.sub(r"\s?([/.-])\s?", r"\1", found[0]))
    if not isinstance(day, date):
        return None
    clock = _CLOCK.search(text[: found.start()] + " | " + text[found.end() :])
    hour, minute, second = (int(part or 0) for part in clock.groups()) if clock else (0, 0, 0)
    return datetime.combine(day, time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else time())


def unit_titles(titles: Iterable[str]) -> tuple[str, ...]:
    """The title lines that may name the unit ("Đơn vị: UBND xã Bình Chánh" first, then letterhead lines)."""
    labelled, plain = [], []
    for line in map(clean, titles):
        key = fold(line)
        if _UNIT_LABEL.match(key):
            labelled.append(line.partition(":")[2].strip() or re.sub(r"^(?:\S+\s){2}", "", line))
        elif looks_like_unit(line):
            plain.append(line)
    return tuple(dict.fromkeys((*labelled, *plain)))


def looks_like_unit(text: str) -> bool:
    """Does the text begin as names of administrative units do?"""
    return bool(_UNIT_WORDS.match(fold(text)))


def stated_count(cells: Sequence[str], skip: Sequence[int]) -> tuple[int, int] | None:
    """(column index, number) that a total row states for the number of rows, outside the columns `skip`."""
    for index, cell in enumerate(cells):
        if (
            cell
            and index not in skip
            and (found := _COUNT.search(cell))
            and not re.search(r"đồng|phí|tiền|\+", fold(cell))
        ):
            return index, int(found[1].replace(".", ""))
    return None
