"""“Tổng hợp”: the page for the chair: letterhead, conclusions, district figures, low units, charts, closing."""

from collections.abc import Sequence

from bsreform.model import (
    Block,
    Chart,
    Closing,
    Column,
    Figures,
    Letterhead,
    LowUnit,
    Paragraphs,
    Row,
    Section,
    Table,
    Verdict,
)
from bsreform.reports.material import Material
from bsreform.reports.sheets.layout import NO_DATA, VERDICTS
from bsreform.wording import official_date


def summary(material: Material, title: str, subject: str, sentences: Sequence[str]) -> Section:
    """The first sheet of a report; `title` and `subject` as on an official document (Decree 30/2020/NĐ-CP)."""
    config = material.config.organisation
    head = Letterhead(
        parent=config.name,
        issuer=config.office,
        place=config.place,
        symbol=config.symbol,
        title=title,
        subject=subject,
        period=f"Từ ngày {official_date(material.period.start)} đến ngày {official_date(material.period.as_of)}",
    )
    low = _low_table(material)
    charts: list[Block] = [
        Chart("Kết quả toàn huyện so với chỉ tiêu và kỳ trước", "summary", "label", ("percent", "previous", "target")),
    ]
    if low.rows:
        charts.append(
            Chart(
                "Số chỉ tiêu không đạt của từng đơn vị", "low_units", "unit", ("count",), kind="bar", axis="Số chỉ tiêu"
            )
        )
    return Section(
        name="Tổng hợp",
        blocks=(
            head,
            Paragraphs(tuple(sentences), heading="I. KẾT QUẢ CHỦ YẾU"),
            _district(material),
            low,
            *charts,
            Closing(tuple(config.recipients), config.signer),
        ),
    )


def _district(material: Material) -> Table:
    columns = (
        Column("no", "STT", "integer", width=5),
        Column("label", "Chỉ tiêu", width=32),
        Column("counted", "Số hồ sơ đạt", "integer", width=10),
        Column("out_of", "Trên tổng số", "integer", width=10),
        Column("percent", "Tỷ lệ", "percent", width=11, ratio=("counted", "out_of")),
        Column("target", "Chỉ tiêu giao", "percent", width=10),
        Column("verdict", "Đánh giá", width=11),
        Column("previous", "Kỳ trước", "percent", width=11),
        Column("change", "Tăng, giảm (điểm %)", "points", width=10),
        Column("year", "Lũy kế năm", "percent", width=11),
    )
    rows = tuple(
        _district_row(number, each.id, each.label, material.total)
        for number, each in enumerate(material.main_indicators, 1)
    )
    return Table(
        id="summary",
        title="II. CHỈ TIÊU TOÀN HUYỆN",
        columns=columns,
        rows=rows,
        notes=(f"Lũy kế năm: từ ngày {official_date(material.year_start)}. Kỳ trước: {material.names.before}.",),
    )


def _district_row(number: int, indicator: str, label: str, total: Figures) -> Row:
    measure = total.indicators[indicator]
    verdicts: dict[str, Verdict] = {"percent": measure.verdict} if measure.verdict else {}
    no_data = measure.now.out_of is None
    return Row(
        {
            "no": number,
            "label": label,
            "counted": None if no_data else measure.now.counted,
            "out_of": measure.now.out_of,
            "percent": measure.now.percent,
            "target": measure.target,
            "verdict": NO_DATA if no_data else VERDICTS[measure.verdict] if measure.verdict else "",
            "previous": measure.previous.percent,
            "change": measure.change,
            "year": measure.year.percent,
        },
        verdicts=verdicts,
    )


def _low_table(material: Material) -> Table:
    columns = (
        Column("no", "STT", "integer", width=5),
        Column("unit", "Đơn vị", width=32),
        Column("count", "Số chỉ tiêu không đạt", "integer", width=10),
        Column("group", "Nhóm", width=10),
        Column("percent", "Tỷ lệ thấp nhất", "percent", width=11),
        Column("target", "Chỉ tiêu giao", "percent", width=10),
        Column("worst", "Chỉ tiêu thấp nhất", width=11),
        Column("gap", "Còn thiếu (điểm %)", "points", width=11),
        Column("weeks", "Số kỳ liên tiếp", "integer", width=10),
        Column("others", "Các chỉ tiêu khác không đạt", width=11),
    )
    by_unit: dict[str, list[LowUnit]] = {}
    for each in material.low_units:
        by_unit.setdefault(each.unit, []).append(each)
    groups = {unit.id: unit.group for unit in material.units}
    rows = tuple(
        _low_row(number, lows, material, "CQCM" if groups[unit] == "agency" else "Xã, TT")
        for number, (unit, lows) in enumerate(by_unit.items(), 1)
    )
    return Table(
        id="low_units",
        title="III. ĐƠN VỊ CÓ CHỈ TIÊU KHÔNG ĐẠT (thấp nhất trước)",
        columns=columns,
        rows=rows,
        empty="Không có đơn vị nào thấp hơn chỉ tiêu được giao.",
    )


def _low_row(number: int, lows: Sequence[LowUnit], material: Material, group: str) -> Row:
    worst = lows[0]
    others = ", ".join(material.by_id[each.indicator].short for each in lows[1:])
    return Row(
        {
            "no": number,
            "unit": worst.name,
            "count": len(lows),
            "group": group,
            "percent": worst.percent,
            "target": worst.target,
            "worst": material.by_id[worst.indicator].short,
            "gap": round(worst.percent - worst.target, 2),
            "weeks": worst.weeks_in_a_row,
            "others": others,
        },
        verdicts={"percent": "below"},
    )
