"""Rule same_name: files that Windows takes for one."""

from bsreform.model import Dataset
from bsreform.rules import same_name


def found(source, context, *files):
    sources = tuple(source(path, sha256=sha256) for path, sha256 in files)
    return [finding.source for finding in same_name.check(Dataset(None, sources, ()), context)]


def test_names_that_differ_in_case_only_are_told_of_all_but_the_first(source, context):
    files = [("ho-so/A.xlsx", "1"), ("ho-so/Bình An.xlsx", "2"), ("ho-so/a.xlsx", "3"), ("ho-so/bình AN.xlsx", "4")]
    assert found(source, context, *files) == [2, 3]


def test_one_name_in_two_unicode_forms_is_the_same_path_with_other_content(source, context):
    assert found(source, context, ("ho-so/Bình An.xlsx", "1"), ("ho-so/Bình An.xlsx", "2")) == [1]


def test_the_sheets_of_a_file_and_other_folders_are_left_alone(source, context):
    assert not found(source, context, ("ho-so/a.xlsx", "1"), ("ho-so/a.xlsx", "1"), ("ho-so/xa/A.xlsx", "2"))
