"""“Một cửa”: dossiers by the one-stop shop that received them, and how many apology letters are owed."""

from small_material import small_material

from bsreform.reports.sheets.one_stop import one_stop
from raw_tables import WEEK, report, rows, settings

# The week is 02–08/3/2024. The district's shop received four dossiers that others handle; the last row says nothing.
DOSSIERS = """
| handling       | receiving             | received | due   | finished | status         |
| Phòng Tư pháp  | Bộ phận Một cửa huyện | 20/02    | 05/03 | 04/03    | Đã xử lý xong  |
| Phòng Tư pháp  | Bộ phận Một cửa huyện | 04/03    | 06/03 | 07/03    | Đã xử lý xong  |
| Phòng Nội vụ   | Bộ phận Một cửa huyện | 04/03    | 06/03 |          | Đang xử lý     |
| Phòng Nội vụ   | Bộ phận Một cửa huyện | 04/03    | 06/03 |          | Chờ bổ sung    |
| Bình Chánh     |                       | 04/03    | 06/03 | 06/03    | Đã xử lý xong  |
"""


def sheet(table: str):
    material = report(rows(table), settings(), WEEK)
    (shops,) = one_stop(material).blocks
    return shops


def counts(row, *names: str):
    return [row.cells[name] for name in names]


def test_a_dossier_counts_for_the_shop_that_received_it():
    shops = sheet(DOSSIERS)
    total, district, chanh = shops.rows
    names = ("shop", "carried", "received", "early", "on_day", "late", "open_in_term", "open_overdue", "waiting")
    assert counts(total, *names) == ["Toàn huyện", 1, 4, 1, 1, 1, 1, 1, 1]
    assert counts(chanh, *names) == ["UBND xã Bình Chánh", 0, 1, 0, 1, 0, 0, 0, 0]
    assert counts(district, *names) == ["Bộ phận Một cửa huyện", 1, 3, 1, 0, 1, 1, 1, 1]
    assert counts(district, "closed", "in_time", "percent", "letters") == [2, 1, 50.0, 2]


def test_without_the_column_the_unit_of_the_dossier_stands_in_and_the_sheet_says_so():
    shops = sheet("| handling | received |\n| Bình An | 04/03 |")
    assert [row.cells["shop"] for row in shops.rows] == ["Toàn huyện", "UBND xã Bình An"]
    assert shops.notes[0].startswith("Các tệp xuất không có cột đơn vị tiếp nhận")
    assert one_stop(small_material()).blocks[0].notes[0].startswith("Nơi tiếp nhận theo cột đơn vị tiếp nhận")


def test_a_receiving_unit_that_nobody_knows_gives_way_to_the_unit():
    shops = sheet("| handling | receiving | received |\n| Bình An | Xã Không Có | 04/03 |")
    assert shops.rows[1].cells["shop"] == "UBND xã Bình An"


def test_after_the_merger_a_shop_stands_under_its_successor():
    table = "| handling | receiving | received | due |\n| Châu Ổ | Châu Ổ | 20/06/2025 | 20/08/2025 |"
    (shops,) = one_stop(report(rows(table), settings(), "2025-W27")).blocks
    assert shops.rows[1].cells["shop"] == "UBND xã Bình Sơn"
