"""The export of the one-stop system: one row is one dossier (hồ sơ)."""

from msgspec.structs import replace

from bsreform.spec import Field, Layout, choices

# National list of dossier states (1-10) and the wordings of the systems in use → what they mean for the figures.
STATUSES = choices(
    not_accepted=(
        "1", "Mới đăng ký", "Mới nộp", "Chờ tiếp nhận", "Chưa tiếp nhận", "Đăng ký mới", "Lưu nháp",
        "3", "Không được tiếp nhận", "Không tiếp nhận", "Từ chối tiếp nhận", "Hồ sơ không được tiếp nhận",
    ),
    open=(
        "2", "Được tiếp nhận", "Đã tiếp nhận", "Mới tiếp nhận", "Tiếp nhận", "Chờ phân công", "Chờ xử lý",
        "4", "Đang xử lý", "Đang giải quyết", "Đang thụ lý", "Đang thẩm định", "Đang trình ký", "Chờ ký", "Trình ký",
        "Chờ phê duyệt", "Chờ duyệt", "Đang xác minh", "Đang lấy ý kiến", "Đã bổ sung", "Chờ ký duyệt", "Đang phê duyệt",
        "Đang luân chuyển", "Chuyển xử lý", "Đã chuyển xử lý", "Chưa xử lý", "Chưa giải quyết", "Quá hạn chưa giải quyết",
        "Trong hạn chưa giải quyết", "Đang thực hiện", "Đang chờ xử lý", "Đang trình lãnh đạo", "Chờ kết quả",
        "6", "Yêu cầu nghĩa vụ tài chính", "Yêu cầu thực hiện nghĩa vụ tài chính", "Chờ nộp phí", "Chờ thanh toán",
        "Chờ thực hiện nghĩa vụ tài chính", "Thực hiện nghĩa vụ tài chính", "Chờ nộp thuế", "Chờ nộp lệ phí",
    ),
    waiting=(
        "5", "Yêu cầu bổ sung", "Yêu cầu bổ sung giấy tờ", "Yêu cầu bổ sung hồ sơ", "Chờ bổ sung", "Chờ bổ sung hồ sơ",
        "Đang chờ bổ sung", "Tạm dừng", "Tạm dừng xử lý", "Đang tạm dừng", "Bổ sung hồ sơ", "Chờ công dân bổ sung",
        "Tạm dừng chờ bổ sung", "Dừng chờ bổ sung",
    ),
    closed_without_result=(
        "7", "Rút", "Rút hồ sơ", "Xin rút", "Xin rút hồ sơ", "Đã rút", "Công dân rút hồ sơ", "Công dân yêu cầu rút hồ sơ",
        "Yêu cầu rút hồ sơ", "Đã rút hồ sơ", "Công dân xin rút",
        "8", "Dừng xử lý", "Từ chối", "Từ chối giải quyết", "Đã từ chối", "Trả lại", "Trả lại hồ sơ", "Đã trả lại",
        "Hủy", "Đã hủy", "Hủy hồ sơ", "Không giải quyết", "Không đủ điều kiện", "Đã dừng xử lý", "Không đủ điều kiện giải quyết",
        "Từ chối hồ sơ", "Trả hồ sơ",
    ),
    closed_with_result=(
        "9", "Đã xử lý xong", "Đã xử lý", "Đã giải quyết", "Đã giải quyết xong", "Đã có kết quả", "Có kết quả",
        "Chờ trả kết quả", "Chờ trả", "Hoàn thành", "Đã hoàn thành", "Kết thúc", "Đã kết thúc", "Xử lý xong",
        "Đã xong", "Đã phê duyệt", "Đã duyệt", "Đã cấp", "Hoàn thành xử lý", "Đã kết thúc xử lý", "Giải quyết xong",
        "10", "Đã trả kết quả", "Đã trả", "Trả kết quả", "Đã trả kết quả cho công dân", "Đã nhận kết quả",
        "Đã giải quyết đúng hạn", "Đã giải quyết trước hạn", "Đã giải quyết quá hạn",
    ),
)  # fmt: skip

