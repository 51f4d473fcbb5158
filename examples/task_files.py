"""The files of nhiem-vu/ and theo-doi/: one export of the task software and three trackers of different shapes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from assignments import (
    MESSY,
    MESSY_COLUMNS,
    SMALL,
    SMALL_COLUMNS,
    SOFTWARE,
    SOFTWARE_COLUMNS,
    TRACKER,
    TRACKER_COLUMNS,
    lines,
)
from shapes import Row, csv_file, filled_form, html_table, sheet_rows, workbook

TEMPLATE = Path(__file__).resolve().parents[1] / "templates" / "tracker.xlsx"
_SAVED = datetime(2024, 3, 13, 16, 30)


def software_export() -> bytes:
    """The web page that the software calls Excel: a header of two rows, days as ISO texts in UTC."""
    titles = ("DANH SÁCH NHIỆM VỤ UBND, CHỦ TỊCH UBND HUYỆN GIAO", "Ngày xuất: 14/03/2024 16:00")
    header = (
        '<tr><th rowspan="2">STT</th><th colspan="3">Văn bản giao nhiệm vụ</th>'
        '<th rowspan="2">Nội dung nhiệm vụ</th><th rowspan="2">Đơn vị chủ trì</th>'
        '<th rowspan="2">Đơn vị phối hợp</th><th rowspan="2">Hạn xử lý</th>'
        '<th rowspan="2">Trạng thái nhiệm vụ</th><th rowspan="2">Ngày hoàn thành</th></tr>',
        "<tr><th>Số, ký hiệu</th><th>Ngày ban hành</th><th>Thời gian tạo</th></tr>",
    )
    rows = [
        {**{key: _utc(value) for key, value in row.items()}, "number": number}
        for number, row in enumerate(_rows(SOFTWARE, SOFTWARE_COLUMNS), 1)
    ]
    total = f'<tr><td colspan="10"><b>Tổng số: {len(rows)} nhiệm vụ</b></td></tr>'
    return html_table(titles, header, ("number", *SOFTWARE_COLUMNS), rows, total)


def _utc(value: object) -> object:
    """Midnight in Vietnam is 17:00 of the day before in UTC."""
    return f"{value - timedelta(hours=7):%Y-%m-%dT%H:%M:%S.000Z}" if isinstance(value, datetime) else value


def tracker_file() -> bytes:
    """Phòng Nội vụ filled in the form that comes with the product."""
    fields = {
        "number": "number", "no": "document_no", "dated": "document_date", "title": "title", "lead": "lead_unit",
        "support": "supporting_units", "due": "due_on", "extended": "extended_to", "progress": "progress",
        "status": "status", "done": "completed_on", "updated": "updated_on",
    }  # fmt: skip
    rows = [{fields[key]: value for key, value in row.items()} for row in _rows(TRACKER, TRACKER_COLUMNS)]
    return filled_form(TEMPLATE, rows, _SAVED)


def messy_file() -> bytes:
    """One book for the whole district, as it grew over the years."""
    titles = (
        "UBND HUYỆN BÌNH SƠN\nVĂN PHÒNG HĐND VÀ UBND",
        "SỔ THEO DÕI TIẾN ĐỘ CÁC NHIỆM VỤ PHỨC TẠP NĂM 2024",
        "(Cập nhật đến 16:30 ngày 13/03/2024)",
    )
    columns = (
        ("TT", "number"), ("Nội dung công việc", "title"), ("Văn bản giao việc", "no"), ("Ngày văn bản", "dated"),
        ("Cơ quan chủ trì", "lead"), ("Thời hạn hoàn thành", "due"), ("Tiến độ thực hiện", "progress"),
        ("Tình trạng", "status"), ("Ngày hoàn thành thực tế", "done"), ("Ngày cập nhật", "updated"),
        ("Khó khăn, vướng mắc", "obstacles"),
    )  # fmt: skip
    rows = [row if isinstance(row, str) else _numeric(row) for row in lines(MESSY, MESSY_COLUMNS)]
    below = ("", "Bình Sơn, ngày 13 tháng 3 năm 2024", "NGƯỜI TỔNG HỢP", "Nguyễn Văn A")
    return workbook(lambda book: sheet_rows(book, "2024", titles, columns, rows, below) and None, _SAVED)


def small_file() -> bytes:
    """A commune's list as text with semicolons; the unit stands only in the title."""
    titles = ("SỔ THEO DÕI NHIỆM VỤ NĂM 2024", "Đơn vị: UBND xã Bình Châu", "Cập nhật: 13/03/2024 10:00")
    columns = (
        ("STT", "number"), ("Số văn bản", "no"), ("Ngày văn bản", "dated"), ("Đầu việc", "title"), ("Hạn xử lý", "due"),
        ("Tiến độ", "progress"), ("Trạng thái", "status"), ("Ngày hoàn thành", "done"), ("Ngày cập nhật", "updated"),
    )  # fmt: skip
    return csv_file(titles, columns, _rows(SMALL, SMALL_COLUMNS))


def _rows(table: str, columns: tuple[str, ...]) -> Iterator[Row]:
    return (_numeric(row) for row in lines(table, columns) if not isinstance(row, str))


def _numeric(row: Row) -> Row:
    """The share of work done as a number, as it stands in a workbook."""
    share = str(row.get("progress") or "").replace(",", ".")
    return {**row, "progress": float(share) if "." in share else int(share)} if share else row
