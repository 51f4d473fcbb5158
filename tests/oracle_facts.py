"""What the oracle knows by heart: units and their successors, statuses, days off."""

from datetime import date

MERGER = date(2025, 7, 1)
COMMUNES_AFTER = {
    "Bình Sơn": "Châu Ổ, Bình Thạnh, Bình Chánh, Bình Nguyên, Bình Dương, Bình Trung, Bình Long",
    "Vạn Tường": "Bình Thuận, Bình Đông, Bình Trị, Bình Hải, Bình Phước, Bình Hòa",
    "Bình Minh": "Bình Khương, Bình An, Bình Minh",
    "Bình Chương": "Bình Chương, Bình Mỹ",
    "Đông Sơn": "Bình Thanh, Bình Hiệp, Bình Tân Phú, Bình Châu",
}
MERGED_2020 = {
    "Bình Thới": "Châu Ổ",
    "Bình Thanh Đông": "Bình Thanh",
    "Bình Thanh Tây": "Bình Thanh",
    "Bình Phú": "Bình Tân Phú",
    "Bình Tân": "Bình Tân Phú",
}
SUCCESSOR_2025 = {old: new for new, olds in COMMUNES_AFTER.items() for old in olds.split(", ")}
AGENCIES = ("Phòng Nội vụ", "Phòng Tư pháp", "Thanh tra huyện")

STATUS = {
    "Mới đăng ký": "not accepted",
    "Không được tiếp nhận": "not accepted",
    "Được tiếp nhận": "open",
    "Đang xử lý": "open",
    "Yêu cầu nghĩa vụ tài chính": "open",
    "Yêu cầu bổ sung": "waiting",
    "Rút": "no result",
    "Dừng xử lý": "no result",
    "Đã xử lý xong": "result",
    "Đã trả kết quả": "result",
    None: "missing",
}
DAYS_OFF = {
    *(date(2023, 1, day) for day in (2, 20, 23, 24, 25, 26)),
    *(date(2023, 5, day) for day in (1, 2, 3)),
    *(date(2023, 9, day) for day in (1, 4)),
    date(2024, 1, 1),
    *(date(2024, 2, day) for day in (8, 9, 12, 13, 14)),
    *(date(2024, 4, day) for day in (18, 29, 30)),
    date(2024, 5, 1),
    *(date(2024, 9, day) for day in (2, 3)),
    date(2025, 1, 1),
    *(date(2025, 1, day) for day in (27, 28, 29, 30, 31)),
    *(date(2025, 4, day) for day in (7, 30)),
    *(date(2025, 5, day) for day in (1, 2)),
    *(date(2025, 9, day) for day in (1, 2)),
}
WORKED_SATURDAYS = {date(2024, 5, 4), date(2025, 4, 26)}
