"""Rule suspicious_date: what it says, and what it leaves alone."""

from bsreform.model import Fact
from bsreform.rules import suspicious_date


def test_an_impossible_year_costs_the_row(dossiers, context):
    data = dossiers("", Fact(0, "suspicious_date", 2, "C", "received_at", "05/03/0204", "year"))
    (finding,) = suspicious_date.check(data, context)
    assert finding.message == "Ngày tiếp nhận “05/03/0204” có năm ngoài khoảng 2000–2100."
    assert (finding.excludes, finding.severity) == (True, None)


def test_a_date_that_excel_turned_round_costs_the_row(dossiers, context):
    data = dossiers("", Fact(0, "suspicious_date", 2, "C", "received_at", "2024-03-05", "swapped"))
    (finding,) = suspicious_date.check(data, context)
    assert (finding.excludes, finding.severity, finding.row) == (True, None, 2)
    assert "bị Excel đổi ngày thành tháng" in finding.message


def test_a_deadline_before_the_assignment_or_years_after_it_is_a_warning(tasks, context):
    data = tasks("""
        | document_date | assigned_on | due_on     | extended_to | status    |
        | 05/03/2024    | -           | 05/03/2024 | -           | open      |
        | 05/03/2024    | -           | 04/03/2024 | -           | open      |
        | 01/03/2024    | 05/03/2024  | 15/03/2024 | 04/03/2024  | open      |
        | 05/03/2024    | -           | 05/03/2027 | -           | open      |
        | 05/03/2024    | -           | 31/03/2062 | -           | open      |
        | 05/03/2024    | -           | 31/03/2062 | -           | withdrawn |
        | -             | -           | 31/03/2062 | -           | open      |
    """)
    found = [(each.row, each.field, each.severity, each.excludes) for each in suspicious_date.check(data, context)]
    assert found == [
        (3, "due_on", "warning", False),
        (4, "extended_to", "warning", False),
        (6, "due_on", "warning", False),
    ]
