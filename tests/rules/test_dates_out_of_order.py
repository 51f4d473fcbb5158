"""Rule dates_out_of_order: what it says, and what it leaves alone."""

from bsreform.rules import dates_out_of_order


def test_ended_before_received_costs_the_row(dossiers, context):
    data = dossiers("""
        | received_at | finished_at | status             |
        | 05/03/2024  | 05/03/2024  | closed_with_result |
        | 05/03/2024  | 04/03/2024  | closed_with_result |
    """)
    (finding,) = dates_out_of_order.check(data, context)
    assert (finding.row, finding.field, finding.excludes, finding.severity) == (3, "finished_at", True, None)
    assert finding.message == "Ngày kết thúc xử lý 04/03/2024 trước ngày tiếp nhận 05/03/2024."


def test_the_day_of_return_is_blamed_where_it_is_the_end(dossiers, context):
    data = dossiers("""
        | received_at | finished_at | returned_at | status             |
        | 05/03/2024  | -           | 04/03/2024  | closed_with_result |
        | 05/03/2024  | 04/03/2024  | 04/03/2024  | closed_with_result |
    """)
    assert [(f.row, f.field) for f in dates_out_of_order.check(data, context)] == [
        (3, "finished_at"),
        (2, "returned_at"),
    ]


def test_due_before_received_is_only_a_warning(dossiers, context):
    data = dossiers("""
        | received_at | due_at     |
        | 05/03/2024  | 05/03/2024 |
        | 05/03/2024  | 04/03/2024 |
    """)
    (finding,) = dates_out_of_order.check(data, context)
    assert (finding.row, finding.field, finding.excludes, finding.severity) == (3, "due_at", False, "warning")


def test_a_dossier_that_was_not_accepted_is_left_alone(dossiers, context):
    data = dossiers("""
        | received_at | due_at     | status       |
        | 05/03/2024  | 04/03/2024 | not_accepted |
    """)
    assert not list(dates_out_of_order.check(data, context))


def test_a_task_is_not_done_before_it_is_assigned(tasks, context):
    data = tasks("""
        | document_date | assigned_on | due_on     | extended_to | status | completed_on | updated_on |
        | 05/03/2024    | -           | 15/03/2024 | -           | done   | 04/03/2024   | -          |
        | 01/03/2024    | 05/03/2024  | 15/03/2024 | -           | done   | 04/03/2024   | -          |
        | 05/03/2024    | -           | 15/03/2024 | -           | done   | -            | 04/03/2024 |
        | 05/03/2024    | -           | 04/03/2024 | -           | open   | -            | -          |
        | 05/03/2024    | -           | 04/03/2024 | 05/03/2024  | open   | -            | -          |
        | 05/03/2024    | -           | 15/03/2024 | 04/03/2024  | open   | -            | -          |
        | 05/03/2024    | -           | 05/03/2024 | -           | done   | 05/03/2024   | -          |
        | -             | -           | 05/03/2024 | -           | done   | 05/03/2024   | -          |
    """)
    found = {finding.row: finding for finding in dates_out_of_order.check(data, context)}
    assert {row: (each.field, each.severity, each.excludes) for row, each in sorted(found.items())} == {
        2: ("completed_on", None, True),
        3: ("completed_on", None, True),
        4: ("updated_on", None, True),
    }
    assert found[2].message == "Ngày hoàn thành thực tế 04/03/2024 trước ngày văn bản 05/03/2024."
    assert found[3].message == "Ngày hoàn thành thực tế 04/03/2024 trước ngày giao 05/03/2024."
