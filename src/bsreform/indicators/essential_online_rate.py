"""Online submission of essential services: Project 06, Decision 422/QĐ-TTg of 04/4/2022 (letter, clause 2.3 e)."""

from bsreform.spec import Indicator

INDICATOR = Indicator(
    id="essential_online_rate",
    order=120,
    label="DVC thiết yếu: hồ sơ trực tuyến",
    short="TY trực tuyến",
    formula="Số hồ sơ nộp trực tuyến / số hồ sơ tiếp nhận trong kỳ, "
    "chỉ tính các TTHC thiết yếu (Đề án 06, QĐ 422/QĐ-TTg)",
    clause="2.3 e",
    needs=("online", "offered", "essential"),
    counted=lambda c: c["received"] & c["offered"] & c["essential"] & c["online"],
    out_of=lambda c: c["received"] & c["offered"] & c["essential"],
)
