"""Rule unit_list: what it says of each kind of mistake."""

import pytest

from bsreform.model import Fact
from bsreform.rules import unit_list


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("twice|7", "“Sở X” đã có ở dòng 7"),
        ("group|A; B", "Không có nhóm “Sở X”"),
        ("dates", "trước ngày bắt đầu"),
        ("id", "đã dùng cho một dòng ở trên"),
        ("successor", "Đơn vị kế thừa “Sở X” không có trong danh mục"),
        ("circle", "lại do chính đơn vị này kế thừa"),
        ("unread", "không nhận ra là đơn vị nào"),
        ("empty", "Danh mục không có đơn vị nào"),
    ],
)
def test_every_kind_of_mistake_has_its_words(dossiers, context, detail, words):
    data = dossiers("", Fact(0, "unit_list", 5, "A", "name", "Sở X", detail))
    (finding,) = unit_list.check(data, context)
    assert words in finding.message
    assert finding.hint
    assert (finding.row, finding.column) == (5, "A")
