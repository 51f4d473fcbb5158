"""What tables over all units share: their first columns, the columns of a rate, and one row for every unit."""

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from bsreform.language.wording import DASH, NO_DATA, mid_sentence, official_date, short_decimal, short_heading
from bsreform.material.values import Material
from bsreform.measures import Figures, Line, Sum, Verdict
from bsreform.model import Value
from bsreform.organisation.points import decision_on
from bsreform.report_model import Address, Column, Row
from bsreform.reports.sheets.addresses import TOTAL, rate
from bsreform.spec import Indicator

NAMES = (Column("no", "STT", width=4), Column("unit", "Đơn vị", width=27))
WIDE_NAMES = (NAMES[0], replace(NAMES[1], width=32.5))
"""Where no room that is left goes to the names: no name of a unit takes two lines."""
MARKS_NOTE = "✓ đạt hoặc vượt chỉ tiêu; ✗ không đạt chỉ tiêu; ít hồ sơ thì không đánh dấu."
_ROMAN = ("I", "II", "III")
Cells = Callable[[Figures], Mapping[str, Value]]
Verdicts = Callable[[Figures], Mapping[str, Verdict]]


def unit_rows(
    material: Material,
    cells: Cells,
    verdicts: Verdicts = lambda _: {},
    has: Callable[[Figures], bool] = lambda figures: figures.has_data,
    asked: Callable[[Figures], bool] = lambda figures: figures.receives,
) -> tuple[Row, ...]:
    """One row per unit, group and the total, with its number (`no`) and name (`unit`) in front, and whose it is.

    A unit that has sent nothing (`has` says so) gets no figures at all: zeros would read like results; one that is not
    `asked` for any is not even listed, one without work is said to have had none.
    """
    total, whole = material.total, Address(scope=TOTAL)
    rows = [Row({"no": None, "unit": total.name, **cells(total)}, "total", verdicts(total), whole)]
    for number, group in zip(_ROMAN, material.groups, strict=False):
        scope = Address(scope=f"group:{group.id}")
        rows.append(Row({"no": number, "unit": group.name, **cells(group)}, "group", verdicts(group), scope))
        listed = (unit for unit in material.members(group.id) if has(unit) or asked(unit))
        for index, unit in enumerate(listed, 1):
            found = cells(unit) if has(unit) else {}
            name = f"{unit.name} (không phát sinh)" if unit.no_work and not has(unit) else unit.name
            scope = Address(scope=f"unit:{unit.id}")
            rows.append(Row({"no": index, "unit": name, **found}, "row", verdicts(unit), scope))
    return tuple(rows)


def rate_columns(
    material: Material, indicator: Indicator, label: str, starts_page: bool, span: str = "now"
) -> tuple[Column, ...]:
    """Both counts and the live percent, under the name of the rate and its target."""
    counted, out_of, percent = addresses = rate(indicator.id, indicator.id, span)
    band = f"{label}{_target(material, indicator)}"
    return (
        Column(
            counted, "Số hồ sơ đạt", "integer", band, 7, adds=True, break_before=starts_page, shows=addresses[counted]
        ),
        Column(out_of, "Trên tổng số", "integer", band, 7, adds=True, shows=addresses[out_of]),
        Column(percent, "Tỷ lệ", "percent", band, 10, ratio=(counted, out_of), shows=addresses[percent]),
    )


def days_of(material: Material) -> str:
    """“(09/3/2024 – 15/3/2024)”, behind a title."""
    return f"({official_date(material.period.start)} – {official_date(material.period.as_of)})"


def filled(columns: Sequence[Column], lines: Mapping[str, Line]) -> dict[str, Value]:
    """The cells of one scope in all columns that name a figure; `lines` are its figures by span ("now", "year" …)."""
    return {each.key: _cell(each.shows, lines) for each in columns if each.shows}


def _cell(shown: Address, lines: Mapping[str, Line]) -> Value:
    if shown.side == "change":
        now, before = (_figure(lines[span].sums[shown.figure], "value") for span in ("now", "before-1"))
        return round(now - before, 2) if isinstance(now, int | float) and isinstance(before, int | float) else None
    return _figure(lines[shown.span].sums[shown.figure], shown.side)


def _figure(sum_: Sum, side: str) -> Value:
    """Words where nobody tells the figure: a dash means that there was nothing."""
    if not sum_.has_data:
        return NO_DATA if side == "value" and (sum_.unknown or not sum_.is_known) else None
    ratio = sum_.ratio
    if side == "out_of":
        return ratio.out_of
    return ratio.percent if side == "value" and sum_.is_rate else ratio.counted


def shown(columns: Sequence[Column]) -> dict[str, Address]:
    """`Table.figures` of columns that name theirs."""
    return {each.key: each.shows for each in columns if each.shows}


def _target(material: Material, indicator: Indicator) -> str:
    groups = material.config.groups
    targets = {group: material.config.target(indicator.id, group) for group in groups}
    if set(targets.values()) == {None}:
        return ""
    told = {group: DASH if each is None else f"{short_decimal(each)}%" for group, each in targets.items()}
    if len(set(told.values())) == 1:
        return f" (chỉ tiêu {next(iter(told.values()))})"
    listed = (f"{mid_sentence(short_heading(groups[group]))} {each}" for group, each in told.items())
    return f" (chỉ tiêu: {', '.join(listed)})"


def points_note(material: Material) -> str:
    """What the points are, out of how many, and which parts of them have no data."""
    decision = decision_on(material.period.as_of)
    missing = [each.item for each in decision.parts if each.indicator not in material.measurable]
    told = f"Điểm {decision.name}: x/{short_decimal(decision.whole)} điểm tính được từ tệp xuất"
    return f"{told}; không có số liệu: mục {', '.join(missing)}." if missing else f"{told}."


def silent_note(material: Material) -> tuple[str, ...]:
    """Says what a row of dashes means, where there is one."""
    count = len(material.silent)
    return (f"Đơn vị có dấu “{DASH}” ở mọi cột: chưa có số liệu ({count} đơn vị).",) if count else ()
