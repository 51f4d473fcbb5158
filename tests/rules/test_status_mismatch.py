"""Rule status_mismatch: what it says, and what it leaves alone."""

from bsreform.rules import status_mismatch


def test_an_end_date_beside_an_unfinished_status_is_a_warning_and_the_status_wins(dossiers, context):
    data = dossiers("""
        | status             | status_text     | finished_at | returned_at |
        | open               | Đang xử lý      | 07/03/2024  | -           |
        | waiting            | Yêu cầu bổ sung | -           | 07/03/2024  |
        | not_accepted       | Mới đăng ký     | 07/03/2024  | -           |
        | closed_with_result | Đã xử lý xong   | 07/03/2024  | -           |
        | open               | Đang xử lý      | -           | -           |
        | -                  | -               | 07/03/2024  | -           |
    """)
    found = list(status_mismatch.check(data, context))
    assert [finding.row for finding in found] == [2, 3]
    assert found[0].message == (
        "Có ngày kết thúc xử lý 07/03/2024 nhưng trạng thái là “Đang xử lý”; tính theo trạng thái: chưa xong."
    )
    assert found[1].message.startswith("Có ngày trả kết quả 07/03/2024")
    assert (found[0].field, found[0].column, found[0].excludes) == ("status", "H", False)


def test_a_task_with_a_day_of_completion_beside_an_unfinished_status(tasks, context):
    data = tasks("""
        | status  | completed_on |
        | open    | 05/03/2024   |
        | done    | 05/03/2024   |
        | unknown | 05/03/2024   |
        | open    | -            |
    """)
    (finding,) = status_mismatch.check(data, context)
    assert (finding.row, finding.column, finding.raw) == (2, "I", "Đang thực hiện")
    assert finding.message == (
        "Có ngày hoàn thành thực tế 05/03/2024 nhưng trạng thái là “Đang thực hiện”; tính theo trạng thái: chưa xong."
    )
    assert finding.hint == "Cập nhật trạng thái, hoặc xóa ngày hoàn thành ghi nhầm."
