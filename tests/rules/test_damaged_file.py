"""Rule damaged_file: what it says, and what it leaves alone."""

from bsreform.rules import damaged_file


def test_the_file_is_named_with_the_one_thing_to_do(unread, context, names):
    data = unread("damaged_file")
    found = list(damaged_file.check(data, context))
    assert names(data, found) == ["hong.xlsx"]
    assert "Xuất lại tệp" in found[0].hint
    assert not found[0].excludes


def test_other_faults_are_left_alone(unread, context):
    assert not list(damaged_file.check(unread("conflict_copy", "ho-so/a.xlsx|"), context))
