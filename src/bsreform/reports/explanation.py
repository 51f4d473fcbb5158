"""An explanation as tables: the figure in words, the rows behind it, those left out, and what has changed since."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from bsreform.figures.explanation import Behind, ExplainedPart, Explanation
from bsreform.files.changed_files import FileChange
from bsreform.language.wording import DASH, decimal, official_date, short_decimal
from bsreform.model import Source, Value
from bsreform.report_model import Column, Paragraphs, Row, Section, Table

_CHANGES: Mapping[FileChange, str] = {"new": "Tệp mới", "gone": "Không còn tệp", "changed": "Nội dung đã thay đổi"}
_PLACE = (
    Column("path", "Tệp", width=34),
    Column("sheet", "Trang", width=16),
    Column("row", "Dòng", "integer", width=7),
)
_SHEETS: Mapping[str, str] = {"left_out": "Dòng bị loại", "changes": "Tệp đã thay đổi"}
SHOWN_ROWS = 20
"""Rows of a list on the screen; the workbook and the JSON have them all."""


def heading(found: Explanation) -> str:
    """“Tỷ lệ hồ sơ trực tuyến – UBND xã Bình Chánh”."""
    return f"{found.label} – {found.whose}"


def days(found: Explanation) -> str:
    """“Từ ngày … đến ngày …”, both days included."""
    return f"Từ ngày {official_date(found.days.start)} đến ngày {official_date(found.days.end)}"


def statements(found: Explanation) -> tuple[str, ...]:
    """The figure with its counts, what it is made of, and how it compares with the report."""
    lines = [f"Số liệu: {worded(found)}."]
    lines += [f"{part.label}: {_made(part)} Cách tính: {part.formula}.{_by(part)}" for part in found.parts]
    lines += [f"{part.label}, kỳ trước: {_made(part)}" for part in found.before]
    if found.superseded or found.not_accepted:
        lines.append(
            f"Ngoài số liệu, không phải lỗi: {decimal(found.superseded)} dòng đã có dòng mới hơn, "
            f"{decimal(found.not_accepted)} dòng chưa hoặc không được tiếp nhận, đã rút."
        )
    return (*lines, *_since(found))


def worded(found: Explanation) -> str:
    """“3/9 = 33,33%”, “9”, or that there are no data."""
    if not any(part.has_data for part in found.parts):
        return "không có số liệu"
    ratio = found.ratio
    if found.address.side == "change":
        unit = "" if ratio.out_of is None else " điểm phần trăm"
        return DASH if found.value is None else f"{decimal(found.value, 2, sign=True)}{unit} so với kỳ trước"
    if found.is_score:
        return DASH if found.value is None else f"{short_decimal(found.value)} điểm"
    if ratio.out_of is None:
        return decimal(ratio.counted or 0)
    percent = DASH if ratio.percent is None else f"{decimal(ratio.percent, 2)}%"
    return f"{decimal(ratio.counted or 0)}/{decimal(ratio.out_of)} = {percent}"


def _lacking(columns: Sequence[str]) -> str:
    return f" (các tệp không có cột, hoặc cột chưa được nhận ra: {', '.join(columns)})"


def _made(part: ExplainedPart) -> str:
    if not part.has_data:
        return f"không có số liệu{_lacking(part.missing) if part.missing else _not_known(part)}."
    ratio = part.ratio
    if ratio.out_of is None:
        return f"{decimal(ratio.counted or 0)}{_not_known(part)}."
    percent = DASH if ratio.percent is None else f"{decimal(ratio.percent, 2)}%"
    told = [f"{decimal(ratio.counted or 0)}/{decimal(ratio.out_of)} = {percent}{_not_known(part)}"]
    if part.target is not None:
        told.append(f"chỉ tiêu {short_decimal(part.target)}%")
    if part.weight is not None:
        told.append(f"tối đa {short_decimal(part.weight)} điểm")
    return f"{'; '.join(told)}."


def _not_known(part: ExplainedPart) -> str:
    """How many more rows may belong to the figure."""
    if not part.unknown:
        return ""
    return (
        f" (còn {decimal(len(part.unknown))} dòng không có số liệu: tệp không có cột, hoặc danh mục không có thủ tục)"
    )


def _by(part: ExplainedPart) -> str:
    return f" Căn cứ: điểm {part.clause} của Công văn." if part.clause else ""


def _since(found: Explanation) -> tuple[str, ...]:
    since = found.since
    if since is None:
        return ("Chưa có báo cáo của kỳ này để so sánh.",)
    changed = f"{len(since.changes)} tệp nguồn đã thay đổi" if since.changes else "các tệp nguồn không thay đổi"
    return (f"So với báo cáo đã lập ({since.file}): {_reported(found)}; {changed}.",)


def _reported(found: Explanation) -> str:
    """Whether the report shows the same: a percent is kept there as a share, what is missing as a dash."""
    value = found.since.reported if found.since else None
    now = found.shown
    if isinstance(value, float) and found.shows_percent:
        value = round(value * 100, 2)
    if value is None or isinstance(value, str):
        return "báo cáo không có số" if now is None else f"báo cáo chưa có số, nay là {short_decimal(now)}"
    if now is not None and abs(value - now) < 0.005:
        return "số liệu trong báo cáo vẫn đúng"
    today = "không có số" if now is None else short_decimal(now)
    return f"trong báo cáo là {short_decimal(value)}, nay là {today}"


def tables(found: Explanation, most: int | None = None) -> tuple[Table, ...]:
    """The lists; at most `most` rows of each, with a note on the rest."""
    parts = [*((part, "") for part in found.parts), *((part, ", kỳ trước") for part in found.before)]
    titles = [f"{part.label}{when}" for part, when in parts] if len(parts) > 1 else ["Các dòng đứng sau số liệu"]
    lists = [_rows(part, at, title, most) for at, ((part, _), title) in enumerate(zip(parts, titles, strict=True), 1)]
    for at, part in enumerate(found.parts, 1):
        if part.unknown:
            title = f"{part.label}: không có số liệu" if len(found.parts) > 1 else "Các dòng không có số liệu"
            without = _rows(replace(part, rows=part.unknown, is_rate=False), at, title, most)
            lists.append(replace(without, id=f"unknown_{at}"))
    out = _left_out(found, most)
    changes = _changed(found) if found.since and found.since.changes else None
    return (*lists, *((out,) if out.rows else ()), *((changes,) if changes else ()))


def _rows(part: ExplainedPart, number: int, title: str, most: int | None) -> Table:
    counted = (Column("counted", "Được tính", width=8),) if part.is_rate else ()
    amount = (Column("amount", "Số lượng", "integer", width=9),) if any(each.amount != 1 for each in part.rows) else ()
    columns = (
        Column("no", "STT", "integer", width=5),
        *counted,
        *amount,
        Column("name", part.called, width=26),
        *(() if all(each.unit == part.rows[0].unit for each in part.rows) else (Column("unit", "Đơn vị", width=24),)),
        *part.columns,
        *_PLACE,
    )
    rows = tuple(Row(_cells(at, each)) for at, each in enumerate(part.rows[:most], 1))
    return Table(f"part_{number}", title, columns, rows, _cut(len(part.rows), most), filtered=True)


def _cells(at: int, each: Behind) -> dict[str, Value]:
    shown: dict[str, Value] = {"no": at, "counted": "x" if each.counted else "", "amount": each.amount}
    return {**each.values, **shown, "name": each.name, "unit": each.unit, **_place(each.source, each.row)}


def _place(source: Source, row: int) -> dict[str, Value]:
    return {"path": source.path, "sheet": source.sheet or "", "row": row or None}


def _left_out(found: Explanation, most: int | None) -> Table:
    columns = (
        Column("no", "STT", "integer", width=5),
        Column("name", found.parts[0].called, width=26),
        Column("reasons", "Lý do không tính", width=60),
        *_PLACE,
    )
    rows = tuple(
        Row({"no": at, "name": each.name, "reasons": each.reasons, **_place(each.source, each.row)})
        for at, each in enumerate(found.left_out[:most], 1)
    )
    title = "Các dòng bị loại do lỗi, có thể thuộc số liệu này"
    return Table("left_out", title, columns, rows, _cut(len(found.left_out), most), filtered=True)


def _changed(found: Explanation) -> Table:
    columns = (Column("path", "Tệp", width=60), Column("change", "Thay đổi", width=24))
    changes: Sequence[tuple[str, FileChange]] = found.since.changes if found.since else ()
    rows = tuple(Row({"path": path, "change": _CHANGES[change]}) for path, change in changes)
    return Table("changes", "Tệp nguồn đã thay đổi từ khi lập báo cáo", columns, rows)


def _cut(count: int, most: int | None) -> tuple[str, ...]:
    if most is None or count <= most:
        return ()
    return (f"Còn {decimal(count - most)} dòng; xem đủ bằng --output TỆP.xlsx hoặc --json.",)


def sections(found: Explanation) -> tuple[Section, ...]:
    """The sheets of the workbook: the figure in words, then one for each list."""
    told = Paragraphs(tuple(f"- {line}" for line in statements(found)))
    subtitle = f"{found.whose} – {days(found)}"
    first = Section("Giải trình", (told,), f"GIẢI TRÌNH SỐ LIỆU: {found.label.upper()}", subtitle)
    lists = (
        Section(_SHEETS.get(each.id, each.title), (replace(each, title=""),), each.title, subtitle, True)
        for each in tables(found)
    )
    return (first, *lists)


SCREEN_COLUMNS = ("counted", "amount", "name", "row", "path", "reasons", "change")


def screen_tables(found: Explanation) -> tuple[Table, ...]:
    """The lists for 80 columns: what a row is called and where it stands."""
    return tuple(_narrow(table) for table in tables(found, SHOWN_ROWS))


def _narrow(table: Table) -> Table:
    columns = tuple(column for column in table.columns if column.key in SCREEN_COLUMNS)
    return Table(table.id, table.title, columns, table.rows, table.notes, empty="Không có dòng nào.")
