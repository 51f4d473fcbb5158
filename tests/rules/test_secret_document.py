"""Rule secret_document: its place and the kind of marking, never a word of the row."""

import pytest

import task_tables
from bsreform.model import Fact
from bsreform.records.checking import check, problems
from bsreform.rules import RULES, secret_document

WORDS = "xử lý vụ việc đặc biệt"
SECRET = """
    | secret | unit |
    | x      | -    |
"""


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("B", "số, ký hiệu văn bản có chữ chỉ độ mật"),
        ("Z", "cột Độ mật ghi mức độ mật"),
        ("N", "trên dòng có dấu chỉ độ mật"),
        (None, "nằm trong tệp, trang, phần có dấu chỉ độ mật"),
    ],
)
def test_a_marked_row_is_an_error_and_counts_nowhere(tasks, context, column, kind):
    source = task_tables.tracker(columns=task_tables.COLUMNS | {"secrecy": "Z"})
    data = tasks(SECRET, Fact(0, "secret_document", 2, column), sources=(source,))
    (finding,) = secret_document.check(data, context)
    assert (finding.row, finding.column, finding.raw, finding.excludes) == (2, column, "", True)
    assert finding.message == f"Nhiệm vụ trong văn bản mật ({kind}); nội dung không được hiện ra và không được tính."


def test_a_marking_outside_the_tasks(tasks, context):
    (finding,) = secret_document.check(tasks(SECRET, Fact(0, "secret_document", 1, "A")), context)
    assert finding.message.startswith("Phần trên bảng, dòng nhóm hoặc chữ ký có dấu chỉ độ mật")


def test_no_other_rule_complains_of_the_row_or_shows_its_words(tasks, context):
    words = [
        Fact(0, kind, 2, "D", field, WORDS, detail)
        for kind, field, detail in (
            ("unreadable_value", "due_on", "deadline"),
            ("error_value", "title", ""),
            ("suspicious_date", "completed_on", "year"),
            ("missing_value", "title", ""),
        )
    ]
    data = tasks(
        SECRET,
        Fact(0, "secret_document", 2, "B", "document_no"),
        *words,
    )
    told = problems(check(data, RULES, context), data, context)
    assert [problem.rule for problem in told] == ["secret_document"]
    assert WORDS not in str(told)


def test_a_marked_row_of_another_subject_still_counts(dossiers, context):
    data = dossiers("| code |\n| 000.00.53.H48-240305-0001 |", Fact(0, "secret_document", 2, "H"))
    (finding,) = secret_document.check(data, context)
    assert (finding.row, finding.column, finding.excludes) == (2, "H", False)
    assert "số liệu vẫn được tính" in finding.message
