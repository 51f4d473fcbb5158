"""Rule unknown_status: what it says, and what it leaves alone."""

from bsreform.rules import unknown_status


def test_a_near_wording_is_proposed(dossiers, context):
    data = dossiers("""
        | status  | status_text |
        | open    | Đang xử lý  |
        | unknown | Đang xử lí  |
    """)
    (finding,) = unknown_status.check(data, context)
    assert (finding.row, finding.field, finding.column, finding.excludes) == (3, "status", "H", False)
    assert finding.message == ("Trạng thái “Đang xử lí” chưa có trong bảng trạng thái; tạm căn cứ vào ngày kết thúc.")
    assert finding.hint.startswith("Có phải “đang xử lý”")


def test_a_wording_like_no_other_may_be_declared(dossiers, context):
    data = dossiers("""
        | status  | status_text |
        | unknown | Abc         |
    """)
    (finding,) = unknown_status.check(data, context)
    assert "[statuses]" in finding.hint


def test_a_blank_status_is_no_unknown_one(dossiers, context):
    data = dossiers("""
        | status | status_text |
        | -      | -           |
    """)
    assert not list(unknown_status.check(data, context))
