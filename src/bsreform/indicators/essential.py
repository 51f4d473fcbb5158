"""Essential services of Project 06 and Decision 422/QĐ-TTg of 04/4/2022 (letter, clause 2.3 e)."""

from bsreform.spec import Indicator

_ONLY = ", chỉ tính các TTHC thiết yếu (Đề án 06, QĐ 422/QĐ-TTg)"

INDICATORS = (
    Indicator(
        id="essential_online_rate",
        label="DVC thiết yếu: hồ sơ trực tuyến",
        short="TY trực tuyến",
        formula="Số hồ sơ nộp trực tuyến / số hồ sơ tiếp nhận trong kỳ" + _ONLY,
        clause="2.3 e",
        needs=("online", "offered", "essential"),
        counted=lambda c: c["received"] & c["offered"] & c["essential"] & c["online"],
        out_of=lambda c: c["received"] & c["offered"] & c["essential"],
    ),
    Indicator(
        id="essential_payment_rate",
        label="DVC thiết yếu: thanh toán trực tuyến",
        short="TY thanh toán",
        formula="Số hồ sơ đã thanh toán trực tuyến / số hồ sơ phải nộp phí, lệ phí" + _ONLY,
        clause="2.3 e",
        needs=("paid_online", "owes", "essential"),
        counted=lambda c: c["received"] & c["owes"] & c["essential"] & c["paid_online"],
        out_of=lambda c: c["received"] & c["owes"] & c["essential"],
    ),
    Indicator(
        id="essential_digitisation_rate",
        label="DVC thiết yếu: số hóa hồ sơ",
        short="TY số hóa",
        formula="Số hồ sơ đã số hóa thành phần hồ sơ / số hồ sơ tiếp nhận trong kỳ" + _ONLY,
        clause="2.3 e",
        needs=("components_digitised", "essential"),
        counted=lambda c: c["received"] & c["essential"] & c["components_digitised"],
        out_of=lambda c: c["received"] & c["essential"],
    ),
)
