"""The sentences of a report, in official Vietnamese, made from its figures and from nothing else."""

from collections.abc import Iterable, Iterator

from bsreform.language.wording import decimal, listed, official_count, official_date, short_decimal
from bsreform.material.self_checks import told
from bsreform.material.values import Material
from bsreform.measures import LowUnit, Verdict
from bsreform.model import Source

LETTER = ("online_rate", "online_payment_rate", "component_digitisation_rate", "result_digitisation_rate")
"""The rates that the letter orders to be reported every Friday (clause 2.3 d)."""
_NAMED = 5
_NAMED_SILENT = 15
_REACHED: dict[Verdict | None, str] = {
    "above": "vượt mức được giao",
    "equal": "đạt mức được giao",
    "below": "chưa đạt mức được giao",
    None: "chưa giao mức chung",
}


def conclusions(material: Material) -> tuple[str, ...]:
    """Full sentences: the ledger, the rates of the letter, the year, who is low, what is overdue, what is missing."""
    return (
        *_ledger(material),
        *_rates(material),
        *_year(material),
        *_low(material),
        *_overdue(material),
        *told(material.history, "hồ sơ"),
        *_missing(material),
    )


def _ledger(material: Material) -> Iterator[str]:
    ledger = material.total.ledger
    days = f"từ ngày {official_date(material.period.start)} đến ngày {official_date(material.period.as_of)}"
    open_ = f"đang giải quyết {official_count(ledger['open'])} hồ sơ"
    if ledger["open"]:
        late = ledger["open_overdue"]
        open_ += f", trong đó có {official_count(late)} hồ sơ quá hạn" if late else ", không có hồ sơ quá hạn"
    yield (
        f"Trong {material.names.now} ({days}), toàn {material.level} tiếp nhận mới "
        f"{official_count(ledger['received'])} hồ sơ, kỳ trước chuyển sang {official_count(ledger['carried'])} hồ sơ; "
        f"{_resolved(material)}; {open_}."
    )


def _resolved(material: Material) -> str:
    ledger, rate = material.total.ledger, material.total.indicators["on_time_rate"].now.percent
    text = f"đã giải quyết {official_count(ledger['closed'])} hồ sơ"
    if rate is None:
        return text
    in_time = official_count(ledger["early"] + ledger["on_day"])
    return f"{text}, trong đó trước hạn và đúng hạn {in_time} hồ sơ, đạt {_percent(rate)}"


def _rates(material: Material) -> Iterator[str]:
    """One sentence for the rates above their target, one for those at it, one for those below."""
    have = [name for name in LETTER if name in material.measurable and material.total.indicators[name].now.out_of]
    for verdict, words in _REACHED.items():
        names = [name for name in have if material.total.indicators[name].verdict == verdict]
        if names:
            told = "; ".join(_rate(material, name, first=name == names[0]) for name in names)
            count = official_count(len(names))
            yield f"Về trực tuyến, thanh toán, số hóa: toàn {material.level} có {count} chỉ tiêu {words}: {told}."
    blank = [_inside(material.by_id[name].label) for name in LETTER if name not in material.measurable]
    if blank and material.rows.used:
        yield f"Chưa có số liệu về {listed(blank)} do các tệp xuất không có cột tương ứng."


def _rate(material: Material, name: str, first: bool) -> str:
    measure = material.total.indicators[name]
    text = f"{_inside(material.by_id[name].label)} đạt {_percent(measure.now.percent or 0.0)}"
    against = f" so với {material.names.before}" if first else ""
    if measure.change:
        way = "tăng" if measure.change > 0 else "giảm"
        text += f", {way} {decimal(abs(measure.change), 2)} điểm phần trăm{against}"
    elif measure.change is not None:
        text += f", bằng {material.names.before}"
    return text if measure.target is None else f"{text} (chỉ tiêu {short_decimal(measure.target)}%)"


