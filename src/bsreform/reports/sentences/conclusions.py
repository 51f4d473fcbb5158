"""The sentences of a report, in official Vietnamese, made from its figures and from nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from bsreform.language.wording import (
    NO_COLUMN,
    counts_of,
    decimal,
    listed,
    official_count,
    official_date,
    percent_of,
    short_decimal,
    shown,
)
from bsreform.material.self_checks import told
from bsreform.material.values import Material
from bsreform.measures import LowUnit, Ratio, Verdict
from bsreform.model import Source

LETTER = ("online_rate", "online_payment_rate", "component_digitisation_rate", "result_digitisation_rate")
"""The rates that the letter orders to be reported every Friday (clause 2.3 d)."""
_NAMED = 5
_TIED = 3
_NAMED_SILENT = 15
_REACHED: dict[Verdict, str] = {
    "above": "vượt mức được giao",
    "equal": "đạt mức được giao",
    "below": "chưa đạt mức được giao",
}


def conclusions(material: Material) -> tuple[str, ...]:
    """Full sentences: the ledger, the rates of the letter, the year, who is low, what is overdue, what is missing."""
    return (
        *_ledger(material),
        *_rates(material),
        *year_told(material),
        *_low(material),
        *_overdue(material),
        *told(material.history, "hồ sơ"),
        *_missing(material),
    )


def _ledger(material: Material) -> Iterator[str]:
    if material.rows.read and not material.knows:
        yield "Chưa có số liệu hồ sơ thủ tục hành chính của kỳ này."
        return
    ledger = material.total.ledger
    days = f"từ ngày {official_date(material.period.start)} đến ngày {official_date(material.period.as_of)}"
    open_ = f"đang giải quyết {official_count(ledger['open'])} hồ sơ"
    if ledger["open"]:
        late = ledger["open_overdue"]
        open_ += f", trong đó có {official_count(late)} hồ sơ quá hạn" if late else ", không có hồ sơ quá hạn"
    yield (
        f"Trong {material.names.now} ({days}), toàn {material.level} tiếp nhận mới "
        f"{official_count(ledger['received'])} hồ sơ, kỳ trước chuyển sang {official_count(ledger['carried'])} hồ sơ; "
        f"{resolved(material)}; {open_}."
    )


def resolved(material: Material) -> str:
    """“đã giải quyết 30 hồ sơ, trong đó trước hạn và đúng hạn 24 hồ sơ, đạt 80,0% (24/30 hồ sơ)”."""
    ledger, rate = material.total.ledger, material.total.indicators["on_time_rate"].now
    text = f"đã giải quyết {official_count(ledger['closed'])} hồ sơ"
    if rate.percent is None:
        return text
    in_time = official_count(ledger["early"] + ledger["on_day"])
    return f"{text}, trong đó trước hạn và đúng hạn {in_time} hồ sơ, đạt {_share(rate)}"


def _rates(material: Material) -> Iterator[str]:
    """One sentence for the rates above their target, one for those at it, one for those below: all that are judged, so
    that they are as many as on page one; and one for those of the letter that are not, one for those without data.
    """
    measures = material.total.indicators
    have = [
        each for each in material.main_indicators if each.id in material.measurable and measures[each.id].now.out_of
    ]
    for verdict, words in _REACHED.items():
        names = [each.id for each in have if measures[each.id].verdict == verdict]
        if names:
            told = "; ".join(_rate(material, name, first=name == names[0]) for name in names)
            yield f"Toàn {material.level} có {official_count(len(names))} chỉ tiêu {words}: {told}."
    if free := [each.id for each in have if each.id in LETTER and not measures[each.id].verdict]:
        told = "; ".join(_rate(material, name, first=name == free[0]) for name in free)
        yield f"Chưa so sánh với mức được giao: {told}."
    blank = [inside(material.by_id[name].label) for name in LETTER if name not in material.measurable]
    if blank and material.rows.used:
        yield f"Chưa có số liệu về {listed(blank)} do các tệp xuất {NO_COLUMN}."


def _rate(material: Material, name: str, first: bool) -> str:
    measure = material.total.indicators[name]
    target = "" if measure.target is None else f" (chỉ tiêu {short_decimal(measure.target)}%)"
    text = f"{inside(material.by_id[name].label)} đạt {_share(measure.judged)}"
    if measure.basis == "year":
        return f"{text}, lũy kế{target}"
    if measure.target is not None and not measure.verdict:
        target = ", ít hồ sơ" if measure.few else target
    against = f" so với {material.names.before}" if first else ""
    if measure.change:
        way = "tăng" if measure.change > 0 else "giảm"
        text += f", {way} {shown(abs(measure.change), 'points').lstrip('+')} điểm phần trăm{against}"
    elif measure.change is not None:
        text += f", bằng {material.names.before}"
    return f"{text}{target}"


def year_told(material: Material) -> Iterator[str]:
    """The year so far: dossiers, and the rates that have any."""
    ledger, measures = material.total.year_ledger, material.total.indicators
    rates = [
        f"{inside(material.by_id[name].label)} {_share(measures[name].year)}"
        for name in ("on_time_rate", *LETTER)
        if measures[name].year.percent is not None
    ]
    told = "".join(f"; {rate}" for rate in rates)
    yield (
        f"Lũy kế từ ngày {official_date(material.year_start)}: tiếp nhận mới {official_count(ledger['received'])} "
        f"hồ sơ, đã giải quyết {official_count(ledger['closed'])} hồ sơ{told}."
    )


def _low(material: Material) -> Iterator[str]:
    worst: dict[str, LowUnit] = {}
    longest: dict[str, tuple[int, bool]] = {}
    for each in material.low_units:
        worst.setdefault(each.name, each)
        longest[each.name] = max(longest.get(each.name, (0, False)), (each.weeks_in_a_row, each.since_start))
    if not worst and not any(measure.verdict for unit in material.units for measure in unit.indicators.values()):
        return
    if not worst:
        yield "Không có đơn vị nào thấp hơn chỉ tiêu được giao."
        return
    named = [_lacking(material, each) for each in list(worst.values())[:_NAMED]]
    yield (
        f"Có {official_count(len(worst))} đơn vị có chỉ tiêu không đạt; cần đôn đốc trước là {'; '.join(named)}"
        f"{others(len(worst) - _NAMED)}."
    )
    yield from _streaks(material, longest)
    yield (
        f"Đề nghị Chủ tịch UBND {material.level} chỉ đạo người đứng đầu các đơn vị có chỉ tiêu không đạt làm rõ "
        f"nguyên nhân, có giải pháp khắc phục ngay trong {material.names.noun} tới."
    )


def _lacking(material: Material, low: LowUnit) -> str:
    """“UBND xã Bình Chánh (tỷ lệ hồ sơ trực tuyến 33,3% (3/9 hồ sơ), thiếu 02 hồ sơ)”."""
    basis = ", lũy kế" if low.basis == "year" else ""
    lacks = f", thiếu {official_count(low.short_by)} hồ sơ" if low.short_by else ""
    return f"{low.name} ({inside(material.by_id[low.indicator].label)} {_share(low.judged)}{basis}{lacks})"


def _streaks(material: Material, longest: Mapping[str, tuple[int, bool]]) -> Iterator[str]:
    """How many units are low for two periods or more, and all that are so for longest: named, or counted."""
    long = {name: streak for name, streak in longest.items() if streak[0] > 1}
    if not long:
        return
    noun = material.names.noun
    whose = "các đơn vị này đều" if len(long) == len(longest) > 1 else f"{official_count(len(long))} đơn vị"
    yield f"Trong đó, {whose} có chỉ tiêu không đạt từ 02 {noun} liên tiếp trở lên; {longest_told(long, noun)}."


def longest_told(long: Mapping[str, tuple[int, bool]], noun: str) -> str:
    """“kéo dài nhất là A và B (03 tuần, từ đầu số liệu)”; `long`: by unit for how long, and whether since the start."""
    most = max(weeks for weeks, _ in long.values())
    first = [name for name, (weeks, _) in long.items() if weeks == most]
    told = ", ".join(first[:_TIED]) + others(len(first) - _TIED) if len(first) > _TIED else listed(first)
    whole = ", từ đầu số liệu" if all(since for weeks, since in long.values() if weeks == most) else ""
    return f"kéo dài nhất là {told} ({official_count(most)} {noun}{whole})"


def _overdue(material: Material) -> Iterator[str]:
    waiting = material.total.ledger["open_overdue"]
    if waiting:
        yield (
            f"Đến hết ngày {official_date(seen_day(material))} còn {official_count(waiting)} hồ sơ quá hạn chưa "
            "giải quyết; đơn vị giải quyết phải gửi thư xin lỗi, hẹn lại thời gian trả kết quả "
            "(danh sách tại trang “Quá hạn”)."
        )


def seen_day(material: Material) -> date:
    """The day up to which anybody has looked."""
    return min(material.data.last or material.period.as_of, material.period.as_of)


def _missing(material: Material) -> Iterator[str]:
    names = [unit.name for unit in material.silent]
    if names:
        shown = names[:_NAMED] if len(names) > _NAMED_SILENT else names
        rest = others(len(names) - len(shown))
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


def others(count: int) -> str:
    """“ và 03 đơn vị khác”; "" where there are none."""
    return f" và {official_count(count)} đơn vị khác" if count > 0 else ""


def _share(ratio: Ratio) -> str:
    """“33,3% (3/9 hồ sơ)”, and on how many dossiers that rests where of others it is not known."""
    out_of = ratio.out_of or 0
    known = f", trên {decimal(out_of)}/{decimal(out_of + ratio.unknown)} hồ sơ có số liệu" if ratio.unknown else ""
    return f"{percent_of(ratio)} ({counts_of(ratio)} hồ sơ{known})"


def inside(label: str) -> str:
    """A label within a sentence: without its remark in brackets, with a small first letter unless it abbreviates."""
    label = label.partition(" (")[0]
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"
