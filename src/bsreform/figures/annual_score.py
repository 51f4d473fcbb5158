"""What the annual score of a unit is made of (letter, clause 2.1 d): each part is the rate of a figure."""

from msgspec import Struct


class ScorePart(Struct, frozen=True):
    """A part of the score; `formula` says in words which counts make it, `figure` is its id in figures/registry.py."""

    id: str
    label: str
    short: str
    formula: str
    figure: str


PARTS = (
    ScorePart(
        "tasks",
        "Nhiệm vụ hoàn thành đúng hạn",
        "Nhiệm vụ",
        "số nhiệm vụ hoàn thành trước hạn và đúng hạn / số nhiệm vụ có thời hạn đã hoàn thành hoặc đã quá hạn; "
        "chỉ tính nhiệm vụ có trong tệp xuất của Phần mềm",
        "tasks.fell_due_rate",
    ),
    ScorePart(
        "on_time",
        "Hồ sơ giải quyết đúng hạn",
        "Hồ sơ",
        "số hồ sơ giải quyết trước hạn và đúng hạn / số hồ sơ đã giải quyết",
        "on_time_rate",
    ),
    ScorePart(
        "digitisation",
        "Số hóa hồ sơ và kết quả",
        "Số hóa",
        "số hồ sơ đã số hóa thành phần và số kết quả đã số hóa / số hồ sơ tiếp nhận và số hồ sơ đã có kết quả",
        "digitisation",
    ),
    ScorePart(
        "online",
        "Hồ sơ trực tuyến",
        "Trực tuyến",
        "số hồ sơ nộp trực tuyến / số hồ sơ tiếp nhận được nộp trực tuyến",
        "online_rate",
    ),
    ScorePart(
        "payment",
        "Thanh toán trực tuyến",
        "Thanh toán",
        "số hồ sơ thanh toán trực tuyến / số hồ sơ tiếp nhận phải nộp phí, lệ phí",
        "online_payment_rate",
    ),
    ScorePart(
        "quality",
        "Chất lượng dữ liệu",
        "Dữ liệu",
        "số dòng dữ liệu không có lỗi / số dòng dữ liệu của đơn vị",
        "all.quality",
    ),
    ScorePart(
        "punctuality",
        "Gửi biểu đúng hạn",
        "Gửi biểu",
        "số biểu quý của Tổ công nghệ số cộng đồng gửi lần đầu chậm nhất ngày 25 tháng cuối quý (theo thời điểm ghi "
        "trong tệp, không có thì theo thời điểm lưu tệp) / số biểu đến hạn gửi trong năm dương lịch, kể cả quý IV",
        "punctuality",
    ),
)
