"""invalid_count: what is counted is a whole number, not below zero."""

from bsreform.rules.invalid_count import check
from team_tables import teams


def test_negative_and_fractional_counts_are_found_at_their_cells_and_cost_the_row(context):
    data = teams(
        """
        | teams | members | households |
        | 5     | 30,5    | -12        |
        | 0     | 0       | -          |
    """.replace(",", ".")
    )
    found = list(check(data, context))
    assert [(f.row, f.field, f.raw, f.excludes) for f in found] == [
        (5, "members", "30,5", True),
        (5, "households", "-12", True),
    ]
