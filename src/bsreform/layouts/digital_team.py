"""The quarterly form of the community digital teams (Tổ công nghệ số cộng đồng): one row is the teams of one level."""

from bsreform.language.text import fold
from bsreform.spec import Field, Layout

LEVELS = {
    fold(word): meaning
    for meaning, words in {
        "district": ("Cấp huyện", "Huyện", "Cấp tỉnh", "Tỉnh"),
        "commune": ("Cấp xã", "Xã", "Xã, thị trấn", "Thị trấn"),
        "village": ("Thôn, tổ dân phố", "Thôn", "Tổ dân phố", "Cấp thôn", "Khu dân cư"),
    }.items()
    for word in words
}

COUNTS = (
    "teams", "members", "households", "people", "dossiers_helped", "payments_helped", "vneid_accounts", "sessions",
)  # fmt: skip
"""What a form counts: the first two as they stand at the end of the quarter, the others in the quarter."""

LABELS = {
    "teams": "Số Tổ",
    "members": "Số thành viên",
    "households": "Số hộ được hướng dẫn",
    "people": "Số người được hướng dẫn",
    "dossiers_helped": "Hồ sơ trực tuyến được hỗ trợ",
    "payments_helped": "Thanh toán trực tuyến được hỗ trợ",
    "vneid_accounts": "Tài khoản VNeID được hỗ trợ",
    "sessions": "Số buổi tuyên truyền, tập huấn",
}
"""What the counts are called where they are shown."""

LAYOUT = Layout(
    id="digital_team",
    label="Kết quả của Tổ công nghệ số cộng đồng",
    key_fields=("unit", "teams", "members"),
    subject="digital_teams",
    folder="digital_teams",
    sent_as="biểu của Tổ công nghệ số cộng đồng",
    fields=(
        Field("unit", "Đơn vị", "text", ("Đơn vị", "Tên đơn vị", "Xã, thị trấn", "Địa phương", "UBND xã, thị trấn")),
        Field("quarter", "Kỳ báo cáo", "text", ("Kỳ báo cáo", "Quý", "Quý báo cáo", "Kỳ")),
        Field("level", "Cấp của Tổ", "choice", ("Cấp của Tổ", "Cấp", "Loại Tổ", "Cấp Tổ"), choices=LEVELS),
        Field("teams", "Số Tổ", "number", ("Số Tổ", "Số lượng Tổ", "Số Tổ CNSCĐ", "Số Tổ công nghệ số cộng đồng"), required=True),
        Field("members", "Số thành viên", "number", ("Số thành viên", "Số lượng thành viên", "Tổng số thành viên")),
        Field("plan_no", "Số kế hoạch", "text", ("Số kế hoạch", "Kế hoạch số", "Số, ký hiệu kế hoạch", "Kế hoạch")),
        Field("plan_date", "Ngày ban hành kế hoạch", "date", ("Ngày ban hành kế hoạch", "Ngày kế hoạch", "Ngày ban hành")),
        Field("households", "Số hộ được hướng dẫn", "number", ("Số hộ được hướng dẫn", "Số hộ", "Số hộ gia đình được hướng dẫn")),
        Field("people", "Số người được hướng dẫn", "number", (
            "Số người được hướng dẫn", "Số người dân được hướng dẫn", "Số lượt người được hướng dẫn", "Số người",
        )),
        Field("dossiers_helped", "Hồ sơ trực tuyến được hỗ trợ", "number", (
            "Hồ sơ trực tuyến được hỗ trợ", "Số hồ sơ trực tuyến được hỗ trợ", "Hỗ trợ nộp hồ sơ trực tuyến", "Số hồ sơ trực tuyến",
        )),
        Field("payments_helped", "Thanh toán trực tuyến được hỗ trợ", "number", (
            "Thanh toán trực tuyến được hỗ trợ", "Số lượt thanh toán trực tuyến được hỗ trợ", "Hỗ trợ thanh toán trực tuyến",
            "Số lượt thanh toán trực tuyến",
        )),
        Field("vneid_accounts", "Tài khoản VNeID được hỗ trợ", "number", (
            "Tài khoản VNeID được hỗ trợ", "Số tài khoản VNeID", "Hỗ trợ kích hoạt VNeID", "Kích hoạt VNeID", "Tài khoản định danh điện tử",
        )),
        Field("sessions", "Số buổi tuyên truyền, tập huấn", "number", (
            "Số buổi tuyên truyền, tập huấn", "Số buổi tuyên truyền", "Số buổi tập huấn", "Số buổi ra quân", "Số buổi",
        )),
        Field("difficulties", "Khó khăn, vướng mắc", "text", ("Khó khăn, vướng mắc", "Khó khăn", "Vướng mắc", "Kiến nghị")),
    ),
)  # fmt: skip
