"""Rule unit_not_valid: a unit counts only while it is valid."""

from bsreform.rules import unit_not_valid


def test_a_unit_that_came_later_excludes_the_row(dossiers, context):
    data = dossiers("""
        | unit_text          | unit       | received_at |
        | UBND xã Vạn Tường  | -          | 05/03/2024  |
        | UBND xã Bình Chánh | binh-chanh | 05/03/2024  |
    """)
    (finding,) = unit_not_valid.check(data, context)
    assert (finding.row, finding.column, finding.excludes, finding.severity) == (2, "G", True, "error")
    assert finding.message == (
        "“UBND xã Vạn Tường” có từ ngày 01/7/2025, ngày tiếp nhận là 05/3/2024; hồ sơ không được tính."
    )


def test_a_unit_that_has_merged_counts_for_its_successor(dossiers, context):
    data = dossiers("""
        | unit_text | unit  | received_at |
        | Bình Thới | chau-o | 05/03/2024 |
    """)
    (finding,) = unit_not_valid.check(data, context)
    assert (finding.excludes, finding.severity) == (False, None)
    assert "đã kết thúc ngày 31/01/2020" in finding.message
    assert "tính cho UBND thị trấn Châu Ổ" in finding.message


def test_a_body_that_ended_swallows_no_row_of_another_body_of_its_name(dossiers, context):
    data = dossiers("""
        | unit_text    | unit | received_at |
        | Phòng Nội vụ | -    | 05/03/2026  |
    """)
    (finding,) = unit_not_valid.check(data, context)
    assert (finding.excludes, finding.severity) == (True, "error")


def test_the_last_day_still_counts_and_a_row_without_a_day_is_not_judged(dossiers, context):
    data = dossiers("""
        | unit_text    | unit   | received_at |
        | Phòng Nội vụ | noi-vu | 30/06/2025  |
        | Phòng Nội vụ | noi-vu | -           |
    """)
    assert not list(unit_not_valid.check(data, context))


def test_the_day_of_a_task_is_that_of_its_assignment_else_its_deadline(tasks, context):
    data = tasks("""
        | unit           | unit_text | unit_from | document_date | assigned_on | due_on     |
        | -              | Vạn Tường | column    | -             | 05/03/2024  | 31/12/2025 |
        | van-tuong-2025 | Vạn Tường | column    | -             | -           | 31/12/2025 |
    """)
    (finding,) = unit_not_valid.check(data, context)
    assert (finding.row, finding.field) == (2, "lead_unit")
    assert "ngày giao là 05/3/2024; nhiệm vụ không được tính" in finding.message
