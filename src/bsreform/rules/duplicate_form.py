"""Một đơn vị gửi hai biểu cho một quý

Vì sao: mỗi đơn vị gửi một biểu cho mỗi quý; gửi hai biểu thì biểu mới nhất được tính cả, biểu cũ bị thay thế.
Trong một biểu, mỗi cấp của Tổ ghi một dòng; ghi hai dòng cùng cấp thì hai dòng được cộng lại.

Sai: `binh-chanh.xlsx` và `binh-chanh-sua.xlsx` cùng là biểu quý I/2024 của UBND xã Bình Chánh.

Đúng: chỉ một tệp có biểu quý I/2024 của UBND xã Bình Chánh.

Cách sửa: giữ biểu đúng, chuyển biểu cũ khỏi thư mục; hai dòng cùng cấp thì gộp làm một.
"""

from collections.abc import Iterator

from bsreform.model import Dataset, Finding, Severity
from bsreform.records.matching_forms import counting_forms
from bsreform.rules._wording import place
from bsreform.spec import Context

SEVERITY: Severity = "warning"
SUBJECTS = ("digital_teams",)
_FORM = ("source", "unit", "quarter", "level")


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each unit and quarter of an older form, and for each row that repeats a level in one form."""
    frame = data.frame[["row", *_FORM]].assign(counts=counting_forms(data))
    known = frame[(frame["unit"].notna() & (frame["quarter"] != "")).to_numpy(dtype=bool)]
    old = known[(known["counts"] != known["source"]).to_numpy()].drop_duplicates(["source", "unit", "quarter"])
    for source, row, kept in old[["source", "row", "counts"]].itertuples(index=False, name=None):
        newer = data.sources[kept]
        where = newer.path + (f"[{newer.sheet}]" if newer.sheet else "")
        told = f"Đơn vị đã có biểu mới hơn của quý này ở {where}; biểu cũ này không được tính."
        yield Finding(int(source), told, "Giữ biểu đúng, chuyển biểu kia khỏi thư mục.", row=int(row), field="unit")
    again, firsts = known[known.duplicated([*_FORM]).to_numpy()], known.drop_duplicates([*_FORM])
    first_row = {tuple(values): row for *values, row in firsts[[*_FORM, "row"]].itertuples(index=False, name=None)}
    for *key, row in again[[*_FORM, "row"]].itertuples(index=False, name=None):
        source = int(key[0])
        first = place(data, source, source, first_row[tuple(key)])
        told = f"Đơn vị đã có dòng cùng cấp ở {first}; hai dòng được cộng lại."
        yield Finding(source, told, "Nếu ghi hai lần thì xóa một dòng; nếu không thì gộp làm một.", row=int(row))
