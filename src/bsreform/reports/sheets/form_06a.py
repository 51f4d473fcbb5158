"""“Biểu II.06a”: form II.06a/VPCP/KSTT, the results of handling procedures by field, in its 13 columns."""

from bsreform.figures.sums import whole
from bsreform.language.wording import NO_DATA, decimal, official_date
from bsreform.material.values import Material
from bsreform.measures import Line
from bsreform.report_model import Address, Column, Row, Section, Table, TwoSides
from bsreform.reports.sheets.addresses import TOTAL, now
from bsreform.reports.sheets.layout import filled, shown

_IN, _NEW = "Số lượng hồ sơ tiếp nhận", "Trong kỳ"
_SIGNED = 70
"""Points for a signature."""
_OUT, _OPEN = "Số lượng hồ sơ đã giải quyết", "Số lượng hồ sơ đang giải quyết"

COLUMNS = (
    Column("no", "STT", "integer", width=6),
    Column("field", "Lĩnh vực giải quyết", width=34),
    Column(
        "total_in",
        "Tổng số",
        "integer",
        _IN,
        15,
        sum_of=("online", "direct", "carried"),
        number="(3)=(4)+(5)+(6)",
        shows=now("total_in"),
    ),
    Column("online", "Trực tuyến", "integer", _IN, 10, adds=True, subband=_NEW, shows=now("online_received")),
    Column(
        "direct",
        "Trực tiếp, dịch vụ bưu chính",
        "integer",
        _IN,
        12,
        adds=True,
        subband=_NEW,
        shows=now("direct_received"),
    ),
    Column("carried", "Từ kỳ trước", "integer", _IN, 10, adds=True, shows=now("carried")),
    Column(
        "closed",
        "Tổng số",
        "integer",
        _OUT,
        16,
        sum_of=("early", "on_day", "late"),
        number="(7)=(8)+(9)+(10)",
        shows=now("closed"),
    ),
    Column("early", "Trước hạn", "integer", _OUT, 10, adds=True, shows=now("early")),
    Column("on_day", "Đúng hạn", "integer", _OUT, 10, adds=True, shows=now("on_day")),
    Column("late", "Quá hạn", "integer", _OUT, 10, adds=True, shows=now("late")),
    Column(
        "open",
        "Tổng số",
        "integer",
        _OPEN,
        15,
        sum_of=("open_in_term", "open_overdue"),
        number="(11)=(12)+(13)",
        shows=now("open"),
    ),
    Column("open_in_term", "Trong hạn", "integer", _OPEN, 10, adds=True, shows=now("open_in_term")),
    Column("open_overdue", "Quá hạn", "integer", _OPEN, 10, adds=True, shows=now("open_overdue")),
)


def form_06a(material: Material) -> Section:
    """The sheet; (3) = (7) + (11) holds on every row."""
    fields = tuple(_row(number, each) for number, each in enumerate(material.fields, 1))
    table = Table(
        id="form_06a",
        title="",
        columns=COLUMNS,
        rows=(*fields, _total(material)) if fields else (),
        notes=(
            *_unstated(material.fields),
            "Cột (3) = cột (7) + cột (11). Hồ sơ đang chờ bổ sung, tạm dừng được tính trong hạn.",
            f"Thời điểm tính: hết ngày {official_date(material.period.as_of)}.",
        ),
        numbered=True,
        empty="Không có hồ sơ nào trong kỳ.",
        figures=shown(COLUMNS),
    )
    return Section(
        name="Biểu II.06a",
        title="TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
        subtitle=f"Kỳ báo cáo: {material.names.now} (từ ngày {official_date(material.period.start)} "
        f"đến ngày {official_date(material.period.as_of)})",
        blocks=(_head(material), table, _foot(material)),
        landscape=True,
    )


def _head(material: Material) -> TwoSides:
    """Which form it is, who sends it to whom, and what is counted."""
    own = material.config.organisation
    receives = f"UBND {own.above[0]}" if own.above else "……"
    return TwoSides(
        ("Biểu số II.06a/VPCP/KSTT", "Đơn vị tính: Số hồ sơ TTHC"),
        (f"Đơn vị báo cáo: {own.name}", f"Đơn vị nhận báo cáo: {receives}"),
    )


def _foot(material: Material) -> TwoSides:
    """Who made it, and who signs it on which day."""
    own = material.config.organisation
    dated = f"{own.place or '……'}, ngày …… tháng …… năm {material.period.end.year}"
    left = ("", "NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)")
    return TwoSides(left, (dated, "THỦ TRƯỞNG ĐƠN VỊ", "(Ký, ghi rõ họ tên, đóng dấu)"), _SIGNED)


def _unstated(fields: tuple[Line, ...]) -> tuple[str, ...]:
    """Of how many dossiers no source says how they came, and how many came how of the others."""
    lacking = [each for each in fields if each.sums["online_received"].unknown]
    if not lacking:
        return ()
    unstated = sum(each.sums["online_received"].unknown for each in lacking)
    online, direct = (sum(each.number(name) for each in lacking) for name in ("online_received", "direct_received"))
    told = f"Cột (4), (5) ghi “{NO_DATA}”: tệp nguồn của {decimal(unstated)} hồ sơ không có cột hình thức nộp"
    if online or direct:
        told += f" (các hồ sơ còn lại của những lĩnh vực ấy: {decimal(online)} trực tuyến, {decimal(direct)} trực tiếp)"
    return (f"{told}.",)


def _row(number: int, each: Line) -> Row:
    cells = filled(COLUMNS, {"now": each})
    return Row({"no": number, "field": each.name, **cells}, about=Address(scope=f"field:{each.id}"))


def _total(material: Material) -> Row:
    cells = filled(COLUMNS, {"now": whole(material.fields, TOTAL, "TỔNG SỐ")})
    return Row({"no": None, "field": "TỔNG SỐ", **cells}, "total", about=Address(scope=TOTAL))
