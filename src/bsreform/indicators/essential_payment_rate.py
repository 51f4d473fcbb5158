"""Online payment of essential services: Project 06, Decision 422/QĐ-TTg of 04/4/2022 (letter, clause 2.3 e)."""

from bsreform.spec import Indicator

INDICATOR = Indicator(
    id="essential_payment_rate",
    order=130,
    label="DVC thiết yếu: thanh toán trực tuyến",
    short="TY thanh toán",
    formula="Số hồ sơ đã thanh toán trực tuyến / số hồ sơ phải nộp phí, lệ phí, "
    "chỉ tính các TTHC thiết yếu (Đề án 06, QĐ 422/QĐ-TTg)",
    clause="2.3 e",
    needs=("paid_online", "owes", "essential"),
    counted=lambda c: c["received"] & c["owes"] & c["essential"] & c["paid_online"],
    out_of=lambda c: c["received"] & c["owes"] & c["essential"],
)
