"""Rule unread_row: what it says of rows and sheets that are not read, and how loudly."""

import pytest

from bsreform.model import Fact
from bsreform.rules import unread_row


@pytest.mark.parametrize(
    ("held", "severity", "said"),
    [
        ("code", None, "Dòng 9 có mã hồ sơ nhưng không thuộc bảng nào đọc được, nên không được tính."),
        ("value", None, "Dòng 9 có số liệu nhưng không thuộc bảng nào đọc được, nên không được tính."),
        ("mention", "warning", "Dòng 9 nhắc đến một mã hồ sơ nhưng không phải là dòng số liệu, nên không được tính."),
    ],
)
def test_a_row_that_holds_something_is_told_with_its_number(dossiers, context, held, severity, said):
    [finding] = unread_row.check(dossiers("", Fact(0, "unread_row", 9, detail=held)), context)
    assert (finding.row, finding.severity, finding.message) == (9, severity, said)
    assert (finding.raw, finding.excludes) == ("", False)


@pytest.mark.parametrize("held", ["lone", "words"])
def test_what_may_be_a_heading_is_a_warning(tasks, context, held):
    [finding] = unread_row.check(tasks("", Fact(0, "unread_row", 9, detail=held)), context)
    assert finding.severity == "warning"
    assert finding.message.endswith("nên không được tính.")


@pytest.mark.parametrize(("held", "severity"), [("empty", None), ("blank", "warning")])
def test_a_sheet_without_any_row_is_told(tasks, context, held, severity):
    [finding] = unread_row.check(tasks("", Fact(0, "unread_row", detail=held)), context)
    assert (finding.row, finding.severity) == (None, severity)
    assert finding.message == "Trang có hàng tiêu đề nhưng không đọc được dòng nhiệm vụ nào."
