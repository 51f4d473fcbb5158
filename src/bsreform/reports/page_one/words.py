"""The words of page one: its band, how fresh the data are, and the headline, made of the figures alone."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bsreform.language.wording import decimal, mid_sentence, official_date, share_of
from bsreform.material.values import Material
from bsreform.spec import Indicator

if TYPE_CHECKING:
    from bsreform.material.task_values import TaskMaterial


def band(material: Material) -> str:
    period, organisation = material.period, material.config.organisation
    start = official_date(period.start)
    if period.start.year == period.as_of.year:
        start = start.rpartition("/")[0]
    name = organisation.name.removeprefix("UBND ")
    when = material.names.now.replace(" năm ", "/").upper()
    return f"{when} · {name} · {start} – {official_date(period.as_of)}"


def seen(material: Material) -> str:
    if not material.rows.read and material.aggregates:
        return "Chỉ có biểu tổng hợp II.06a, chưa có danh sách hồ sơ của kỳ này."
    if not material.rows.read:
        return "Chưa có số liệu hồ sơ của kỳ này."
    last = material.data.last
    day = f"Số liệu xuất đến {official_date(last)}" if last else "Chưa có tệp xuất nào"
    asked = [unit for unit in material.units if unit.receives or unit.has_data]
    idle = len(material.idle)
    units = f"{len(asked) - len(material.silent) - idle}/{len(asked)} đơn vị có số liệu"
    units += f", {idle} đơn vị không phát sinh" if idle else ""
    return f"{day}; {units}; {decimal(material.rows.excluded)} dòng hồ sơ bị loại."


def headline(material: Material, tasks: "TaskMaterial | None") -> str:
    """At most two lines: what is overdue and where, which rates miss and the one furthest from its target."""
    parts = []
    if tasks and tasks.knows:
        late = tasks.total.ledger["open_overdue"]
        parts.append(f"{decimal(late)} nhiệm vụ quá hạn" if late else "Không có nhiệm vụ quá hạn")
    if material.knows:
        parts.append(_overdue_told(material))
        parts.append(_missed_told(material))
    return ". ".join(part for part in parts if part) + "." if parts else "Chưa có số liệu trong kỳ."


def _overdue_told(material: Material) -> str:
    late = material.total.ledger["open_overdue"]
    if not late:
        return "Không có hồ sơ quá hạn"
    counted = sorted((unit.ledger["open_overdue"] for unit in material.units), reverse=True)
    top = [count for count in counted[:3] if count]
    told = f"{decimal(late)} hồ sơ quá hạn"
    if len(top) == 3 and sum(count > 0 for count in counted) > 3:
        told += f", {share_of(sum(top), late)} ở ba đơn vị"
    return told


def _missed_told(material: Material) -> str:
    judged = [each for each in material.main_indicators if material.total.indicators[each.id].verdict]
    missed = furthest(material, judged)
    if not judged:
        return ""
    if not missed:
        return f"{len(judged)}/{len(judged)} chỉ tiêu đạt"
    worst = missed[0]
    short = material.total.indicators[worst.id].short_by
    return (
        f"{len(missed)}/{len(judged)} chỉ tiêu không đạt; xa nhất: {mid_sentence(worst.label)}, "
        f"thiếu {decimal(short or 0)} hồ sơ"
    )


def furthest(material: Material, indicators: Iterable[Indicator]) -> list[Indicator]:
    """Those below their target, the furthest from it first."""

    def gap(indicator: Indicator) -> float:
        measure = material.total.indicators[indicator.id]
        return (measure.now.percent or 0.0) - (measure.target or 0.0)

    below = (each for each in indicators if material.total.indicators[each.id].verdict == "below")
    return sorted(below, key=gap)