CHANNELS = choices(
    online=(
        "Trực tuyến", "Online", "Nộp trực tuyến", "Hồ sơ trực tuyến", "Nộp hồ sơ trực tuyến", "Tiếp nhận trực tuyến", "Qua mạng",
        "Internet", "Cổng dịch vụ công", "Cổng DVC", "Cổng DVCQG", "Cổng dịch vụ công quốc gia", "DVC", "DVCTT",
        "Dịch vụ công trực tuyến", "Nộp qua mạng", "Qua cổng dịch vụ công", "Nộp qua cổng dịch vụ công", "TT",
        "Qua Cổng DVC", "Từ Cổng DVCQG", "DVCQG", "Qua internet", "VNeID", "Có", "X", "1", "Đúng", "True", "Yes",
    ),
    in_person=(
        "Trực tiếp", "Nộp trực tiếp", "Tiếp nhận trực tiếp", "Tại quầy", "Một cửa", "Tại bộ phận một cửa",
        "Bộ phận một cửa", "Tại một cửa", "Tiếp nhận tại bộ phận một cửa", "Nộp tại bộ phận một cửa", "Tiếp nhận tại quầy", "Nộp tại một cửa", "Tại trung tâm", "Tại bộ phận tiếp nhận và trả kết quả",
        "Hồ sơ trực tiếp", "Offline", "Giấy", "Hồ sơ giấy", "Không", "0", "False", "No",
    ),
    postal=(
        "Bưu chính", "Qua bưu chính", "BCCI", "Bưu chính công ích", "Qua bưu chính công ích", "Dịch vụ bưu chính công ích",
        "Qua bưu điện", "Bưu điện", "Nộp qua bưu chính", "Qua dịch vụ bưu chính công ích", "Qua dịch vụ bưu chính",
        "Dịch vụ bưu chính", "Qua đường bưu điện", "Hồ sơ bưu chính",
    ),
)  # fmt: skip

LEVELS = choices(
    full=(
        "Toàn trình", "DVC toàn trình", "DVCTT toàn trình", "Dịch vụ công trực tuyến toàn trình", "Mức độ 4", "Mức 4", "4",
        "Trực tuyến toàn trình", "Dịch vụ công toàn trình", "Mức độ toàn trình", "DVCTT mức độ 4",
    ),
    partial=(
        "Một phần", "DVC một phần", "DVCTT một phần", "Dịch vụ công trực tuyến một phần", "Mức độ 3", "Mức 3", "3",
        "Trực tuyến một phần", "Dịch vụ công một phần", "Mức độ một phần", "DVCTT mức độ 3",
    ),
    information=(
        "Cung cấp thông tin", "Dịch vụ cung cấp thông tin", "Cung cấp thông tin trực tuyến", "Mức độ 2", "Mức 2", "2",
        "Dịch vụ cung cấp thông tin trực tuyến", "DVC cung cấp thông tin trực tuyến", "Mức độ 1", "Mức 1", "1", "Còn lại",
        "Thông tin", "Chưa cung cấp", "Không cung cấp trực tuyến", "Không trực tuyến", "Trực tiếp",
    ),
)  # fmt: skip

METHODS = choices(
    online=(
        "Trực tuyến", "Thanh toán trực tuyến", "Online", "Cổng thanh toán", "Cổng DVCQG", "Cổng thanh toán quốc gia",
        "Qua cổng thanh toán", "Qua Cổng DVC quốc gia", "Thanh toán qua Cổng DVCQG", "Payment Platform", "PayGov",
        "Nền tảng thanh toán trực tuyến", "VNPT Pay", "Ví điện tử", "Đã thanh toán trực tuyến", "Cổng dịch vụ công quốc gia",
    ),
    other=(
        "Trực tiếp", "Tiền mặt", "Thanh toán trực tiếp", "Nộp trực tiếp", "Tại quầy", "Chuyển khoản", "Không", "Chưa thanh toán",
        "Bưu chính", "Qua bưu chính", "Biên lai giấy", "Thu hộ", "Miễn phí", "Không thu phí", "Chưa", "Offline",
        "Ngân hàng", "Qua ngân hàng", "POS", "Quẹt thẻ", "0",
    ),
)  # fmt: skip

# “Miễn phí” is a yes in a column on exemption, but no payment.
PAYMENT_STATES = choices(
    no=(
        "Miễn phí", "Miễn", "Được miễn", "Miễn thu phí", "Không thu phí", "Không phải thanh toán", "Đang chờ thanh toán",
        "Chưa thu phí", "Chờ nộp phí",
    ),
    yes=("Đã thu phí", "Hoàn thành", "Đã hoàn thành", "Đã thanh toán thành công", "Hoàn tất"),
)  # fmt: skip

