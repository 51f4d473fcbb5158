"""How many of the dossiers received are still open."""

from bsreform.spec import Indicator

INDICATOR = Indicator(
    id="sample_open_rate",
    label="Tỷ lệ còn đang giải quyết",
    short="Đang giải quyết",
    formula="Số hồ sơ tiếp nhận trong kỳ chưa giải quyết / số hồ sơ tiếp nhận trong kỳ",
    clause="",
    needs=(),
    counted=lambda c: c["received"] & c["open"],
    out_of=lambda c: c["received"],
)
NOT_ONE = "no indicator at all"
