"""A page one with every block, made by hand."""

from bsreform.report_model import Address, Bars, Column, FrontPage, Row, Section, Table

UNITS = [f"UBND xã Mẫu {letter}" for letter in "ABCDEFGHIJ"]


def boxes() -> Table:
    columns = (
        Column("received", "tiếp nhận", "integer", width=6),
        Column("closed", "đã giải quyết (đúng hạn 55,2%)", "integer", width=6),
        Column("open", "đang giải quyết", "integer", width=6),
        Column("open_overdue", "QUÁ HẠN (trên 30 ngày làm việc: 45)", "integer", width=6),
        Column("low", "chỉ tiêu không đạt, trên 7 có số liệu", "integer", width=6),
    )
    cells = {"received": 376, "closed": 1204, "open": 560, "open_overdue": 211, "low": 5}
    figures = {key: Address(key, span="now", side="value") for key in ("received", "closed", "open", "open_overdue")}
    return Table("boxes", "", columns, (Row(cells, about=Address(scope="total")),), figures=figures)


def calls() -> Table:
    columns = (
        Column("overdue", "Quá hạn", "integer", width=3),
        Column("overdue_30", "Trên 30 ngày", "integer", width=3, short=">30"),
        Column("unit", "Đơn vị", width=9, link="units"),
        Column("lacking", "Còn thiếu để đạt chỉ tiêu", width=15),
    )
    lacking = "giải quyết đúng hạn: thiếu 24 hồ sơ (37/67); số hóa kết quả: thiếu 5 (12/21)"
    rows = tuple(
        Row(
            {"overdue": 55 - 7 * k, "overdue_30": max(12 - 3 * k, 0), "unit": unit, "lacking": lacking},
            about=Address(scope=f"unit:{k}"),
        )
        for k, unit in enumerate(UNITS[:7])
    )
    return Table(
        "calls",
        "1. HÔM NAY GỌI AI, VỀ VIỆC GÌ",
        columns,
        rows,
        notes=("Xếp theo số hồ sơ quá hạn, rồi số hồ sơ còn thiếu. Tỷ lệ trên dưới 10 hồ sơ không xét.",),
        figures={"overdue": Address("open_overdue", span="now", side="value")},
    )


def rates() -> Bars:
    columns = (
        Column("label", "Chỉ tiêu", width=8),
        Column("bar", "Kết quả (xám), chỉ tiêu (khung)", "sparkline", width=8),
        Column("percent", "Tỷ lệ", "percent", width=3),
        Column("counts", "Đạt/tổng số", width=3),
        Column("target", "Chỉ tiêu", "percent", width=3),
        Column("verdict", "Còn thiếu", width=3),
        Column("change", "So kỳ trước", "points", width=2),
    )
    found = [("Tỷ lệ đúng hạn", 55.2, "37/67", 90, "thiếu 24", -3.4), ("Trực tuyến", 62.0, "31/50", 50, "đạt", 1.2)] * 3
    rows = tuple(
        Row(
            dict(zip(("label", "percent", "counts", "target", "verdict", "change"), each, strict=True)),
            verdicts={"percent": "below"} if "thiếu" in each[4] else {},
            about=Address(scope="total"),
        )
        for each in found
    )
    return Bars(
        Table("rates", "2. CHỈ TIÊU TOÀN HUYỆN", columns, rows),
        "bullet",
        "bar",
        ("percent", "target"),
        "Kết quả so với chỉ tiêu của 6 tỷ lệ.",
    )


def overdue() -> Bars:
    columns = (
        Column("unit", "Đơn vị", width=8, link="units"),
        Column("bar", "1–7 (nhạt), 8–30, trên 30 ngày làm việc (đậm)", "sparkline", width=13),
        Column("d7", "1–7", "integer", width=3),
        Column("d30", "8–30", "integer", width=3),
        Column("more", "Trên 30", "integer", width=3),
    )
    rows = tuple(
        Row({"unit": unit, "d7": 20 - k, "d30": 15 - k, "more": 10 - k}, about=Address(scope=f"unit:{k}"))
        for k, unit in enumerate(UNITS)
    )
    title = "3. HỒ SƠ QUÁ HẠN THEO ĐƠN VỊ: 10 đơn vị nhiều nhất; 12 đơn vị khác còn 31 hồ sơ"
    return Bars(
        Table("overdue_units", title, columns, rows),
        "stack",
        "bar",
        ("d7", "d30", "more"),
        "Hồ sơ quá hạn của 10 đơn vị theo số ngày.",
    )


def scores() -> Table:
    """Eight units with ground for a grade, two without."""
    columns = (
        Column("unit", "Đơn vị", width=30),
        Column("score", "Điểm", "decimal"),
        Column("thin", "Điểm, ít căn cứ", "decimal"),
        Column("height", "Bậc", "integer"),
    )
    rows = []
    for k, unit in enumerate(UNITS):
        score = 95.5 - 6 * k
        own = {"score": "", "thin": score} if k % 4 == 3 else {"score": score, "thin": ""}
        rows.append(Row({"unit": unit, **own, "height": 1 + k % 2}))
    return Table("scores", "Điểm", columns, tuple(rows))


def strip() -> Bars:
    columns = (
        Column("unit", "Đơn vị", width=9),
        Column("score", "Điểm", "decimal", width=3),
        Column("bar", "Thang 0–100", "sparkline", width=18),
    )
    rows = tuple(Row({"unit": unit, "score": score}) for unit, score in ((UNITS[0], 95.5), (UNITS[9], 41.5)))
    table = Table("strip", "3. ĐIỂM THEO ĐƠN VỊ", columns, rows)
    return Bars(table, "strip", "bar", ("score", "thin"), "Điểm của 10 đơn vị.", scores())


def front(warning: str = "", *more: Bars) -> Section:
    """The sheet, with the drawings asked for."""
    page = FrontPage(
        band="TUẦN 10/2024 · huyện Bình Sơn · 02/3 – 08/3/2024",
        seen="Số liệu xuất đến 08/3/2024; 35/37 đơn vị có số liệu; 12 dòng bị loại.",
        warning=warning,
        headline="211 hồ sơ quá hạn, 55% ở ba đơn vị. 5/7 chỉ tiêu không đạt; xa nhất: đúng hạn, thiếu 24 hồ sơ.",
        boxes=boxes(),
        calls=calls(),
        bars=more or (rates(), overdue()),
        remark="Ý kiến chỉ đạo:",
    )
    return Section("Trang nhất", (page,))


def units() -> Section:
    """A second sheet with a row per unit, for the links."""
    columns = (Column("unit", "Đơn vị", width=30), Column("received", "Tiếp nhận", "integer"))
    rows = tuple(Row({"unit": u, "received": k}, about=Address(scope=f"unit:{k}")) for k, u in enumerate(UNITS))
    return Section("Các đơn vị", (Table("units", "Các đơn vị", columns, rows),), title="CÁC ĐƠN VỊ", landscape=True)
