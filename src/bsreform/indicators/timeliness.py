"""Dossiers resolved in term (letter, clauses 2.2 and 2.3 b; Decision 766/QĐ-TTg, 2.1)."""

from bsreform.spec import Indicator

INDICATORS = (
    Indicator(
        id="on_time_rate",
        label="Tỷ lệ đúng hạn",
        short="Đúng hạn",
        formula="Số hồ sơ giải quyết trước hạn và đúng hạn / số hồ sơ đã giải quyết trong kỳ",
        clause="2.2",
        needs=(),
        counted=lambda c: c["early"] | c["on_day"],
        out_of=lambda c: c["closed"],
    ),
    Indicator(
        id="progress_rate",
        label="Tiến độ (QĐ 766, 2.1)",
        short="Tiến độ",
        formula="(Trước hạn + đúng hạn + đang giải quyết trong hạn) / (đã giải quyết + đang giải quyết)",
        clause="2.2",
        needs=(),
        counted=lambda c: c["early"] | c["on_day"] | c["open_in_term"],
        out_of=lambda c: c["closed"] | c["open"],
    ),
    Indicator(
        id="early_20_rate",
        label="Trả sớm ≥ 20 % (trực tuyến)",
        short="Sớm ≥ 20 %",
        formula="Số hồ sơ trực tuyến có kết quả trong không quá 80 % thời hạn / số hồ sơ trực tuyến đã có kết quả",
        clause="2.3 b",
        needs=("online",),
        counted=lambda c: c["with_result"] & c["online"] & c["has_term"] & c["early_20"],
        out_of=lambda c: c["with_result"] & c["online"] & c["has_term"],
    ),
)
