"""The form of the catalogue of procedures, `procedures.xlsx` of a workspace."""

from bsreform.spec import Form, FormColumn

FORM = Form(
    id="procedures",
    version=1,
    layout="procedures",
    sheet="Danh mục TTHC",
    title="Danh mục thủ tục hành chính",
    columns=(
        FormColumn("procedure_code", "Mã số trên Cơ sở dữ liệu quốc gia về TTHC; để ghép với mã thủ tục của hồ sơ.", "1.001193", 14),
        FormColumn("procedure_name", "Tên đầy đủ theo quyết định công bố.", "Đăng ký khai sinh", 46),
        FormColumn("field", "Lĩnh vực của thủ tục.", "Hộ tịch", 22),
        FormColumn("service_level", "Chọn trong danh sách.", "Toàn trình", 17, ("Toàn trình", "Một phần", "Cung cấp thông tin")),
        FormColumn("fee_bearing", "Chọn “Có” nếu thủ tục phải nộp phí hoặc lệ phí.", "Không", 12),
        FormColumn("payment_list", "Chọn “Có” nếu thủ tục thuộc danh mục thanh toán trực tuyến kèm theo Quyết định số 906/QĐ-UBND.", "Không", 14),
        FormColumn("essential", "Chọn “Có” nếu là dịch vụ công thiết yếu theo Đề án 06, Quyết định số 422/QĐ-TTg.", "Có", 12),
        FormColumn("statutory_days", "Số ngày làm việc theo quy định, chỉ ghi số.", "1", 16),
    ),
    notes=(
        "Mỗi thủ tục hành chính ghi một dòng, bắt đầu từ dòng ngay dưới hàng tiêu đề.",
        "Ghi ít nhất mã hoặc tên thủ tục; ghi cả hai thì ghép với hồ sơ chắc chắn hơn.",
        "Điền xong, lưu tệp với tên procedures.xlsx ngay trong thư mục làm việc, cạnh tệp bsreform.toml.",
        "Danh mục để trống cũng không sao: khi đó các tỷ lệ theo Quyết định 906 và dịch vụ công thiết yếu không có số liệu.",
    ),
)  # fmt: skip
