"""Rule completed_without_date: what it says, and what it leaves alone."""

from bsreform.model import Fact
from bsreform.rules import completed_without_date


def test_a_closed_dossier_without_any_end_date_costs_the_row(dossiers, context):
    data = dossiers("""
        | status                | status_text    | finished_at | returned_at |
        | closed_with_result    | Đã trả kết quả | -           | -           |
        | closed_without_result | Rút            | -           | -           |
        | closed_with_result    | Đã trả kết quả | -           | 07/03/2024  |
        | closed_with_result    | Đã xử lý xong  | 07/03/2024  | -           |
        | open                  | Đang xử lý     | -           | -           |
    """)
    found = list(completed_without_date.check(data, context))
    assert [(finding.row, finding.excludes) for finding in found] == [(2, True), (3, True)]
    assert found[0].message == ("Trạng thái “Đã trả kết quả” nhưng không có ngày kết thúc nên hồ sơ không được tính.")


def test_a_file_whose_column_was_not_recognised_is_not_said_to_lack_the_days(dossiers, source, context):
    data = dossiers(
        """
        | status             | status_text    | finished_at | returned_at |
        | closed_with_result | Đã trả kết quả | -           | -           |
        """,
        sources=(source(columns={"code": "A", "status_text": "B"}),),
    )
    [found] = completed_without_date.check(data, context)
    assert found.excludes and "tệp không có cột ngày kết thúc, hoặc cột chưa được nhận ra," in found.message
    assert "bsreform map" in found.hint


def test_an_unreadable_end_date_is_not_reported_twice(dossiers, context):
    data = dossiers(
        """
        | status             |
        | closed_with_result |
    """,
        Fact(0, "unreadable_value", 2, "E", "finished_at", "hôm qua", "date"),
    )
    assert not list(completed_without_date.check(data, context))


def test_a_task_takes_the_day_of_its_update_and_without_one_is_excluded(tasks, context):
    data = tasks(
        """
        | status | progress | completed_on | updated_on |
        | done   | -        | -            | 06/03/2024 |
        | done   | -        | -            | -          |
        | -      | 100      | -            | -          |
        | done   | -        | 05/03/2024   | -          |
        | open   | -        | -            | -          |
        | done   | -        | -            | -          |
    """,
        Fact(0, "unreadable_value", 7, "J", "completed_on", "hôm qua", "date"),
    )
    found = list(completed_without_date.check(data, context))
    assert [(finding.row, finding.severity, finding.excludes) for finding in found] == [
        (2, "warning", False),
        (3, None, True),
        (4, None, True),
    ]
    assert [finding.message for finding in found] == [
        "Trạng thái “Đã hoàn thành” nhưng không có ngày hoàn thành; tạm lấy ngày cập nhật 06/03/2024.",
        "Trạng thái “Đã hoàn thành” nhưng không có ngày hoàn thành; "
        "không có cả ngày cập nhật nên nhiệm vụ không được tính.",
        "Tiến độ 100 % nhưng không có ngày hoàn thành; không có cả ngày cập nhật nên nhiệm vụ không được tính.",
    ]
