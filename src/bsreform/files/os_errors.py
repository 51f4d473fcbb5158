"""Why the system refused a file or folder, in Vietnamese: its own words are English."""

import errno
from collections.abc import Mapping

ELSEWHERE = "hãy chọn nơi khác"
NO_MEMORY = "máy không đủ bộ nhớ; hãy đóng bớt chương trình rồi chạy lại"
_NO_ROOM = "hãy giải phóng dung lượng"
_REASONS: Mapping[int, tuple[str, str]] = {
    errno.EACCES: ("không có quyền", f"không có quyền ghi vào thư mục; {ELSEWHERE}"),
    errno.EPERM: ("không có quyền", f"không có quyền ghi vào thư mục; {ELSEWHERE}"),
    errno.EROFS: ("nơi ấy chỉ cho đọc", f"thư mục chỉ cho đọc; {ELSEWHERE}"),
    errno.ENOENT: ("không có đường dẫn ấy", f"không có thư mục ấy và không tạo được; {ELSEWHERE}"),
    errno.ENOTDIR: ("một phần của đường dẫn là tệp, không phải thư mục", ELSEWHERE),
    errno.EEXIST: ("một phần của đường dẫn là tệp, không phải thư mục", ELSEWHERE),
    errno.EISDIR: ("đó là thư mục, không phải tệp", ""),
    errno.ENOSPC: ("ổ đĩa đã đầy", _NO_ROOM),
    errno.EDQUOT: ("đã hết dung lượng được cấp", _NO_ROOM),
    errno.EFBIG: ("tệp quá lớn", "tệp lớn hơn mức mà ổ đĩa hoặc tài khoản cho phép"),
    errno.ENAMETOOLONG: ("đường dẫn quá dài", "tên tệp quá dài; hãy chọn tên ngắn hơn"),
    errno.EINVAL: ("tên có ký tự không dùng được, hoặc tệp chưa đồng bộ xong", ""),
    errno.ENXIO: ("đó không phải là tệp (đường ống, ổ cắm hoặc thiết bị)", ""),
    errno.ELOOP: ("lối tắt dẫn vòng về chính nó", ""),
    errno.EBUSY: ("chương trình khác đang dùng", ""),
    errno.EMFILE: ("máy không cho mở thêm tệp (ulimit -n); hãy đóng bớt chương trình rồi chạy lại", ""),
    errno.ENFILE: ("máy không cho mở thêm tệp; hãy đóng bớt chương trình rồi chạy lại", ""),
    errno.ENOMEM: (NO_MEMORY, ""),
    errno.EAGAIN: ("máy không cho chạy thêm tiến trình; hãy đóng bớt chương trình rồi chạy lại", ""),
    errno.EIO: ("ổ đĩa báo lỗi", f"ổ đĩa báo lỗi khi ghi; {ELSEWHERE}"),
}
"""By errno: why, and what is said instead where nothing could be written; a mere remedy is added to the first."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""There is no room."""
_SURROUNDINGS = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN, errno.ENAMETOOLONG})
_OF_A_PLACE = frozenset({errno.EACCES, errno.EPERM, errno.EIO})
"""What the machine lacks, and what it refuses in some place, whatever the program does."""
_SIGNS_OF_MEMORY = ("failed to map segment", "annot allocate memory", "can't start new thread")
"""What libraries say where they lack memory and do not call it a MemoryError."""
_REMEDIES = ("", ELSEWHERE, _NO_ROOM)


def reason(problem: OSError, writing: bool = False) -> str:
    """Why, as the end of a sentence, and when `writing` what to do; the system's own words where there are none."""
    known = _REASONS.get(problem.errno or 0)
    if known is None:
        return problem.strerror or str(problem)
    why, written = known
    if not writing or not written:
        return why
    return f"{why}; {written}" if written in _REMEDIES else written


def lacking(problem: BaseException) -> str:
    """What the machine lacks, as the end of a sentence; "" where that is not what stopped the run."""
    if isinstance(problem, MemoryError) or any(sign in str(problem) for sign in _SIGNS_OF_MEMORY):
        return NO_MEMORY
    if not isinstance(problem, OSError) or problem.errno not in _SURROUNDINGS | _OF_A_PLACE:
        return ""
    place = f"“{problem.filename}”: " if problem.errno in _OF_A_PLACE and problem.filename else ""
    return f"{place}{reason(problem)}"
