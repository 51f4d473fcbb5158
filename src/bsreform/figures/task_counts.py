"""What the sheets on tasks count, and the rates made of it (DOMAIN §4); the masks are those of a cohort of tasks."""

from bsreform.spec import Count, Indicator

_CLAUSE = "2.1"
_NO_TERM = "không có thời hạn"

TASK_COUNTS = (
    Count("carried", "Nhiệm vụ kỳ trước chuyển sang", "Giao trước kỳ, đến đầu kỳ chưa xong", lambda c: c["carried"]),
    Count("received", "Nhiệm vụ giao trong kỳ", "Ngày giao nằm trong kỳ", lambda c: c["received"]),
    Count(
        "total_in",
        "Tổng số nhiệm vụ",
        "Kỳ trước chuyển sang và giao trong kỳ",
        lambda c: c["carried"] | c["received"],
    ),
    Count("closed", "Nhiệm vụ đã hoàn thành", "Hoàn thành trong kỳ", lambda c: c["closed"]),
    Count("early", "Nhiệm vụ hoàn thành trước hạn", "Hoàn thành trong kỳ, trước ngày hết hạn", lambda c: c["early"]),
    Count("on_day", "Nhiệm vụ hoàn thành đúng hạn", "Hoàn thành trong kỳ, đúng ngày hết hạn", lambda c: c["on_day"]),
    Count("late", "Nhiệm vụ hoàn thành quá hạn", "Hoàn thành trong kỳ, sau ngày hết hạn", lambda c: c["late"]),
    Count(
        "closed_no_deadline",
        "Nhiệm vụ đã hoàn thành, không có thời hạn",
        f"Hoàn thành trong kỳ, {_NO_TERM}",
        lambda c: c["closed_no_deadline"],
    ),
    Count("open", "Nhiệm vụ chưa hoàn thành", "Giao đến hết kỳ, chưa hoàn thành", lambda c: c["open"]),
    Count(
        "open_in_term",
        "Nhiệm vụ chưa hoàn thành, trong hạn",
        "Chưa hoàn thành, chưa qua ngày hết hạn",
        lambda c: c["open_in_term"],
    ),
    Count(
        "open_overdue",
        "Nhiệm vụ chưa hoàn thành, quá hạn",
        "Chưa hoàn thành, đã qua ngày hết hạn",
        lambda c: c["open_overdue"],
    ),
    Count(
        "open_no_deadline",
        "Nhiệm vụ chưa hoàn thành, không có thời hạn",
        f"Chưa hoàn thành, {_NO_TERM}",
        lambda c: c["open_no_deadline"],
    ),
    Count(
        "total_out",
        "Nhiệm vụ đã và chưa hoàn thành",
        "Kỳ trước chuyển sang và giao trong kỳ",
        lambda c: c["closed"] | c["open"],
    ),
    Count(
        "on_time",
        "Nhiệm vụ hoàn thành trước hạn và đúng hạn",
        "Hoàn thành trong kỳ, không sau ngày hết hạn",
        lambda c: c["early"] | c["on_day"],
    ),
    Count(
        "completed_with_deadline",
        "Nhiệm vụ đã hoàn thành, có thời hạn",
        "Hoàn thành trong kỳ, có thời hạn",
        lambda c: c["early"] | c["on_day"] | c["late"],
    ),
    Count(
        "not_completed",
        "Nhiệm vụ chưa hoàn thành, có thời hạn",
        "Chưa hoàn thành, có thời hạn",
        lambda c: c["open_in_term"] | c["open_overdue"],
    ),
    Count(
        "no_deadline",
        "Nhiệm vụ không có thời hạn",
        f"Có trong kỳ, {_NO_TERM}",
        lambda c: c["closed_no_deadline"] | c["open_no_deadline"],
    ),
    Count("due_soon", "Nhiệm vụ sắp đến hạn", "Chưa hoàn thành, sắp đến ngày hết hạn", lambda c: c["due_soon"]),
    Count("1-7", "Nhiệm vụ quá hạn 1–7 ngày", "Quá hạn từ 1 đến 7 ngày", lambda c: c["overdue 1-7"]),
    Count("8-30", "Nhiệm vụ quá hạn 8–30 ngày", "Quá hạn từ 8 đến 30 ngày", lambda c: c["overdue 8-30"]),
    Count("31-90", "Nhiệm vụ quá hạn 31–90 ngày", "Quá hạn từ 31 đến 90 ngày", lambda c: c["overdue 31-90"]),
    Count(">90", "Nhiệm vụ quá hạn trên 90 ngày", "Quá hạn trên 90 ngày", lambda c: c["overdue >90"]),
    Count(
        "software", "Nhiệm vụ theo phần mềm", "Có trong kỳ, tính theo tệp xuất của phần mềm", lambda c: c["software"]
    ),
    Count("tracker", "Nhiệm vụ theo bảng theo dõi", "Có trong kỳ, tính theo bảng theo dõi", lambda c: c["tracker"]),
)

TASK_RATES = (
    Indicator(
        id="on_time_rate",
        label="Tỷ lệ nhiệm vụ hoàn thành đúng hạn",
        short="Đúng hạn",
        formula="Số nhiệm vụ hoàn thành trước hạn và đúng hạn / số nhiệm vụ có thời hạn đã hoàn thành",
        clause=_CLAUSE,
        needs=(),
        counted=lambda c: c["early"] | c["on_day"],
        out_of=lambda c: c["early"] | c["on_day"] | c["late"],
    ),
    Indicator(
        id="completion_rate",
        label="Tỷ lệ nhiệm vụ hoàn thành",
        short="Hoàn thành",
        formula="Số nhiệm vụ có thời hạn đã hoàn thành / tổng số nhiệm vụ có thời hạn",
        clause=_CLAUSE,
        needs=(),
        counted=lambda c: c["early"] | c["on_day"] | c["late"],
        out_of=lambda c: c["early"] | c["on_day"] | c["late"] | c["open_in_term"] | c["open_overdue"],
    ),
    Indicator(
        id="overdue_rate",
        label="Tỷ lệ nhiệm vụ quá hạn chưa hoàn thành",
        short="Quá hạn",
        formula="Số nhiệm vụ chưa hoàn thành đã quá hạn / số nhiệm vụ có thời hạn chưa hoàn thành",
        clause=_CLAUSE,
        needs=(),
        counted=lambda c: c["open_overdue"],
        out_of=lambda c: c["open_in_term"] | c["open_overdue"],
    ),
    Indicator(
        id="fell_due_rate",
        label="Nhiệm vụ đến hạn được hoàn thành đúng hạn",
        short="Nhiệm vụ",
        formula="Số nhiệm vụ hoàn thành trước hạn và đúng hạn / số nhiệm vụ có thời hạn đã hoàn thành hoặc đã quá hạn",
        clause="2.1 d",
        needs=(),
        counted=lambda c: c["early"] | c["on_day"],
        out_of=lambda c: c["early"] | c["on_day"] | c["late"] | c["open_overdue"],
    ),
)