_PAYMENT = frozenset(
    {
        "fee_total",
        "fee_charge",
        "fee_levy",
        "fee_exempt",
        "paid_direct",
        "payment_method",
        "payment_status",
    }
)
_DAYS = frozenset({"received_at", "due_at", "finished_at", "returned_at", "supplement_requested_at"})
GROUPS = {
    "thanh toán": _PAYMENT,
    "lệ phí": _PAYMENT,
    "phí": _PAYMENT,
    "hình thức": frozenset({"channel", "payment_method"}),
    "phương thức": frozenset({"channel", "payment_method"}),
    "cách thức": frozenset({"channel", "payment_method"}),
    "kênh": frozenset({"channel", "payment_method"}),
    "trả kết quả": _DAYS | {"status_text", "result_digitised"},
    "số hóa": frozenset({"components_digitised", "result_digitised", "reused"}),
    "tái sử dụng": frozenset({"components_digitised", "result_digitised", "reused"}),
}  # fmt: skip

LIKE = {
    "code": r"(?:mã|số biên nhận)\b.*\bhồ sơ\b.*|dossier code",
    "received_at": (
        r"(?:ngày |thời gian |thời điểm |giờ |ngày giờ )?(?:tiếp )?nhận"
        r"(?: (?:lúc|ngày|chính thức|hồ sơ|tại|trên)\b(?!.*\b(?:bổ sung|kết quả|lại|yêu cầu)\b).*)?"
    ),
    "due_at": (
        r"(?:ngày |ngày giờ |thời gian )?(?:hẹn trả|hạn trả|phải trả|hẹn)"
        r"(?: (?:kết quả|theo|trên|cho|dự kiến)\b(?!.*\bbổ sung\b).*)?"
    ),
    "finished_at": r"(?:hoàn thành|kết thúc|xong|có kết quả) (?:lúc|ngày)",
    "returned_at": (
        r"(?:ngày|ngày giờ|thời gian) (?:đã )?trả(?: (?:kết quả|cho|thực tế)\b(?!.*\b(?:dự kiến|hẹn|phải)\b).*)?"
        r"|(?:đã )?trả kết quả (?:lúc|ngày)"
    ),
    "unit_handling": (
        r"(?:phòng|đơn vị|cơ quan|bộ phận|nơi)\b(?!.*\b(?:phối hợp|tiếp nhận|nộp)\b).*"
        r"\b(?:xử lý|thụ lý|giải quyết|chủ trì)\b.*"
    ),
    "unit_receiving": r"(?:đơn vị|cơ quan|nơi|bộ phận|điểm)\b.*\btiếp nhận\b.*",
    "procedure_name": r"tên (?:thủ tục|dịch vụ công)\b.*",
    "status_text": r"(?:trạng thái|tình trạng)\b(?!.*\b(?:thanh toán|số hóa|phí)\b).*",
}
"""Headings that are in no list, by how they begin and what they speak of."""


def _alike(*fields: Field) -> tuple[Field, ...]:
    return tuple(replace(each, like=LIKE.get(each.name, "")) for each in fields)


