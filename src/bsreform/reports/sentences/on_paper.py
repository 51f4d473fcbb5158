"""The sentences of a signed document on dossiers: each fact once, nothing about what did not happen."""

from collections.abc import Iterator, Sequence

from bsreform.language.wording import decimal, listed, mid_sentence, official_count, official_date, share_of
from bsreform.material.self_checks import told
from bsreform.material.values import Material
from bsreform.measures import Figures, LowUnit
from bsreform.organisation.naming import governs_place
from bsreform.organisation.phrases import phrases_on
from bsreform.reports.page_one.words import furthest
from bsreform.reports.sentences.conclusions import inside, longest_told, others, resolved, seen_day, year_told

_MOST_NAMED = 7
_TOP = 3


def found(material: Material) -> Iterator[str]:
    """The ledger of the period, and the year so far."""
    if not material.knows:
        return
    ledger = material.total.ledger
    carried = f", kỳ trước chuyển sang {official_count(ledger['carried'])} hồ sơ" if ledger["carried"] else ""
    open_ = f"; đang giải quyết {official_count(ledger['open'])} hồ sơ" if ledger["open"] else ""
    yield (
        f"Trong {material.names.now}, toàn {material.level} tiếp nhận mới {official_count(ledger['received'])} hồ sơ"
        f"{carried}; {resolved(material)}{open_}."
    )
    year = material.total.year_ledger
    if any(year[key] != ledger[key] for key in ("received", "closed")):
        yield from year_told(material)
    yield from told(material.history, "hồ sơ")


def lacking(material: Material) -> Iterator[str]:
    """What is overdue, which rates are missed and where for long, and what the figures do not hold."""
    if not material.knows:
        of = " của kỳ này" if material.rows.read else ""
        yield f"Chưa có số liệu hồ sơ thủ tục hành chính{of}."
    if not material.rows.read:
        return
    yield from _overdue(material)
    yield from missed(material)
    yield from _long(material)
    if material.silent:
        parts = "; ".join(_silent(material))
        yield f"Chưa có số liệu của {official_count(len(material.silent))} đơn vị: {parts}."
    if material.rows.excluded:
        yield f"Có {official_count(material.rows.excluded)} dòng hồ sơ chưa được tính do lỗi dữ liệu."
    if unread := sum(source.unread for source in material.sources):
        yield f"Có {official_count(unread)} tệp số liệu không đọc được."


def _silent(material: Material) -> Iterator[str]:
    """The units without data, group by group: places by their short names."""
    for group in material.groups:
        names = [
            each.short if governs_place(each.name) else each.name for each in material.silent if each.group == group.id
        ]
        if names:
            yield f"{mid_sentence(group.name)} gồm {listed(names)}"


def _overdue(material: Material) -> Iterator[str]:
    late, old = material.total.ledger["open_overdue"], sum(each.overdue_30 for each in material.calls)
    if not late:
        return
    counted = sorted((unit.ledger["open_overdue"] for unit in material.units), reverse=True)
    long = f"{official_count(old)} hồ sơ quá hạn trên 30 ngày làm việc" if old else ""
    share = share_of(sum(counted[:_TOP]), late)
    where = f"{share} ở ba đơn vị" if sum(count > 0 for count in counted) > _TOP else ""
    more = "; ".join(filter(None, (long, where)))
    day = official_date(seen_day(material))
    yield (
        f"Đến hết ngày {day} còn {official_count(late)} hồ sơ quá hạn chưa giải quyết{f' ({more})' if more else ''}."
    )


def missed(material: Material) -> Iterator[str]:
    """How many rates of the whole miss their target, and which is furthest from it."""
    judged = [each for each in material.main_indicators if material.total.indicators[each.id].verdict]
    below = furthest(material, judged)
    if below:
        short = material.total.indicators[below[0].id].short_by or 0
        yield (
            f"{official_count(len(below))}/{official_count(len(judged))} chỉ tiêu toàn {material.level} chưa đạt mức "
            f"được giao; xa nhất là {inside(below[0].label)}, thiếu {decimal(short)} hồ sơ."
        )


def _worst(material: Material) -> dict[str, LowUnit]:
    """By unit the rate that it misses for longest, where that is more than one period; the longest first."""
    worst: dict[str, LowUnit] = {}
    for each in sorted(material.low_units, key=lambda low: -low.weeks_in_a_row):
        if each.weeks_in_a_row > 1:
            worst.setdefault(each.unit, each)
    return worst


def _long(material: Material) -> Iterator[str]:
    worst, noun = _worst(material), material.names.noun
    if worst:
        long = {each.name: (each.weeks_in_a_row, each.since_start) for each in worst.values()}
        yield (
            f"Có {official_count(len(worst))} đơn vị không đạt cùng một chỉ tiêu từ 02 {noun} liên tiếp trở lên; "
            f"{longest_told(long, noun)}."
        )


def asks(material: Material, until: str) -> Iterator[str]:
    """What the chair is asked to direct: who, what, by which day."""
    units = {unit.id: unit for unit in material.units}
    office, day = material.config.organisation.office, material.period.as_of
    if late := [units[each.unit] for each in material.calls if each.overdue]:
        yield (
            f"{named(late)} giải quyết dứt điểm hồ sơ quá hạn, gửi thư xin lỗi, hẹn lại thời gian trả kết quả theo "
            f"quy định tại {phrases_on(day).apology}, xong {until}."
        )
    if long := [units[id_] for id_ in _worst(material) if id_ in units]:
        yield (
            f"{named(long)} làm rõ nguyên nhân, có giải pháp đối với chỉ tiêu không đạt kéo dài, báo cáo {office} "
            f"{until}."
        )
    if material.silent and material.rows.read:
        yield f"Các đơn vị chưa có số liệu nêu trên gửi số liệu về {office} {until}."
    if material.rows.excluded:
        yield f"Các đơn vị có hồ sơ lỗi dữ liệu sửa trên hệ thống một cửa {until}."


def named(units: Sequence[Figures]) -> str:
    """“UBND xã A, UBND xã B và 03 đơn vị khác”, with a capital at its front."""
    names = [unit.name for unit in units]
    rest = others(len(names) - _MOST_NAMED)
    return f"{', '.join(names[:_MOST_NAMED])}{rest}" if rest else listed(names)
