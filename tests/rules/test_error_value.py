"""Rule error_value: what it says, and what it leaves alone."""

from bsreform.model import Fact
from bsreform.rules import error_value


def test_an_error_cell_is_named_with_its_cause(dossiers, context):
    data = dossiers("", Fact(0, "error_value", 2, "D", "due_at", "#N/A"))
    (finding,) = error_value.check(data, context)
    assert finding.message == "Ô ngày hẹn trả báo lỗi “#N/A”: công thức tìm không thấy giá trị."
    assert finding.excludes


def test_an_error_in_a_column_that_no_figure_needs_keeps_the_row(dossiers, context):
    (finding,) = error_value.check(dossiers("", Fact(0, "error_value", 2, "K", "fee_levy", "#NUM!")), context)
    assert not finding.excludes
    assert "công thức bị lỗi" in finding.message
