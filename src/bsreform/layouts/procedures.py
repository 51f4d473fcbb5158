"""The catalogue of procedures (`procedures.xlsx`): one row is one administrative procedure (TTHC)."""

from bsreform.layouts.dossier_export import LEVELS
from bsreform.spec import Field, Layout

LAYOUT = Layout(
    id="procedures",
    label="Danh mục thủ tục hành chính",
    key_fields=("procedure_code", "procedure_name"),
    subject="dossiers",
    folder="",
    sent_as="danh mục thủ tục",
    fields=(
        Field("procedure_code", "Mã TTHC", "text", ("Mã TTHC", "Mã thủ tục", "Mã thủ tục hành chính", "Mã số TTHC", "procedure_code")),
        Field("procedure_name", "Tên TTHC", "text", (
            "Tên TTHC", "Tên thủ tục hành chính", "Tên thủ tục", "Thủ tục hành chính", "Thủ tục", "name", "procedure_name",
        )),
        Field("field", "Lĩnh vực", "text", ("Lĩnh vực", "Tên lĩnh vực", "field")),
        Field("service_level", "Mức độ dịch vụ công", "choice", (
            "Mức độ dịch vụ công", "Mức độ", "Mức độ cung cấp", "Mức độ DVC", "Mức độ DVCTT", "Loại dịch vụ công", "service_level",
        ), choices={**LEVELS, "full": "full", "partial": "partial", "information": "information"}),
        Field("fee_bearing", "Có phí, lệ phí", "yes_no", (
            "Có phí, lệ phí", "Có thu phí, lệ phí", "Phí, lệ phí", "Có phí", "Thu phí", "Có thu phí", "fee_bearing",
        )),
        Field("payment_list", "Thuộc Danh mục QĐ 906", "yes_no", (
            "Thuộc Danh mục QĐ 906", "QĐ 906", "Danh mục QĐ 906", "Theo QĐ 906", "Thuộc QĐ 906", "Quyết định 906", "payment_list",
        )),
        Field("essential", "DVC thiết yếu", "yes_no", (
            "DVC thiết yếu", "Dịch vụ công thiết yếu", "Thiết yếu", "Đề án 06, QĐ 422", "Đề án 06", "QĐ 422", "TTHC thiết yếu", "essential",
        )),
        Field("statutory_days", "Thời hạn giải quyết (ngày làm việc)", "number", (
            "Thời hạn giải quyết (ngày làm việc)", "Thời hạn giải quyết", "Số ngày quy định", "Thời gian giải quyết", "Số ngày giải quyết",
            "Số ngày", "statutory_days",
        )),
    ),
)  # fmt: skip
