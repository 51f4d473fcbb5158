"""Rule ambiguous_column: what it says, and what it leaves alone."""

from bsreform.model import Fact
from bsreform.rules import ambiguous_column


def test_neither_of_two_required_columns_is_used(dossiers, context):
    data = dossiers("", Fact(0, "ambiguous_column", 4, "D, F", "due_at", "Hẹn trả"))
    (finding,) = ambiguous_column.check(data, context)
    assert (finding.column, finding.row, finding.excludes) == ("D, F", None, True)
    assert finding.message == (
        "Các cột D, F cùng mang tiêu đề “Hẹn trả” nhưng số liệu khác nhau nên không hồ sơ nào của trang được tính."
    )


def test_an_optional_column_costs_only_its_own_figures(dossiers, context):
    data = dossiers("", Fact(0, "ambiguous_column", 4, "J, K", "fee_total", "Phí"))
    (finding,) = ambiguous_column.check(data, context)
    assert not finding.excludes
    assert finding.message.endswith("nên trang coi như không có phí, lệ phí.")


def test_one_column_may_mix_percents_with_deadlines(tasks, context):
    data = tasks("", Fact(0, "ambiguous_column", 4, "E", "progress", "Tiến độ", "doubtful"))
    (finding,) = ambiguous_column.check(data, context)
    assert not finding.excludes
    assert finding.message == (
        "Cột “Tiến độ” ghi lẫn phần trăm, thời hạn hoặc trạng thái, không rõ là cột gì nên không được dùng."
    )


def test_two_columns_of_titles_lose_all_tasks_two_of_lead_units_only_themselves(tasks, context):
    facts = [Fact(0, "ambiguous_column", 4, "D, F", field, "Nhiệm vụ") for field in ("title", "lead_unit")]
    titles, units = ambiguous_column.check(tasks("", *facts), context)
    assert (titles.excludes, units.excludes) == (True, False)
    assert titles.message.endswith("nên không nhiệm vụ nào của trang được tính.")
