"""Components and result digitised (letter, clause 2.3 c; Decision 766/QĐ-TTg, 4.2)."""

from bsreform.spec import Indicator

INDICATOR = Indicator(
    id="full_digitisation_rate",
    order=70,
    label="Số hóa đầy đủ (QĐ 766, 4.2)",
    short="Số hóa đủ",
    formula="Số hồ sơ đã số hóa cả thành phần hồ sơ và kết quả / tổng số hồ sơ tiếp nhận trong kỳ và kỳ trước "
    "chuyển sang",
    clause="2.3 c",
    needs=("components_digitised", "result_digitised"),
    counted=lambda c: (c["carried"] | c["received"]) & c["components_digitised"] & c["result_digitised"],
    out_of=lambda c: c["carried"] | c["received"],
)
