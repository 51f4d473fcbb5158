"""A weekly report made by hand, as the reporting step would make it."""

from datetime import date, datetime

from bsreform.measures import Figures, LowUnit, Measure, Ratio, RowCount
from bsreform.model import DataDay, Period, Problem, Source
from bsreform.report_model import Chart, Closing, Column, Letterhead, Paragraphs, Report, Row, Section, Table
from ledger_lines import lines

PERIOD = Period("2024-W10", date(2024, 3, 2), date(2024, 3, 8), date(2024, 3, 8))
LEDGER = {
    "carried": 4,
    "received": 9,
    "closed": 8,
    "early": 5,
    "on_day": 1,
    "late": 2,
    "open": 5,
    "open_in_term": 3,
    "open_overdue": 2,
}
TARGET = 50.0

AGENCIES = {"Phòng Nội vụ": (2, 4, 1, 3), "Phòng Tài nguyên và Môi trường": (0, 0, 0, 0)}
COMMUNES = {
    "UBND thị trấn Châu Ổ": (5, 8, 4, 8),
    "UBND xã Bình Chánh": (3, 9, 4, 10),
    "UBND xã Bình An": (1, 2, 1, 2),
}


def unit_columns() -> tuple[Column, ...]:
    return (
        Column("no", "STT", "integer", width=5),
        Column("name", "Đơn vị", "text", width=30, short="Đơn vị"),
        Column("counted", "Trực tuyến", "integer", "Hồ sơ trực tuyến", 10, adds=True),
        Column("other", "Khác", "integer", "Hồ sơ trực tuyến", 8, adds=True),
        Column("out_of", "Tổng", "integer", "Hồ sơ trực tuyến", 8, sum_of=("counted", "other"), adds=True),
        Column("percent", "Tỷ lệ", "percent", "Hồ sơ trực tuyến", 11, ratio=("counted", "out_of"), short="TT"),
        Column("before", "Tuần trước", "percent", "Hồ sơ trực tuyến", 11),
        Column("change", "Tăng, giảm", "points", "Hồ sơ trực tuyến", 9, difference=("percent", "before")),
        Column("target", "Chỉ tiêu", "percent", width=10),
    )


def unit_row(no: int | None, name: str, figures: tuple[int, int, int, int], level: str = "row") -> Row:
    counted, out_of, before, before_of = figures
    now, then = Ratio(counted, out_of).percent, Ratio(before, before_of).percent
    cells = {"no": no, "name": name, "counted": counted, "other": out_of - counted, "out_of": out_of}
    change = None if now is None or then is None else round(now - then, 2)
    cells |= {"percent": now, "before": then, "change": change, "target": TARGET}
    verdict = None if now is None else "above" if now > TARGET else "equal" if now == TARGET else "below"
    return Row(cells, level, {"percent": verdict} if verdict else {})


def unit_rows() -> tuple[Row, ...]:
    groups = {"I. Cơ quan chuyên môn": AGENCIES, "II. UBND xã, thị trấn": COMMUNES}
    rows, sums = [], []
    for title, units in groups.items():
        sums.append(tuple(map(sum, zip(*units.values(), strict=True))))
        rows.append(unit_row(None, title, sums[-1], "group"))
        rows += [unit_row(no, name, figures) for no, (name, figures) in enumerate(units.items(), 1)]
    return (*rows, unit_row(None, "Toàn huyện", tuple(map(sum, zip(*sums, strict=True))), "total"))


def units_table(**changes: object) -> Table:
    given = {"notes": ("✗ Không đạt chỉ tiêu.",), **changes}
    return Table("units", "Kết quả theo đơn vị", unit_columns(), unit_rows(), **given)


def weeks_table() -> Table:
    """Four weeks, of the second nothing is known."""
    columns = (Column("name", "Tuần"), *(Column(key, key, "percent") for key in ("percent", "target")))
    rows = (
        Row({"name": f"T{week}", "percent": percent, "target": 50})
        for week, percent in enumerate((40, None, 45, 60), 1)
    )
    return Table("weeks", "", columns, tuple(rows))


