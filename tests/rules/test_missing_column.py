"""Rule missing_column: what it says, and what it leaves alone."""

import task_tables
from bsreform.model import Fact
from bsreform.rules import missing_column


def test_without_a_required_column_no_row_of_the_sheet_counts(dossiers, context):
    data = dossiers("", Fact(0, "missing_column", 4, None, "due_at", detail="Hẹn ngày trả|F"))
    (finding,) = missing_column.check(data, context)
    assert (finding.row, finding.excludes) == (None, True)
    assert finding.message == (
        "Hàng tiêu đề (dòng 4) không có cột ngày hẹn trả nên không hồ sơ nào của trang được tính."
    )
    assert finding.hint == (
        "Nếu cột “Hẹn ngày trả” (cột F) chính là cột này thì đổi tiêu đề thành “Ngày hẹn trả”. "
        f"Hoặc chạy bsreform map {data.sources[0].path} để khai tên cột."
    )


def test_an_optional_column_that_only_other_files_have_is_a_warning(dossiers, source, context):
    with_it = source("ho-so/a.xlsx", columns={"code": "A", "reused": "B"}, filled=frozenset({"code", "reused"}), rows=3)
    without = source("ho-so/b.xlsx", columns={"code": "A"}, rows=3)
    (finding,) = missing_column.check(dossiers("", sources=(with_it, without)), context)
    assert (finding.source, finding.excludes, finding.severity) == (1, False, "warning")
    assert finding.hint == "Xuất lại, chọn thêm cột “Tái sử dụng”."
    assert not list(missing_column.check(dossiers("", sources=(without, without)), context))


def test_a_column_that_is_there_twice_is_not_missing(dossiers, context):
    ambiguous = Fact(0, "ambiguous_column", 4, "D, F", "due_at", "Ngày hẹn trả")
    data = dossiers("", ambiguous, Fact(0, "missing_column", 4, None, "due_at"))
    assert not list(missing_column.check(data, context))


def test_a_tracker_without_titles_is_lost(tasks, context):
    data = tasks("", Fact(0, "missing_column", 4, None, "title"))
    (finding,) = missing_column.check(data, context)
    assert finding.excludes
    assert finding.message == (
        "Hàng tiêu đề (dòng 4) không có cột nội dung nhiệm vụ nên không nhiệm vụ nào của trang được tính."
    )


def test_a_lead_unit_may_stand_elsewhere_but_somewhere_it_must(tasks, context):
    columns = {name: letter for name, letter in task_tables.COLUMNS.items() if name != "lead_unit"}
    sources = (task_tables.tracker(columns=columns), task_tables.tracker("theo-doi/khac.xlsx", columns=columns))
    data = tasks(
        """
        | source | unit       | unit_text          | unit_from |
        | 0      | binh-chanh | UBND xã Bình Chánh | section   |
        | 1      | -          | -                  | -         |
        | 1      | -          | -                  | -         |
    """,
        sources=sources,
    )
    (finding,) = missing_column.check(data, context)
    assert (finding.source, finding.excludes, finding.severity) == (1, False, None)
    assert finding.message == ("Không có cột đơn vị chủ trì; 2 nhiệm vụ không biết của đơn vị nào nên không được tính.")


def test_without_deadlines_or_days_of_assignment_the_tasks_still_count(tasks, context):
    source = task_tables.tracker(columns={"title": "A", "lead_unit": "B"})
    found = list(missing_column.check(tasks("", sources=(source,)), context))
    assert [(finding.field, finding.severity, finding.excludes) for finding in found] == [
        ("due_on", "warning", False),
        (None, "warning", False),
    ]
    assert "không có thời hạn" in found[0].message
    extended = task_tables.tracker(columns={"title": "A", "lead_unit": "B", "extended_to": "C", "assigned_on": "D"})
    dated = task_tables.tracker(columns={"title": "A", "lead_unit": "B", "document_no": "C", "due_on": "D"})
    rows = "| document_date |\n| 05/03/2024 |\n| - |"
    (some,) = missing_column.check(tasks(rows, sources=(dated,)), context)
    assert "nên 1 nhiệm vụ được tính là giao từ trước" in some.message
    assert not list(missing_column.check(tasks(rows.rpartition("\n")[0], sources=(dated,)), context))
    assert not list(missing_column.check(tasks("", sources=(extended,)), context))
