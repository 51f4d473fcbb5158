"""duplicate_form: one form per unit and quarter, the newest counts whole; repeated levels are added."""

from bsreform.rules.duplicate_form import check
from team_tables import form, teams

TWO = (form(), form("to-cong-nghe-so/sua/binh-chanh.xlsx", day=25))


def test_the_older_form_is_told_once_and_names_the_newer(context):
    data = teams(
        """
        | source | row | level   | quarter |
        | 0      | 5   | commune | 2024-Q1 |
        | 0      | 6   | village | 2024-Q1 |
        | 1      | 5   | commune | 2024-Q1 |
        | 1      | 6   | commune | 2023-Q4 |
        """,
        sources=TWO,
    )
    (found,) = check(data, context)
    assert (found.source, found.row, found.excludes) == (0, 5, False)
    assert "to-cong-nghe-so/sua/binh-chanh.xlsx" in found.message


def test_a_level_that_stands_twice_in_a_form_is_told(context):
    data = teams("""
        | level   | unit       |
        | village | binh-chanh |
        | village | binh-an    |
        | village | binh-chanh |
    """)
    assert [(f.row, f.message) for f in check(data, context)] == [
        (7, "Đơn vị đã có dòng cùng cấp ở dòng 5; hai dòng được cộng lại.")
    ]


def test_rows_of_no_known_unit_or_quarter_repeat_nothing(context):
    data = teams("""
        | unit       | quarter |
        | -          | 2024-Q1 |
        | -          | 2024-Q1 |
        | binh-chanh | -       |
        | binh-chanh | -       |
    """)
    assert list(check(data, context)) == []
