"""Danh mục đơn vị có chỗ sai

Vì sao: mọi số liệu được tính theo danh mục đơn vị; danh mục trùng tên, sai nhóm, sai đơn vị kế thừa thì hồ sơ, nhiệm vụ
tính nhầm chỗ, nên báo cáo không được lập khi danh mục còn lỗi.

Sai: hai dòng cùng ghi “Phòng Nội vụ”; đơn vị kế thừa “Xã Vạn Tuờng” không có trong danh mục.

Đúng: mỗi đơn vị một dòng; đơn vị kế thừa ghi đúng tên ở cột Tên đơn vị.

Cách sửa: sửa ô được nêu trong `units.xlsx` rồi lưu lại.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Fact, Finding, Severity
from bsreform.rules._facts import at, facts
from bsreform.rules._wording import quote
from bsreform.spec import Context

SEVERITY: Severity = "error"
SUBJECTS = ("dossiers",)

_WORDS = {
    "twice": (
        "Tên đơn vị {raw} đã có ở dòng {rest}.",
        "Xóa một dòng; nếu là hai đơn vị nối tiếp nhau thì ghi ngày cuối của đơn vị trước, ngày đầu của đơn vị sau.",
    ),
    "group": ("Không có nhóm {raw}.", "Chọn một trong các nhóm: {rest}; thêm nhóm ở mục [groups] của bsreform.toml."),
    "dates": ("Ngày kết thúc {raw} trước ngày bắt đầu.", "Xem lại hai ngày của đơn vị."),
    "id": ("Mã {raw} đã dùng cho một dòng ở trên.", "Để trống ô này để phần mềm tự đặt mã."),
    "successor": (
        "Đơn vị kế thừa {raw} không có trong danh mục.",
        "Ghi đúng tên một đơn vị khác ở cột Tên đơn vị, hoặc thêm dòng cho đơn vị ấy.",
    ),
    "circle": ("Đơn vị kế thừa {raw} lại do chính đơn vị này kế thừa.", "Xem lại các đơn vị kế thừa."),
    "unread": (
        "Dòng này có chữ nhưng không nhận ra là đơn vị nào: {raw}.",
        "Ghi tên đơn vị và số thứ tự như các dòng khác; dòng thừa thì xóa.",
    ),
    "empty": ("Danh mục không có đơn vị nào.", "Ghi mỗi đơn vị một dòng dưới hàng tiêu đề, hoặc xóa tệp này."),
}


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each cell of the list of units that cannot be as it is."""
    for fact in facts(data, "unit_list"):
        yield at(fact, *_words(fact))


def _words(fact: Fact) -> tuple[str, str]:
    kind, _, rest = fact.detail.partition("|")
    message, hint = _WORDS[kind]
    return message.format(raw=quote(fact.raw), rest=rest), hint.format(rest=rest)
