"""unknown_quarter: a row of no quarter is in no report; the message says what was written."""

from bsreform.rules.unknown_quarter import check
from team_tables import form, teams

ROWS = """
    | source | quarter | quarter_text |
    | 0      | -       | -            |
    | 0      | -       | Quý I        |
    | 1      | -       | Quý IV/2023  |
    | 0      | 2024-Q1 | Quý I/2024   |
"""


def test_nothing_is_guessed_and_the_row_stays_out(context):
    data = teams(ROWS, sources=(form(), form(quarter="2024-Q1")))
    found = list(check(data, context))
    assert [(f.row, f.field, f.excludes) for f in found] == [(row, "quarter", True) for row in (5, 6, 7)]
    assert [f.message.partition(" nên")[0] for f in found] == [
        "Không ghi là biểu của quý nào",
        "Kỳ báo cáo “Quý I” không rõ là quý nào",
        "Tiêu đề ghi quý 1/2024 nhưng cột kỳ báo cáo ghi “Quý IV/2023”",
    ]