def _year(material: Material) -> Iterator[str]:
    ledger, measures = material.total.year_ledger, material.total.indicators
    rates = [
        f"{_inside(material.by_id[name].label)} {_percent(percent)}"
        for name in ("on_time_rate", *LETTER)
        if (percent := measures[name].year.percent) is not None
    ]
    told = "".join(f"; {rate}" for rate in rates)
    yield (
        f"Lũy kế từ ngày {official_date(material.year_start)}: tiếp nhận mới {official_count(ledger['received'])} "
        f"hồ sơ, đã giải quyết {official_count(ledger['closed'])} hồ sơ{told}."
    )


def _low(material: Material) -> Iterator[str]:
    worst: dict[str, LowUnit] = {}
    longest: dict[str, int] = {}
    for each in material.low_units:
        worst.setdefault(each.name, each)
        longest[each.name] = max(longest.get(each.name, 0), each.weeks_in_a_row)
    if not worst and not any(measure.verdict for unit in material.units for measure in unit.indicators.values()):
        return
    if not worst:
        yield "Không có đơn vị nào thấp hơn chỉ tiêu được giao."
        return
    named = [
        f"{each.name} ({_inside(material.by_id[each.indicator].label)} {_percent(each.percent)})"
        for each in list(worst.values())[:_NAMED]
    ]
    yield (
        f"Có {official_count(len(worst))} đơn vị có chỉ tiêu không đạt; thấp nhất là {'; '.join(named)}"
        f"{_others(len(worst) - _NAMED)}."
    )
    long = sorted((name for name, weeks in longest.items() if weeks > 1), key=lambda name: -longest[name])
    if long:
        noun = material.names.noun
        whose = "các đơn vị này đều" if len(long) == len(worst) > 1 else f"{official_count(len(long))} đơn vị"
        yield (
            f"Trong đó, {whose} có chỉ tiêu không đạt từ 02 {noun} liên tiếp trở lên; "
            f"kéo dài nhất là {listed([f'{name} ({official_count(longest[name])} {noun})' for name in long[:3]])}."
        )
    yield (
        f"Đề nghị Chủ tịch UBND {material.level} chỉ đạo người đứng đầu các đơn vị có chỉ tiêu không đạt làm rõ "
        f"nguyên nhân, có giải pháp khắc phục ngay trong {material.names.noun} tới."
    )


def _overdue(material: Material) -> Iterator[str]:
    waiting = material.total.ledger["open_overdue"]
    if waiting:
        yield (
            f"Đến hết ngày {official_date(material.period.as_of)} còn {official_count(waiting)} hồ sơ quá hạn chưa "
            "giải quyết; đơn vị giải quyết phải gửi thư xin lỗi, hẹn lại thời gian trả kết quả "
            "(danh sách tại trang “Quá hạn”)."
        )


def _missing(material: Material) -> Iterator[str]:
    names = [unit.name for unit in material.silent]
    if names:
        shown = names[:_NAMED] if len(names) > _NAMED_SILENT else names
        rest = _others(len(names) - len(shown))
        told = ", ".join(shown) if rest else listed(shown)
        yield f"Chưa có số liệu của {official_count(len(names))} đơn vị: {told}{rest}."
    if material.rows.excluded:
        yield (
            f"Có {official_count(material.rows.excluded)} hồ sơ không được tính do lỗi dữ liệu (danh sách tại trang "
            "“Hồ sơ bị loại”); đề nghị các đơn vị sửa trên hệ thống một cửa."
        )
    yield from unread_files(material.sources)


def unread_files(sources: Iterable[Source]) -> Iterator[str]:
    """Names the files that could not be read, if there are any."""
    names = [source.path for source in sources if source.unread]
    if names:
        more = f" và {official_count(len(names) - _NAMED)} tệp khác" if len(names) > _NAMED else ""
        yield f"Có {official_count(len(names))} tệp không đọc được: {', '.join(names[:_NAMED])}{more}."


def _others(count: int) -> str:
    return f" và {official_count(count)} đơn vị khác" if count > 0 else ""


def _percent(value: float) -> str:
    return f"{decimal(value, 2)}%"


def _inside(label: str) -> str:
    """A label within a sentence: without its remark in brackets, with a small first letter unless it abbreviates."""
    label = label.partition(" (")[0]
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"
