"""This report against what earlier ones said: two tables of “Kiểm tra số liệu” and the sheets with what they count."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from bsreform.files.changed_files import FileChange
from bsreform.history.values import Adjustment, CarriedDossier, CarriedOver, Reported, Why
from bsreform.language.wording import NO_COLUMN, decimal, official_count, official_date
from bsreform.material.self_checks import (
    ADJUSTED_SHEET,
    CARRIED_SHEET,
    CHANGES,
    Changed,
    SelfChecks,
    of_units,
    units_of,
)
from bsreform.material.values import Material
from bsreform.measures import Ratio
from bsreform.model import Value
from bsreform.report_model import Column, Row, Section, Table

_MOST_ROWS = 3000
_WIDTH = 12
_NUMBER = Column("no", "STT", "integer", width=5)
_WHAT = (
    _NUMBER,
    Column("period", "Kỳ", width=9),
    Column("unit", "Đơn vị", width=31),
    Column("what", "Số liệu", width=34),
)
_WHY: Mapping[Why, str] = {
    "entered_late": "Nhập bổ sung: tiếp nhận ngày {day}, báo cáo kỳ trước chưa có",
    "reopened": "Sửa ngày kết thúc: báo cáo kỳ trước đã tính là giải quyết xong (tiếp nhận ngày {day})",
    "was_excluded": "Kỳ trước bị loại do lỗi dữ liệu, nay đã sửa (tiếp nhận ngày {day})",
    "was_not_accepted": "Kỳ trước chưa được tiếp nhận, nay ghi ngày tiếp nhận {day}",
    "moved_in": "Chuyển từ {other}",
    "moved_out": "Chuyển sang {other}",
    "ended_before": "Kết thúc sớm hơn ngày báo cáo kỳ trước, nay mới nhập: ngày {day}",
    "received_later": "Sửa ngày tiếp nhận thành {day}: không còn là hồ sơ của kỳ trước",
    "excluded": "Nay bị loại do lỗi dữ liệu (xem trang “Dữ liệu”)",
    "not_accepted": "Nay là hồ sơ mới đăng ký hoặc không được tiếp nhận",
    "gone": "Không còn trong các tệp đọc được",
}


def carried_over(material: Material, carried: CarriedOver | None) -> Table:
    columns = (
        _NUMBER,
        Column("unit", "Đơn vị", width=46),
        Column("reported", f"Đang giải quyết, báo cáo {material.names.before}", "integer", width=_WIDTH),
        Column("carried", "Kỳ trước chuyển sang, nay tính", "integer", width=_WIDTH),
        Column("difference", "Chênh lệch", "integer", width=_WIDTH, difference=("carried", "reported")),
        Column("added", "Hồ sơ thêm", "integer", width=_WIDTH),
        Column("removed", "Hồ sơ bớt", "integer", width=_WIDTH),
        Column("explained", "Thêm trừ bớt", "integer", width=_WIDTH, difference=("added", "removed")),
        Column(
            "rest", "Chưa giải thích (phải bằng 0)", "integer", width=_WIDTH, difference=("difference", "explained")
        ),
    )
    title = f"3. Hồ sơ kỳ trước chuyển sang so với báo cáo {material.names.before}"
    if carried is None:
        last = official_date(material.period.start - timedelta(days=1))
        return Table(
            "carried_over",
            title,
            columns,
            (),
            empty=f"Chưa có báo cáo kỳ trước đã phát hành (đến hết ngày {last}) để đối chiếu.",
        )
    counts = [(each.name, each.reported, each.carried, len(each.added), len(each.removed)) for each in carried.units]
    added, removed = sum(each[3] for each in counts), sum(each[4] for each in counts)
    whole = (material.total.name, carried.reported, carried.carried, added, removed)
    note = (
        f"Chỉ nêu đơn vị có hồ sơ khác; từng hồ sơ và lý do tại trang “{CARRIED_SHEET}”."
        if counts
        else "Hồ sơ kỳ trước chuyển sang đúng là các hồ sơ đang giải quyết theo báo cáo kỳ trước."
    )
    rows = [_carried_row(None, whole), *(_carried_row(number, each) for number, each in enumerate(counts, 1))]
    return Table("carried_over", title, columns, tuple(rows), (note,))


def _carried_row(number: int | None, counts: tuple[str, int, int, int, int]) -> Row:
    name, reported, carried, added, removed = counts
    cells: dict[str, Value] = {"no": number, "unit": name, "reported": reported, "carried": carried}
    cells |= {"difference": carried - reported, "added": added, "removed": removed, "explained": added - removed}
    return Row({**cells, "rest": carried - reported - added + removed}, "total" if number is None else "row")


def carried_list(carried: CarriedOver) -> Section:
    columns = (
        _NUMBER,
        Column("unit", "Đơn vị", width=30),
        Column("code", "Mã hồ sơ", width=27),
        Column("way", "Thêm, bớt", width=10),
        Column("why", "Lý do", width=64),
    )
    found = [
        (unit.name, way, each)
        for unit in carried.units
        for way, dossiers in (("Thêm", unit.added), ("Bớt", unit.removed))
        for each in dossiers
    ]
    rows = tuple(
        Row({"no": number, "unit": unit, "code": each.code, "way": way, "why": _why(each)})
        for number, (unit, way, each) in enumerate(found[:_MOST_ROWS], 1)
    )
    return Section(
        name=CARRIED_SHEET,
        title="HỒ SƠ KỲ TRƯỚC CHUYỂN SANG KHÁC VỚI BÁO CÁO KỲ TRƯỚC",
        subtitle=f"So với số đang giải quyết đã báo cáo đến hết ngày {official_date(carried.before.period.as_of)}",
        blocks=(Table("carried_dossiers", "", columns, rows, _cut(len(found)), filtered=True),),
        landscape=True,
        audit=True,
    )


def _why(each: CarriedDossier) -> str:
    return _WHY[each.why].format(day=official_date(each.day) if each.day else "", other=each.other)


# --- against all earlier reports -----------------------------------------------------------


def periods(material: Material, checks: SelfChecks) -> Table:
    columns = (
        _NUMBER,
        Column("period", "Kỳ đã báo cáo", width=46),
        Column("units", "Số đơn vị có điều chỉnh", "integer", width=_WIDTH),
        Column("figures", "Số liệu điều chỉnh", "integer", width=_WIDTH),
        Column("new", "Tệp nguồn mới", "integer", width=_WIDTH),
        Column("changed", "Tệp nguồn đã sửa", "integer", width=_WIDTH),
        Column("gone", "Tệp nguồn không còn", "integer", width=_WIDTH),
    )
    rows = tuple(_period_row(number, each, checks.adjusted, material) for number, each in enumerate(checks.sources, 1))
    # Not this period itself: a run that is repeated says the same as the first.
    before = len({each.period.start for each in checks.history.reported if each.period.start < material.period.start})
    empty = (
        f"Đã tính lại {official_count(before)} kỳ trước đã phát hành báo cáo: không có số liệu nào phải điều chỉnh."
        if before
        else f"Chưa có báo cáo các {material.names.noun} trước đã phát hành để đối chiếu."
    )
    notes = (f"Từng số liệu và tệp nguồn tại trang “{ADJUSTED_SHEET}”.",) if rows else ()
    return Table("adjusted_periods", "4. Số liệu so với các báo cáo đã phát hành", columns, rows, notes, empty=empty)


def _period_row(number: int, changed: Changed, adjusted: Sequence[Adjustment], material: Material) -> Row:
    own = of_units(each for each in adjusted if each.report is changed.reported)
    cells: dict[str, Value] = {"no": number, "period": _named(changed.reported, material)}
    cells |= {"units": len(units_of(own)), "figures": len(own)}
    return Row({**cells, **{change: len(changed.paths(change)) for change in CHANGES}})


def _named(reported: Reported, material: Material) -> str:
    again = ", báo cáo đã phát hành" if reported.period.start == material.period.start else ""
    return f"{reported.label}{again} (đến hết ngày {official_date(reported.period.as_of)})"


def adjusted_list(material: Material, checks: SelfChecks) -> Section:
    """The sheet of the figures that are others now; groups are left out, they are the sums of their units."""
    counts = tuple(each for each in checks.adjusted if len(each.now) == 1)
    rates = tuple(each for each in checks.adjusted if len(each.now) == 2)
    return Section(
        name=ADJUSTED_SHEET,
        title="SỐ LIỆU ĐÃ BÁO CÁO NAY ĐƯỢC ĐIỀU CHỈNH",
        subtitle="Số đã ghi trong báo cáo trước và số tính lại theo các tệp hiện có",
        blocks=(
            _changed_files(checks.sources),
            _adjusted_counts(counts, material.total.name),
            _adjusted_rates(rates, material.total.name),
        ),
        landscape=True,
        audit=True,
    )


def _adjusted_counts(found: Sequence[Adjustment], whole: str) -> Table:
    columns = (
        *_WHAT,
        Column("reported", "Đã báo cáo", "integer", width=8),
        Column("now", "Nay tính lại", "integer", width=8),
        Column("difference", "Chênh lệch", "integer", width=8, difference=("now", "reported")),
    )

    def cells(each: Adjustment) -> dict[str, Value]:
        (before,), (now,) = each.reported, each.now
        return {"reported": before, "now": now, "difference": (now or 0) - (before or 0)}

    title = f"2. Số lượng: {official_count(len(found))}"
    return Table("adjusted", title, columns, _adjusted_rows(found, whole, cells), _cut(len(found)))


def _adjusted_rates(found: Sequence[Adjustment], whole: str) -> Table:
    columns = (
        *_WHAT,
        *(
            column
            for key, band in (("reported", "Đã báo cáo"), ("now", "Nay tính lại"))
            for column in (
                Column(f"{key}.counted", "Số hồ sơ đạt", "integer", band, 8),
                Column(f"{key}.out_of", "Trên tổng số", "integer", band, 8),
                Column(f"{key}.percent", "Tỷ lệ", "percent", band, 8.5, ratio=(f"{key}.counted", f"{key}.out_of")),
            )
        ),
        Column("change", "Tăng, giảm (điểm %)", "points", width=8.5, difference=("now.percent", "reported.percent")),
    )

    def cells(each: Adjustment) -> dict[str, Value]:
        sides = {name: Ratio(pair[0], pair[1]) for name, pair in (("reported", each.reported), ("now", each.now))}
        before, now = (side.percent for side in sides.values())
        found: dict[str, Value] = {"change": None if before is None or now is None else round(now - before, 2)}
        for key, side in sides.items():
            found |= {f"{key}.counted": side.counted, f"{key}.out_of": side.out_of, f"{key}.percent": side.percent}
        return found

    title = f"3. Tỷ lệ: {official_count(len(found))}"
    note = f"“–”: không có số liệu, do các tệp nguồn {NO_COLUMN}, hoặc không phát sinh hồ sơ."
    return Table("adjusted_rates", title, columns, _adjusted_rows(found, whole, cells), (note, *_cut(len(found))))


def _adjusted_rows(
    found: Sequence[Adjustment], whole: str, cells: Callable[[Adjustment], Mapping[str, Value]]
) -> tuple[Row, ...]:
    return tuple(
        Row(
            {
                "no": number,
                "period": each.report.label,
                "unit": whole if each.unit == "total" else each.name,
                "what": each.label,
                **cells(each),
            },
            "group" if each.unit == "total" else "row",
        )
        for number, each in enumerate(found[:_MOST_ROWS], 1)
    )


def _changed_files(sources: Sequence[Changed]) -> Table:
    columns = (
        _NUMBER,
        Column("period", "Kỳ", width=9),
        Column("state", "Tệp nguồn", width=31),
        Column("path", "Tên tệp"),
    )
    states: Mapping[FileChange, str] = {
        "new": "Mới so với lần báo cáo",
        "changed": "Đã sửa từ lần báo cáo",
        "gone": "Không còn",
    }
    found = [
        (each.reported.label, state, path)
        for each in sources
        for change, state in states.items()
        for path in each.paths(change)
    ]
    rows = tuple(
        Row({"no": number, "period": label, "state": state, "path": path})
        for number, (label, state, path) in enumerate(found[:_MOST_ROWS], 1)
    )
    empty = "Các tệp nguồn không thay đổi; xem thiết lập và phiên bản tại trang “Nguồn số liệu”."
    return Table(
        "changed_sources", "1. Tệp nguồn thay đổi từ lần báo cáo", columns, rows, _cut(len(found)), empty=empty
    )


def _cut(count: int) -> tuple[str, ...]:
    rest = count - _MOST_ROWS
    return (f"Còn {decimal(rest)} dòng không liệt kê ở đây; xem đầy đủ bằng lựa chọn --json.",) if rest > 0 else ()
