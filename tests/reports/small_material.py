"""A small week made by hand: one office and two communes with figures, one commune that has sent nothing."""

from collections.abc import Mapping
from datetime import date, datetime

from msgspec.structs import replace

from bsreform.figures.calls import calls
from bsreform.history.adjusted import DOSSIER_LABELS
from bsreform.history.values import History
from bsreform.indicators import INDICATORS
from bsreform.material.values import Excluded, Material, Overdue
from bsreform.measures import Figures, Line, LowUnit, Measure, Ratio, RowCount, Sum, Verdict
from bsreform.model import DataDay, Period, Problem, Source
from bsreform.organisation.config import Config
from bsreform.periods import Names
from ledger_lines import lines, with_ledger

PERIOD = Period("2024-W10", date(2024, 3, 2), date(2024, 3, 8), date(2024, 3, 8))
TARGETS = Config().targets_of("commune")
NO_DATA = Ratio(None, None)
Counts = Mapping[str, tuple[int, int]]
OFFICE: Counts = {"online_rate": (2, 4), "component_digitisation_rate": (4, 4), "on_time_rate": (3, 3)}
CHANH: Counts = {"online_rate": (3, 9), "component_digitisation_rate": (4, 9), "on_time_rate": (7, 8)}
AN: Counts = {"online_rate": (6, 7), "component_digitisation_rate": (6, 7), "on_time_rate": (5, 5)}
SILENT: Counts = dict.fromkeys(OFFICE, (0, 0))


def measure(name: str, counts: Counts) -> Measure:
    """The same counts for the year; one more dossier counted in the period before."""
    if name not in counts:
        return Measure(NO_DATA, TARGETS.get(name), None, NO_DATA, NO_DATA, (NO_DATA,) * 8)
    now = Ratio(*counts[name])
    before = Ratio(min(now.counted + 1, now.out_of), now.out_of)
    verdict: Verdict | None = None
    if now.percent is not None:
        gap = now.percent - TARGETS[name]
        verdict = "equal" if gap == 0 else "above" if gap > 0 else "below"
    return Measure(now, TARGETS.get(name), verdict, before, now, (*(NO_DATA,) * 6, before, now), "period")


def ledger(counts: Counts) -> dict[str, int]:
    received, (in_time, closed) = counts["online_rate"][1], counts["on_time_rate"]
    return {
        "carried": 1 if received else 0,
        "received": received,
        "closed": closed,
        "early": in_time,
        "on_day": 0,
        "late": closed - in_time,
        "open": received + bool(received) - closed,
        "open_in_term": received + bool(received) - closed,
        "open_overdue": 0,
    }


def figures(id: str, name: str, group: str | None, counts: Counts, short: str = "") -> Figures:
    measures = {each.id: measure(each.id, counts) for each in INDICATORS}
    has_data = counts["online_rate"][1] > 0
    return Figures(id, name, group, has_data, lines(ledger(counts), measures), measures, 80.0, short or name)


def added(*parts: Figures) -> Counts:
    names = [each.id for each in INDICATORS if parts[0].indicators[each.id].now.out_of is not None]
    return {
        name: tuple(sum(getattr(part.indicators[name].now, side) for part in parts) for side in ("counted", "out_of"))
        for name in names
    }


def together(id: str, name: str, group: str | None, *parts: Figures) -> Figures:
    whole = figures(id, name, group, added(*parts))
    sums = {key: sum(part.ledger[key] for part in parts) for key in whole.ledger}
    return with_ledger(whole, **sums)


def low_units(units: tuple[Figures, ...]) -> tuple[LowUnit, ...]:
    found = [
        LowUnit(
            *(unit.id, unit.name, name, each.now.percent, each.target, 3),
            counted=each.now.counted,
            out_of=each.now.out_of,
        )
        for unit in units
        for name, each in unit.indicators.items()
        if each.verdict == "below"
    ]
    return tuple(sorted(found, key=lambda low: low.percent - low.target))


def problem(message: str = "Không có đơn vị này.") -> Problem:
    return Problem(
        "unknown_unit", "error", "ho-so/a.xls", "T3", "D4", 4, "D", "unit", "Bình Chanh", message, "Ghi đúng tên."
    )


def dossiers_line(id_: str, name: str, online: int = 11, direct: int = 9, carried: int = 3, **given: int) -> Line:
    """The figures of a shop or a field: of 20 dossiers received 11 came online; `given` are parts of the ledger."""
    parts = {"early": 0, "on_day": 0, "late": 0, "open_in_term": 0, "open_overdue": 0, "waiting": 0, **given}
    in_time = parts["early"] + parts["on_day"]
    closed, open_ = in_time + parts["late"], parts["open_in_term"] + parts["open_overdue"]
    counts = {
        **parts,
        "carried": carried,
        "received": online + direct,
        "online_received": online,
        "direct_received": direct,
        "total_in": carried + online + direct,
        "total_out": closed + open_,
        "closed": closed,
        "open": open_,
        "in_time": in_time,
        "letters": parts["late"] + parts["open_overdue"],
    }
    sums = {name: Sum(count, count, count) for name, count in counts.items()}
    return Line(id_, name, {**sums, "on_time_rate": Sum(in_time, closed, closed, is_rate=True)})


def small_material(**changes: object) -> Material:
    """The week; `changes` replace parts of it."""
    office = figures("tu-phap", "Phòng Tư pháp", "agency", OFFICE, "P. Tư pháp")
    communes = (
        figures("binh-chanh", "UBND xã Bình Chánh", "commune", CHANH, "Bình Chánh"),
        figures("binh-an", "UBND xã Bình An", "commune", AN, "Bình An"),
        figures("binh-my", "UBND xã Bình Mỹ", "commune", SILENT, "Bình Mỹ"),
    )
    units = (office, *communes)
    days = date(2024, 3, 5), date(2024, 3, 7)
    late = Overdue("H48.53.01-240226-0001", "Cấp bản sao", "UBND xã Bình Chánh", *days, 2, "Bộ phận Một cửa huyện")
    made = Material(
        period=PERIOD,
        names=Names("tuần 10 năm 2024", "tuần trước"),
        year_start=date(2024, 1, 1),
        units=units,
        groups=(
            together("agency", "Cơ quan chuyên môn", "agency", office),
            together("commune", "UBND xã, thị trấn", "commune", *communes),
        ),
        total=together("total", "Toàn huyện", None, *units),
        low_units=low_units(units),
        calls=calls(units),
        indicators=INDICATORS,
        measurable=frozenset(OFFICE),
        overdue=(late,),
        excluded=(Excluded("ho-so/a.xls", "T3", 4, "H48.53.01-240305-0009", "Đơn vị không có trong danh mục."),),
        fields=(),
        rows=RowCount(21, 20, 0, 1, 0),
        quality={each.id: Ratio(1, 1) for each in units},
        problems=(problem(),),
        sources=(Source("ho-so/a.xls", "T3", "dossier_export", 21, datetime(2024, 3, 8, 15), sha256="ab" * 32),),
        has_catalogue=False,
        unlisted=0,
        trend_labels=tuple(f"Tuần {number}" for number in range(3, 11)),
        config=Config(),
        version="1",
        shops=(
            dossiers_line("mot-cua", "Bộ phận Một cửa huyện", early=14, on_day=1, late=1, open_in_term=7, waiting=2),
        ),
        has_receiving=True,
        data=DataDay(date(2024, 3, 8), date(2024, 3, 8), PERIOD.start, PERIOD.as_of),
        history=History(labels=DOSSIER_LABELS),
    )
    return replace(made, **changes)
