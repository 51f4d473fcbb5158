"""Dossiers paid online, of those that owe fees or charges (letter, clause 2.3 d)."""

from bsreform.spec import Indicator

INDICATOR = Indicator(
    id="online_payment_rate",
    order=30,
    label="Tỷ lệ thanh toán trực tuyến",
    short="TT trực tuyến",
    formula="Số hồ sơ đã thanh toán trực tuyến / số hồ sơ tiếp nhận trong kỳ phải nộp phí, lệ phí",
    clause="2.3 d",
    needs=("paid_online", "owes"),
    counted=lambda c: c["received"] & c["owes"] & c["paid_online"],
    out_of=lambda c: c["received"] & c["owes"],
)
