"""Digitised components of essential services: Project 06, Decision 422/QĐ-TTg of 04/4/2022 (letter, clause 2.3 e)."""

from bsreform.spec import Indicator

INDICATOR = Indicator(
    id="essential_digitisation_rate",
    order=140,
    label="DVC thiết yếu: số hóa hồ sơ",
    short="TY số hóa",
    formula="Số hồ sơ đã số hóa thành phần hồ sơ / số hồ sơ tiếp nhận trong kỳ, "
    "chỉ tính các TTHC thiết yếu (Đề án 06, QĐ 422/QĐ-TTg)",
    clause="2.3 e",
    needs=("components_digitised", "essential"),
    counted=lambda c: c["received"] & c["essential"] & c["components_digitised"],
    out_of=lambda c: c["received"] & c["essential"],
)
