"""Dòng có số liệu nhưng không đọc được

Vì sao: dòng nằm ngoài bảng, hoặc thuộc một bảng không có hàng tiêu đề nhận ra được, thì không biết cột nào là gì nên
không được tính; bỏ qua mà không nói thì báo cáo thiếu hồ sơ, thiếu nhiệm vụ mà không ai biết.

Sai: dưới bảng thứ nhất có thêm bảng “Mã hồ sơ | Tình hình” không có ngày tiếp nhận, ngày hẹn trả; hoặc trang có hàng
tiêu đề mà không có dòng số liệu nào.

Đúng: mỗi bảng có hàng tiêu đề riêng với đủ các cột cần có, mỗi hồ sơ hoặc nhiệm vụ một dòng ở dưới.

Cách sửa: chuyển dòng vào trong bảng, hoặc thêm hàng tiêu đề cho bảng ấy; dòng chỉ là tiêu đề nhóm thì đánh số La Mã
(I, II) hoặc gộp ô; dòng thừa thì xóa.
"""

from collections.abc import Iterator, Mapping

from bsreform.model import Dataset, Fact, Finding, Severity, SubjectId
from bsreform.rules._facts import facts
from bsreform.rules._wording import NOUNS
from bsreform.spec import Context

SEVERITY: Severity = "error"

_ABOVE = "Đưa dòng vào trong bảng, hoặc ghi hàng tiêu đề cột ngay phía trên; dòng thừa thì xóa."
_WHAT: Mapping[str, tuple[str, str]] = {
    "code": ("có mã hồ sơ nhưng không thuộc bảng nào đọc được, nên không được tính", _ABOVE),
    "value": ("có số liệu nhưng không thuộc bảng nào đọc được, nên không được tính", _ABOVE),
    "mention": (
        "nhắc đến một mã hồ sơ nhưng không phải là dòng số liệu, nên không được tính",
        "Nếu là hồ sơ phải tính thì ghi thành một dòng của bảng; là ghi chú thì không phải làm gì.",
    ),
    "lone": (
        "có đơn vị hoặc ngày nhưng không có nội dung nhiệm vụ, nên không được tính",
        "Ghi nội dung nhiệm vụ; nếu dòng thuộc nhiệm vụ phía trên thì ghi chung vào một dòng.",
    ),
    "words": (
        "chỉ có nội dung, không rõ là tiêu đề nhóm hay là nhiệm vụ, nên không được tính",
        "Là nhiệm vụ thì ghi đơn vị chủ trì, thời hạn; là tiêu đề nhóm thì đánh số La Mã (I, II).",
    ),
}
_WARNED = ("mention", "lone", "words", "blank")


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each row that holds something and is not read, and for each sheet that gives no row at all."""
    for fact in facts(data, "unread_row"):
        yield _finding(fact, data.subject)


def _finding(fact: Fact, subject: SubjectId) -> Finding:
    severity: Severity | None = "warning" if fact.detail in _WARNED else None
    if fact.row is None:
        message = f"Trang có hàng tiêu đề nhưng không đọc được dòng {NOUNS[subject]} nào."
        hint = "Kiểm tra lại trang; trang chưa có số liệu thì không phải làm gì, hoặc bỏ trang ấy đi."
        return Finding(fact.source, message, hint, severity=severity)
    what, hint = _WHAT[fact.detail]
    return Finding(fact.source, f"Dòng {fact.row} {what}.", hint, row=fact.row, column="", severity=severity)
