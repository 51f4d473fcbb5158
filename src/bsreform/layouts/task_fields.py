"""What a row of a tracker or of the task software's export may say of one task (nhiệm vụ), and the wordings of its states."""

from msgspec.structs import replace

from bsreform.layouts.task_patterns import LIKE
from bsreform.spec import Field, choices

# What people and the task software write → open, done (hoàn thành) or withdrawn (no task any more).
STATUSES = choices(
    done=(
        "Hoàn thành", "Đã hoàn thành", "Hoàn tất", "Đã hoàn tất", "Đã xong", "Xong", "Kết thúc", "Đã kết thúc", "Đã thực hiện",
        "Đã thực hiện xong", "Hoàn thành đúng hạn", "Hoàn thành trước hạn", "Hoàn thành sớm", "Hoàn thành trong hạn",
        "Hoàn thành quá hạn", "Hoàn thành trễ hạn", "Hoàn thành chậm", "Hoàn thành muộn", "Hoàn thành sau hạn",
        "Đã hoàn thành đúng hạn", "Đã hoàn thành trong hạn", "Đã hoàn thành trước hạn", "Đã hoàn thành quá hạn",
        "Đã hoàn thành trễ hạn", "Đã hoàn thành đúng tiến độ", "Hoàn thành đúng tiến độ", "Đã xử lý", "Đã xử lý xong",
        "Đã giải quyết", "Đã giải quyết xong", "Đã đóng", "Đóng", "Đã duyệt hoàn thành", "Đã nghiệm thu", "Đã xác nhận hoàn thành",
        "Hoàn thành nhiệm vụ", "Đã hoàn thành nhiệm vụ", "Đã triển khai xong", "Đã hoàn thành 100%", "Hoàn thành 100%",
        "HT", "Đã HT", "Done", "Completed", "Closed", "Đã báo cáo hoàn thành", "Đạt",
    ),
    open=(
        "Chưa hoàn thành", "Chưa xong", "Chưa thực hiện", "Chưa triển khai", "Chưa xử lý", "Chưa giải quyết", "Chưa bắt đầu",
        "Chưa báo cáo", "Chưa HT", "Chưa TH", "Đang TH", "Chưa", "Chưa có kết quả", "Chưa đến hạn", "Đang thực hiện", "Đang triển khai", "Đang triển khai thực hiện",
        "Đang xử lý", "Đang giải quyết", "Đang soạn thảo", "Đang dự thảo", "Đang tham mưu", "Đang trình", "Đang trình ký",
        "Đang lấy ý kiến", "Đang thẩm định", "Đang tổng hợp", "Đang rà soát", "Đang tiến hành", "Đang làm", "Đang hoàn thiện",
        "Đang chờ", "Đang theo dõi", "Mới", "Mới giao", "Mới tạo", "Đã giao", "Đã tiếp nhận", "Tiếp nhận", "Đã nhận", "Chờ nhận",
        "Chờ tiếp nhận", "Chờ xử lý", "Chờ duyệt", "Chờ phê duyệt", "Chờ xác nhận", "Chờ nghiệm thu", "Chờ đánh giá", "Chờ báo cáo",
        "Đã trình", "Đã báo cáo, chờ duyệt", "Trong hạn", "Còn hạn", "Quá hạn", "Trễ hạn", "Sắp đến hạn", "Đến hạn", "Chậm tiến độ",
        "Đúng tiến độ", "Đang thực hiện trong hạn", "Đang thực hiện quá hạn", "Đang thực hiện (trong hạn)", "Chưa hoàn thành trong hạn",
        "Chưa hoàn thành quá hạn", "Quá hạn chưa hoàn thành", "Trong hạn chưa hoàn thành", "Đang xử lý trong hạn",
        "Đang xử lý quá hạn", "Tạm dừng", "Tạm hoãn", "Đang tạm dừng", "Gia hạn", "Xin gia hạn", "Đã gia hạn", "Được gia hạn",
        "Cơ bản hoàn thành", "Hoàn thành cơ bản", "Hoàn thành một phần", "Đã hoàn thành một phần", "Thực hiện thường xuyên",
        "Thường xuyên", "Đang duy trì", "In progress", "Open", "New", "To do", "Doing",
    ),
    withdrawn=(
        "Thu hồi", "Đã thu hồi", "Hủy", "Đã hủy", "Hủy bỏ", "Đã hủy bỏ", "Hủy nhiệm vụ", "Rút", "Đã rút", "Dừng thực hiện",
        "Đã dừng", "Đã dừng thực hiện", "Không thực hiện", "Không tiếp tục thực hiện", "Thôi thực hiện", "Thôi theo dõi",
        "Không theo dõi", "Không phải thực hiện", "Loại bỏ", "Đưa ra khỏi danh mục", "Cancelled", "Canceled",
    ),
)  # fmt: skip

