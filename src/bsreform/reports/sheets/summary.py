"""“Tổng hợp”: the page for the chair: letterhead, conclusions, total, charts, low units, closing."""

from collections.abc import Sequence

from bsreform.language.wording import NO_DATA, official_count, official_date
from bsreform.material.values import Material
from bsreform.measures import LowUnit, Verdict
from bsreform.model import Value
from bsreform.report_model import Address, Block, Closing, Column, Letterhead, Paragraphs, Row, Section, Table
from bsreform.reports.sentences.conclusions import LETTER
from bsreform.reports.sheets.addresses import TOTAL, counts, difference, value
from bsreform.reports.sheets.layout import MARKS_NOTE
from bsreform.spec import Indicator

_FIGURES = {
    "counted": Address(span="now", side="counted"),
    "out_of": Address(span="now", side="out_of"),
    "percent": value(span="now"),
    "previous": value(span="before-1"),
    "change": difference(),
    "year": value(span="year"),
}
_MOST_RATES = 7
"""Columns of the table of low units, so that the page keeps its type size."""
MOST_UNITS = 15
"""Rows of a table of units on “Tổng hợp”, so that it takes one page with the signature; the others are named below."""


def summary(material: Material, title: str, subject: str, sentences: Sequence[str]) -> Section:
    """The first sheet of a report; `title` and `subject` as on an official document (Decree 30/2020/NĐ-CP)."""
    return Section(
        name="Tổng hợp",
        blocks=(
            letterhead(material, title, subject),
            Paragraphs(tuple(sentences), heading="I. KẾT QUẢ CHỦ YẾU"),
            *results(material, "II", "III"),
            closing(material),
        ),
    )


def letterhead(material: Material, title: str, subject: str) -> Letterhead:
    """The head of the document, with the days that the report covers."""
    config = material.config.organisation
    return Letterhead(
        parent=config.name,
        issuer=config.office,
        place=config.place,
        symbol=config.symbol,
        title=title,
        subject=subject,
        period=f"Từ ngày {official_date(material.period.start)} đến ngày {official_date(material.period.as_of)}",
    )


def closing(material: Material) -> Closing:
    """Recipients and signer, as the settings have them."""
    return Closing(tuple(material.config.organisation.recipients), material.config.organisation.signer)


def results(material: Material, first: str, second: str) -> tuple[Block, ...]:
    """The rates of the whole and the low units, a table each; `first` and `second` number them."""
    return (_total(material, first), _low(material, second))


def _total(material: Material, number: str) -> Table:
    columns = (
        Column("no", "STT", "integer", width=4),
        Column("label", "Chỉ tiêu", width=22.5),
        Column("counted", "Số hồ sơ đạt", "integer", width=6.6),
        Column("out_of", "Trên tổng số", "integer", width=6.6),
        Column("percent", "Tỷ lệ", "percent", width=10, ratio=("counted", "out_of")),
        Column("target", "Chỉ tiêu giao", "percent", width=7.6),
        Column("previous", f"{material.names.before.capitalize()}", "percent", width=7.6),
        Column("change", "Tăng, giảm (điểm %)", "points", width=7.2),
        Column("year", "Lũy kế năm", "percent", width=7.6),
        Column("low", "Số đơn vị không đạt", "integer", width=7),
    )
    rows = tuple(_total_row(material, number, each) for number, each in enumerate(material.main_indicators, 1))
    missing = [each.label for each in material.main_indicators if each.id not in material.measurable]
    notes = [f"{MARKS_NOTE} Lũy kế năm: từ ngày {official_date(material.year_start)}."]
    if missing:
        notes.append(f"Không có số liệu (các tệp nguồn không có cột tương ứng): {'; '.join(missing)}.")
    title = f"{number}. CHỈ TIÊU TOÀN {material.level.upper()}"
    return Table("summary", title, columns, rows, tuple(notes), figures=_FIGURES)


def _total_row(material: Material, number: int, indicator: Indicator) -> Row:
    measure = material.total.indicators[indicator.id]
    judged = any(unit.indicators[indicator.id].verdict for unit in material.units)
    verdicts: dict[str, Verdict] = {"percent": measure.verdict} if measure.verdict else {}
    return Row(
        {
            "no": number,
            "label": indicator.label,
            "counted": None if measure.now.out_of is None else measure.now.counted,
            "out_of": measure.now.out_of,
            "percent": NO_DATA if measure.now.out_of is None else measure.now.percent,
            "target": measure.target,
            "previous": measure.previous.percent,
            "change": measure.change,
            "year": measure.year.percent,
            "low": sum(each.indicator == indicator.id for each in material.low_units) if judged else None,
        },
        verdicts=verdicts,
        about=Address(indicator.id, TOTAL),
    )


def _low(material: Material, number: str) -> Table:
    """Units × the rates that any of them misses; only what was missed is shown."""
    missed = {each.indicator for each in material.low_units}
    ordered = sorted(material.indicators, key=lambda each: each.id not in LETTER)
    found = [each for each in ordered if each.id in missed]
    columns = (
        Column("no", "STT", "integer", width=4),
        Column("unit", "Đơn vị", width=22.5),
        *(Column(each.id, each.short, "percent", "Tỷ lệ không đạt chỉ tiêu", 6.6) for each in found[:_MOST_RATES]),
        Column("weeks", f"Số {material.names.noun} liên tiếp", "integer", width=7),
    )
    by_unit: dict[str, list[LowUnit]] = {}
    for each in material.low_units:
        by_unit.setdefault(each.unit, []).append(each)
    shown = list(by_unit.values())[:MOST_UNITS]
    notes = ["Ô trống: đạt chỉ tiêu hoặc không phát sinh hồ sơ. Đơn vị cần đôn đốc trước ở trên."]
    short = {unit.id: unit.short for unit in material.units}
    notes += other_units([short[id_] for id_ in list(by_unit)[MOST_UNITS:]], "Theo đơn vị")
    if rest := [each.label for each in found[_MOST_RATES:]]:
        notes.append(f"Xem thêm tại trang “Theo đơn vị”: {'; '.join(rest)}.")
    return Table(
        id="low_units",
        title=f"{number}. ĐƠN VỊ CÓ CHỈ TIÊU KHÔNG ĐẠT",
        columns=columns,
        rows=tuple(_low_row(number, lows, found) for number, lows in enumerate(shown, 1)),
        notes=tuple(notes) if by_unit else (),
        empty="Không có đơn vị nào thấp hơn chỉ tiêu được giao.",
        figures=counts(each.id for each in found),
    )


def other_units(short: Sequence[str], sheet: str) -> tuple[str, ...]:
    """The note that names the units which have no row in a table of “Tổng hợp”; `sheet` has their figures."""
    if not short:
        return ()
    return (f"Và {official_count(len(short))} đơn vị khác (xem trang “{sheet}”): {'; '.join(short)}.",)


def _low_row(number: int, lows: Sequence[LowUnit], rates: Sequence[Indicator]) -> Row:
    percents = {each.indicator: each.percent for each in lows}
    cells: dict[str, Value] = {each.id: percents.get(each.id, "") for each in rates}
    weeks = max(each.weeks_in_a_row for each in lows)
    about = Address(scope=f"unit:{lows[0].unit}")
    return Row({**cells, "no": number, "unit": lows[0].name, "weeks": weeks}, about=about)
