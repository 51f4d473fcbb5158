"""Rule task_vanished: tasks of the last monthly run without a row today."""

from msgspec.structs import replace

from bsreform.records.checking import check, problems
from bsreform.rules import RULES, task_vanished
from earlier_tasks import earlier

BEFORE = """
    | document_no | title                           | due        | origin   |
    | 12/KH-UBND  | Xây dựng kế hoạch chuyển đổi số | 15/03/2024 | software |
    | -           | Rà soát thủ tục hành chính      | -          | tracker  |
"""


def test_a_task_without_a_row_today_is_told_of_the_workspace(tasks, context):
    data = tasks("""
        | document_no | title                                |
        | 12/KH-UBND  | Xây dựng Kế hoạch chuyển đổi số.     |
        | 13/KH-UBND  | Tuyên truyền dịch vụ công trực tuyến |
    """)
    (finding,) = task_vanished.check(data, replace(context, previous=earlier(BEFORE)))
    assert (finding.source, finding.row, finding.raw) == (-1, None, "Rà soát thủ tục hành chính")
    assert finding.message == (
        "Nhiệm vụ “Rà soát thủ tục hành chính” của UBND xã Bình Chánh (không có thời hạn) "
        "báo cáo đã phát hành gần nhất có trong tệp theo dõi, nay không còn."
    )


def test_a_withdrawn_task_has_not_vanished(tasks, context):
    data = tasks("""
        | document_no | title                           | status    |
        | 12/KH-UBND  | Xây dựng kế hoạch chuyển đổi số | withdrawn |
        | -           | Rà soát thủ tục hành chính      | withdrawn |
    """)
    assert not list(task_vanished.check(data, replace(context, previous=earlier(BEFORE))))


def test_a_task_that_may_be_the_one_now_marked_as_secret_is_told_without_its_words(tasks, context):
    data = tasks("""
        | secret |
        | x      |
    """)
    found = list(task_vanished.check(data, replace(context, previous=earlier(BEFORE))))
    assert len(found) == 2
    assert "12/KH-UBND" not in str(found)
    assert "chuyển đổi số" not in str(found)
    assert found[0].message.startswith("Nhiệm vụ của UBND xã Bình Chánh (thời hạn 15/03/2024)")


def test_without_an_earlier_run_there_is_nothing_to_say(tasks, context):
    assert not list(task_vanished.check(tasks(), context))


def test_its_place_are_the_folders_of_tasks(tasks, context):
    now = replace(context, previous=earlier(BEFORE))
    data = tasks()
    assert {each.file for each in problems(check(data, RULES, now), data, now)} == {"nhiem-vu, theo-doi"}
