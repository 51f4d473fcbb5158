"""Rule missing_value: what it says, and what it leaves alone."""

from msgspec.structs import replace

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


def test_where_no_column_of_units_was_found_it_may_not_have_been_known(dossiers, context):
    data = dossiers(
        """
        | unit | unit_text | unit_from |
        | -    | -         | -         |
    """,
        Fact(0, "missing_value", 2, None, "unit"),
    )
    without, named = (
        replace(data, sources=tuple(replace(source, columns=columns) for source in data.sources))
        for columns in ({"code": "A"}, {"code": "A", "unit_handling": "B"})
    )
    (finding,) = missing_value.check(without, context)
    assert (finding.row, finding.excludes) == (2, True)
    assert "không có cột đơn vị, hoặc cột chưa được nhận ra" in finding.message
    (finding,) = missing_value.check(named, context)
    assert "trên dòng, trên bảng và tên tệp đều không ghi" in finding.message


def test_a_dossier_that_was_not_accepted_has_no_due_date_and_that_is_no_error(dossiers, context):
    data = dossiers(
        """
        | status       | due_at |
        | not_accepted | -      |
    """,
        Fact(0, "missing_value", 2, "D", "due_at"),
    )
    assert not list(missing_value.check(data, context))


def test_a_task_needs_its_title_and_its_lead_unit(tasks, context):
    data = tasks(
        """
        | title | unit | status    |
        | -     |      | open      |
        | Việc  | -    | open      |
        | -     |      | withdrawn |
    """,
        Fact(0, "missing_value", 2, "D", "title"),
        Fact(0, "missing_value", 3, None, "lead_unit"),
        Fact(0, "missing_value", 4, "D", "title"),
    )
    found = list(missing_value.check(data, context))
    assert [(finding.row, finding.excludes) for finding in found] == [(2, True), (3, True)]
    assert found[0].message == "Bỏ trống nội dung nhiệm vụ nên nhiệm vụ không được tính."
    assert found[1].message.startswith("Không biết nhiệm vụ của đơn vị nào")


def test_a_task_without_any_day_of_assignment_counts_as_older_than_the_period(tasks, context):
    data = tasks(
        """
        | document_date | assigned_on | status    | secret |
        | -             | -           | open      |        |
        | -             | 01/03/2024  | open      |        |
        | 01/03/2024    | -           | open      |        |
        | -             | -           | withdrawn |        |
        | -             | -           | open      | x      |
        | -             | -           | open      |        |
    """,
        Fact(0, "unreadable_value", 7, "C", "document_date", "hôm qua", "date"),
    )
    (finding,) = missing_value.check(data, context)
    assert (finding.row, finding.field, finding.severity, finding.excludes) == (2, "assigned_on", "warning", False)
    assert "giao từ trước kỳ báo cáo" in finding.message
