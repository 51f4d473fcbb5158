"""Dòng bị ẩn

Vì sao: dòng ẩn (do lọc hoặc do người làm ẩn đi) vẫn là hồ sơ, nhiệm vụ và vẫn được tính, nên số trong báo cáo có
thể lớn hơn số đếm bằng mắt.

Sai: đang lọc “Trạng thái = Đang xử lý” rồi lưu và gửi tệp.

Đúng: bỏ lọc, hiện hết các dòng trước khi gửi.

Cách sửa: vào Dữ liệu (Data) › Xóa lọc (Clear); chọn cả trang, bấm chuột phải vào số dòng, chọn Bỏ ẩn
(Unhide). Dòng không cần nữa thì xóa hẳn.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Finding, Severity
from bsreform.rules._facts import at, facts
from bsreform.rules._wording import NOUNS
from bsreform.spec import Context

SEVERITY: Severity = "warning"


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each sheet with hidden data rows, one for each hidden sheet with data."""
    for fact in facts(data, "hidden_rows"):
        if fact.raw:
            count = f"{fact.detail} dòng {NOUNS[data.subject]}"
            message = f"Trang có {count} bị ẩn (dòng {fact.raw}); các dòng này vẫn được tính."
            yield at(fact, message, "Bỏ lọc và hiện hết các dòng để kiểm tra; dòng nào thừa thì xóa hẳn.")
        else:
            message = f"Cả trang bị ẩn; {fact.detail} dòng {NOUNS[data.subject]} trong trang vẫn được tính."
            yield at(fact, message, "Bỏ ẩn trang (bấm chuột phải vào tên trang, chọn Unhide); trang cũ thì xóa hẳn.")
