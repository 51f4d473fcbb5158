"""Rule late_entry: more than one working day between the document and the software (clause 2.1 a)."""

from bsreform.rules import late_entry


def test_more_than_one_working_day_after_the_document(tasks, context):
    data = tasks("""
        | document_date | entered_on |
        | 01/03/2024    | 04/03/2024 |
        | 01/03/2024    | 05/03/2024 |
        | 01/03/2024    | -          |
        | -             | 05/03/2024 |
        | 05/03/2024    | 01/03/2024 |
    """)
    (finding,) = late_entry.check(data, context)
    assert (finding.row, finding.field, finding.raw, finding.excludes) == (3, "entered_on", "05/03/2024", False)
    assert finding.message == ("Văn bản ban hành 01/03/2024 nhưng 05/03/2024 mới nhập phần mềm, sau 2 ngày làm việc.")


def test_public_holidays_do_not_count(tasks, context):
    data = tasks("""
        | document_date | entered_on |
        | 07/02/2024    | 15/02/2024 |
        | 07/02/2024    | 16/02/2024 |
    """)
    assert [finding.row for finding in late_entry.check(data, context)] == [3]
