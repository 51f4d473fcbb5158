"""The quarterly form of the community digital teams (clause 2.4 b of the letter)."""

from bsreform.spec import Form, FormColumn

FORM = Form(
    id="digital-team",
    version=1,
    layout="digital_team",
    sheet="Tổ công nghệ số",
    title="Kết quả hoạt động của Tổ công nghệ số cộng đồng",
    columns=(
        FormColumn("unit", "Chọn đơn vị trong danh sách.", "{last}", 24, units=True, required=True),
        FormColumn("quarter", "Ghi như ví dụ.", "Quý I/2024", 12),
        FormColumn("level", "Chọn trong danh sách; mỗi cấp một dòng.", "Thôn, tổ dân phố", 15, ("Cấp {level}", "Cấp xã", "Thôn, tổ dân phố")),
        FormColumn("teams", "Số Tổ đang hoạt động đến cuối quý.", "5", 8),
        FormColumn("members", "Tổng số thành viên của các Tổ.", "30", 10),
        FormColumn("plan_no", "Số, ký hiệu kế hoạch hoạt động.", "15/KH-UBND", 14),
        FormColumn("plan_date", "Ngày/tháng/năm.", "20/01/2024", 12),
        FormColumn("households", "Số hộ gia đình được hướng dẫn trong quý.", "120", 12),
        FormColumn("people", "Số người được hướng dẫn trong quý.", "310", 12),
        FormColumn("dossiers_helped", "Số hồ sơ trực tuyến do Tổ hỗ trợ nộp trong quý.", "45", 12),
        FormColumn("payments_helped", "Số lượt thanh toán trực tuyến do Tổ hỗ trợ trong quý.", "18", 12),
        FormColumn("vneid_accounts", "Số tài khoản VNeID do Tổ hỗ trợ kích hoạt trong quý.", "64", 12),
        FormColumn("sessions", "Số buổi tuyên truyền, tập huấn, ra quân trong quý.", "3", 12),
        FormColumn("difficulties", "Ghi ngắn gọn khó khăn, kiến nghị; không có thì để trống.", "Một số thôn chưa có sóng 4G", 34),
    ),
    notes=(
        "Báo cáo mỗi quý một lần, gửi trước ngày 25 của tháng cuối quý.",
        "Mỗi đơn vị ghi mỗi cấp của Tổ một dòng; số liệu là của riêng quý báo cáo, không cộng dồn.",
        "Không có kết quả thì ghi 0; để trống nghĩa là chưa có số liệu.",
        "Lưu tệp vào thư mục to-cong-nghe-so của thư mục làm việc.",
    ),
)  # fmt: skip
