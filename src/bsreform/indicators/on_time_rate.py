"""Dossiers resolved before or on the day promised (letter, clauses 2.2 and 2.3 b)."""

from bsreform.spec import Indicator

INDICATOR = Indicator(
    id="on_time_rate",
    order=90,
    label="Tỷ lệ đúng hạn",
    short="Đúng hạn",
    formula="Số hồ sơ giải quyết trước hạn và đúng hạn / số hồ sơ đã giải quyết trong kỳ",
    clause="2.2",
    needs=(),
    counted=lambda c: c["early"] | c["on_day"],
    out_of=lambda c: c["closed"],
)
