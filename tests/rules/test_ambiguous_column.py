"""Rule ambiguous_column: what it says, and what it leaves alone."""

from bsreform.model import Fact
from bsreform.rules import ambiguous_column


def test_neither_of_two_required_columns_is_used(dossiers, context):
    data = dossiers("", Fact(0, "ambiguous_column", 4, "D, F", "due_at", "Hẹn trả"))
    (finding,) = ambiguous_column.check(data, context)
    assert (finding.column, finding.row, finding.excludes) == ("D, F", None, True)
    assert finding.message == (
        "Các cột D, F cùng mang tiêu đề “Hẹn trả” nhưng số liệu khác nhau nên không hồ sơ nào của trang được tính."
    )


def test_an_optional_column_costs_only_its_own_figures(dossiers, context):
    data = dossiers("", Fact(0, "ambiguous_column", 4, "J, K", "fee_total", "Phí"))
    (finding,) = ambiguous_column.check(data, context)
    assert not finding.excludes
    assert finding.message.endswith("nên trang coi như không có phí, lệ phí.")
