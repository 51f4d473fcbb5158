"""Rule duplicate_task: what it says, and what it leaves alone (which rows are one task: test_matching.py)."""

import task_tables
from bsreform.rules import duplicate_task


def test_twice_in_one_tracker_the_row_updated_last_counts(tasks, context):
    data = tasks("""
        | document_no | title                                | updated_on |
        | 12/KH-UBND  | Xây dựng kế hoạch chuyển đổi số      | 07/03/2024 |
        | 12/KH-UBND  | Xây dựng Kế hoạch chuyển đổi số 2024 | 08/03/2024 |
        | 12/kh-ubnd  | Xây dựng kế hoạch chuyển đổi số.     | 01/03/2024 |
    """)
    (finding,) = duplicate_task.check(data, context)
    assert (finding.row, finding.field, finding.excludes) == (4, "title", False)
    assert finding.message == ("Nhiệm vụ “Xây dựng kế hoạch chuyển đổi số.” có cả ở dòng 2; chỉ dòng ấy được tính.")


def test_the_other_place_is_named_with_its_sheet_and_file(tasks, context):
    sources = (
        task_tables.tracker(),
        task_tables.tracker(sheet="T3"),
        task_tables.tracker("theo-doi/van-phong.xlsx", "Chung"),
    )
    data = tasks(
        """
        | source | document_no | title                           | updated_on |
        | 0      | 12/KH-UBND  | Xây dựng kế hoạch chuyển đổi số | 01/03/2024 |
        | 1      | 12/KH-UBND  | Xây dựng kế hoạch chuyển đổi số | 05/03/2024 |
        | 0      | 15/KH-UBND  | Rà soát thủ tục hành chính      | 01/03/2024 |
        | 2      | 15/KH-UBND  | Rà soát thủ tục hành chính      | 05/03/2024 |
    """,
        sources=sources,
    )
    assert [finding.message.partition(" có cả ở ")[2] for finding in duplicate_task.check(data, context)] == [
        "dòng 3 của trang “T3”; chỉ dòng ấy được tính.",
        "dòng 5 của theo-doi/van-phong.xlsx[Chung]; chỉ dòng ấy được tính.",
    ]


def test_an_older_export_or_a_tracker_beside_the_software_is_no_duplicate(tasks, context):
    data = tasks(
        """
        | source | document_no | title                           |
        | 0      | 12/KH-UBND  | Xây dựng kế hoạch chuyển đổi số |
        | 1      | 12/KH-UBND  | Xây dựng kế hoạch chuyển đổi số |
        | 2      | 12/KH-UBND  | Xây dựng kế hoạch chuyển đổi số |
    """,
        sources=(task_tables.tracker(), task_tables.export(), task_tables.export("nhiem-vu/moi.xlsx")),
    )
    assert not list(duplicate_task.check(data, context))


def test_an_export_that_repeats_a_row_whole_does_count_it_once(tasks, context):
    data = tasks("""
        | source | document_no | title                           | due_on     |
        | 1      | 12/KH-UBND  | Xây dựng kế hoạch chuyển đổi số | 15/03/2024 |
        | 1      | 12/KH-UBND  | Xây dựng kế hoạch chuyển đổi số | 15/03/2024 |
        | 1      | 12/KH-UBND  | Xây dựng kế hoạch chuyển đổi số | 15/06/2024 |
    """)
    assert [finding.row for finding in duplicate_task.check(data, context)] == [2]
