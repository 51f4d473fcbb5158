"""Rule future_date: what it says, and what it leaves alone."""

from datetime import datetime

from bsreform.rules import future_date

TABLE = """
    | received_at | due_at     | finished_at | status             |
    | 06/03/2024  | 20/12/2024 | -           | open               |
    | 07/03/2024  | 12/03/2024 | -           | open               |
    | 05/03/2024  | 12/03/2024 | 09/03/2024  | closed_with_result |
"""


def test_what_the_file_says_of_its_export_is_the_limit(dossiers, source, context):
    data = dossiers(TABLE, sources=(source(exported_at=datetime(2024, 3, 6, 7), exported_from="title"),))
    found = list(future_date.check(data, context))
    assert [(finding.row, finding.field) for finding in found] == [(3, "received_at"), (4, "finished_at")]
    assert found[0].message == "Ngày tiếp nhận 07/03/2024 sau ngày xuất tệp (06/03/2024)."
    assert not found[0].excludes


def test_an_old_time_of_the_file_itself_accuses_nothing_so_today_is_the_limit(dossiers, source, context):
    data = dossiers(TABLE, sources=(source(exported_at=datetime(2024, 1, 1), exported_from="file"),))
    (finding,) = future_date.check(data, context)
    assert finding.message == "Ngày kết thúc xử lý 09/03/2024 sau ngày hôm nay (08/03/2024)."


def test_a_run_that_looks_from_an_earlier_day_accuses_no_date_the_file_could_know(dossiers, source, context):
    data = dossiers(TABLE, sources=(source(exported_at=datetime(2024, 5, 1), exported_from="file"),))
    assert not list(future_date.check(data, context))


def test_what_is_said_to_have_happened_to_a_task(tasks, context):
    data = tasks("""
        | document_date | assigned_on | entered_on | due_on     | status | completed_on | updated_on |
        | 09/03/2024    | -           | -          | 20/12/2024 | open   | -            | -          |
        | 01/03/2024    | 09/03/2024  | -          | 20/12/2024 | open   | -            | -          |
        | 01/03/2024    | -           | 09/03/2024 | 20/12/2024 | open   | -            | -          |
        | 01/03/2024    | -           | -          | 20/12/2024 | done   | 09/03/2024   | 09/03/2024 |
        | 08/03/2024    | 08/03/2024  | 08/03/2024 | 20/12/2024 | done   | 08/03/2024   | 08/03/2024 |
    """)
    found = list(future_date.check(data, context))
    assert sorted((finding.row, finding.field) for finding in found) == [
        (2, "document_date"),
        (3, "assigned_on"),
        (4, "entered_on"),
        (5, "completed_on"),
        (5, "updated_on"),
    ]
    assert found[0].message == "Ngày văn bản 09/03/2024 sau ngày hôm nay (08/03/2024)."
