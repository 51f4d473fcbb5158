"""Dossiers whose result was digitised (letter, clause 2.3 d)."""

from bsreform.spec import Indicator

INDICATOR = Indicator(
    id="result_digitisation_rate",
    order=60,
    label="Tỷ lệ số hóa kết quả",
    short="Số hóa KQ",
    formula="Số hồ sơ đã số hóa kết quả / số hồ sơ đã giải quyết có kết quả trong kỳ",
    clause="2.3 d",
    needs=("result_digitised",),
    counted=lambda c: c["with_result"] & c["result_digitised"],
    out_of=lambda c: c["with_result"],
)
