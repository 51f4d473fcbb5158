"""Rule unusual_code: a code of no known form counts, unless it stands twice."""

from bsreform.model import Fact
from bsreform.rules import duplicate_code, unusual_code


def odd(row):
    return Fact(0, "unusual_code", row, "B", "code", "HS-15")


def test_a_code_of_no_known_form_is_a_warning(dossiers, context):
    [finding] = unusual_code.check(dossiers("code\nHS-15\nHS-16", odd(2)), context)
    assert (finding.row, finding.severity, finding.excludes) == (2, None, False)
    assert finding.message == "Mã hồ sơ “HS-15” không đúng dạng thường gặp; hồ sơ vẫn được tính."


def test_twice_in_a_sheet_it_tells_nothing_apart(dossiers, context):
    data = dossiers("code\nHS-15\nHS-15", odd(2), odd(3))
    found = list(unusual_code.check(data, context))
    assert [(each.row, each.severity, each.excludes) for each in found] == [(2, "error", True), (3, "error", True)]
    assert list(duplicate_code.check(data, context)) == []
