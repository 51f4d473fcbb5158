"""Tệp xuất cũ hơn kỳ báo cáo

Vì sao: tệp xuất trước ngày đầu kỳ không cho biết gì về kỳ ấy; hồ sơ, nhiệm vụ đến hạn từ đó đến nay có thể đã
giải quyết xong, nên không tính là quá hạn và không đôn đốc theo tệp này.

Sai: báo cáo tuần từ `02/03/2024`, tệp mới nhất xuất ngày `26/02/2024`.

Đúng: báo cáo tuần từ `02/03/2024`, tệp xuất sau ngày cuối tuần, `08/03/2024`.

Cách sửa: xuất lại tệp từ hệ thống một cửa, phần mềm theo dõi nhiệm vụ, chép vào thư mục rồi chạy lại.
"""

from collections.abc import Iterator

from bsreform.language.wording import plain_date
from bsreform.model import Dataset, Finding, Severity
from bsreform.records.exported import is_stale, newest_export
from bsreform.rules._wording import NOUNS
from bsreform.spec import Context

SEVERITY: Severity = "error"
SUBJECTS = ("dossiers", "tasks")


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding where the newest export was made before the first day of the reported period."""
    newest = newest_export(data.sources)
    if newest is not None and context.start is not None and is_stale(data.sources, context.start):
        yield Finding(
            -1,
            f"Tệp {NOUNS[data.subject]} mới nhất xuất ngày {plain_date(newest)}, trước ngày đầu kỳ báo cáo "
            f"{plain_date(context.start)}: không {NOUNS[data.subject]} nào trong đó được tính là quá hạn.",
            "Xuất lại tệp, chép vào thư mục rồi chạy lại.",
            column="",
        )
