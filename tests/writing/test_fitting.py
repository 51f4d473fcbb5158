"""No row of a workbook cuts its text: each is as high as its longest text needs."""

from bsreform.report_model import Column, Paragraphs, Row, Section, Table, TwoSides
from cut_text import too_low, written

LONG_TITLE = "Tham mưu ban hành Kế hoạch triển khai thực hiện cải cách thủ tục hành chính; " * 8


def test_titles_of_six_hundred_characters_and_counts_of_millions_fit() -> None:
    columns = (
        Column("no", "STT", "integer", width=5),
        Column("title", "Nội dung nhiệm vụ", width=48),
        Column("count", "Tiếp nhận mới", "integer", width=9),
        Column("change", "Tăng, giảm", "points", width=9),
    )
    rows = tuple(
        Row({"no": n, "title": LONG_TITLE[: 100 * n], "count": 1_234_567, "change": -100.0}) for n in range(1, 7)
    )
    table = Table("t", "", columns, rows, (LONG_TITLE,))
    sides = TwoSides((LONG_TITLE,), ("Người lập biểu", LONG_TITLE), 70)
    texts = Section("B", (Paragraphs((LONG_TITLE * 3,)), table, sides))
    assert [cell for sheet in written((Section("A", (table,)), texts)) for cell in too_low(sheet)] == []
