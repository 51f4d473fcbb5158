"""Dossiers paid online, of the list of Decision 906/QĐ-UBND of 14/6/2023 (letter, clause 2.3 a)."""

from bsreform.spec import Indicator

INDICATOR = Indicator(
    id="listed_payment_rate",
    order=40,
    label="TTTT theo QĐ 906",
    short="QĐ 906",
    formula="Số hồ sơ đã thanh toán trực tuyến / số hồ sơ tiếp nhận trong kỳ phải nộp phí, lệ phí, chỉ tính các "
    "TTHC thuộc Danh mục kèm theo Quyết định số 906/QĐ-UBND",
    clause="2.3 a",
    needs=("paid_online", "owes", "payment_list"),
    counted=lambda c: c["received"] & c["owes"] & c["payment_list"] & c["paid_online"],
    out_of=lambda c: c["received"] & c["owes"] & c["payment_list"],
)
