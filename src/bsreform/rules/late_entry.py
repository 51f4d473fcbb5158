"""Nhập phần mềm chậm

Vì sao: nhiệm vụ phải được nhập vào phần mềm ngay sau khi văn bản được phát hành; nhập
chậm thì đơn vị được giao biết muộn, số liệu theo dõi thiếu.

Sai: văn bản ban hành `05/03/2024` (thứ Ba), nhập phần mềm `08/03/2024` (chậm 3 ngày làm việc).

Đúng: nhập phần mềm trong ngày `05/03/2024`, chậm nhất là ngày làm việc tiếp theo.

Cách sửa: nhập nhiệm vụ ngay khi phát hành văn bản; nếu ngày ban hành hoặc ngày nhập ghi sai thì sửa lại.
"""

from collections.abc import Iterator

from bsreform.language.wording import plain_date
from bsreform.model import Dataset, Finding, Severity
from bsreform.spec import Context

SEVERITY: Severity = "warning"
SUBJECTS = ("tasks",)

_ALLOWED = 1
"""Working days after the document's own."""


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each task entered more than a working day after its document was issued (clause 2.1 a)."""
    told = data.frame[["source", "row", "document_date", "entered_on"]]
    frame = told[(told["document_date"].notna() & told["entered_on"].notna()).to_numpy()]
    issued, entered = (
        context.calendar.counts(frame[name].to_numpy().astype("datetime64[D]"))
        for name in ("document_date", "entered_on")
    )
    delays = entered - issued
    columns = frame[delays > _ALLOWED].itertuples(index=False, name=None)
    for (source, row, first, moment), delay in zip(columns, delays[delays > _ALLOWED].tolist(), strict=True):
        yield Finding(
            source,
            f"Văn bản ban hành {plain_date(first)} nhưng {plain_date(moment)} mới nhập phần mềm, "
            f"sau {delay} ngày làm việc.",
            "Nhập ngay sau khi phát hành văn bản; nếu ghi sai ngày thì sửa lại.",
            row=row,
            field="entered_on",
            raw=plain_date(moment),
        )
