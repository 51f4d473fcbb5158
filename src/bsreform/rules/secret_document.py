"""Văn bản mật trong tệp dùng chung

Vì sao: nhiệm vụ trong văn bản mật không được đưa vào phần mềm, vào tệp theo dõi dùng chung (mục 2.1 e của
công văn). Chương trình không giữ, không in nội dung của dòng ấy ở đâu cả và không tính vào báo cáo.

Sai: dòng có số, ký hiệu văn bản `12/BC-UBND(M)`, hoặc cột Độ mật ghi “Tối mật”.

Đúng: tệp chỉ có nhiệm vụ của văn bản không mật.

Cách sửa: xóa dòng ấy khỏi tệp dùng chung, xóa cả các bản đã lưu và các bản cũ trong lịch sử phiên bản của
OneDrive; theo dõi nhiệm vụ ấy theo quy định về bảo vệ bí mật nhà nước.
"""

from collections.abc import Iterator, Mapping

from bsreform.model import Dataset, Fact, Finding, Severity
from bsreform.rules._facts import facts, places
from bsreform.spec import Context

SEVERITY: Severity = "error"

_REMEDY = "Xóa khỏi tệp dùng chung (cả các bản cũ) và theo dõi theo quy định về văn bản mật."
_ELSEWHERE = "Dòng có dấu hiệu văn bản mật; các ô chữ của dòng không được hiện ra, số liệu vẫn được tính."
_WHOLE = (
    "Tên tệp, tên trang, đầu trang in hoặc phần ngoài bảng có dấu chỉ độ mật; các ô chữ của trang không được hiện ra, "
    "số liệu vẫn được tính."
)
_KINDS: Mapping[str, str] = {
    "document_no": "số, ký hiệu văn bản có chữ chỉ độ mật",
    "secrecy": "cột Độ mật ghi mức độ mật",
}


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each row with a marking: its place and the kind of marking, never a word of the row.

    Dossiers and forms still count: what they count says nothing of the document.
    """
    if data.subject != "tasks":
        for fact in facts(data, "secret_document"):
            message = _ELSEWHERE if fact.row else _WHOLE
            yield Finding(fact.source, message, _REMEDY, row=fact.row, column=fact.column)
        return
    tasks = places(data.frame.loc[data.frame["secret"].to_numpy(dtype=bool), ["source", "row"]])
    for fact in facts(data, "secret_document"):
        if (fact.source, fact.row) in tasks:
            message = (
                f"Nhiệm vụ trong văn bản mật ({_kind(fact, data)}); nội dung không được hiện ra và không được tính."
            )
        else:
            message = "Phần trên bảng, dòng nhóm hoặc chữ ký có dấu chỉ độ mật; nhiệm vụ thuộc phần ấy không được tính."
        yield Finding(
            fact.source,
            message,
            _REMEDY,
            row=fact.row,
            column=fact.column,
            excludes=True,
        )


def _kind(fact: Fact, data: Dataset) -> str:
    if not fact.column:
        return "nằm trong tệp, trang, phần có dấu chỉ độ mật"
    fields = {letter: field for field, letter in data.sources[fact.source].columns.items()}
    return _KINDS.get(fields.get(fact.column, ""), "trên dòng có dấu chỉ độ mật")
