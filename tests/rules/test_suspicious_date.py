"""Rule suspicious_date: what it says, and what it leaves alone."""

from bsreform.model import Fact
from bsreform.rules import suspicious_date


def test_an_impossible_year_costs_the_row(dossiers, context):
    data = dossiers("", Fact(0, "suspicious_date", 2, "C", "received_at", "05/03/0204", "year"))
    (finding,) = suspicious_date.check(data, context)
    assert finding.message == "Ngày tiếp nhận “05/03/0204” có năm ngoài khoảng 2000–2100."
    assert (finding.excludes, finding.severity) == (True, None)


def test_the_signature_of_swapped_dates_is_a_warning_on_the_column(dossiers, context):
    data = dossiers("", Fact(0, "suspicious_date", None, "C", "received_at", "2024-03-05", "swapped"))
    (finding,) = suspicious_date.check(data, context)
    assert (finding.excludes, finding.severity, finding.column) == (False, "warning", "C")
    assert "Excel đã đổi ngày thành tháng" in finding.message
