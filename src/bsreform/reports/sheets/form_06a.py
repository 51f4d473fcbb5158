"""“Biểu II.06a”: form II.06a/VPCP/KSTT, the results of handling procedures by field, in its 13 columns."""

from bsreform.language.wording import NO_DATA, decimal, official_date
from bsreform.material.values import FieldLedger, Material
from bsreform.model import Value
from bsreform.report_model import Address, Column, Row, Section, Table
from bsreform.reports.sheets.addresses import TOTAL, counts, value

_IN, _NEW = "Số lượng hồ sơ tiếp nhận", "Trong kỳ"
_OUT, _OPEN = "Số lượng hồ sơ đã giải quyết", "Số lượng hồ sơ đang giải quyết"

COLUMNS = (
    Column("no", "STT", "integer", width=6),
    Column("field", "Lĩnh vực giải quyết", width=34),
    Column("total_in", "Tổng số", "integer", _IN, 13, sum_of=("online", "direct", "carried"), number="(3)=(4)+(5)+(6)"),
    Column("online", "Trực tuyến", "integer", _IN, 10, adds=True, subband=_NEW),
    Column("direct", "Trực tiếp, dịch vụ bưu chính", "integer", _IN, 12, adds=True, subband=_NEW),
    Column("carried", "Từ kỳ trước", "integer", _IN, 10, adds=True),
    Column("closed", "Tổng số", "integer", _OUT, 14, sum_of=("early", "on_day", "late"), number="(7)=(8)+(9)+(10)"),
    Column("early", "Trước hạn", "integer", _OUT, 10, adds=True),
    Column("on_day", "Đúng hạn", "integer", _OUT, 10, adds=True),
    Column("late", "Quá hạn", "integer", _OUT, 10, adds=True),
    Column("open", "Tổng số", "integer", _OPEN, 13, sum_of=("open_in_term", "open_overdue"), number="(11)=(12)+(13)"),
    Column("open_in_term", "Trong hạn", "integer", _OPEN, 10, adds=True),
    Column("open_overdue", "Quá hạn", "integer", _OPEN, 10, adds=True),
)
_DERIVED = {"online": value("online_received", "now"), "direct": value("direct_received", "now")}
_FIGURES = {**counts(column.key for column in COLUMNS[2:]), **_DERIVED}
_ADDED = tuple(column.key for column in COLUMNS if column.adds)
_CHANNELS = ("online", "direct")


def form_06a(material: Material) -> Section:
    """The sheet; (3) = (7) + (11) holds on every row."""
    fields = tuple(_row(number, each) for number, each in enumerate(material.fields, 1))
    table = Table(
        id="form_06a",
        title="",
        columns=COLUMNS,
        rows=(*fields, _total(material.fields)) if fields else (),
        notes=(
            *_unstated(material.fields),
            "Cột (3) = cột (7) + cột (11). Hồ sơ đang chờ bổ sung, tạm dừng được tính trong hạn.",
            f"Thời điểm tính: hết ngày {official_date(material.period.as_of)}. Đơn vị tính: số hồ sơ.",
        ),
        numbered=True,
        empty="Không có hồ sơ nào trong kỳ.",
        figures=_FIGURES,
    )
    return Section(
        name="Biểu II.06a",
        title="TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
        subtitle=f"Biểu số II.06a/VPCP/KSTT – Kỳ báo cáo: từ ngày {official_date(material.period.start)} "
        f"đến ngày {official_date(material.period.as_of)}",
        blocks=(table,),
        landscape=True,
    )


def _unstated(fields: tuple[FieldLedger, ...]) -> tuple[str, ...]:
    """Of how many dossiers no source says how they came, and how many came how of the others."""
    lacking = [each for each in fields if each.unstated]
    if not lacking:
        return ()
    unstated, online, direct = (sum(getattr(each, name) for each in lacking) for name in ("unstated", *_CHANNELS))
    told = f"Cột (4), (5) ghi “{NO_DATA}”: tệp nguồn của {decimal(unstated)} hồ sơ không có cột hình thức nộp"
    if online or direct:
        told += f" (các hồ sơ còn lại của những lĩnh vực ấy: {decimal(online)} trực tuyến, {decimal(direct)} trực tiếp)"
    return (f"{told}.",)


def _row(number: int, each: FieldLedger) -> Row:
    return Row({"no": number, "field": each.name, **_cells(each)}, about=Address(scope=f"field:{each.name}"))


def _total(fields: tuple[FieldLedger, ...]) -> Row:
    sums = {name: sum(getattr(each, name) for each in fields) for name in (*_ADDED, "unstated")}
    return Row({"no": None, "field": "TỔNG SỐ", **_cells(FieldLedger("", **sums))}, "total", about=Address(scope=TOTAL))


def _cells(each: FieldLedger) -> dict[str, Value]:
    cells: dict[str, Value] = {name: getattr(each, name) for name in _ADDED}
    if each.unstated:
        cells |= dict.fromkeys(_CHANNELS, NO_DATA)
    return {**cells, "total_in": each.received + each.carried, "closed": each.closed, "open": each.open}
