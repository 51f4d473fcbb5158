"""Rule completion_withdrawn: tasks that were done at the last monthly run and are not any more."""

from msgspec.structs import replace

from bsreform.rules import completion_withdrawn
from earlier_tasks import earlier


def test_a_task_that_was_done_and_is_open_again(tasks, context):
    data = tasks("""
        | document_no | title                                | status    | completed_on |
        | 12/KH-UBND  | Xây dựng kế hoạch chuyển đổi số      | open      | -            |
        | 13/KH-UBND  | Rà soát thủ tục hành chính           | done      | 05/03/2024   |
        | 14/KH-UBND  | Tuyên truyền dịch vụ công trực tuyến | withdrawn | -            |
        | 15/KH-UBND  | Kiểm tra bộ phận một cửa             | open      | -            |
        | 16/KH-UBND  | Tập huấn chữ ký số                   | done      | 09/03/2024   |
    """)
    before = earlier("""
        | document_no | title                                | done | ended      |
        | 12/KH-UBND  | Xây dựng kế hoạch chuyển đổi số      | x    | 05/03/2024 |
        | 13/KH-UBND  | Rà soát thủ tục hành chính           | x    | 05/03/2024 |
        | 14/KH-UBND  | Tuyên truyền dịch vụ công trực tuyến | x    | 05/03/2024 |
        | 15/KH-UBND  | Kiểm tra bộ phận một cửa             | -    | -          |
        | 16/KH-UBND  | Tập huấn chữ ký số                   | x    | 06/03/2024 |
    """)
    found = list(completion_withdrawn.check(data, replace(context, previous=before)))
    # Row 6 is done on the day after today: seen from today it is open.
    assert [(finding.row, finding.field, finding.excludes) for finding in found] == [
        (2, "status", False),
        (6, "status", False),
    ]
    assert found[0].message == "Lần báo cáo trước đã hoàn thành ngày 05/03/2024, nay lại chưa hoàn thành."


def test_without_an_earlier_run_there_is_nothing_to_say(tasks, context):
    assert not list(completion_withdrawn.check(tasks(), context))
