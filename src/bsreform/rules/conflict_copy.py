"""Bản sao do đồng bộ tạo ra

Vì sao: khi hai người cùng sửa một tệp, OneDrive giữ thêm một bản sao; tính cả hai là tính trùng,
nên chỉ bản gốc được tính.

Sai: `binh-chanh.xlsx` và `binh-chanh-MAY01.xlsx`, hoặc `binh-chanh - Sao chép.xlsx`, nằm cùng thư mục.

Đúng: mỗi đơn vị chỉ có một tệp `binh-chanh.xlsx`.

Cách sửa: mở cả hai tệp, chép phần mới nhất vào bản gốc, lưu lại, rồi xóa bản sao.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from bsreform.model import Dataset, Finding, Severity
from bsreform.spec import Context

SEVERITY: Severity = "error"


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each copy, naming its original and how they differ."""
    for index, source in enumerate(data.sources):
        if source.fault != "conflict_copy":
            continue
        original, _, apart = source.detail.partition("|")
        compared = f" So với bản gốc: {apart.rstrip('.')}." if apart else ""
        yield Finding(
            index,
            f"“{PurePosixPath(source.path).name}” là bản sao của “{original}” nên không được tính.{compared}",
            f"Chép phần còn thiếu (nếu có) vào “{PurePosixPath(original).name}”, rồi xóa bản sao này.",
        )
