"""What stands around a table and is no row of it: signatures, the names under them, lists of staff."""

import re
from collections.abc import Container, Sequence

from bsreform.language.text import clean, fold

_OFFICES = (
    "chủ tịch|phó chủ tịch|chánh văn phòng|phó chánh văn phòng|trưởng phòng|phó trưởng phòng|giám đốc|phó giám đốc"
    "|hiệu trưởng|phó hiệu trưởng|trưởng ban|phó trưởng ban|trưởng công an|chỉ huy trưởng|kế toán|thủ quỹ|văn thư"
    "|công chức|chuyên viên|thủ trưởng|thủ trưởng đơn vị|bí thư|phó bí thư|trưởng trạm|đại diện"
)
_SIGNED = re.compile(
    rf"(?:nơi nhận$|nơi nhận như|kiểm soát$|lập biểu$|lập bảng$|thủ trưởng(?: đơn vị| cơ quan)?$"
    rf"|(?:người|cán bộ) (?:lập|tổng hợp|báo cáo|ghi|duyệt|kiểm tra|kiểm soát|nhập)"
    rf"(?: (?:biểu|bảng|báo cáo|danh sách|phiếu))?$"
    rf"|xác nhận của (?:lãnh đạo|ubnd|chủ tịch|thủ trưởng|đơn vị|cơ quan|phòng|trưởng)"
    rf"|(?:tm|kt|tl|tuq|q) (?:ubnd|ủy ban|hội đồng|hđnd|ban|giám đốc|đảng ủy|{_OFFICES})|(?:{_OFFICES})$"
    r"|ký (?:tên|ghi)|đã ký$|như (?:trên|kính gửi)$|lưu vt|lãnh đạo (?:phòng|đơn vị|cơ quan|ubnd|ký|duyệt)$)"
)
_PLACE_AND_DAY = re.compile(
    r"[^\W\d][^,;:]{1,38},\s*ngày[\s.…]*\d{0,2}[\s.…]*tháng[\s.…]*\d{0,2}[\s.…]*năm[\s.…]*\d{0,4}[\s.]*", re.I
)
_DAY = re.compile(r"ngày[\s.…]*\d{0,2}[\s.…]*tháng[\s.…]*\d{0,2}[\s.…]*năm[\s.…]*\d{0,4}[\s.]*", re.I)
_NAME = re.compile(r"(?:(?:ths|ts|cn|ks|bs)[. ]+)?[^\W\d_]+(?: [^\W\d_]+){1,4}", re.I)
_STAFF = frozenset(
    map(
        fold,
        (
            "Họ và tên", "Họ tên", "Chức vụ", "Chức danh", "Số điện thoại", "Điện thoại", "SĐT", "Email", "Ký nhận",
            "Ký tên", "Chữ ký", "Năm sinh", "Họ và tên cán bộ", "Cán bộ phụ trách", "Ngày sinh",
        ),
    )
)  # fmt: skip
_NUMBER = frozenset({"stt", "tt", "số tt", "số thứ tự"})


def is_signature(text: str) -> bool:
    """Is the cell one of a signature block: who signs, where and when ("Bình Sơn, ngày 08 tháng 3 năm 2024")?"""
    plain = clean(text)
    return bool(_PLACE_AND_DAY.fullmatch(plain) or _SIGNED.match(fold(plain)))


def is_signed(cells: Sequence[str]) -> bool:
    """Does the row hold nothing but words of a signature block, names and a date?"""
    filled = [clean(cell) for cell in cells if cell]
    signed = [is_signature(cell) for cell in filled]
    rest = (cell for cell, is_sign in zip(filled, signed, strict=True) if not is_sign)
    return any(signed) and all(_is_name(cell) or _DAY.fullmatch(cell) or cell.startswith(("-", "(")) for cell in rest)


def is_names(cells: Sequence[str]) -> bool:
    """Could every filled cell be a person's name ("Nguyễn Văn A")? Tells anything only below a signature."""
    filled = [clean(cell) for cell in cells if cell]
    return bool(filled) and all(map(_is_name, filled))


def heads_staff(cells: Sequence[str]) -> bool:
    """Is the row the header of a list of persons?"""
    return sum(fold(cell) in _STAFF for cell in cells if cell) >= 2


def heads_another_table(cells: Sequence[str], words: Container[str]) -> bool:
    """Is the row the header of some table: "STT" and other words, or headings that a layout knows, but no figures?"""
    filled = [fold(cell) for cell in cells if cell]
    if len(filled) < 2 or any(any(map(str.isdigit, key)) or len(key) > 60 for key in filled):
        return False
    known = sum(key in words for key in filled)
    return (filled[0] in _NUMBER and len(filled) > 2) or (known >= 2 and 2 * known >= len(filled))


def _is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and all(word[0].isupper() for word in text.replace(".", " ").split())
