"""“Tiến độ”: the ledger of every unit, with its identities shown."""

from bsreform.language.wording import official_date
from bsreform.material.values import Material
from bsreform.measures import Figures, Ratio
from bsreform.model import Value
from bsreform.report_model import Column, Table
from bsreform.reports.sheets.addresses import counts, value
from bsreform.reports.sheets.layout import NAMES, silent_note, unit_rows

IN, OUT, OPEN = "Tiếp nhận", "Đã giải quyết", "Đang giải quyết"
_CHECK = "Kiểm tra"
COLUMNS = (
    *NAMES,
    Column("carried", "Kỳ trước chuyển sang", "integer", IN, 8, adds=True),
    Column("received", "Tiếp nhận trong kỳ", "integer", IN, 8, adds=True),
    Column("total_in", "Tổng số", "integer", IN, 8, sum_of=("carried", "received")),
    Column("early", "Trước hạn", "integer", OUT, 8, adds=True),
    Column("on_day", "Đúng hạn", "integer", OUT, 8, adds=True),
    Column("late", "Quá hạn", "integer", OUT, 8, adds=True),
    Column("closed", "Tổng số", "integer", OUT, 8, sum_of=("early", "on_day", "late")),
    Column("in_time", "Trước hạn và đúng hạn", "integer", OUT, 9, sum_of=("early", "on_day")),
    Column("percent", "Tỷ lệ đúng hạn", "percent", OUT, 11, ratio=("in_time", "closed"), bar=True),
    Column("open_in_term", "Trong hạn", "integer", OPEN, 8, adds=True),
    Column("open_overdue", "Quá hạn", "integer", OPEN, 8, adds=True),
    Column("open", "Tổng số", "integer", OPEN, 8, sum_of=("open_in_term", "open_overdue")),
    Column("total_out", "Đã và đang giải quyết", "integer", _CHECK, 9, sum_of=("closed", "open")),
    Column("check", "Chênh lệch (phải bằng 0)", "integer", _CHECK, 9, difference=("total_in", "total_out")),
)
_COUNTED = tuple(each.key for each in COLUMNS[len(NAMES) :] if each.kind == "integer" and each.key != "check")
_FIGURES = {**counts(_COUNTED), "percent": value("on_time_rate", "now")}


def progress(material: Material) -> Table:
    """The ledger of the period."""
    notes = (
        "Kỳ trước chuyển sang + tiếp nhận trong kỳ = đã giải quyết + đang giải quyết. "
        "Đã giải quyết = trước hạn + đúng hạn + quá hạn. Đang giải quyết = trong hạn + quá hạn.",
        "Hồ sơ đang chờ bổ sung, tạm dừng được tính trong hạn. Thời điểm tính: hết ngày "
        f"{official_date(material.period.as_of)}.",
        *silent_note(material),
    )
    return Table("ledger", "", COLUMNS, unit_rows(material, _cells), notes, figures=_FIGURES)


def _cells(figures: Figures) -> dict[str, Value]:
    ledger = figures.ledger
    in_time = ledger["early"] + ledger["on_day"]
    derived: dict[str, Value] = {
        "total_in": ledger["carried"] + ledger["received"],
        "in_time": in_time,
        "percent": Ratio(in_time, ledger["closed"]).percent,
        "total_out": ledger["closed"] + ledger["open"],
        "check": ledger["carried"] + ledger["received"] - ledger["closed"] - ledger["open"],
    }
    return {**ledger, **derived}
