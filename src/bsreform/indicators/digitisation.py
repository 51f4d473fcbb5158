"""Digitisation of components and results, and their reuse (letter, clause 2.3 c and d; Decision 766/QĐ-TTg)."""

from bsreform.spec import Indicator

INDICATORS = (
    Indicator(
        id="component_digitisation_rate",
        label="Tỷ lệ số hóa hồ sơ",
        short="Số hóa HS",
        formula="Số hồ sơ đã số hóa thành phần hồ sơ / số hồ sơ tiếp nhận trong kỳ",
        clause="2.3 d",
        needs=("components_digitised",),
        counted=lambda c: c["received"] & c["components_digitised"],
        out_of=lambda c: c["received"],
    ),
    Indicator(
        id="result_digitisation_rate",
        label="Tỷ lệ số hóa kết quả",
        short="Số hóa KQ",
        formula="Số hồ sơ đã số hóa kết quả / số hồ sơ đã giải quyết có kết quả trong kỳ",
        clause="2.3 d",
        needs=("result_digitised",),
        counted=lambda c: c["with_result"] & c["result_digitised"],
        out_of=lambda c: c["with_result"],
    ),
    Indicator(
        id="full_digitisation_rate",
        label="Số hóa đầy đủ (QĐ 766, 4.2)",
        short="Số hóa đủ",
        formula="Số hồ sơ đã số hóa cả thành phần hồ sơ và kết quả / tổng số hồ sơ tiếp nhận trong kỳ và kỳ trước "
        "chuyển sang",
        clause="2.3 c",
        needs=("components_digitised", "result_digitised"),
        counted=lambda c: (c["carried"] | c["received"]) & c["components_digitised"] & c["result_digitised"],
        out_of=lambda c: c["carried"] | c["received"],
    ),
    Indicator(
        id="reuse_rate",
        label="Tỷ lệ tái sử dụng",
        short="Tái sử dụng",
        formula="Số hồ sơ có khai thác, tái sử dụng dữ liệu số hóa / số hồ sơ tiếp nhận trong kỳ",
        clause="2.3 c",
        needs=("reused",),
        counted=lambda c: c["received"] & c["reused"],
        out_of=lambda c: c["received"],
    ),
)
