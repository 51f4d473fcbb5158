"""Chữ gõ bằng bảng mã cũ

Vì sao: chữ gõ bằng bảng mã cũ (TCVN3 với phông .VnTime, VNI với phông VNI-Times) phải chuyển mã mới đọc
được; chuyển tự động có thể nhầm vài chữ, nhất là chữ hoa.

Sai: ô hiện “UBND x· B×nh Ch¸nh” khi đổi sang phông Times New Roman.

Đúng: ô hiện “UBND xã Bình Chánh” với phông Times New Roman.

Cách sửa: chép vùng số liệu, dùng Unikey (Ctrl+Shift+F6) chuyển từ bảng mã cũ sang Unicode rồi dán lại;
từ nay gõ bằng Unicode.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Finding, Severity
from bsreform.rules._facts import at, facts
from bsreform.spec import Context

SEVERITY: Severity = "warning"

_ENCODINGS = {"tcvn3": "TCVN3 (phông .VnTime)", "vni": "VNI (phông VNI-Times)"}


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each sheet whose text had to be converted, and for each such cell in a sheet of Unicode."""
    for fact in facts(data, "legacy_encoding"):
        encoding = _ENCODINGS.get(fact.detail, fact.detail)
        where = "Chữ trong ô" if fact.row else "Chữ trong trang"
        yield at(
            fact,
            f"{where} gõ bằng bảng mã cũ {encoding}; đã tự chuyển sang Unicode để đọc.",
            "Kiểm tra lại tên đơn vị, tên thủ tục; nên chuyển tệp sang Unicode bằng Unikey (Ctrl+Shift+F6).",
        )
