"""Online payment (letter, clause 2.3 a and d; list of Decision 906/QĐ-UBND of 14/6/2023)."""

from bsreform.spec import Indicator

INDICATORS = (
    Indicator(
        id="online_payment_rate",
        label="Tỷ lệ thanh toán trực tuyến",
        short="TT trực tuyến",
        formula="Số hồ sơ đã thanh toán trực tuyến / số hồ sơ tiếp nhận trong kỳ phải nộp phí, lệ phí",
        clause="2.3 d",
        needs=("paid_online", "owes"),
        counted=lambda c: c["received"] & c["owes"] & c["paid_online"],
        out_of=lambda c: c["received"] & c["owes"],
    ),
    Indicator(
        id="listed_payment_rate",
        label="TTTT theo QĐ 906",
        short="QĐ 906",
        formula="Số hồ sơ đã thanh toán trực tuyến / số hồ sơ tiếp nhận trong kỳ phải nộp phí, lệ phí, chỉ tính các "
        "TTHC thuộc Danh mục kèm theo Quyết định số 906/QĐ-UBND",
        clause="2.3 a",
        needs=("paid_online", "owes", "payment_list"),
        counted=lambda c: c["received"] & c["owes"] & c["payment_list"] & c["paid_online"],
        out_of=lambda c: c["received"] & c["owes"] & c["payment_list"],
    ),
)
