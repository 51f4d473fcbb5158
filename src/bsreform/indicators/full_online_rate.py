"""Dossiers submitted online throughout, of the procedures that are fully online (letter, clause 2.3 a)."""

from bsreform.spec import Indicator

INDICATOR = Indicator(
    id="full_online_rate",
    order=20,
    label="Tỷ lệ hồ sơ toàn trình",
    short="Toàn trình",
    formula="Số hồ sơ nộp trực tuyến toàn trình / số hồ sơ tiếp nhận trong kỳ của TTHC toàn trình",
    clause="2.3 a",
    needs=("online", "full"),
    counted=lambda c: c["received"] & c["full"] & c["online"],
    out_of=lambda c: c["received"] & c["full"],
)
