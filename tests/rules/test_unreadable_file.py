"""Rule unreadable_file: what it says, and what it leaves alone."""

import pytest

from bsreform.rules import unreadable_file


def found(unread, context, detail=""):
    [finding] = unreadable_file.check(unread("unreadable_file", detail), context)
    return finding


def test_the_file_is_named_with_the_one_thing_to_do(unread, context, names):
    finding = found(unread, context)
    assert names(unread("unreadable_file"), [finding]) == ["hong.xlsx"]
    assert "quyền xem" in finding.hint
    assert not finding.excludes


@pytest.mark.parametrize(
    ("detail", "told"),
    [
        ("PermissionError|Nguyễn Văn A", "đang mở bởi Nguyễn Văn A"),
        ("PermissionError|", "chương trình khác khóa"),
        ("FileNotFoundError", "vừa bị xóa"),
        ("changed while read", "trong lúc đọc"),
        ("long path", "quá dài"),
        ("not listed", "Thư mục không mở được"),
        ("no table", "không có bảng nào"),
        ("login|đăng nhập lại", "Tệp là trang web (“đăng nhập lại”): hết phiên khi xuất"),
    ],
)
def test_the_cause_is_told(unread, context, detail, told):
    assert told in found(unread, context, detail).message


def test_other_faults_are_left_alone(unread, context):
    assert not list(unreadable_file.check(unread("conflict_copy", "ho-so/a.xlsx|"), context))
