"""Online submission (letter, clause 2.3 a and d)."""

from bsreform.spec import Indicator

INDICATORS = (
    Indicator(
        id="online_rate",
        label="Tỷ lệ hồ sơ trực tuyến",
        short="Trực tuyến",
        formula="Số hồ sơ nộp trực tuyến / số hồ sơ tiếp nhận trong kỳ của TTHC có cung cấp trực tuyến",
        clause="2.3 d",
        needs=("online", "offered"),
        counted=lambda c: c["received"] & c["offered"] & c["online"],
        out_of=lambda c: c["received"] & c["offered"],
    ),
    Indicator(
        id="full_online_rate",
        label="Tỷ lệ hồ sơ toàn trình",
        short="Toàn trình",
        formula="Số hồ sơ nộp trực tuyến toàn trình / số hồ sơ tiếp nhận trong kỳ của TTHC toàn trình",
        clause="2.3 a",
        needs=("online", "full"),
        counted=lambda c: c["received"] & c["full"] & c["online"],
        out_of=lambda c: c["received"] & c["full"],
    ),
)
