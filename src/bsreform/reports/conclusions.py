"""The sentences of a report, in official Vietnamese, made from its figures and from nothing else."""

from collections.abc import Iterator, Sequence

from bsreform.model import LowUnit, Measure
from bsreform.reports.material import Material
from bsreform.spec import Indicator
from bsreform.wording import decimal, official_date, short_decimal

LETTER = ("online_rate", "online_payment_rate", "component_digitisation_rate", "result_digitisation_rate")
"""The rates that the letter orders to be reported every Friday (clause 2.3 d)."""
_NAMED = 5


def conclusions(material: Material) -> tuple[str, ...]:
    """Full sentences: the ledger, the rates of the letter, who is low, what is overdue, what is missing."""
    return (
        *_ledger(material),
        *_rates(material),
        *_low(material),
        *_overdue(material),
        *_missing(material),
    )


def _ledger(material: Material) -> Iterator[str]:
    ledger = material.total.ledger
    in_time = ledger["early"] + ledger["on_day"]
    days = f"từ ngày {official_date(material.period.start)} đến ngày {official_date(material.period.as_of)}"
    resolved = f"đã giải quyết {decimal(ledger['closed'])} hồ sơ"
    if ledger["closed"]:
        rate = material.total.indicators["on_time_rate"].now.percent or 0.0
        resolved += f", trong đó {decimal(in_time)} hồ sơ trước hạn và đúng hạn, đạt {decimal(rate, 2)} %"
    yield (
        f"Trong {material.names.now} ({days}), toàn huyện tiếp nhận mới {decimal(ledger['received'])} hồ sơ, "
        f"kỳ trước chuyển sang {decimal(ledger['carried'])} hồ sơ; {resolved}; "
        f"đang giải quyết {decimal(ledger['open'])} hồ sơ, trong đó {decimal(ledger['open_overdue'])} hồ sơ quá hạn."
    )


def _rates(material: Material) -> Iterator[str]:
    told = [
        _rate(material.by_id[name], material.total.indicators[name], material.names.before)
        for name in LETTER
        if name in material.measurable and material.total.indicators[name].now.out_of
    ]
    if told:
        yield f"Kết quả toàn huyện: {'; '.join(told)}."
    blank = [material.by_id[name].label.lower() for name in LETTER if name not in material.measurable]
    if blank:
        yield f"Chưa có số liệu về {', '.join(blank)} do các tệp xuất không có cột tương ứng."


def _rate(indicator: Indicator, measure: Measure, before: str) -> str:
    text = f"{indicator.label[0].lower()}{indicator.label[1:]} đạt {decimal(measure.now.percent or 0.0, 2)} %"
    if measure.change is not None:
        way = "tăng" if measure.change > 0 else "giảm"
        text += (
            f" ({way} {decimal(abs(measure.change), 2)} điểm % so với {before})"
            if measure.change
            else f" (bằng {before})"
        )
    if measure.verdict and measure.target is not None:
        words = {"above": "vượt", "equal": "đạt", "below": "chưa đạt"}
        text += f", {words[measure.verdict]} chỉ tiêu {short_decimal(measure.target)} %"
    return text


def _low(material: Material) -> Iterator[str]:
    low = material.low_units
    if not low:
        yield "Không có đơn vị nào thấp hơn chỉ tiêu được giao."
        return
    names = list(dict.fromkeys(each.name for each in low))
    worst = "; ".join(f"{name} ({_worst(material, name)})" for name in names[:_NAMED])
    more = f" và {decimal(len(names) - _NAMED)} đơn vị khác" if len(names) > _NAMED else ""
    yield f"Có {decimal(len(names))} đơn vị có chỉ tiêu không đạt; thấp nhất: {worst}{more}."
    long = [name for name in names if max(each.weeks_in_a_row for each in low if each.name == name) > 1]
    if long:
        rest = f" và {decimal(len(long) - _NAMED)} đơn vị khác" if len(long) > _NAMED else ""
        yield f"{decimal(len(long))} đơn vị thấp từ 02 kỳ liên tiếp trở lên: {', '.join(long[:_NAMED])}{rest}."
    yield "Đề nghị Chủ tịch UBND huyện xem xét, chỉ đạo các đơn vị nêu trên có giải pháp khắc phục trong kỳ tới."


def _worst(material: Material, name: str) -> str:
    each: LowUnit = next(row for row in material.low_units if row.name == name)
    return f"{material.by_id[each.indicator].short} {decimal(each.percent, 2)} %"


def _overdue(material: Material) -> Iterator[str]:
    waiting = [each for each in material.overdue if each.ended is None]
    if waiting:
        yield (
            f"Đến hết ngày {official_date(material.period.as_of)} còn {decimal(len(waiting))} hồ sơ quá hạn "
            "chưa giải quyết, phải gửi thư xin lỗi và hẹn lại thời gian trả kết quả (danh sách kèm theo)."
        )


def _missing(material: Material) -> Iterator[str]:
    names = [unit.name for unit in material.units if not unit.has_data]
    if names:
        yield f"{decimal(len(names))} đơn vị chưa có số liệu: {_listed(names)}."
    if material.rows.excluded:
        yield (
            f"Đã loại {decimal(material.rows.excluded)} hồ sơ do lỗi dữ liệu (xem trang “Chất lượng dữ liệu”); "
            "đề nghị các đơn vị sửa tại hệ thống một cửa."
        )
    unread = [source.path for source in material.sources if source.fault not in (None, "conflict_copy")]
    if unread:
        yield f"{decimal(len(unread))} tệp không đọc được: {_listed(unread)}."


def _listed(names: Sequence[str]) -> str:
    rest = f" và {decimal(len(names) - _NAMED)} mục khác" if len(names) > _NAMED + 2 else ""
    return ", ".join(names[:_NAMED] if rest else names) + rest
