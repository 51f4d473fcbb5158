"""Tệp đặt mật khẩu

Vì sao: tệp có mật khẩu thì không đọc được số liệu bên trong, nên số liệu của đơn vị không vào báo cáo.

Sai: mở tệp thì máy hỏi mật khẩu.

Đúng: mở tệp là thấy ngay số liệu, máy không hỏi gì.

Cách sửa: mở tệp bằng mật khẩu, chọn Tệp (File) › Thông tin (Info) › Bảo vệ sổ làm việc (Protect
Workbook) › Mã hóa bằng mật khẩu (Encrypt with Password), xóa hết mật khẩu trong ô rồi lưu lại.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Finding, Severity
from bsreform.rules._facts import file_findings
from bsreform.spec import Context

SEVERITY: Severity = "error"


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each such file."""
    return file_findings(
        data,
        "encrypted_file",
        "Tệp đặt mật khẩu nên không đọc được.",
        "Mở tệp bằng mật khẩu, bỏ mật khẩu rồi lưu lại.",
    )
