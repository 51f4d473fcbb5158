"""Rule total_mismatch: what it says, and what it leaves alone."""

from bsreform.model import Fact
from bsreform.rules import total_mismatch


def test_a_total_row_that_its_rows_do_not_give(dossiers, context):
    data = dossiers("", Fact(0, "total_mismatch", 130, "B", None, "120", "118"))
    (finding,) = total_mismatch.check(data, context)
    assert finding.message == "Dòng cộng ghi “120” nhưng các dòng hồ sơ cho kết quả 118."
    assert (finding.row, finding.column, finding.excludes) == (130, "B", False)


def test_rows_of_a_tracker_are_tasks(tasks, context):
    (finding,) = total_mismatch.check(tasks("", Fact(0, "total_mismatch", 130, "B", None, "120", "118")), context)
    assert finding.message == "Dòng cộng ghi “120” nhưng các dòng nhiệm vụ cho kết quả 118."
