"""“Tiến độ”: the ledger of every unit, with its identities shown."""

from bsreform.language.wording import official_date
from bsreform.material.values import Material
from bsreform.measures import Figures
from bsreform.model import Value
from bsreform.report_model import Column, Table
from bsreform.reports.sheets.addresses import now
from bsreform.reports.sheets.layout import NAMES, filled, shown, silent_note, unit_rows

IN, OUT, OPEN = "Tiếp nhận", "Đã giải quyết", "Đang giải quyết"
_CHECK = "Kiểm tra"
COLUMNS = (
    *NAMES,
    Column("carried", "Kỳ trước chuyển sang", "integer", IN, 8, adds=True, shows=now("carried")),
    Column("received", "Tiếp nhận trong kỳ", "integer", IN, 8, adds=True, shows=now("received")),
    Column("total_in", "Tổng số", "integer", IN, 8, sum_of=("carried", "received"), shows=now("total_in")),
    Column("early", "Trước hạn", "integer", OUT, 8, adds=True, shows=now("early")),
    Column("on_day", "Đúng hạn", "integer", OUT, 8, adds=True, shows=now("on_day")),
    Column("late", "Quá hạn", "integer", OUT, 8, adds=True, shows=now("late")),
    Column("closed", "Tổng số", "integer", OUT, 8, sum_of=("early", "on_day", "late"), shows=now("closed")),
    Column("in_time", "Trước hạn và đúng hạn", "integer", OUT, 9, sum_of=("early", "on_day"), shows=now("in_time")),
    Column(
        "percent",
        "Tỷ lệ đúng hạn",
        "percent",
        OUT,
        11,
        ratio=("in_time", "closed"),
        bar=True,
        shows=now("on_time_rate"),
    ),
    Column("open_in_term", "Trong hạn", "integer", OPEN, 8, adds=True, shows=now("open_in_term")),
    Column("open_overdue", "Quá hạn", "integer", OPEN, 8, adds=True, shows=now("open_overdue")),
    Column("open", "Tổng số", "integer", OPEN, 8, sum_of=("open_in_term", "open_overdue"), shows=now("open")),
    Column(
        "total_out", "Đã và đang giải quyết", "integer", _CHECK, 9, sum_of=("closed", "open"), shows=now("total_out")
    ),
    Column("check", "Chênh lệch (phải bằng 0)", "integer", _CHECK, 9, difference=("total_in", "total_out")),
)


def progress(material: Material) -> Table:
    """The ledger of the period."""
    notes = (
        "Kỳ trước chuyển sang + tiếp nhận trong kỳ = đã giải quyết + đang giải quyết. "
        "Đã giải quyết = trước hạn + đúng hạn + quá hạn. Đang giải quyết = trong hạn + quá hạn.",
        "Hồ sơ đang chờ bổ sung, tạm dừng được tính trong hạn. Thời điểm tính: hết ngày "
        f"{official_date(material.period.as_of)}.",
        *silent_note(material),
    )
    return Table("ledger", "", COLUMNS, unit_rows(material, _cells), notes, figures=shown(COLUMNS))


def _cells(figures: Figures) -> dict[str, Value]:
    line = figures.lines["now"]
    return {**filled(COLUMNS, figures.lines), "check": line.number("total_in") - line.number("total_out")}
