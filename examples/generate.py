"""Makes examples/workspace/ anew: `python examples/generate.py`; the same bytes every time."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

from hazards import encrypted_xlsx  # noqa: E402
from made_up import (  # noqa: E402
    BINH_DUONG,
    BINH_HAI,
    BINH_KHUONG,
    BINH_MINH,
    BINH_TRI,
    DISTRICT_WIDE,
    PROCEDURES,
    Dossier,
    Habits,
    binh_chanh,
    dossiers,
)
from shapes import (  # noqa: E402
    Row,
    csv_file,
    formula,
    html_table,
    old_font,
    old_workbook,
    open_document,
    sheet_rows,
    workbook,
)

OLD_EXPORT, NEW_EXPORT = datetime(2024, 3, 1, 16), datetime(2024, 3, 8, 15)
_MARKS = ("components", "result", "reused")


def row_of(dossier: Dossier, at: datetime, yes: str = "Có", no: str = "Không") -> dict[str, object]:
    """A line of an export made at that moment."""
    ended = dossier.ended(at)
    return {
        "code": dossier.code,
        "applicant": dossier.applicant,
        "procedure_code": dossier.procedure.code,
        "procedure": dossier.procedure.name,
        "unit": dossier.unit,
        "channel": dossier.channel,
        "received": dossier.received,
        "due": dossier.due,
        "finished": ended,
        "returned": ended,
        "status": dossier.status(at),
        "fee": dossier.procedure.fee,
        "method": "Trực tuyến" if dossier.paid else "Tiền mặt" if dossier.procedure.fee else "",
        "paid": yes if dossier.paid else no,
        "components": yes if dossier.components else no,
        "result": yes if dossier.result and ended else no,
        "reused": yes if dossier.reused else no,
    }


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
        {"code": "HS số 15"},
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


# --- the communes' own files -----------------------------------------------------------------------

_OWN_COLUMNS = (
    ("Mã hồ sơ", "code"), ("Tên thủ tục hành chính", "procedure"), ("Ngày nhận", "received"),
    ("Ngày hẹn trả kết quả", "due"), ("Ngày có kết quả", "finished"), ("Hình thức nộp", "channel"),
    ("Tình trạng", "status"), ("Lệ phí", "fee"), ("Thanh toán trực tuyến", "paid"), ("Số hóa TPHS", "components"),
    ("Số hóa kết quả", "result"), ("Tái sử dụng", "reused"),
)  # fmt: skip


def binh_chanh_file() -> bytes:
    """The unit stands only in the title."""
    titles = ("SỔ THEO DÕI HỒ SƠ NĂM 2024", "Đơn vị: UBND xã Bình Chánh", "Ngày xuất: 08/03/2024 15:20")
    return old_workbook(titles, _OWN_COLUMNS, [{**row, "fee": int(row["fee"])} for row in binh_chanh()])


def _own(habits: Habits, seed: int) -> list[dict[str, object]]:
    at = NEW_EXPORT
    return [row_of(each, at, "x", "") for each in dossiers(habits, seed) if each.received <= at]


def binh_tri_file() -> bytes:
    """Text with semicolons."""
    columns = (("Số biên nhận", "code"), ("Mã TTHC", "procedure_code"), *_OWN_COLUMNS[1:])
    titles = ("Đơn vị: UBND xã Bình Trị", "Thời điểm xuất: 08/03/2024 16:05")
    return csv_file(titles, columns, _own(BINH_TRI, 21))


def binh_hai_file() -> bytes:
    """LibreOffice; the unit stands in the rows' last column, with the hierarchy around it."""
    columns = (*_OWN_COLUMNS, ("Đơn vị", "unit"))
    rows = [{**row, "unit": "UBND xã Bình Hải, huyện Bình Sơn"} for row in _own(BINH_HAI, 22)]
    return open_document(("BÁO CÁO HỒ SƠ MỘT CỬA", "Ngày lập: 08/03/2024 14:30"), columns, rows, NEW_EXPORT)


def binh_minh_file() -> bytes:
    """Everything typed in a TCVN3 font."""
    columns = [(str(old_font(text)), key) for text, key in _OWN_COLUMNS]
    titles = [str(old_font(text)) for text in ("Đơn vị: UBND xã Bình Minh", "Ngày lập: 08/03/2024 11:00")]
    rows = [{key: old_font(value) for key, value in row.items()} for row in _own(BINH_MINH, 23)]
    return workbook(lambda book: sheet_rows(book, "Sheet1", titles, columns, rows) and None, NEW_EXPORT)


