"""Trang không có bảng hồ sơ

Vì sao: số liệu chỉ đọc được khi có hàng tiêu đề cột; không tìm thấy hàng này thì không hồ sơ nào trong
trang được tính.

Sai: trang chỉ có bảng tổng hợp “Đơn vị | Tổng số | Đúng hạn”; hoặc cột mã đặt tên là “STT hồ sơ”.

Đúng: một hàng tiêu đề có “Mã hồ sơ”, “Ngày tiếp nhận”, “Ngày hẹn trả”; mỗi hồ sơ một dòng ở dưới.

Cách sửa: xuất danh sách chi tiết từng hồ sơ chứ không phải bảng tổng hợp; nếu hệ thống gọi tên cột khác
thì thêm tên ấy vào mục `[headers.dossiers]` của `bsreform.toml`. Trang chỉ để ghi chú thì không phải làm
gì.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Fact, Finding, Severity
from bsreform.rules._facts import facts
from bsreform.rules._wording import quote
from bsreform.spec import Context

SEVERITY: Severity = "error"

_WANTED = "Cần một hàng tiêu đề có Mã hồ sơ, Ngày tiếp nhận, Ngày hẹn trả"


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for a file in which nothing fits; a warning for each odd sheet beside a good one."""
    noticed = facts(data, "unrecognised_sheet")
    lost = {index for index, source in enumerate(data.sources) if source.fault == "unrecognised_sheet"}
    for index in sorted(lost | {fact.source for fact in noticed if fact.detail == "only"}):
        seen = ", ".join(dict.fromkeys(fact.raw for fact in noticed if fact.source == index and fact.raw))
        clue = f"; chỉ thấy các tiêu đề {quote(seen)}" if seen else ""
        hint = f"{_WANTED}: xuất lại danh sách chi tiết từng hồ sơ, hoặc chuyển tệp khỏi thư mục."
        yield Finding(index, f"Trong tệp không có bảng danh sách hồ sơ{clue}.", hint, raw=seen)
    yield from map(_beside, (fact for fact in noticed if fact.detail.startswith("extra")))


def _beside(fact: Fact) -> Finding:
    sheet = fact.detail.partition("|")[2]
    which = f"Trang {quote(sheet)}" if sheet else "Một trang khác của tệp"
    return Finding(
        fact.source,
        f"{which} không có bảng danh sách hồ sơ nên được bỏ qua.",
        f"Trang chỉ để ghi chú thì không phải làm gì; nếu là hồ sơ: {_WANTED[0].lower()}{_WANTED[1:]}.",
        raw=fact.raw,
        severity="warning",
        sheet=sheet or None,
    )
