"""Makes examples/workspace/ anew: `python examples/generate.py`; the same bytes every time."""

import sys
from datetime import timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

from district import newer_export, older_export  # noqa: E402
from made_up import (  # noqa: E402
    BINH_DUONG,
    BINH_HAI,
    BINH_KHUONG,
    BINH_MINH,
    BINH_TRI,
    NEW_EXPORT,
    PROCEDURES,
    Habits,
    binh_chanh,
    dossiers,
    row_of,
)
from shapes import csv_file, old_font, old_workbook, open_document, sheet_rows, workbook  # noqa: E402
from task_files import messy_file, small_file, software_export, tracker_file  # noqa: E402

from hostile.encrypted import package  # noqa: E402

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
        "ho-so/xa/binh-my.xlsx": package((4, 4), b'\x40\0\0\0<?xml version="1.0"?><encryption/>'),
        "ho-so/xa/binh-long.xlsx": whole[: len(whole) // 2],
        "ho-so/xa/binh-phuoc.xlsx": bytes(4096),
        "nhiem-vu/nhiem-vu-14-3.xls": software_export(),
        "theo-doi/phong-noi-vu.xlsx": tracker_file(),
        "theo-doi/so-theo-doi-toan-huyen.xlsx": messy_file(),
        "theo-doi/xa/binh-chau.csv": small_file(),
    }


def main() -> None:
    """Writes all files; other files in the folder are left alone."""
    for name, content in files().items():
        path = HERE / "workspace" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
