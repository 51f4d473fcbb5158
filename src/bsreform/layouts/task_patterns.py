"""What headings of task sheets look like that are in no list: by field, patterns of the folded text."""

LIKE = {
    "document_no": (
        r"(?:số )?(?:ký hiệu|hiệu)\b.*|số (?:thông báo|văn bản|công văn|quyết định|nghị quyết|kế hoạch|"
        r"kết luận)\b(?!.*\b(?:kết quả|đến|đi)\b).*|văn bản (?:yêu cầu|giao|chỉ đạo|cuộc họp|căn cứ)\b.*"
    ),
    "title": (
        r"(?:(?:các |tên )?(?:nội dung|nhiệm vụ|công việc|công tác|hoạt động|hạng mục|dự án|công trình)|"
        r"đầu (?:công )?việc|danh mục (?:công việc|nhiệm vụ)|chỉ tiêu|mục tiêu|kiến nghị|việc|hành động|"
        r"ý kiến chỉ đạo|(?:yêu cầu|chỉ đạo) của|loại báo cáo)\b(?!.*\b(?:phối hợp|kết quả|ghi chú|ngày|hạn|"
        r"thời gian|số|đơn vị|cơ quan|người|đánh giá|điều chỉnh|khác|chi tiết)\b).*"
    ),
    "lead_unit": (
        r"(?:đơn vị|cơ quan|người|cán bộ|công chức|bộ phận|phòng|chuyên viên|nhân viên|nhân sự|phụ trách|"
        r"chịu trách nhiệm)\b(?!.*\b(?:phối hợp|hỗ trợ|ban hành|gửi|thẩm định|(?<!được )giao (?:việc|"
        r"nhiệm vụ)|lập|kiểm tra|chỉ đạo|đôn đốc|nộp|kết quả|đã)\b).*\b(?:chủ trì|thực hiện|phụ trách|"
        r"trách nhiệm|xử lý|thụ lý|giải quyết|tham mưu|được giao|phân công|trả lời|đảm nhiệm|chính|quản lý|"
        r"soạn thảo|triển khai)\b.*|chủ đầu tư|giao cho\b.*|phân công\b.*|ai\b.*\b(?:làm|trách nhiệm|"
        r"phụ trách)\b.*|đơn vị (?:báo cáo|bị đôn đốc)"
    ),
    "supporting_units": (
        r"(?:đơn vị|cơ quan|người|cán bộ|phòng|phối hợp)\b.*\bphối hợp\b.*|(?:đơn vị|người|cán bộ) hỗ trợ"
    ),
    "leader": r"người giao (?:việc|nhiệm vụ)|lãnh đạo\b.*\b(?:phụ trách|chỉ đạo|giao|theo dõi)\b.*",
    "assigned_on": (
        r"(?:ngày|thời gian|thời điểm)\b(?!.*\b(?:hạn|hoàn thành|kết thúc)\b).*\b(?:giao|bắt đầu|khởi công|"
        r"nhận nhiệm vụ|nhận việc)\b.*"
    ),
    "due_on": (
        r"(?:thời hạn|hạn(?! chế)|lộ trình|mốc|deadline)\b(?!.*\b(?:gia hạn|điều chỉnh|mới)\b).*|(?:ngày|"
        r"thời gian)\b.*\b(?:phải|yêu cầu|hẹn)\b.*|(?:thời gian|ngày) (?:hoàn thành|kết thúc) .*\b(?:kế hoạch|"
        r"yêu cầu|dự kiến|giao|chỉ đạo)\b.*|thời gian (?:trả lời|trình)|(?:khi nào|bao giờ) xong|"
        r"năm hoàn thành"
    ),
    "extended_to": r"(?:thời gian |ngày |thời hạn |hạn )?(?:xin |được )?gia hạn\b.*",
    "status": r"(?:trạng thái|tình trạng|hiện trạng)\b.*|(?:đã )?xong chưa",
    "completed_on": r"(?:ngày|thời gian|thời điểm)\b.*\bthực tế\b.*|ngày (?:đã )?xong|ngày báo cáo",
    "progress": (
        r"(?:tỷ lệ|phần trăm|khối lượng|(?:đánh giá )?mức độ|tiến độ đạt)\b.*\b(?:hoàn thành|thực hiện|đạt|"
        r"được)\b.*|khối lượng"
    ),
    "result": r"(?:kết quả|tình hình)\b(?!.*\b(?:dự kiến|yêu cầu|đầu ra|mong đợi|sản phẩm)\b).*",
    "result_document": (
        r"sản phẩm\b.*|dự kiến kết quả|kết quả\b.*\b(?:dự kiến|yêu cầu|đầu ra|mong đợi|sản phẩm)\b.*|"
        r"văn bản đã\b.*"
    ),
    "obstacles": r".*\b(?:khó khăn|vướng mắc|tồn tại|nguyên nhân|lý do)\b.*",
    "note": r"(?:ghi chú|nhận xét)\b.*|notes?",
}
