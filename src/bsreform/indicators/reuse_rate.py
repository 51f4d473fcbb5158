"""Digitised data that were used again (letter, clause 2.3 c; Decision 766/QĐ-TTg)."""

from bsreform.spec import Indicator

INDICATOR = Indicator(
    id="reuse_rate",
    order=80,
    label="Tỷ lệ tái sử dụng",
    short="Tái sử dụng",
    formula="Số hồ sơ có khai thác, tái sử dụng dữ liệu số hóa / số hồ sơ tiếp nhận trong kỳ",
    clause="2.3 c",
    needs=("reused",),
    counted=lambda c: c["received"] & c["reused"],
    out_of=lambda c: c["received"],
)
