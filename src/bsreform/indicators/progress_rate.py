"""Dossiers resolved or still in term (letter, clause 2.2; Decision 766/QĐ-TTg, 2.1)."""

from bsreform.spec import Indicator

INDICATOR = Indicator(
    id="progress_rate",
    order=100,
    label="Tiến độ (QĐ 766, 2.1)",
    short="Tiến độ",
    formula="(Trước hạn + đúng hạn + đang giải quyết trong hạn) / (đã giải quyết + đang giải quyết)",
    clause="2.2",
    needs=(),
    counted=lambda c: c["early"] | c["on_day"] | c["open_in_term"],
    out_of=lambda c: c["closed"] | c["open"],
)
