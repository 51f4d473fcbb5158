"""Dossiers submitted online, of the procedures that offer it (letter, clause 2.3 d)."""

from bsreform.spec import Indicator

INDICATOR = Indicator(
    id="online_rate",
    order=10,
    label="Tỷ lệ hồ sơ trực tuyến",
    short="Trực tuyến",
    formula="Số hồ sơ nộp trực tuyến / số hồ sơ tiếp nhận trong kỳ của TTHC có cung cấp trực tuyến",
    clause="2.3 d",
    needs=("online", "offered"),
    counted=lambda c: c["received"] & c["offered"] & c["online"],
    out_of=lambda c: c["received"] & c["offered"],
)
