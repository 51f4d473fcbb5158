"""Rule hidden_rows: what it says, and what it leaves alone."""

from bsreform.model import Fact
from bsreform.rules import hidden_rows


def test_hidden_rows_are_counted_and_said_so(dossiers, context):
    (finding,) = hidden_rows.check(dossiers("", Fact(0, "hidden_rows", raw="5–9, 14", detail="6")), context)
    assert finding.message == "Trang có 6 dòng hồ sơ bị ẩn (dòng 5–9, 14); các dòng này vẫn được tính."
    assert not finding.excludes


def test_rows_of_a_tracker_are_tasks(tasks, context):
    (finding,) = hidden_rows.check(tasks("", Fact(0, "hidden_rows", raw="5–9", detail="5")), context)
    assert finding.message.startswith("Trang có 5 dòng nhiệm vụ bị ẩn")
