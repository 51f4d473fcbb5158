"""Rule missing_column: what it says, and what it leaves alone."""

from bsreform.model import Fact
from bsreform.rules import missing_column


def test_without_a_required_column_no_row_of_the_sheet_counts(dossiers, context):
    data = dossiers("", Fact(0, "missing_column", 4, None, "due_at", detail="Hẹn ngày trả|F"))
    (finding,) = missing_column.check(data, context)
    assert (finding.row, finding.excludes) == (None, True)
    assert finding.message == (
        "Hàng tiêu đề (dòng 4) không có cột ngày hẹn trả nên không hồ sơ nào của trang được tính."
    )
    assert finding.hint == "Nếu cột “Hẹn ngày trả” (cột F) chính là cột này thì đổi tiêu đề thành “Ngày hẹn trả”."


def test_an_optional_column_that_only_other_files_have_is_a_warning(dossiers, source, context):
    with_it = source("ho-so/a.xlsx", columns={"code": "A", "reused": "B"}, rows=3)
    without = source("ho-so/b.xlsx", columns={"code": "A"}, rows=3)
    (finding,) = missing_column.check(dossiers("", sources=(with_it, without)), context)
    assert (finding.source, finding.excludes, finding.severity) == (1, False, "warning")
    assert finding.hint == "Xuất lại tệp có cột “Tái sử dụng”."
    assert not list(missing_column.check(dossiers("", sources=(without, without)), context))


def test_a_column_that_is_there_twice_is_not_missing(dossiers, context):
    ambiguous = Fact(0, "ambiguous_column", 4, "D, F", "due_at", "Ngày hẹn trả")
    data = dossiers("", ambiguous, Fact(0, "missing_column", 4, None, "due_at"))
    assert not list(missing_column.check(data, context))