def binh_duong_file(copy: bool = False) -> bytes:
    """The copy that someone left beside it misses the last dossier and has another status in one row."""
    rows = _own(BINH_DUONG, 24)
    if copy:
        rows = [{**rows[0], "status": "Đang xử lý", "finished": None}, *rows[1:-1]]
    titles = ("Đơn vị: UBND xã Bình Dương", "Ngày lập: 08/03/2024 10:00")
    return workbook(lambda book: sheet_rows(book, "Hồ sơ", titles, _OWN_COLUMNS, rows) and None, NEW_EXPORT)


def binh_khuong_file() -> bytes:
    """Days written month first, as on a machine that is set to the United States."""
    rows = [{**row, "received": f"{row['received']:%m/%d/%Y}"} for row in _own(BINH_KHUONG, 25)]
    titles = ("Đơn vị: UBND xã Bình Khương", "Ngày lập: 08/03/2024 09:30")
    return workbook(lambda book: sheet_rows(book, "Hồ sơ", titles, _OWN_COLUMNS, rows) and None, NEW_EXPORT)


def procedures_file() -> bytes:
    """The catalogue of the workspace."""
    columns = (
        ("Mã TTHC", "code"), ("Tên TTHC", "name"), ("Lĩnh vực", "field"), ("Mức độ dịch vụ công", "level"),
        ("Có phí, lệ phí", "fee"), ("Thuộc Danh mục QĐ 906", "listed"), ("DVC thiết yếu", "essential"),
        ("Thời hạn giải quyết (ngày làm việc)", "days"),
    )  # fmt: skip
    rows = [
        {
            "code": each.code, "name": each.name, "field": each.field, "level": each.level, "days": each.days,
            "fee": "Có" if each.fee else "Không", "listed": "x" if each.payment_list else "",
            "essential": "x" if each.essential else "",
        }
        for each in PROCEDURES
    ]  # fmt: skip
    titles = ("DANH MỤC THỦ TỤC HÀNH CHÍNH", "Danh mục ví dụ: mã, mức độ, phí và thời hạn chỉ để minh họa")
    return workbook(
        lambda book: sheet_rows(book, "Danh mục", titles, columns, rows) and None, NEW_EXPORT - timedelta(days=60)
    )


SETTINGS = """\
# Thiết lập của thư mục ví dụ. Mọi khóa đều có giá trị mặc định; ở đây chỉ ghi vài khóa để làm mẫu.

[organisation]
name = "UBND huyện Bình Sơn"
office = "Văn phòng HĐND và UBND"
place = "Bình Sơn"

# Chỉ tiêu (%) của năm; bỏ dấu # để đặt riêng cho xã, thị trấn.
#[targets.commune]
#online_rate = 60
"""


def files() -> dict[str, bytes]:
    """Path within the workspace → content."""
    whole = binh_duong_file()
    return {
        "bsreform.toml": SETTINGS.encode(),
        "procedures.xlsx": procedures_file(),
        "ho-so/toan-huyen/danh-sach-ho-so-01-3.xls": older_export(),
        "ho-so/toan-huyen/danh-sach-ho-so-08-3.xlsx": newer_export(),
        "ho-so/xa/binh-chanh.xls": binh_chanh_file(),
        "ho-so/xa/binh-tri.csv": binh_tri_file(),
        "ho-so/xa/binh-hai.ods": binh_hai_file(),
        "ho-so/xa/binh-minh.xlsx": binh_minh_file(),
        "ho-so/xa/binh-duong.xlsx": whole,
        "ho-so/xa/binh-duong - Sao chép.xlsx": binh_duong_file(copy=True),
        "ho-so/xa/binh-khuong.xlsx": binh_khuong_file(),
        "ho-so/xa/binh-an.xlsx": b"",
        "ho-so/xa/binh-my.xlsx": encrypted_xlsx(),
        "ho-so/xa/binh-long.xlsx": whole[: len(whole) // 2],
        "ho-so/xa/binh-phuoc.xlsx": bytes(4096),
    }


def main() -> None:
    """Writes all files; other files in the folder are left alone."""
    for name, content in files().items():
        path = HERE / "workspace" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
