"""“Tiến độ”: the ledger of every unit, with its identities shown."""

from collections.abc import Mapping

from bsreform.model import Column, Figures, Ratio, Section, Table, Value
from bsreform.reports.material import Material
from bsreform.reports.sheets.layout import unit_rows
from bsreform.wording import official_date

_IN, _OUT, _OPEN = "Tiếp nhận", "Đã giải quyết", "Đang giải quyết"

COLUMNS = (
    Column("no", "STT", width=5),
    Column("unit", "Đơn vị", width=34),
    Column("carried", "Kỳ trước chuyển sang", "integer", _IN, 10, adds=True),
    Column("received", "Tiếp nhận trong kỳ", "integer", _IN, 10, adds=True),
    Column("total_in", "Tổng số", "integer", _IN, 9, sum_of=("carried", "received")),
    Column("early", "Trước hạn", "integer", _OUT, 9, adds=True),
    Column("on_day", "Đúng hạn", "integer", _OUT, 9, adds=True),
    Column("late", "Quá hạn", "integer", _OUT, 9, adds=True),
    Column("closed", "Tổng số", "integer", _OUT, 9, sum_of=("early", "on_day", "late")),
    Column("in_time", "Trước hạn và đúng hạn", "integer", _OUT, 10, sum_of=("early", "on_day")),
    Column("percent", "Tỷ lệ đúng hạn", "percent", _OUT, 11, ratio=("in_time", "closed"), bar=True),
    Column("open_in_term", "Trong hạn", "integer", _OPEN, 9, adds=True),
    Column("open_overdue", "Quá hạn", "integer", _OPEN, 9, adds=True),
    Column("open", "Tổng số", "integer", _OPEN, 9, sum_of=("open_in_term", "open_overdue")),
    Column("total_out", "Đã và đang giải quyết", "integer", "Kiểm tra", 10, sum_of=("closed", "open")),
    Column("check", "Chênh lệch (phải bằng 0)", "integer", "Kiểm tra", 10, difference=("total_in", "total_out")),
)


def progress(material: Material) -> Section:
    """The sheet: the ledger of the period and that of the year so far."""
    notes = (
        "Kỳ trước chuyển sang + tiếp nhận trong kỳ = đã giải quyết + đang giải quyết.",
        "Đã giải quyết = trước hạn + đúng hạn + quá hạn. Đang giải quyết = trong hạn + quá hạn.",
        "Hồ sơ đang chờ bổ sung, tạm dừng được tính trong hạn. Thời điểm tính: hết ngày "
        f"{official_date(material.period.as_of)}.",
    )
    now = Table(
        id="ledger",
        title=f"1. Trong kỳ ({material.names.now})",
        columns=COLUMNS,
        rows=unit_rows(material, lambda figures: _cells(figures.ledger)),
        notes=notes,
        numbered=True,
    )
    year = Table(
        id="ledger_year",
        title=f"2. Lũy kế từ ngày {official_date(material.year_start)} đến ngày {official_date(material.period.as_of)}",
        columns=COLUMNS,
        rows=unit_rows(material, _year_cells),
        numbered=True,
    )
    return Section(
        name="Tiến độ",
        title=f"TIẾN ĐỘ GIẢI QUYẾT HỒ SƠ {material.names.now.upper()}",
        subtitle=f"Từ ngày {official_date(material.period.start)} đến ngày {official_date(material.period.as_of)}",
        blocks=(now, year),
        landscape=True,
    )


def _year_cells(figures: Figures) -> dict[str, Value]:
    return _cells(figures.year_ledger)


def _cells(ledger: Mapping[str, int]) -> dict[str, Value]:
    in_time = ledger["early"] + ledger["on_day"]
    derived: dict[str, Value] = {
        "total_in": ledger["carried"] + ledger["received"],
        "in_time": in_time,
        "percent": Ratio(in_time, ledger["closed"]).percent,
        "total_out": ledger["closed"] + ledger["open"],
        "check": ledger["carried"] + ledger["received"] - ledger["closed"] - ledger["open"],
    }
    return {**ledger, **derived}
