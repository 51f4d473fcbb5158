"""Rule unreadable_file: what it says, and what it leaves alone."""

from bsreform.rules import unreadable_file


def test_the_file_is_named_with_the_one_thing_to_do(unread, context, names):
    data = unread("unreadable_file")
    found = list(unreadable_file.check(data, context))
    assert names(data, found) == ["hong.xlsx"]
    assert "quyền xem" in found[0].hint
    assert not found[0].excludes


def test_other_faults_are_left_alone(unread, context):
    assert not list(unreadable_file.check(unread("conflict_copy", "ho-so/a.xlsx|"), context))