def low_units_table() -> Table:
    columns = (
        Column("name", "Đơn vị", "text", width=30),
        Column("percent", "Tỷ lệ", "percent", width=12),
        Column("weeks", "Số tuần liên tiếp", "integer", width=12, short="Tuần"),
    )
    cells = {"name": "UBND xã Bình Chánh", "percent": 33.33, "weeks": 2}
    row = Row(cells, verdicts={"percent": "below"})
    return Table("low_units", "Đơn vị không đạt", columns, (row,))


def narrow_table() -> Table:
    wide = units_table()
    shown = [column for column in wide.columns if column.key in ("name", "counted", "percent", "change")]
    return Table("units", wide.title, tuple(shown), wide.rows)


def figures(id: str, name: str, group: str | None) -> Figures:
    no_data = Ratio(None, None)
    indicators = {
        "online_rate": Measure(Ratio(3, 9), 50, "below", Ratio(4, 10), Ratio(31, 80)),
        "reuse_rate": Measure(no_data, None, None, no_data, no_data),
    }
    return Figures(id, name, group, True, lines(LEDGER, indicators), indicators)


def problem(row: int = 4, rule: str = "unknown_unit", severity: str = "error", file: str = "ho-so/a.xls") -> Problem:
    hint = "Ghi “UBND xã Bình Chánh” (dấu sắc, không phải thanh ngang)."
    return Problem(
        rule,
        severity,
        file,
        "T3",
        f"D{row}",
        row,
        "D",
        "unit",
        "UBND xã Bình Chanh",
        "Không có đơn vị này.",
        hint,
    )


LETTERHEAD = Letterhead(
    parent="UBND huyện Bình Sơn",
    issuer="Văn phòng HĐND và UBND",
    place="Bình Sơn",
    symbol="BC-VP",
    title="Báo cáo",
    subject="Kết quả tiếp nhận, giải quyết thủ tục hành chính trong tuần",
    period="Từ ngày 02/3/2024 đến ngày 08/3/2024",
)
CLOSING = Closing(("Chủ tịch UBND huyện", "Các phòng, ban", "Lưu: VT"), "Chánh Văn phòng")


def weekly_report() -> Report:
    chart = Chart("Tỷ lệ hồ sơ trực tuyến", "weeks", "name", ("percent", "target"))
    text = Paragraphs(
        ("Toàn huyện tiếp nhận 23 hồ sơ, trong đó có 11 hồ sơ trực tuyến, đạt 47,83%.",), "Đánh giá chung"
    )
    summary = Section("Tổng hợp", (text, low_units_table()))
    units = Section("Theo đơn vị", (units_table(numbered=True),), "Kết quả theo đơn vị", "Tuần 10", True)
    trend = Section("Diễn biến", (weeks_table(), chart))
    overdue = Table("overdue", "Hồ sơ quá hạn", low_units_table().columns, (), empty="Không có hồ sơ quá hạn.")
    return Report(
        kind="weekly",
        title="Báo cáo tuần 10 năm 2024",
        period=PERIOD,
        file="bao-cao/2024/tuan-2024-W10.xlsx",
        units=(figures("binh-chanh", "UBND xã Bình Chánh", "commune"),),
        groups=(figures("commune", "UBND xã, thị trấn", "commune"),),
        total=figures("total", "Toàn huyện", None),
        low_units=(LowUnit("binh-chanh", "UBND xã Bình Chánh", "online_rate", 33.33, 50, 2),),
        calls=(),
        data=DataDay(date(2024, 3, 8), date(2024, 3, 8), PERIOD.start, PERIOD.as_of),
        rows=RowCount(1240, 1220, 9, 6, 5),
        sources=(Source("ho-so/a.xls", "T3", "dossier_export", 120, datetime(2024, 3, 8, 15), sha256="ab"),),
        problems=(problem(), problem(9, severity="warning")),
        conclusions=("Toàn huyện đạt 47,83% hồ sơ trực tuyến, thấp hơn chỉ tiêu 50%.",),
        sections=(summary, units, trend, Section("Quá hạn", (overdue,), "Danh sách hồ sơ quá hạn")),
        screen=(low_units_table(), narrow_table()),
        document=Section("Tổng hợp", (LETTERHEAD, text, low_units_table(), CLOSING)),
    )
