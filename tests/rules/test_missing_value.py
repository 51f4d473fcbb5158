"""Rule missing_value: what it says, and what it leaves alone."""

from bsreform.model import Fact
from bsreform.rules import missing_value


def test_a_blank_required_cell_costs_the_row(dossiers, context):
    data = dossiers(
        """
        | code                      | due_at |
        | 000.00.53.H48-240305-0001 | -      |
    """,
        Fact(0, "missing_value", 2, "D", "due_at"),
    )
    (finding,) = missing_value.check(data, context)
    assert (finding.row, finding.column, finding.excludes) == (2, "D", True)
    assert finding.message == "Bỏ trống ngày hẹn trả nên hồ sơ không được tính."


def test_a_dossier_without_a_unit_says_where_one_may_stand(dossiers, context):
    data = dossiers(
        """
        | unit | unit_text | unit_from |
        | -    | -         | -         |
    """,
        Fact(0, "missing_value", 2, None, "unit"),
    )
    (finding,) = missing_value.check(data, context)
    assert finding.excludes
    assert finding.message.startswith("Không biết hồ sơ của đơn vị nào")
    assert "Đơn vị: UBND xã" in finding.hint


def test_a_dossier_that_was_not_accepted_has_no_due_date_and_that_is_no_error(dossiers, context):
    data = dossiers(
        """
        | status       | due_at |
        | not_accepted | -      |
    """,
        Fact(0, "missing_value", 2, "D", "due_at"),
    )
    assert not list(missing_value.check(data, context))
