"""The files of the example workspace that the district's one-stop shop exports: an older and a newer one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from made_up import DISTRICT_WIDE, NEW_EXPORT, OLD_EXPORT, PROCEDURES, Dossier, Habits, dossiers, row_of
from msgspec.structs import replace
from shapes import Row, formula, html_table, sheet_rows, workbook


def district_wide() -> list[tuple[Habits, list[Dossier]]]:
    """The dossiers of the units that the district's own export covers."""
    return [(habits, dossiers(habits, seed)) for seed, habits in enumerate(DISTRICT_WIDE, 1)]


# --- the district's export: an older one as HTML, a newer one as .xlsx -------------------------------

_HTML_COLUMNS = (
    "number", "code", "applicant", "procedure_code", "procedure", "channel", "received", "due", "finished", "status",
    "fee", "method", "components", "result", "reused",
)  # fmt: skip
_HTML_HEADER = (
    '<tr><th rowspan="2">STT</th><th rowspan="2">Mã hồ sơ</th><th rowspan="2">Chủ hồ sơ</th>'
    '<th colspan="2">Thủ tục hành chính</th><th rowspan="2">Hình thức tiếp nhận</th><th colspan="3">Thời gian</th>'
    '<th rowspan="2">Tình trạng</th><th colspan="2">Phí, lệ phí</th><th colspan="2">Số hóa</th>'
    '<th rowspan="2">Tái sử dụng</th></tr>',
    "<tr><th>Mã TTHC</th><th>Tên TTHC</th><th>Ngày tiếp nhận</th><th>Ngày hẹn trả</th><th>Ngày kết thúc xử lý</th>"
    "<th>Tổng (VNĐ)</th><th>Hình thức thanh toán</th><th>Thành phần hồ sơ</th><th>Kết quả</th></tr>",
)


def older_export() -> bytes:
    """All dossiers until 01/3, grouped by unit, as the system's web page saves them."""
    rows: list[Row | str] = []
    count = total = 0
    for group, (habits, all_of_it) in enumerate(district_wide(), 1):
        known = [each for each in all_of_it if each.received <= OLD_EXPORT]
        rows.append(f"{_roman(group)}. {habits.unit} ({len(known)} hồ sơ)")
        rows += [{**row_of(each, OLD_EXPORT), "number": count + n} for n, each in enumerate(known, 1)]
        count += len(known)
        total += sum(each.procedure.fee for each in known)
    below = (
        f'<tr><td colspan="10"><b>Tổng cộng: {count} hồ sơ</b></td>'
        f'<td>{total:,}</td><td colspan="4"></td></tr>'.replace(",", ".")
    )
    titles = (
        "UBND HUYỆN BÌNH SƠN",
        "DANH SÁCH HỒ SƠ TIẾP NHẬN VÀ GIẢI QUYẾT",
        "Từ ngày 01/01/2024 đến ngày 01/03/2024",
        f"Thời điểm kết xuất: {OLD_EXPORT:%d/%m/%Y %H:%M:%S}",
    )
    return html_table(titles, _HTML_HEADER, _HTML_COLUMNS, rows, below)


def _roman(number: int) -> str:
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number - 1]


_XLSX_COLUMNS = (
    ("STT", "number"), ("Mã hồ sơ", "code"), ("Người nộp", "applicant"), ("Mã thủ tục", "procedure_code"),
    ("Tên thủ tục hành chính", "procedure"), ("Đơn vị giải quyết", "unit"), ("Hình thức nộp", "channel"),
    ("Ngày tiếp nhận", "received"), ("Ngày hẹn trả", "due"), ("Ngày kết thúc xử lý", "finished"),
    ("Ngày trả kết quả", "returned"), ("Trạng thái", "status"), ("Phí, lệ phí", "fee"),
    ("Hình thức thanh toán", "method"), ("Số hóa hồ sơ", "components"), ("Số hóa kết quả", "result"),
    ("Tái sử dụng", "reused"),
)  # fmt: skip


def newer_export() -> bytes:
    """All dossiers until 08/3, in sections by field, with the mistakes that people make, and a total that is off."""
    fields: dict[str, list[Row]] = {}
    for _, all_of_it in district_wide():
        for each in all_of_it:
            if each.received <= NEW_EXPORT:
                fields.setdefault(each.procedure.field, []).append(row_of(each, NEW_EXPORT))
    for row in mistakes():
        fields["Hộ tịch"].append(row)
    count = sum(map(len, fields.values()))
    below = (
        f"Tổng số: {count + 2} hồ sơ",
        "",
        "NGƯỜI LẬP BIỂU",
        "Nguyễn Văn A",
    )
    titles = (
        "UBND HUYỆN BÌNH SƠN",
        "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
        "DANH SÁCH HỒ SƠ TỪ NGÀY 01/01/2024 ĐẾN NGÀY 08/03/2024",
        f"Thời điểm xuất: {NEW_EXPORT:%H:%M} ngày {NEW_EXPORT:%d/%m/%Y}",
    )

    def fill(book: object) -> None:
        sheet = sheet_rows(book, "Danh sách hồ sơ", titles, _XLSX_COLUMNS, _numbered(fields), below)
        sheet.set_row(8, None, None, {"hidden": True})
        sheet.freeze_panes(6, 2)

    return workbook(fill, NEW_EXPORT)


def _numbered(fields: Mapping[str, Sequence[Row]]) -> Iterator[Row | str]:
    number = 0
    for letter, (field, rows) in zip("ABCDEFGHIKLM", fields.items(), strict=False):
        yield f"{letter}. Lĩnh vực {field}"
        for row in rows:
            number += 1
            yield {**row, "number": number}


def mistakes() -> Iterator[Row]:
    """Rows of March with one mistake each."""
    good = replace(
        dossiers(DISTRICT_WIDE[4], 90)[-1],
        received=datetime(2024, 3, 5, 8, 15),
        due=datetime(2024, 3, 7, 17),
        finished=datetime(2024, 3, 6, 10),
        fate="Đã trả kết quả",
        procedure=PROCEDURES[4],
    )
    wrong: tuple[dict[str, object], ...] = (
        {"code": ""},
        {"code": "chưa cấp mã"},
        {"due": "31/02/2024"},
        {"received": "13/25/2024"},
        {"due": "07/03/2204"},
        {"unit": "UBND xã Bình Chanh"},
        {"finished": datetime(2024, 3, 1, 9), "returned": datetime(2024, 3, 1, 9)},
        {"finished": None, "returned": None},
        {"status": "Đang sử lý", "finished": None, "returned": None},
        {"status": "Đang xử lý"},
        {"channel": "Qua Zalo"},
        {"received": datetime(2024, 3, 11, 8), "finished": None, "returned": None, "status": "Đang xử lý"},
        {"fee": formula("=VLOOKUP(D9,BangPhi,2,0)", "#N/A")},
        {"fee": formula("=4000*2")},
    )
    for number, each in enumerate(wrong, 901):
        yield {**row_of(good, NEW_EXPORT), "code": f"000.00.21.H48-240305-0{number}", **each}
    twice = {**row_of(good, NEW_EXPORT), "code": "000.00.21.H48-240305-0950"}
    yield {**twice, "status": "Đang xử lý", "finished": None, "returned": None}
    yield twice
