"""Không rõ biểu của quý nào

Vì sao: không biết quý thì không biết số liệu thuộc báo cáo nào; ngày của tệp không đủ để đoán, nên dòng không được
tính. Quý lấy ở tiêu đề phía trên bảng, nếu không có thì ở cột “Kỳ báo cáo”, nếu không có thì ở tên trang, tên tệp.

Sai: cột Kỳ báo cáo ghi `Quý I` (thiếu năm); tiêu đề ghi “Quý I/2024” mà cột ghi `Quý IV/2023`.

Đúng: cột Kỳ báo cáo ghi `Quý I/2024`; hoặc tệp tên là `binh-chanh-quy-1-2024.xlsx`.

Cách sửa: ghi quý và năm theo dạng “Quý I/2024” vào cột Kỳ báo cáo.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Finding, Severity
from bsreform.rules._wording import quote
from bsreform.spec import Context

SEVERITY: Severity = "error"
SUBJECTS = ("digital_teams",)


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each row of no known quarter; the row is excluded."""
    frame = data.frame
    wrong = frame.loc[(frame["quarter"] == "").to_numpy(), ["source", "row", "quarter_text"]]
    for source, row, text in wrong.itertuples(index=False, name=None):
        stated = data.sources[source].quarter
        if stated:
            year, _, number = stated.partition("-Q")
            told = f"Tiêu đề ghi quý {number}/{year} nhưng cột kỳ báo cáo ghi {quote(text)}"
        else:
            told = f"Kỳ báo cáo {quote(text)} không rõ là quý nào" if text else "Không ghi là biểu của quý nào"
        yield Finding(
            int(source),
            f"{told} nên số liệu của dòng không được tính.",
            "Ghi quý và năm vào cột Kỳ báo cáo, ví dụ “Quý I/2024”.",
            row=int(row),
            field="quarter",
            raw=text,
            excludes=True,
        )
