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


def test_the_status_of_a_task(tasks, context):
    data = tasks("""
        | status  | status_text    |
        | unknown | Đang thực hiên |
        | unknown | Tạm ổn         |
        | open    | Đang thực hiện |
    """)
    found = list(unknown_status.check(data, context))
    assert [(finding.row, finding.column, finding.excludes) for finding in found] == [(2, "I", False), (3, "I", False)]
    assert found[0].hint == "Có phải “đang thực hiện” (khác dấu: “hiên” ↔ “hiện”)? Ghi đúng như vậy."
    assert found[1].message.endswith("tạm căn cứ vào ngày hoàn thành và tiến độ.")
    assert found[1].hint == "Ghi “Chưa thực hiện”, “Đang thực hiện”, “Đã hoàn thành” hoặc “Thu hồi”."