KEY_FIELDS = ("title", "lead_unit", "due_on")
ENOUGH = tuple(frozenset({"title", name}) for name in ("status", "progress", "headway", "leader", "finish_day"))
"""A list of tasks may lack the deadline, or the unit, where it says how far they are or who sees to them."""
SENDERS = ("Đơn vị", "Cơ quan", "Tên đơn vị", "Cơ quan, đơn vị", "Đơn vị gửi")
"""Headings that name who sent the document, in a list of incoming documents."""
INCOMING = ("Số đến", "Ngày đến", "Số công văn đến", "Số VB đến", "Nơi gửi", "Loại văn bản", "Ngày nhận văn bản")

_WORDED = (
    Field("number", "STT", "text", ("STT", "TT", "Số TT", "Số thứ tự")),
    Field("document_no", "Số, ký hiệu văn bản", "text", (
        "Số, ký hiệu văn bản", "Số, ký hiệu văn bản giao nhiệm vụ", "Văn bản giao nhiệm vụ",
        "Số văn bản giao nhiệm vụ", "Số hiệu văn bản", "Số văn bản", "Số ký hiệu", "Số, ký hiệu VB", "Số VB", "Số KH",
        "Văn bản giao", "Văn bản giao việc", "Văn bản chỉ đạo", "Văn bản", "Số, ngày văn bản", "Số, ngày tháng văn bản",
        "Số, ký hiệu, ngày tháng văn bản", "Số, ký hiệu, ngày, tháng, năm văn bản",
        "Số, ký hiệu và ngày văn bản", "Căn cứ", "Căn cứ giao nhiệm vụ", "Văn bản căn cứ",
        "Nguồn gốc", "Nguồn gốc nhiệm vụ", "Nguồn giao", "Nguồn giao nhiệm vụ", "Nguồn nhiệm vụ", "Mã văn bản",
    )),
    Field("document_date", "Ngày văn bản", "date", (
        "Ngày văn bản", "Ngày ban hành", "Ngày ban hành văn bản", "Ngày VB", "Ngày, tháng văn bản", "Ngày tháng năm văn bản",
        "Ngày ký", "Ngày ký văn bản", "Ngày phát hành", "Ngày, tháng ban hành", "Văn bản giao nhiệm vụ ngày",
        "Văn bản giao nhiệm vụ ngày tháng", "Ngày tháng", "Ngày, tháng, năm",
    )),
    Field("title", "Nội dung nhiệm vụ", "text", (
        "Nội dung nhiệm vụ", "Tên nhiệm vụ", "Nhiệm vụ", "Nội dung công việc", "Nội dung nhiệm vụ được giao", "Nhiệm vụ được giao",
        "Nhiệm vụ giao", "Nội dung giao nhiệm vụ", "Nội dung giao", "Nội dung chỉ đạo", "Nội dung nhiệm vụ giao", "Tên công việc",
        "Công việc", "Đầu việc", "Task name", "Card name", "Nội dung công việc được giao", "Nội dung nhiệm vụ, công việc", "Nhiệm vụ cụ thể",
        "Nhiệm vụ, giải pháp", "Nội dung thực hiện", "Nội dung kết luận, chỉ đạo", "Ý kiến chỉ đạo", "Nội dung", "Trích yếu nhiệm vụ",
        "Trích yếu nội dung", "Trích yếu", "Tiêu đề", "Tiêu đề công việc", "Thông tin công việc", "Nội dung văn bản chỉ đạo",
        "Nội dung văn bản chỉ đạo điều hành", "Công việc được giao", "Danh sách công việc", "Tên đầu việc", "Hạng mục",
        "Hạng mục công việc", "Tên hạng mục", "Nội dung yêu cầu", "Nội dung kết luận", "Nội dung triển khai", "Nội dung cần thực hiện",
        "Chi tiết công việc", "Nội dung chính", "Tên, nội dung nhiệm vụ", "Tên, nội dung công việc", "Nhiệm vụ trọng tâm",
        "Nhiệm vụ chủ yếu", "Nội dung, nhiệm vụ", "Nội dung, công việc", "Mô tả công việc", "Tên công việc, nhiệm vụ", "Task",
        "Nội dung đề nghị", "Nội dung văn bản", "Nội dung cuộc họp", "Các nhiệm vụ", "Các công việc", "Các nhiệm vụ cụ thể",
        "Nội dung thông báo", "Mục tiêu, nhiệm vụ", "Nhiệm vụ, nội dung", "Yêu cầu", "Việc cần làm", "Kế hoạch công việc",
    ), required=True),
    Field("lead_unit", "Đơn vị chủ trì", "lines", (
        "Đơn vị chủ trì", "Đơn vị chủ trì thực hiện", "Chủ trì thực hiện", "Cơ quan chủ trì", "Cơ quan, đơn vị chủ trì",
        "Đơn vị chủ trì xử lý", "Cơ quan chủ trì thực hiện", "Cơ quan chủ trì tham mưu", "Đơn vị chủ trì tham mưu", "Chủ trì",
        "Đơn vị đầu mối", "Cơ quan đầu mối", "Đầu mối thực hiện", "Đơn vị được giao", "Đơn vị nhận nhiệm vụ", "Đơn vị nhận việc",
        "Đơn vị được giao nhiệm vụ", "Cơ quan được giao", "Cơ quan, đơn vị được giao", "Đơn vị thực hiện", "Cơ quan thực hiện",
        "Cơ quan, đơn vị thực hiện", "Đơn vị xử lý", "Đơn vị xử lý chính", "Đơn vị chịu trách nhiệm", "Đơn vị tham mưu",
        "Cơ quan tham mưu", "Phân công thực hiện", "Đơn vị phụ trách", "Phân công", "Đơn vị, cá nhân chủ trì",
        "Cơ quan chịu trách nhiệm", "Đơn vị, cá nhân thực hiện", "Cơ quan, cá nhân thực hiện", "Bộ phận thực hiện",
        "Bộ phận phụ trách", "Phòng ban thực hiện", "Phòng, ban thực hiện", "Phòng thực hiện", "Phòng chủ trì",
        "Phòng, đơn vị chủ trì", "Phòng, ban, đơn vị", "Đơn vị đề xuất", "Đơn vị triển khai", "Cơ quan triển khai", "Đơn vị giải quyết",
        "Cơ quan xử lý", "Cơ quan phụ trách", "Cơ quan, đơn vị phụ trách", "Cơ quan, đơn vị chịu trách nhiệm", "Trách nhiệm thực hiện",
        "Trách nhiệm", "Đơn vị theo dõi", "Phân công nhiệm vụ", "Giao đơn vị", "Đơn vị giao thực hiện", "Tên đơn vị",
        "Cơ quan, đơn vị", "Đơn vị", "Cơ quan", "Phòng ban", "Bộ phận", "Cán bộ, đơn vị thực hiện", "Người, đơn vị thực hiện",
        "Chịu trách nhiệm chính", "Chịu trách nhiệm", "Người chịu trách nhiệm", "Người phụ trách", "Cán bộ phụ trách",
        "Công chức phụ trách", "Chuyên viên phụ trách", "Phụ trách chính", "Phụ trách", "Người thực hiện", "Cán bộ thực hiện",
        "Công chức thực hiện", "Người chủ trì", "Người xử lý", "Cán bộ xử lý", "Chuyên viên xử lý", "Người nhận", "Người nhận việc",
        "Người được giao", "Người đảm nhận", "Thực hiện chính", "Người thực hiện chính", "Người làm", "Nhân sự", "Nhân sự phụ trách",
        "Nhân viên", "Nhân viên thực hiện", "Nhân viên phụ trách", "Thực hiện", "PIC", "Owner", "Assignee", "Assigned to", "Members", "Giao cho",
    )),
    Field("supporting_units", "Đơn vị phối hợp", "lines", (
        "Đơn vị phối hợp", "Cơ quan phối hợp", "Cơ quan, đơn vị phối hợp", "Phối hợp thực hiện", "Đơn vị phối hợp thực hiện",
        "Cơ quan phối hợp thực hiện", "Đơn vị phối hợp xử lý", "Phối hợp", "Đơn vị liên quan", "Cơ quan, đơn vị liên quan",
    )),
    Field("leader", "Lãnh đạo phụ trách", "text", (
        "Lãnh đạo phụ trách", "Lãnh đạo chỉ đạo", "Lãnh đạo UBND phụ trách", "Lãnh đạo UBND huyện phụ trách", "Lãnh đạo theo dõi",
        "Lãnh đạo giao", "Người giao", "Lãnh đạo giao việc", "Người chỉ đạo", "Lãnh đạo UBND",
    ), kept=False),
    Field("assigned_on", "Ngày giao", "date", (
        "Ngày giao", "Ngày giao nhiệm vụ", "Ngày giao việc", "Thời gian giao", "Thời gian giao nhiệm vụ", "Thời điểm giao",
        "Ngày chỉ đạo", "Ngày nhận nhiệm vụ", "Ngày nhận việc", "Ngày chuyển", "Ngày bắt đầu", "Thời gian bắt đầu", "Bắt đầu",
        "Ngày bắt đầu dự kiến", "Ngày BĐ", "Ngày bắt đầu thực hiện", "Thời gian bắt đầu dự kiến", "Bắt đầu dự kiến", "Từ ngày",
        "Thời điểm bắt đầu", "Ngày triển khai", "Ngày nhận", "Ngày khởi công", "Start", "Start date", "Bắt đầu từ ngày",
    )),
    Field("entered_on", "Ngày nhập phần mềm", "date", (
        "Ngày nhập phần mềm", "Ngày nhập", "Ngày tạo", "Ngày tạo nhiệm vụ", "Ngày cập nhật lên phần mềm", "Ngày vào phần mềm",
        "Thời gian tạo", "Thời gian nhập", "Ngày nhập liệu", "Ngày khởi tạo", "Ngày nhập hệ thống", "Ngày đưa lên phần mềm",
    )),
    Field("due_on", "Thời hạn hoàn thành", "deadline", (
        "Thời hạn hoàn thành", "Thời hạn", "Hạn hoàn thành", "Hạn xử lý", "Thời hạn xử lý", "Thời hạn thực hiện", "Hạn thực hiện",
        "Thời hạn giải quyết", "Hạn giải quyết", "Thời hạn báo cáo", "Hạn báo cáo", "Hạn", "Hạn cuối", "Hạn chót", "Ngày hết hạn",
        "Ngày đến hạn", "Hết hạn", "Thời hạn giao", "Hạn giao", "Hạn được giao", "Ngày hạn", "Thời hạn hoàn thành theo văn bản",
        "Thời hạn theo văn bản", "Ngày hoàn thành theo kế hoạch", "Ngày hoàn thành theo yêu cầu", "Ngày hoàn thành dự kiến",
        "Ngày dự kiến hoàn thành", "Dự kiến hoàn thành", "Thời gian hoàn thành theo kế hoạch", "Thời gian hoàn thành dự kiến",
        "Thời gian dự kiến hoàn thành", "Thời gian hoàn thành theo yêu cầu", "Thời gian phải hoàn thành", "Ngày phải hoàn thành",
        "Ngày hoàn thành kế hoạch", "Ngày kết thúc dự kiến", "Ngày kết thúc kế hoạch", "Deadline", "Yêu cầu thời gian hoàn thành", "Mốc thời gian hoàn thành",
        "Thời gian yêu cầu", "Thời gian thực hiện", "Mốc thời gian", "Thời gian", "Theo kế hoạch", "Theo yêu cầu",
        "Hoàn thành dự kiến", "Ngày kế hoạch", "Kế hoạch hoàn thành", "Ngày KT dự kiến", "Thời gian kết thúc dự kiến",
        "Kết thúc dự kiến", "Dự kiến kết thúc", "Thời gian dự kiến", "Dự kiến thời gian hoàn thành", "Thời hạn cuối", "Thời hạn trả lời",
        "Hạn trả lời", "Hạn nộp", "Hạn gửi", "Hạn trả", "Ngày hẹn", "Thời hạn thực hiện xong", "Thời hạn kết thúc", "Due date", "Due",
        "Đến ngày", "Đến hạn", "Thời gian báo cáo", "Ngày hạn hoàn thành", "Ngày yêu cầu hoàn thành", "Yêu cầu hoàn thành",
        "Thời gian, tiến độ", "Thời gian, tiến độ thực hiện", "Thời gian hoàn thành chậm nhất", "Chậm nhất",
    )),
    Field("extended_to", "Gia hạn đến", "deadline", (
        "Gia hạn đến", "Gia hạn", "Gia hạn đến ngày", "Ngày gia hạn", "Thời hạn gia hạn", "Hạn mới", "Thời hạn mới", "Thời gian gia hạn",
        "Hạn gia hạn", "Thời hạn sau gia hạn", "Được gia hạn đến", "Hạn điều chỉnh", "Thời hạn điều chỉnh", "Gia hạn (nếu có)",
    )),
    Field("progress", "Tiến độ (%)", "percent", (
        "Tỷ lệ hoàn thành", "Mức độ hoàn thành", "Phần trăm hoàn thành",
        "Tiến độ hoàn thành", "Khối lượng hoàn thành", "Tỷ lệ", "Phần trăm", "Tỷ lệ thực hiện",
        "Mức độ thực hiện", "Phần trăm tiến độ", "Phần trăm thực hiện", "Progress",
    )),
    Field("status", "Trạng thái", "text", (
        "Trạng thái", "Trạng thái nhiệm vụ", "Tình trạng", "Trạng thái thực hiện", "Tình trạng thực hiện", "Tình trạng nhiệm vụ",
        "Trạng thái xử lý", "Tình trạng xử lý", "Trạng thái công việc", "Trạng thái hoàn thành", "Tình trạng hoàn thành",
        "Đánh giá tình trạng", "Đánh giá tiến độ", "Tình hình", "Trạng thái hoàn thành công việc", "Tình trạng công việc",
        "Tình trạng văn bản", "Kết quả hoàn thành", "Đánh giá", "Đánh giá kết quả", "Status",
    )),
    Field("completed_on", "Ngày hoàn thành thực tế", "date", (
        "Ngày hoàn thành thực tế", "Ngày thực tế hoàn thành", "Thời gian hoàn thành thực tế", "Thời gian thực tế hoàn thành",
        "Hoàn thành thực tế", "Thực tế hoàn thành", "Ngày HT thực tế", "Ngày kết thúc thực tế", "Thời gian kết thúc thực tế", "Kết thúc thực tế",
        "Ngày xử lý xong", "Ngày xử lý", "Ngày hoàn tất", "Ngày đã hoàn thành", "Ngày báo cáo hoàn thành", "Ngày báo cáo kết quả",
        "Ngày xác nhận hoàn thành", "Ngày đóng", "Ngày nghiệm thu", "Thực tế",
    )),
    Field("result", "Kết quả thực hiện", "text", (
        "Kết quả thực hiện", "Kết quả xử lý", "Kết quả", "Kết quả giải quyết", "Tình hình thực hiện", "Nội dung kết quả",
        "Tình hình, kết quả thực hiện", "Kết quả đến nay", "Kết quả thực hiện nhiệm vụ", "Kết quả đạt được", "Tình hình triển khai",
        "Diễn biến", "Nội dung báo cáo",
    )),
    Field("result_document", "Văn bản minh chứng", "text", (
        "Văn bản minh chứng", "Văn bản kết quả", "Minh chứng", "Số văn bản kết quả", "Văn bản báo cáo", "Văn bản hoàn thành",
        "Sản phẩm", "Sản phẩm hoàn thành", "Tài liệu minh chứng", "Số, ký hiệu văn bản kết quả", "Văn bản trả lời",
        "Văn bản thực hiện", "Kết quả đầu ra", "Sản phẩm, kết quả", "Văn bản đầu ra",
    ), kept=False),
    Field("updated_on", "Ngày cập nhật", "date", (
        "Ngày cập nhật", "Ngày cập nhật gần nhất", "Cập nhật gần nhất", "Thời gian cập nhật", "Cập nhật ngày", "Ngày cập nhật kết quả",
        "Ngày cập nhật cuối", "Lần cập nhật cuối", "Cập nhật lần cuối", "Ngày cập nhật tiến độ", "Cập nhật",
    )),
    Field("obstacles", "Khó khăn, vướng mắc", "text", (
        "Khó khăn, vướng mắc", "Lý do chậm", "Khó khăn", "Vướng mắc", "Nguyên nhân", "Nguyên nhân chậm", "Lý do", "Lý do chậm, muộn",
        "Khó khăn, vướng mắc, kiến nghị", "Khó khăn, vướng mắc, nguyên nhân", "Tồn tại, hạn chế", "Nguyên nhân, lý do chậm",
        "Lý do chưa hoàn thành", "Kiến nghị", "Đề xuất, kiến nghị", "Khó khăn, vướng mắc và kiến nghị",
    ), kept=False),
    Field("note", "Ghi chú", "text", ("Ghi chú", "Ý kiến", "Chú thích", "Ghi chú khác"), kept=False),
    Field("secrecy", "Độ mật", "text", ("Độ mật", "Mức độ mật", "Độ mật, độ khẩn", "Mức mật")),
)  # fmt: skip

FIELDS = tuple(replace(each, like=LIKE.get(each.name, "")) for each in _WORDED)
"""The fields with the headings that they may have."""

DOUBTFUL = {
    # The deadline or the completion, depending on what the other columns are (DOMAIN §4, header trap).
    "finish_day": (
        "Ngày hoàn thành", "Thời gian hoàn thành", "Hoàn thành", "HT", "Complete", "Ngày HT", "Thời điểm hoàn thành", "Ngày hoàn thành nhiệm vụ",
        "Thời gian hoàn thành nhiệm vụ",
    ),
    # The deadline where there is no other, else the completion.
    "end_day": ("Ngày kết thúc", "Thời gian kết thúc", "Ngày KT", "Kết thúc", "Thời điểm kết thúc", "End date", "End", "Finish"),
    # Percents, deadlines or states, depending on what stands in it.
    "headway": ("Tiến độ", "Tiến độ thực hiện", "Tiến độ nhiệm vụ", "Tiến độ công việc", "Tiến độ xử lý", "Tiến độ giải quyết"),
}  # fmt: skip
