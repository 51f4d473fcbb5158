"""Hai tệp trùng tên, chỉ khác chữ hoa, chữ thường

Vì sao: Windows và OneDrive coi `A.xlsx` và `a.xlsx` là một tệp: khi đồng bộ, một trong hai bị đổi tên hoặc bị thay mất.
Ở đây cả hai đều được đọc; hồ sơ, nhiệm vụ có ở cả hai chỉ được tính một lần.

Sai: `Binh-Chanh.xlsx` và `binh-chanh.xlsx` nằm cùng thư mục.

Đúng: mỗi tệp một tên, không cần phân biệt chữ hoa, chữ thường.

Cách sửa: mở cả hai tệp, giữ tệp mới hơn; nếu cần cả hai thì đổi tên một tệp.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from bsreform.model import Dataset, Finding, Severity
from bsreform.spec import Context

SEVERITY: Severity = "warning"


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each file after the first of those that Windows takes for one file."""
    first: dict[str, tuple[str, str | None]] = {}
    told = set()
    for index, source in enumerate(data.sources):
        here = (source.path, source.sha256)
        other, _ = there = first.setdefault(source.path.casefold(), here)
        if here not in told and there != here:
            told.add(here)
            yield Finding(
                index,
                f"“{PurePosixPath(source.path).name}” trùng tên với “{other}” khi không phân biệt hoa, thường.",
                "Giữ tệp mới hơn, hoặc đổi tên một tệp.",
            )
