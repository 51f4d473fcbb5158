"""What the sheets count besides the indicators: the ledger of dossiers and what is derived from it (DOMAIN §3)."""

from bsreform.identities import LEDGER
from bsreform.spec import Count

_ALIVE = "Hồ sơ có trong kỳ: kỳ trước chuyển sang và tiếp nhận trong kỳ"

DOSSIER_COUNTS = (
    Count("carried", "Kỳ trước chuyển sang", "Tiếp nhận trước kỳ, đến đầu kỳ chưa giải quyết", lambda c: c["carried"]),
    Count("received", "Tiếp nhận trong kỳ", "Ngày tiếp nhận nằm trong kỳ", lambda c: c["received"]),
    Count("total_in", "Tổng số tiếp nhận", _ALIVE, lambda c: c["carried"] | c["received"]),
    Count("closed", "Đã giải quyết", "Ngày kết thúc nằm trong kỳ", lambda c: c["closed"]),
    Count("early", "Giải quyết trước hạn", "Kết thúc trong kỳ, trước ngày hẹn trả", lambda c: c["early"]),
    Count("on_day", "Giải quyết đúng hạn", "Kết thúc trong kỳ, đúng ngày hẹn trả", lambda c: c["on_day"]),
    Count("late", "Giải quyết quá hạn", "Kết thúc trong kỳ, sau ngày hẹn trả", lambda c: c["late"]),
    Count(
        "in_time",
        "Giải quyết trước hạn và đúng hạn",
        "Kết thúc trong kỳ, không sau ngày hẹn trả",
        lambda c: c["early"] | c["on_day"],
    ),
    Count("open", "Đang giải quyết", "Tiếp nhận đến hết kỳ, chưa kết thúc", lambda c: c["open"]),
    Count(
        "open_in_term",
        "Đang giải quyết trong hạn",
        "Chưa kết thúc, đến ngày xuất tệp chưa qua ngày hẹn trả, hoặc đang chờ bổ sung, tạm dừng",
        lambda c: c["open_in_term"],
    ),
    Count(
        "open_overdue",
        "Đang giải quyết quá hạn",
        "Chưa kết thúc, đến ngày xuất tệp đã quá hẹn",
        lambda c: c["open_overdue"],
    ),
    Count(
        "overdue_7", "Quá hạn 1–7 ngày làm việc", "Chưa kết thúc, quá ngày hẹn trả 1–7 ngày", lambda c: c["overdue_7"]
    ),
    Count(
        "overdue_8_30",
        "Quá hạn 8–30 ngày làm việc",
        "Chưa kết thúc, quá ngày hẹn trả 8–30 ngày làm việc",
        lambda c: c["overdue_8_30"],
    ),
    Count(
        "overdue_30",
        "Quá hạn trên 30 ngày làm việc",
        "Chưa kết thúc, quá ngày hẹn trả trên 30 ngày làm việc",
        lambda c: c["overdue_30"],
    ),
    Count("total_out", "Đã và đang giải quyết", _ALIVE, lambda c: c["closed"] | c["open"]),
    Count(
        "online_received",
        "Tiếp nhận trực tuyến",
        "Ngày tiếp nhận nằm trong kỳ, nộp trực tuyến",
        lambda c: c["received"] & c["online"],
        needs=("online",),
    ),
    Count(
        "direct_received",
        "Tiếp nhận trực tiếp, dịch vụ bưu chính",
        "Ngày tiếp nhận nằm trong kỳ, không nộp trực tuyến",
        lambda c: c["received"] & c["direct"],
        needs=("direct",),
    ),
    Count(
        "waiting",
        "Đang chờ bổ sung, tạm dừng",
        "Chưa kết thúc, đang chờ bổ sung",
        lambda c: c["open"] & c["is_waiting"],
    ),
    Count(
        "letters",
        "Thư xin lỗi phải gửi",
        "Quá hạn chưa giải quyết, hoặc đã giải quyết quá hạn trong kỳ",
        lambda c: c["late"] | c["open_overdue"],
    ),
)
LEDGER_COUNTS = tuple(each for each in DOSSIER_COUNTS if each.id in LEDGER)
"""Those between which the identities of the ledger hold."""
