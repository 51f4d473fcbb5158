"""Why the system refused a file or folder, in Vietnamese: its own words are English."""

import errno
from typing import Final

_REASONS: Final = {
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "nơi ấy chỉ cho đọc",
    errno.ENOENT: "không có đường dẫn ấy",
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục",
    errno.EEXIST: "một phần của đường dẫn là tệp, không phải thư mục",
    errno.EISDIR: "đó là thư mục, không phải tệp",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.ENAMETOOLONG: "đường dẫn quá dài",
    errno.EINVAL: "tên có ký tự không dùng được, hoặc tệp chưa đồng bộ xong",
    errno.ENXIO: "đó không phải là tệp (đường ống, ổ cắm hoặc thiết bị)",
    errno.EFBIG: "tệp quá lớn",
    errno.ELOOP: "lối tắt dẫn vòng về chính nó",
    errno.EBUSY: "chương trình khác đang dùng",
}


def reason(problem: OSError) -> str:
    """Why, as the end of a sentence; the system's own words where there are none."""
    return _REASONS.get(problem.errno or 0, problem.strerror or str(problem))
