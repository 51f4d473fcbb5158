"""Parts of “Dữ liệu”: where the rows went, who has sent nothing, what is wrong with the data, what is left out."""

from collections.abc import Sequence

from bsreform.language.wording import SEVERITY, decimal, official_count
from bsreform.material.values import Excluded, Material
from bsreform.model import Problem
from bsreform.report_model import Address, Column, Paragraphs, Row, Table
from bsreform.reports.sheets.addresses import TOTAL, value

MOST_ROWS = 3000
"""Rows of one list; what is cut is counted in a note."""
_WIDTHS = (32, 22, 38)


def left_out(material: Material) -> Table:
    """The rows of dossiers that are in no figure, with their reasons."""
    return excluded_list("excluded", "Mã hồ sơ", "Hồ sơ không được tính do lỗi dữ liệu", material.excluded)


def excluded_list(id_: str, label: str, title: str, rows: Sequence[Excluded]) -> Table:
    """The rows left out, each with its reasons; `label` heads what they are called."""
    columns = (
        Column("code", label, width=_WIDTHS[0]),
        Column("no", "STT", "integer", width=_WIDTHS[1]),
        Column("reasons", "Lý do không tính", width=_WIDTHS[2]),
        Column("place", "Vị trí (tệp, trang, dòng)", width=36),
    )
    shown = tuple(
        Row({"no": number, "place": each.place, "code": each.code, "reasons": each.reasons})
        for number, each in enumerate(rows[:MOST_ROWS], 1)
    )
    return Table(id_, f"{title}: {official_count(len(rows))}", columns, shown, _cut(len(rows)))


Accounts = Sequence[tuple[str, int, str, str]]


def dossier_rows(material: Material) -> Accounts:
    """Where the rows of dossiers went: what, how many, a remark, and the id of the figure."""
    rows = material.rows
    return (
        ("Số dòng hồ sơ đã đọc", rows.read, "Bằng tổng bốn dòng dưới", "rows.read"),
        ("Hồ sơ được dùng để tính", rows.used, "Mỗi hồ sơ một dòng, theo tệp mới nhất", "rows.used"),
        (
            "Dòng được thay thế",
            rows.superseded,
            "Cùng mã hồ sơ đã có trong tệp mới hơn hoặc dòng sau",
            "rows.superseded",
        ),
        (
            "Hồ sơ đã loại do lỗi",
            rows.excluded,
            "Có danh sách ở dưới; sửa trên hệ thống một cửa rồi xuất lại",
            "rows.excluded",
        ),
        (
            "Hồ sơ không được tiếp nhận",
            rows.not_accepted,
            "Mới đăng ký hoặc không được tiếp nhận: không tính",
            "rows.not_accepted",
        ),
    )


def accounting(id_: str, title: str, parts: Accounts) -> Table:
    """A table of these counts."""
    columns = (
        Column("what", "Nội dung", width=_WIDTHS[0]),
        Column("count", "Số dòng", "integer", width=_WIDTHS[1]),
        Column("note", "Ghi chú", width=_WIDTHS[2]),
    )
    rows = (Row({"what": a, "count": b, "note": c}, about=Address(d, TOTAL)) for a, b, c, d in parts)
    return Table(id_, title, columns, tuple(rows), figures={"count": value(span="now")})


def without_data(material: Material) -> Paragraphs:
    """The units that have sent no dossier, a paragraph for each group."""
    told = []
    for group in material.groups:
        if names := [unit.name for unit in material.silent if unit.group == group.id]:
            told.append(f"- {group.name} ({official_count(len(names))}): {'; '.join(names)}.")
    title = f"Đơn vị chưa có số liệu: {official_count(len(material.silent))}"
    return Paragraphs(tuple(told), heading=title)


def problem_list(problems: Sequence[Problem]) -> Table:
    """Every problem with its place and its remedy."""
    columns = (
        Column("place", "Vị trí", width=_WIDTHS[0]),
        Column("raw", "Nội dung trong tệp", width=_WIDTHS[1]),
        Column("message", "Vấn đề", width=_WIDTHS[2]),
        Column("hint", "Cách sửa", width=36),
        Column("severity", "Mức độ", width=9),
        Column("rule", "Mã quy tắc", width=20),
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
        f"Các vấn đề của dữ liệu: {official_count(len(problems))}",
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
