"""The form of the progress trackers that the units share (clause 2.1 b of the letter)."""

from bsreform.spec import Form, FormColumn, Watch

STATUSES = ("Chưa thực hiện", "Đang thực hiện", "Đã hoàn thành", "Thu hồi")
SAME_STATUS = {
    "Đã hoàn thành": ("Hoàn thành", "Hoàn tất", "Đã hoàn tất", "Xong", "Đã xong", "Đã thực hiện xong", "HT", "Đã HT"),
    "Đang thực hiện": ("Đang triển khai", "Đang triển khai thực hiện", "Đang tiến hành", "Đang làm"),
    "Chưa thực hiện": ("Chưa triển khai", "Chưa bắt đầu"),
    "Thu hồi": ("Đã thu hồi",),
}
"""Standard wording → wordings that say exactly the same; others (“Hoàn thành quá hạn”) say more and stay."""

FORM = Form(
    id="tracker",
    version=1,
    layout="task_tracker",
    sheet="Theo dõi nhiệm vụ",
    title="Theo dõi tiến độ thực hiện nhiệm vụ được giao",
    columns=(
        FormColumn("number", "Số thứ tự; việc nhỏ trong một việc ghi 1.1, 1.2.", "1", 6),
        FormColumn("document_no", "Số, ký hiệu văn bản giao việc. Không ghi văn bản mật.", "101/UBND-VP", 13),
        FormColumn("document_date", "Ngày/tháng/năm.", "04/3/2024", 11),
        FormColumn("title", "Một nhiệm vụ một dòng, nêu rõ việc phải làm và sản phẩm.", "Báo cáo kết quả rà soát thủ tục hành chính", 36),
        FormColumn("lead_unit", "Chọn đúng một đơn vị trong danh sách.", "{unit}", 19, units=True, required=True),
        FormColumn("supporting_units", "Nhiều đơn vị thì cách nhau bằng dấu chấm phẩy.", "{other}; {last}", 19),
        FormColumn("leader", "Chức danh lãnh đạo phụ trách.", "Phó Chủ tịch UBND {level}", 13),
        FormColumn("assigned_on", "Ngày/tháng/năm; để trống thì tính theo ngày văn bản.", "05/3/2024", 11),
        FormColumn("due_on", "Ngày/tháng/năm; việc không có thời hạn thì ghi: Thường xuyên.", "15/3/2024", 11),
        FormColumn("extended_to", "Chỉ ghi khi cấp giao việc đồng ý gia hạn.", "20/3/2024", 11),
        FormColumn("progress", "Phần trăm đã làm, từ 0% đến 100%.", "60%", 9, break_before=True),
        FormColumn("status", "Chọn trong danh sách.", "Đang thực hiện", 14, STATUSES),
        FormColumn("completed_on", "Ngày hoàn thành thực tế; chưa xong thì để trống.", "", 12),
        FormColumn("result", "Kết quả đã đạt được đến ngày cập nhật.", "Đã có dự thảo báo cáo", 20),
        FormColumn("result_document", "Số, ký hiệu văn bản kết quả.", "32/BC-PNV", 13),
        FormColumn("updated_on", "Ngày cập nhật dòng này; ít nhất 14 ngày một lần với việc chưa xong.", "11/3/2024", 11),
        FormColumn("obstacles", "Ghi ngắn gọn, kèm kiến nghị nếu có.", "", 18),
        FormColumn("note", "", "", 12),
    ),
    notes=(
        "Mỗi nhiệm vụ ghi một dòng, bắt đầu từ dòng ngay dưới hàng tiêu đề; không gộp ô, không chèn dòng tổng cộng.",
        "Không ghi nhiệm vụ trong văn bản mật vào tệp này.",
        "Việc đã xong: chọn “Đã hoàn thành”, ghi 100% và ngày hoàn thành.",
        "Dòng màu cam là việc quá hạn, dòng màu vàng là việc còn không quá 3 ngày làm việc; màu tự đổi theo ngày mở tệp.",
        "Lưu tệp vào thư mục theo-doi dùng chung; mỗi đơn vị một tệp, sửa ngay trên tệp ấy, không tạo bản sao.",
    ),
    watch=Watch(("extended_to", "due_on"), "completed_on", "progress", "status", ("Đã hoàn thành", "Thu hồi")),
)  # fmt: skip
