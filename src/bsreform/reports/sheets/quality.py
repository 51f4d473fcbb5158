"""“Chất lượng dữ liệu”: where the rows went, units without data, rows left out, all problems."""

from bsreform.model import Column, Problem, Row, Section, Table
from bsreform.reports.material import Material
from bsreform.wording import SEVERITY, decimal, official_date

MOST_ROWS = 3000
"""Rows of one list; what is cut is counted in a note."""


def quality(material: Material) -> Section:
    """The sheet: nothing that was left out of the figures stays unsaid."""
    return Section(
        name="Chất lượng dữ liệu",
        title="CHẤT LƯỢNG DỮ LIỆU",
        subtitle=f"Số liệu tính đến hết ngày {official_date(material.period.as_of)}",
        blocks=(_accounting(material), _without_data(material), _excluded(material), _problems(material.problems)),
        landscape=True,
    )


def _accounting(material: Material) -> Table:
    rows = material.rows
    parts = (
        ("Số dòng hồ sơ đã đọc", rows.read, "Bằng tổng bốn dòng dưới"),
        ("Hồ sơ được dùng để tính", rows.used, "Mỗi hồ sơ một dòng, theo tệp mới nhất"),
        ("Dòng được thay thế", rows.superseded, "Cùng mã hồ sơ đã có trong tệp mới hơn hoặc dòng sau"),
        ("Hồ sơ đã loại do lỗi", rows.excluded, "Xem mục 3; sửa tại hệ thống một cửa rồi xuất lại"),
        ("Hồ sơ không được tiếp nhận", rows.not_accepted, "Mới đăng ký hoặc không được tiếp nhận: không tính"),
    )
    columns = (
        Column("what", "Nội dung", width=34),
        Column("count", "Số dòng", "integer", width=28),
        Column("note", "Ghi chú", width=46),
    )
    return Table(
        "accounting", "1. Số dòng đã đọc", columns, tuple(Row({"what": a, "count": b, "note": c}) for a, b, c in parts)
    )


def _without_data(material: Material) -> Table:
    units = [unit.name for unit in material.units if not unit.has_data]
    columns = (Column("no", "STT", "integer", width=34), Column("unit", "Đơn vị", width=28))
    rows = tuple(Row({"no": number, "unit": name}) for number, name in enumerate(units, 1))
    return Table("without_data", "2. Đơn vị chưa có số liệu", columns, rows, empty="Tất cả đơn vị đều có số liệu.")


def _excluded(material: Material) -> Table:
    columns = (
        Column("place", "Vị trí (tệp, trang, dòng)", width=34),
        Column("code", "Mã hồ sơ", width=28),
        Column("reasons", "Lý do loại", width=46),
    )
    shown = material.excluded[:MOST_ROWS]
    rows = tuple(Row({"place": each.place, "code": each.code, "reasons": each.reasons}) for each in shown)
    return Table(
        "excluded",
        f"3. Hồ sơ đã loại khỏi mọi số liệu: {decimal(material.rows.excluded)}",
        columns,
        rows,
        notes=_cut(len(material.excluded)),
        empty="Không loại hồ sơ nào.",
    )


def _problems(problems: tuple[Problem, ...]) -> Table:
    columns = (
        Column("place", "Vị trí", width=34),
        Column("raw", "Nội dung trong tệp", width=28),
        Column("message", "Vấn đề", width=46),
        Column("hint", "Cách sửa", width=46),
        Column("severity", "Mức độ", width=11),
        Column("rule", "Mã quy tắc", width=24),
    )
    rows = tuple(
        Row(
            {
                "place": each.place,
                "raw": each.raw,
                "message": each.message,
                "hint": each.hint,
                "severity": SEVERITY[each.severity].capitalize(),
                "rule": each.rule,
            }
        )
        for each in problems[:MOST_ROWS]
    )
    return Table(
        "problems",
        f"4. Các vấn đề của dữ liệu: {decimal(len(problems))}",
        columns,
        rows,
        notes=_cut(len(problems)),
        filtered=True,
        empty="Không phát hiện vấn đề nào.",
    )


def _cut(count: int) -> tuple[str, ...]:
    if count <= MOST_ROWS:
        return ()
    rest = decimal(count - MOST_ROWS)
    return (f"Còn {rest} dòng không liệt kê ở đây; xem đầy đủ bằng lệnh: bsreform validate --format csv",)
