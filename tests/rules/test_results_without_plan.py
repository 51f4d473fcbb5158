"""results_without_plan: first the plan, then its results; a warning, the figures count."""

from bsreform.rules.results_without_plan import check
from team_tables import teams


def test_results_need_a_plan_dated_before_the_quarter_has_ended(context):
    data = teams("""
        | households | plan_date  |
        | 120        | -          |
        | 120        | 02/04/2024 |
        | 120        | 31/03/2024 |
        | 0          | -          |
        | -          | -          |
    """)
    found = list(check(data, context))
    assert [(f.row, f.field, f.raw, f.excludes) for f in found] == [
        (5, "plan_date", "", False),
        (6, "plan_date", "02/04/2024", False),
    ]
