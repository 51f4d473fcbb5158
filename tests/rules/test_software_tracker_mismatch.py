"""Rule software_tracker_mismatch: what it says, and what it leaves alone (clause 2.1 c)."""

import task_tables
from bsreform.rules import software_tracker_mismatch

HEAD = "| source | document_no | title | due_on | status | completed_on | progress |\n"


def test_all_that_differs_is_told_once_at_the_row_of_the_tracker(tasks, context):
    data = tasks(
        HEAD
        + """
        | 0 | 12/KH-UBND | Xây dựng kế hoạch chuyển đổi số | 30/03/2024 | done | 05/03/2024 | 100 |
        | 1 | 12/KH-UBND | Xây dựng kế hoạch chuyển đổi số | 15/03/2024 | open | -          | 40  |
    """
    )
    (finding,) = software_tracker_mismatch.check(data, context)
    assert (finding.source, finding.row, finding.field, finding.raw) == (0, 2, "due_on", "30/03/2024")
    assert finding.message == (
        "Khác với phần mềm (dòng 3 của nhiem-vu/phan-mem.xlsx[Sheet1]): "
        "thời hạn hoàn thành: 30/03/2024, phần mềm: 15/03/2024; "
        "trạng thái: đã hoàn thành, phần mềm: chưa hoàn thành; "
        "tiến độ (%): 100 %, phần mềm: 40 %. Tính theo phần mềm."
    )
    assert not finding.excludes


def test_days_of_completion_and_missing_deadlines_differ_too(tasks, context):
    data = tasks(
        HEAD
        + """
        | 0 | 12/KH-UBND | Xây dựng kế hoạch chuyển đổi số | - | done | 05/03/2024 | - |
        | 1 | 12/KH-UBND | Xây dựng kế hoạch chuyển đổi số | 15/03/2024 | done | 06/03/2024 | 100 |
    """
    )
    (finding,) = software_tracker_mismatch.check(data, context)
    assert "không có thời hạn, phần mềm: 15/03/2024" in finding.message
    assert "ngày hoàn thành thực tế: 05/03/2024, phần mềm: 06/03/2024" in finding.message
    assert "tiến độ" not in finding.message


def test_a_column_that_one_of_them_does_not_have_is_no_difference(tasks, context):
    columns = {"title": "A", "document_no": "B", "lead_unit": "C", "status": "D"}
    data = tasks(
        HEAD
        + """
        | 0 | 12/KH-UBND | Xây dựng kế hoạch chuyển đổi số | - | open | - | - |
        | 1 | 12/KH-UBND | Xây dựng kế hoạch chuyển đổi số | 15/03/2024 | open | - | 40 |
    """,
        sources=(task_tables.tracker(columns=columns), task_tables.export()),
    )
    assert not list(software_tracker_mismatch.check(data, context))


def test_what_agrees_or_stands_alone_is_left_alone(tasks, context):
    data = tasks(
        HEAD
        + """
        | 0 | 12/KH-UBND | Xây dựng kế hoạch chuyển đổi số | 15/03/2024 | open | - | 40 |
        | 1 | 12/KH-UBND | Xây dựng kế hoạch chuyển đổi số | 15/03/2024 | open | - | 40 |
        | 0 | 15/KH-UBND | Rà soát thủ tục hành chính      | 15/03/2024 | open | - | 40 |
    """
    )
    assert not list(software_tracker_mismatch.check(data, context))
