"""The form by which a unit declares a period without any work."""

from bsreform.spec import Form, FormColumn

FORM = Form(
    id="no-work",
    version=1,
    layout="no_work",
    sheet="Không phát sinh",
    title="Báo không phát sinh trong kỳ",
    columns=(
        FormColumn("unit", "Chọn đơn vị trong danh sách.", "{last}", 34, units=True, required=True),
        FormColumn("period", "Tuần, tháng, quý, năm hoặc từ ngày đến ngày.", "Tuần 10/2026", 30, required=True),
        FormColumn("reason", "Để trống cũng được.", "", 40),
    ),
    notes=(
        "Đơn vị không có hồ sơ, công việc nào trong kỳ thì ghi một dòng: đơn vị ấy không bị coi là chưa gửi số liệu, không bị đôn đốc.",
        "Kỳ ghi như ví dụ: Tuần 10/2026; Tháng 3/2026; Quý I/2026; Năm 2026; từ ngày 01/3/2026 đến ngày 05/3/2026.",
        "Điền xong, chép tệp vào thư mục chứa tệp xuất hồ sơ.",
    ),
)  # fmt: skip
