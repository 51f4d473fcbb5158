"""“Trang nhất”: page one of every report, made of its figures: how are we, whom to call, can it be trusted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from bsreform.figures.calls import calls_with_tasks
from bsreform.language.wording import counts_of, decimal, mid_sentence, official_date, percent_of, short_decimal
from bsreform.material.values import Material
from bsreform.measures import Call, Figures, Measure, Ratio, Short, Verdict
from bsreform.model import Value
from bsreform.report_model import Address, Bars, Column, FrontPage, Row, Section, Table
from bsreform.reports.page_one.words import band, furthest, headline, seen
from bsreform.reports.sentences.data_day import notices
from bsreform.reports.sheets.addresses import TOTAL, counts, difference, now, value
from bsreform.reports.sheets.layout import filled, shown
from bsreform.reports.sheets.unit_overview import SHOWN, UNITS
from bsreform.spec import Indicator

if TYPE_CHECKING:
    from bsreform.material.task_values import TaskMaterial

FRONT = "Trang nhất"
MOST_CALLS = 7
_MOST_BARS = {False: 10, True: 7}
"""Units of the last drawing, by whether a warning takes room."""
_MOST_SHORT = {False: 3, True: 2}
"""Rates that a unit to call is told, by whether overdue tasks take room, too."""
_AGES = {"overdue_7": "1–7", "overdue_8_30": "8–30", "overdue_30": "Trên 30"}
_AGE_COLUMNS = tuple(Column(key, label, "integer", width=3, shows=now(key)) for key, label in _AGES.items())


def front(
    material: Material,
    tasks: "TaskMaterial | None" = None,
    lower: Sequence[Bars] | None = None,
    lists: Sequence[Table] = (),
) -> Section:
    """The sheet. `tasks` put overdue tasks in; `lower` takes the place of the overdue dossiers by unit."""
    calls = whom_to_call(material, tasks)
    has_cases = bool(material.knows or (tasks and tasks.knows))
    told = notices(material.data, tasks.data if tasks else None, material.short_names)
    below = (_overdue(material, _MOST_BARS[bool(told)]),) if lower is None and material.knows else lower or ()
    drawn = (*((rate_bars(material),) if material.knows else ()), *below)
    silent = (_silent(material),) if has_cases and not calls and material.silent else ()
    page = FrontPage(
        band=band(material),
        seen=seen(material),
        warning=f"KHÔNG ĐỦ ĐẾN {official_date(material.data.end)}. {told}" if told else "",
        headline=headline(material, tasks),
        boxes=_boxes(material, tasks) if has_cases else None,
        calls=calls_table(material, calls, tasks) if has_cases else _silent(material),
        bars=tuple(each for each in drawn if each.table.rows),
        lists=tuple(each for each in (*lists, *silent) if each.rows),
        remark="Ý kiến chỉ đạo: …………",
    )
    return Section(FRONT, (page,))


def _boxes(material: Material, tasks: "TaskMaterial | None") -> Table:
    """The five large figures; the overdue tasks take the place of the received dossiers."""
    total, ledger = material.total, material.total.ledger
    judged = [each for each in material.main_indicators if total.indicators[each.id].verdict]
    on_time = total.indicators["on_time_rate"].now
    closed = "đã giải quyết"
    if on_time.percent is not None:
        closed += f" (đúng hạn {percent_of(on_time)}, {counts_of(on_time)})"
    among = f"trong {len(judged)} chỉ tiêu" if judged else "chưa chỉ tiêu nào đủ căn cứ"
    old = total.lines["now"].number("overdue_30")
    late = "HỒ SƠ QUÁ HẠN" + (f" (trên 30 ngày làm việc: {decimal(old)})" if old else "")
    columns = [
        Column("received", "hồ sơ tiếp nhận", "integer", width=6),
        Column("closed", closed, "integer", width=6),
        Column("open", "đang giải quyết", "integer", width=6),
        Column("open_overdue", late, "integer", width=6),
        Column("low", f"chỉ tiêu không đạt ({among})", "integer", width=6),
    ]
    cells: dict[str, Value] = {**ledger, "low": len(furthest(material, judged)) if judged else None}
    figures = counts(("received", "closed", "open", "open_overdue"))
    if tasks and tasks.knows:
        columns[0] = Column("tasks", "NHIỆM VỤ QUÁ HẠN", "integer", width=6)
        cells["tasks"] = tasks.total.ledger["open_overdue"]
        figures["tasks"] = value("tasks.open_overdue", "now")
    return Table("boxes", "", tuple(columns), (Row(cells, about=Address(scope=TOTAL)),), figures=figures)


def whom_to_call(material: Material, tasks: "TaskMaterial | None") -> tuple[Call, ...]:
    """In their order; by overdue tasks first where any were read."""
    if not tasks or not tasks.knows:
        return material.calls
    return calls_with_tasks(material.calls, material.units, tasks.figures)


def calls_table(material: Material, calls: Sequence[Call], tasks: "TaskMaterial | None") -> Table:
    """The first of `calls`, and what each lacks; overdue tasks in front where `tasks` were read."""
    with_tasks = bool(tasks and tasks.knows)
    columns = (
        *((Column("tasks", "Nhiệm vụ quá hạn", "integer", width=3, short="NV trễ"),) if with_tasks else ()),
        Column("overdue", "Hồ sơ quá hạn", "integer", width=3, short="HS trễ" if with_tasks else "Quá hạn"),
        Column("overdue_30", "Trên 30 ngày", "integer", width=3, short=">30"),
        Column("unit", "Đơn vị", width=7 if with_tasks else 8, link=UNITS),
        Column("lacking", "Còn thiếu để đạt chỉ tiêu", width=14 if with_tasks else 16, short="Còn thiếu"),
    )
    names = material.short_names
    rows = tuple(
        Row(
            {
                "tasks": each.overdue_tasks,
                "overdue": each.overdue,
                "overdue_30": each.overdue_30,
                "unit": names[each.unit],
                "lacking": lacking_words(material, each),
            },
            about=Address(scope=f"unit:{each.unit}"),
        )
        for each in calls[:MOST_CALLS]
    )
    least = material.config.reports.min_cases
    order = "nhiệm vụ quá hạn, hồ sơ quá hạn" if with_tasks else "hồ sơ quá hạn"
    notes = [f"Xếp theo số {order}, rồi số hồ sơ còn thiếu; tỷ lệ dưới {least} hồ sơ không xét."]
    if len(calls) > MOST_CALLS:
        notes[0] += f" Còn {len(calls) - MOST_CALLS} đơn vị: trang “Các đơn vị”."
    return Table(
        "calls",
        "1. HÔM NAY GỌI AI, VỀ VIỆC GÌ",
        columns,
        rows,
        tuple(notes) if rows else (),
        empty=f"Không có đơn vị nào có việc quá hạn hoặc không đạt chỉ tiêu (tỷ lệ dưới {least} hồ sơ không xét).",
        figures={
            "tasks": value("tasks.open_overdue", "now"),
            "overdue": value("open_overdue", "now"),
            "overdue_30": value("overdue_30", "now"),
        },
    )


def lacking_words(material: Material, call: Call, worded: Callable[[str], str] | None = None) -> str:
    """“giải quyết đúng hạn: thiếu 24 hồ sơ (37/67); số hóa kết quả: thiếu 5 (12/21)”, most lacking first.

    `worded` words the full label of an indicator, where the short one is too short.
    """
    (unit,) = (each for each in material.units if each.id == call.unit)
    ordered = sorted(call.short, key=lambda each: -each.short_by)
    most = _MOST_SHORT[call.overdue_tasks is not None]
    named = [
        f"{_worded(material.by_id[each.indicator], worded)}: thiếu {decimal(each.short_by)}"
        f"{' hồ sơ' if not place else ''} ({_counts(each, unit)})"
        for place, each in enumerate(ordered[:most])
    ]
    rest = len(ordered) - most
    return "; ".join([*named, *([f"và {rest} chỉ tiêu khác"] if rest > 0 else [])])


def _counts(short: Short, unit: Figures) -> str:
    of_the_year = unit.indicators[short.indicator].basis == "year"
    return f"{decimal(short.counted)}/{decimal(short.out_of)}{', lũy kế' if of_the_year else ''}"


def _worded(indicator: Indicator, worded: Callable[[str], str] | None) -> str:
    return worded(indicator.label) if worded else mid_sentence(indicator.short)


def _silent(material: Material) -> Table:
    """With nothing to report: of whom there are no data; whether they have sent none, no file says."""
    columns = (Column("group", "Nhóm", width=8), Column("units", "Chưa có số liệu", width=22))
    rows = []
    for group in material.groups:
        if names := [unit.short or unit.name for unit in material.silent if unit.group == group.id]:
            rows.append(Row({"group": group.name, "units": "; ".join(names)}))
    return Table("silent", "CHƯA CÓ SỐ LIỆU", columns, tuple(rows), empty="Tất cả đơn vị đã có số liệu.")


def rate_bars(material: Material) -> Bars:
    """The rates of the whole with their targets, the furthest from its target on top; those without data last."""
    columns = (
        Column("label", "Chỉ tiêu", width=8),
        Column("bar", "Kết quả (xám), chỉ tiêu giao (khung)", "sparkline", width=6),
        Column("percent", "Tỷ lệ", "percent", width=3, ratio=("counted", "out_of")),
        Column("counts", "Đạt/tổng số", width=4),
        Column("target", "Chỉ tiêu giao", "percent", width=3, short="Giao"),
        Column("verdict", "Còn thiếu", width=4),
        Column("change", f"So {material.names.before}", "points", width=2, short="+/–"),
    )
    measures = material.total.indicators
    shown = [each for each in material.main_indicators if measures[each.id].target is not None or each.id in SHOWN]
    missed = furthest(material, shown)
    others = [each for each in shown if each not in missed]
    others.sort(key=lambda each: measures[each.id].now.out_of is None)
    rows = tuple(_rate_row(each, measures[each.id]) for each in (*missed, *others))
    says = "; ".join(_said(row, measures[each.id]) for row, each in zip(rows, (*missed, *others), strict=True))
    notes = _known((*missed, *others), measures)
    return Bars(
        Table(
            "rates",
            f"2. CHỈ TIÊU TOÀN {material.level.upper()}",
            columns,
            rows,
            notes,
            figures={"percent": value(span="now"), "change": difference()},
        ),
        "bullet",
        "bar",
        ("percent", "target"),
        f"Kết quả so với chỉ tiêu: {says}.",
    )


def _said(row: Row, measure: Measure) -> str:
    """“Tỷ lệ đúng hạn 37/67, đạt 55,2% (giao 90%)”, for those who cannot see the bar."""
    reached = f", đạt {percent_of(measure.now)}" if measure.now.percent is not None else ""
    given = f" (giao {short_decimal(measure.target)}%)" if measure.target is not None else ""
    return f"{row.cells['label']} {row.cells['counts']}{reached}{given}"


def _is_partly_known(ratio: Ratio) -> bool:
    """Are there rows that may belong to it, and rows of which nobody knows?"""
    return bool(ratio.out_of and ratio.unknown)


def _known(indicators: Iterable[Indicator], measures: Mapping[str, Measure]) -> tuple[str, ...]:
    """Of how many rows the marked rates are known: “* Có số liệu của 12/27 hồ sơ: trực tuyến, số hóa HS.”"""
    by_base: dict[str, list[str]] = {}
    for each in indicators:
        if _is_partly_known(now := measures[each.id].now):
            base = counts_of(Ratio(now.out_of, (now.out_of or 0) + now.unknown))
            by_base.setdefault(base, []).append(mid_sentence(each.short))
    told = "; ".join(f"{base} hồ sơ: {', '.join(names)}" for base, names in by_base.items())
    return (f"* Có số liệu của {told}.",) if told else ()


def _rate_row(indicator: Indicator, measure: Measure) -> Row:
    now = measure.now
    counts_told = "không có số liệu" if now.out_of is None else counts_of(now) + "*" * _is_partly_known(now)
    verdicts: Mapping[str, Verdict] = {"percent": measure.own_verdict} if measure.own_verdict else {}
    return Row(
        {
            "label": indicator.label,
            "percent": now.percent,
            "counted": now.counted,
            "out_of": now.out_of,
            "counts": counts_told,
            "target": measure.target,
            "verdict": _verdict(measure),
            "change": measure.change,
        },
        verdicts=verdicts,
        about=Address(indicator.id, TOTAL),
    )


def _verdict(measure: Measure) -> str:
    """“đạt”, “thiếu 33”; “ít hồ sơ” where there are too few to judge."""
    of_the_year = " (lũy kế)" if measure.basis == "year" else ""
    if measure.verdict == "below":
        return f"thiếu {decimal(measure.short_by or 0)}{of_the_year}"
    if measure.verdict:
        return f"đạt{of_the_year}"
    return "ít hồ sơ" if measure.few else ""


def _overdue(material: Material, most: int) -> Bars:
    """The units with most overdue dossiers, by how long they are overdue."""
    columns = (
        Column("unit", "Đơn vị", width=8, link=UNITS),
        Column("bar", "1–7 (nhạt), 8–30, trên 30 (đậm) ngày làm việc", "sparkline", width=13),
        *_AGE_COLUMNS,
    )
    late = sorted(
        (unit for unit in material.units if unit.ledger["open_overdue"]), key=lambda unit: -unit.ledger["open_overdue"]
    )
    rows = tuple(_overdue_row(unit) for unit in late[:most])
    title = "3. HỒ SƠ QUÁ HẠN THEO ĐƠN VỊ"
    if rest := late[most:]:
        count = sum(unit.ledger["open_overdue"] for unit in rest)
        title += f": {most} đơn vị nhiều nhất; {len(rest)} đơn vị khác có {decimal(count)}"
    says = "; ".join(f"{row.cells['unit']} {'/'.join(str(row.cells[key]) for key in _AGES)}" for row in rows)
    table = Table("overdue_units", title, columns, rows, figures=shown(columns))
    return Bars(table, "stack", "bar", tuple(_AGES), f"Hồ sơ quá hạn 1–7/8–30/trên 30 ngày làm việc: {says}.")


def _overdue_row(unit: Figures) -> Row:
    cells = {"unit": unit.short or unit.name, **filled(_AGE_COLUMNS, unit.lines)}
    return Row(cells, about=Address(scope=f"unit:{unit.id}"))