LAYOUT = Layout(
    id="dossier_export",
    label="Danh sách hồ sơ của hệ thống một cửa",
    key_fields=("code", "received_at", "due_at"),
    groups=GROUPS,
    subject="dossiers",
    folder="dossiers",
    sent_as="tệp xuất từ hệ thống một cửa",
    fields=_alike(
        Field("code", "Mã hồ sơ", "code", (
            "Mã hồ sơ", "Mã số hồ sơ", "Mã HS", "Số hồ sơ", "Số biên nhận", "Mã biên nhận", "Mã số HS", "Số HS", "Mã hồ sơ TTHC",
            "Số biên nhận hồ sơ", "Mã hồ sơ một cửa",
        ), required=True),
        Field("received_at", "Ngày tiếp nhận", "date", (
            "Ngày tiếp nhận", "Ngày tiếp nhận hồ sơ", "Ngày tiếp nhận HS", "Thời gian tiếp nhận", "Thời điểm tiếp nhận",
            "Ngày giờ tiếp nhận", "Tiếp nhận", "Ngày nhận", "Ngày nhận hồ sơ", "Ngày nhận HS", "Nhận hồ sơ", "Thời gian nhận",
            "Thời gian nhận hồ sơ", "Ngày nộp hồ sơ", "Ngày nộp", "Thời gian nộp hồ sơ", "Thời gian nộp", "Ngày gửi", "Ngày gửi hồ sơ",
            "Ngày đăng ký",
        ), required=True),
        Field("due_at", "Ngày hẹn trả", "date", (
            "Ngày hẹn trả", "Hẹn trả kết quả", "Ngày hẹn trả kết quả", "Ngày hẹn trả KQ", "Hẹn trả", "Hẹn trả KQ", "Ngày hẹn",
            "Thời gian hẹn trả", "Thời gian hẹn trả kết quả", "Thời hạn trả kết quả", "Ngày trả kết quả dự kiến", "Hạn trả kết quả",
            "Hạn trả", "Hạn xử lý", "Hạn giải quyết", "Thời hạn giải quyết", "Ngày hạn trả", "Ngày đến hạn", "Thời điểm hẹn trả",
        ), required=True),
        Field("finished_at", "Ngày kết thúc xử lý", "date", (
            "Ngày kết thúc xử lý", "Ngày có kết quả", "Ngày hoàn thành", "Ngày kết thúc", "Thời gian kết thúc xử lý",
            "Thời gian có kết quả", "Ngày xử lý xong", "Ngày giải quyết xong", "Ngày giải quyết", "Kết thúc xử lý", "Có kết quả",
            "Thời gian hoàn thành", "Ngày kết thúc xử lý hồ sơ", "Ngày hoàn thành xử lý", "Hoàn thành",
        )),
        Field("returned_at", "Ngày trả kết quả", "date", (
            "Ngày trả", "Ngày trả kết quả", "Ngày nhận kết quả", "Ngày trả KQ", "Thời gian trả kết quả", "Ngày trả kết quả thực tế",
            "Ngày trả thực tế", "Trả kết quả", "Thời gian trả", "Ngày công dân nhận kết quả",
        )),
        Field("unit_handling", "Đơn vị giải quyết", "text", (
            "Đơn vị giải quyết", "Đơn vị xử lý", "Cơ quan thụ lý", "Cơ quan thực hiện", "Cơ quan giải quyết", "Đơn vị thụ lý",
            "Cơ quan xử lý", "Đơn vị thực hiện", "Cơ quan, đơn vị giải quyết", "Đơn vị giải quyết hồ sơ", "Phòng ban xử lý",
            "Cơ quan chủ trì", "Cơ quan chủ trì giải quyết", "Đơn vị đang xử lý",
        )),
        Field("unit_receiving", "Đơn vị tiếp nhận", "text", (
            "Đơn vị tiếp nhận", "Cơ quan tiếp nhận", "Nơi tiếp nhận", "Đơn vị nhận", "Cơ quan tiếp nhận hồ sơ", "Đơn vị tiếp nhận hồ sơ",
            "Bộ phận tiếp nhận", "Điểm tiếp nhận",
        )),
        Field("unit_named", "Đơn vị", "text", (
            "Tên đơn vị", "Đơn vị", "Cơ quan", "Tên cơ quan", "Cơ quan, đơn vị", "Tên cơ quan, đơn vị", "Xã, phường, thị trấn",
            "Xã, thị trấn", "Địa phương", "Đơn vị, địa phương",
        )),
        Field("channel", "Hình thức nộp", "choice", (
            "Hình thức nộp", "Hình thức tiếp nhận", "Loại tiếp nhận", "Kênh thực hiện", "Hình thức nộp hồ sơ", "Kênh tiếp nhận", "Kênh nộp",
            "Hình thức tiếp nhận hồ sơ", "Hình thức nhận hồ sơ", "Phương thức nộp", "Phương thức tiếp nhận", "Cách nộp", "Cách thức nộp",
            "Cách thức nộp hồ sơ", "Loại hình tiếp nhận", "Nguồn tiếp nhận", "Nguồn hồ sơ", "Trực tuyến", "Nộp trực tuyến",
            "Hồ sơ trực tuyến",
        ), choices=CHANNELS),
        Field("service_level", "Mức độ dịch vụ công", "choice", (
            "Mức độ", "Mức độ cung cấp", "Mức độ dịch vụ công", "Mức độ DVC", "Mức DVC", "Mức độ DVCTT", "Loại dịch vụ công", "Mức độ dịch vụ",
            "Loại DVC", "Mức độ cung cấp dịch vụ công", "Mức độ TTHC",
        ), choices=LEVELS),
        Field("procedure_code", "Mã thủ tục", "text", (
            "Mã thủ tục", "Mã TTHC", "Mã thủ tục hành chính", "Mã số TTHC", "Mã số thủ tục",
        )),
        Field("procedure_name", "Tên thủ tục hành chính", "text", (
            "Tên thủ tục hành chính", "Thủ tục", "Tên TTHC", "Thủ tục hành chính", "Tên thủ tục", "TTHC", "Loại thủ tục", "Tên dịch vụ công",
        )),
        Field("field", "Lĩnh vực", "text", ("Lĩnh vực", "Tên lĩnh vực", "Lĩnh vực TTHC", "Lĩnh vực giải quyết")),
        Field("status_text", "Trạng thái", "text", (
            "Trạng thái", "Trạng thái hồ sơ", "Tình trạng", "Tình trạng hồ sơ", "Tình trạng xử lý", "Trạng thái xử lý", "Tình trạng giải quyết",
            "Trạng thái HS", "Trạng thái giải quyết",
        )),
        Field("fee_total", "Phí, lệ phí", "money", (
            "Phí - lệ phí", "Phí, lệ phí", "Phí lệ phí", "Tổng (VNĐ)", "Tổng phí", "Tổng phí, lệ phí", "Tổng lệ phí", "Tổng số tiền",
            "Số tiền", "Mức phí", "Phí/lệ phí", "Tổng tiền", "Tổng tiền phí, lệ phí", "Phí và lệ phí", "Số tiền phải nộp",
            "Tổng phí và lệ phí", "Tổng thu", "Nghĩa vụ tài chính", "Tổng",
        )),
        Field("fee_charge", "Phí", "money", ("Phí", "Tiền phí")),
        Field("fee_levy", "Lệ phí", "money", ("Lệ phí", "Tiền lệ phí")),
        Field("fee_exempt", "Miễn phí, lệ phí", "yes_no", (
            "Miễn phí", "Miễn lệ phí", "Được miễn phí", "Miễn, giảm", "Miễn giảm", "Miễn phí, lệ phí", "Được miễn", "Miễn thu phí",
            "Đối tượng miễn phí", "Miễn phí lệ phí", "Được miễn phí, lệ phí",
        )),
        Field("paid_direct", "Thanh toán trực tuyến", "yes_no", (
            "Thanh toán trực tuyến", "TTTT", "Đã thanh toán trực tuyến", "Nộp phí trực tuyến", "Thanh toán phí trực tuyến", "Thanh toán online",
            "Hình thức thanh toán trực tuyến", "Phương thức thanh toán trực tuyến",
        )),
        Field("payment_method", "Hình thức thanh toán", "choice", (
            "Hình thức thanh toán", "Phương thức thanh toán", "Kênh thanh toán", "Cách thức thanh toán", "Hình thức nộp phí",
        ), choices=METHODS),
        Field("payment_status", "Trạng thái thanh toán", "yes_no", (
            "Trạng thái thanh toán", "Tình trạng thanh toán", "Thanh toán",
        ), choices=PAYMENT_STATES),
        Field("components_digitised", "Số hóa hồ sơ", "yes_no", (
            "Số hóa hồ sơ", "Số hóa TPHS", "Số hóa thành phần hồ sơ", "Số hóa HS", "Số hóa TP hồ sơ", "Số hóa thành phần", "Đã số hóa hồ sơ",
            "Đã số hóa TPHS", "Số hóa đầu vào", "Số hóa giấy tờ", "Số hóa",
        )),
        Field("result_digitised", "Số hóa kết quả", "yes_no", (
            "Số hóa kết quả", "Kết quả điện tử", "Số hóa KQ", "Số hóa kết quả giải quyết", "Số hóa kết quả TTHC", "Kết quả số hóa",
            "Đã số hóa kết quả", "Số hóa kết quả giải quyết TTHC", "Có kết quả điện tử", "Số hóa đầu ra", "KQ điện tử", "Cấp kết quả điện tử",
        )),
        Field("reused", "Tái sử dụng", "yes_no", (
            "Tái sử dụng", "Tái sử dụng dữ liệu", "Khai thác, tái sử dụng", "Tái sử dụng thông tin", "Khai thác tái sử dụng", "Tái sử dụng kết quả",
            "Tái sử dụng dữ liệu số hóa", "Tái sử dụng TPHS", "Tái sử dụng giấy tờ", "Tái sử dụng kết quả số hóa", "Khai thác lại",
        )),
        Field("supplement_requested_at", "Ngày yêu cầu bổ sung", "date", (
            "Ngày yêu cầu bổ sung", "Ngày bổ sung", "Thời gian yêu cầu bổ sung", "Ngày tạm dừng",
        )),
        Field("statutory_days", "Số ngày quy định", "number", (
            "Số ngày quy định", "Thời gian giải quyết", "Thời gian quy định", "Số ngày giải quyết",
            "Số ngày giải quyết theo quy định", "Thời hạn giải quyết (ngày)", "Thời gian giải quyết theo quy định", "Số ngày làm việc quy định",
        )),
    ),
)  # fmt: skip
