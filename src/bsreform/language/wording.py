"""How single values are worded in Vietnamese, and text made safe to write: shared by all writers."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # the command line takes its words from here, and its help builds no report
    from bsreform.measures import Ratio
    from bsreform.model import Period, Severity, Value
    from bsreform.report_model import Column, Kind, Row

DASH: Final = "–"
"""Printed where there is nothing to divide by, or no data."""
NO_DATA: Final = "không có số liệu"
"""Said where nobody has the column: neither 0 nor a dash, which means that there was nothing to count."""
NO_COLUMN: Final = "không có cột tương ứng hoặc cột chưa được nhận ra"
"""Why files give no data: a column under a heading that nobody knows is as good as none, and nobody knows which."""
_MANY: Final = 1000
"""From so many rows on a second decimal says something."""
SEVERITY: "Final[dict[Severity, str]]" = {"error": "lỗi", "warning": "cảnh báo"}
# What XML 1.0 and UTF-8 cannot carry (control characters, lone surrogates, non-characters), what a terminal takes for a
# command (also U+0080 to U+009F), and what makes the rest of a line run from right to left.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """`text` without characters that no file can hold or that command a terminal; line breaks become line feeds."""
    if text.isprintable():  # none of them is
        return text
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def official_date(day: date) -> str:
    """“02/3/2024”: days below 10 and months 1 and 2 take a zero (Decree 30/2020, annex I)."""
    return f"{day.day:02}/{day.month:0{2 if day.month < 3 else 1}}/{day.year}"


def plain_date(day: date) -> str:
    """“02/03/2024”, as people type it into a cell."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


def plain_percent(value: float) -> str:
    """60.5 → “60,5 %”, as people write it beside a task."""
    return f"{value:g} %".replace(".", ",")


def between(period: "Period") -> str:
    """“Từ ngày … đến ngày …”, both days included: as far as the period is seen."""
    return f"Từ ngày {official_date(period.start)} đến ngày {official_date(period.as_of)}"


def decimal(value: float, places: int = 0, sign: bool = False) -> str:
    """“1.234,50”: dot between thousands, comma before decimals; `sign` writes the plus of a change."""
    shown = f"{value:{'+' if sign and round(value, places) else ''},.{places}f}"
    return shown.translate(str.maketrans(",.", ".,"))


def official_count(number: int) -> str:
    """“05”, “12”, “1.234”: counts below 10 take a zero in front, as official documents write them."""
    return f"{number:02}" if 0 < number < 10 else decimal(number)


def short_decimal(value: float) -> str:
    """“50”, “66,67”: decimals only where there are any."""
    return decimal(value, 0 if float(value).is_integer() else 2)


def shown(value: "Value", kind: "Kind") -> str:
    """A value as text: “1.234”, “45,7%”, “+1,2”, “02/3/2024”; “–” for a missing number."""
    if value is None:
        return "" if kind in ("text", "line", "date", "money", "sparkline") else DASH
    if isinstance(value, date):
        return official_date(value)
    if isinstance(value, str):
        return clean(value)
    if kind == "percent":
        return _percent(value)
    if kind == "points":
        return decimal(_half_up(value), 1, sign=True)
    if kind == "of":
        return f"/{decimal(value)}"
    if kind == "decimal":
        return decimal(value, 2)
    return decimal(value, 0 if float(value).is_integer() else 2)


def told(value: "Value", kind: "Kind") -> str:
    """A value of page one as text: as `shown`, but every figure that has decimals with one."""
    if isinstance(value, int | float) and kind == "decimal":
        return decimal(_half_up(value), 1)
    return shown(value, kind)


def cell_text(row: "Row", column: "Column", worded: "Callable[[Value, Kind], str]" = shown) -> str:
    """A cell as text; a percent whose counts stand in its row is made of them."""
    ratio = _ratio(row, column)
    return percent_of(ratio) if ratio else worded(row.cells.get(column.key), column.kind)


def percent_of(ratio: "Ratio") -> str:
    """“33,3%”, of 1,000 rows and more “33,33%”, and “6,25%”: see `_places`."""
    return DASH if ratio.percent is None else _percent(ratio.percent, ratio.out_of or 0)


def share_of(part: int, whole: int) -> str:
    """“78%”, half up: how much of the whole stands in a few places."""
    return f"{(200 * part + whole) // (2 * whole)}%"


def counts_of(ratio: "Ratio") -> str:
    """“3/9”."""
    return f"{decimal(ratio.counted or 0)}/{decimal(ratio.out_of or 0)}"


def places_in_sheet(row: "Row", column: "Column") -> int:
    """The decimals of a percent whose cell holds two."""
    value = row.cells.get(column.key)
    if column.kind != "percent" or not isinstance(value, int | float):
        return 1
    out_of = row.cells.get(column.ratio[1]) if column.ratio else 0
    return _places(value, out_of if isinstance(out_of, int) else 0)


def _percent(value: float, out_of: int = 0) -> str:
    return decimal(value, _places(value, out_of)) + "%"


def _places(percent: float, out_of: int) -> int:
    """The decimals that every face shows of a percent with two: both of many rows, and both where the second is a 5: it
    may be rounded up already, and of a half each program makes its own.
    """
    return 2 if out_of >= _MANY or round(percent * 100) % 10 == 5 else 1


def _ratio(row: "Row", column: "Column") -> "Ratio | None":
    if column.kind != "percent" or column.ratio is None or isinstance(row.cells.get(column.key), str):
        return None
    counted, out_of = (row.cells.get(key) for key in column.ratio)
    from bsreform.measures import Ratio

    return Ratio(counted, out_of) if isinstance(counted, int) and isinstance(out_of, int) else None


def _half_up(value: float) -> float:
    """To one decimal."""
    from decimal import ROUND_HALF_UP, Decimal

    return float(Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def listed(parts: Sequence[str]) -> str:
    """“a, b và c”."""
    return " và ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def mid_sentence(heading: str) -> str:
    """The heading of a group inside a sentence: “cơ quan chuyên môn”, “UBND xã, thị trấn”."""
    return heading if heading[1:2].isupper() else heading[:1].lower() + heading[1:]


def short_heading(heading: str) -> str:
    """The heading of a group for narrow tables: “Cơ quan CM”, “Xã, thị trấn”."""
    short = heading.removeprefix("UBND ").replace("chuyên môn", "CM")
    return short[:1].upper() + short[1:]


def clock_time(moment: datetime) -> str:
    """“15:00 ngày 08/3/2024”."""
    return f"{moment:%H:%M} ngày {official_date(moment.date())}"
