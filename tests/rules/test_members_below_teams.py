"""members_below_teams: every team has a member."""

from bsreform.rules.members_below_teams import check
from team_tables import teams


def test_fewer_members_than_teams_cost_the_row(context):
    data = teams("""
        | teams | members |
        | 30    | 5       |
        | 5     | 5       |
        | 5     | -       |
    """)
    assert [(f.row, f.field, f.excludes) for f in check(data, context)] == [(5, "members", True)]
