"""Rule formula_without_value: what it says, and what it leaves alone."""

from bsreform.model import Fact
from bsreform.rules import formula_without_value


def test_a_formula_that_was_never_calculated(dossiers, context):
    (finding,) = formula_without_value.check(dossiers("", Fact(0, "formula_without_value", 2, "D", "due_at")), context)
    assert finding.message == "Ô ngày hẹn trả là công thức chưa được tính nên chưa có giá trị."
    assert "Ctrl+Alt+F9" in finding.hint
    assert finding.excludes
