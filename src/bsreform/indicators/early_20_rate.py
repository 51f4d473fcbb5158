"""Online dossiers resolved in at most 80 % of their term (letter, clause 2.3 b)."""

from bsreform.spec import Indicator

INDICATOR = Indicator(
    id="early_20_rate",
    order=110,
    label="Trả sớm ≥ 20 % (trực tuyến)",
    short="Sớm ≥ 20 %",
    formula="Số hồ sơ trực tuyến có kết quả trong không quá 80 % thời hạn / số hồ sơ trực tuyến đã có kết quả",
    clause="2.3 b",
    needs=("online",),
    counted=lambda c: c["with_result"] & c["online"] & c["has_term"] & c["early_20"],
    out_of=lambda c: c["with_result"] & c["online"] & c["has_term"],
)
