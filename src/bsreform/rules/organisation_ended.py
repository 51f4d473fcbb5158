"""Báo cáo của cơ quan không còn hoạt động

Vì sao: từ 01/7/2025 không còn cấp huyện; báo cáo của kỳ sau ngày cuối cùng mà vẫn mang tên cơ quan cũ thì không
có giá trị, số liệu của đơn vị mới bị tính cho cơ quan không còn.

Sai: báo cáo tuần 10/2026 của UBND huyện Bình Sơn, là cơ quan hoạt động đến hết ngày `30/06/2025`.

Đúng: báo cáo tuần 10/2026 của UBND xã Bình Sơn; báo cáo của huyện dừng ở kỳ có ngày `30/06/2025`.

Cách sửa: lập thư mục làm việc của cơ quan mới bằng `bsreform init --profile xa --name "UBND xã …"`, hoặc sửa tên,
ngày cuối (`last_day`) ở mục `[organisation]` của `bsreform.toml` và danh mục đơn vị.
"""

from collections.abc import Iterator

from bsreform.language.wording import plain_date
from bsreform.model import Dataset, Finding, Severity
from bsreform.spec import Context

SEVERITY: Severity = "error"
SUBJECTS = ("dossiers",)


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding where the period that is reported on begins after the organisation's last day."""
    organisation = context.config.organisation
    if context.start and organisation.ends and organisation.ends < context.start:
        yield Finding(
            -1,
            f"{organisation.name} hoạt động đến hết ngày {plain_date(organisation.ends)}; kỳ báo cáo bắt đầu ngày "
            f"{plain_date(context.start)}.",
            "Lập thư mục làm việc của cơ quan mới: bsreform init --profile xa --name “UBND xã …”, hoặc sửa mục "
            "[organisation] của bsreform.toml và danh mục đơn vị.",
            column="",
            raw=organisation.name,
        )
