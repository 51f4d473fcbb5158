"""Dossiers whose components were digitised on receipt (letter, clause 2.3 d)."""

from bsreform.spec import Indicator

INDICATOR = Indicator(
    id="component_digitisation_rate",
    order=50,
    label="Tỷ lệ số hóa hồ sơ",
    short="Số hóa HS",
    formula="Số hồ sơ đã số hóa thành phần hồ sơ / số hồ sơ tiếp nhận trong kỳ",
    clause="2.3 d",
    needs=("components_digitised",),
    counted=lambda c: c["received"] & c["components_digitised"],
    out_of=lambda c: c["received"],
)
