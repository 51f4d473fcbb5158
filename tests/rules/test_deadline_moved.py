"""Rule deadline_moved: today's deadlines against those of the last monthly run."""

from msgspec.structs import replace

from bsreform.model import Fact
from bsreform.rules import deadline_moved
from earlier_tasks import earlier

NOW = """
    | document_no | title                                | due_on     | extended_to |
    | 12/KH-UBND  | Xây dựng kế hoạch chuyển đổi số      | 30/03/2024 | -           |
    | 13/KH-UBND  | Rà soát thủ tục hành chính           | 15/03/2024 | 30/04/2024  |
    | 14/KH-UBND  | Tuyên truyền dịch vụ công trực tuyến | -          | -           |
    | 15/KH-UBND  | Kiểm tra bộ phận một cửa             | 15/03/2024 | -           |
"""


def test_every_other_deadline_than_before_is_told(tasks, context):
    before = earlier("""
        | document_no | title                                | due        |
        | 12/KH-UBND  | Xây dựng kế hoạch chuyển đổi số      | 15/03/2024 |
        | 13/KH-UBND  | Rà soát thủ tục hành chính           | 15/03/2024 |
        | 14/KH-UBND  | Tuyên truyền dịch vụ công trực tuyến | 15/03/2024 |
        | 15/KH-UBND  | Kiểm tra bộ phận một cửa             | 15/03/2024 |
    """)
    found = list(deadline_moved.check(tasks(NOW), replace(context, previous=before)))
    assert [(finding.row, finding.field, finding.excludes) for finding in found] == [
        (2, "due_on", False),
        (3, "extended_to", False),
        (4, "due_on", False),
    ]
    assert [finding.message for finding in found] == [
        "Lần báo cáo trước thời hạn là 15/03/2024, nay là 30/03/2024.",
        "Lần báo cáo trước thời hạn là 15/03/2024, nay là 30/04/2024.",
        "Lần báo cáo trước thời hạn là 15/03/2024, nay là không có thời hạn.",
    ]


def test_a_deadline_that_cannot_be_read_has_its_own_complaint(tasks, context):
    before = earlier("""
        | document_no | title                                |
        | 14/KH-UBND  | Tuyên truyền dịch vụ công trực tuyến |
    """)
    data = tasks(NOW, Fact(0, "unreadable_value", 4, "F", "due_on", "sớm nhất", "deadline"))
    assert not list(deadline_moved.check(data, replace(context, previous=before)))


def test_without_an_earlier_run_there_is_nothing_to_say(tasks, context):
    assert not list(deadline_moved.check(tasks(NOW), context))
