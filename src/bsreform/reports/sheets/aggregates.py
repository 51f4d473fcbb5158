"""“Biểu II.06a của hệ thống”: tables of form II.06a that were sent, beside what the rows of dossiers give."""

from collections.abc import Iterator

from msgspec.structs import replace

from bsreform.language.wording import NO_DATA, official_date
from bsreform.material.aggregates import SYSTEMS, Beside
from bsreform.material.values import Material
from bsreform.model import Value
from bsreform.report_model import Address, Column, Row, Section, Table
from bsreform.reports.sheets.form_06a import COLUMNS
from bsreform.reports.sheets.layout import filled, shown

_FORM = tuple(replace(each, adds=False, sum_of=()) for each in COLUMNS[2:])
_COLUMNS = (
    Column("no", "STT", "integer", width=6),
    Column("unit", "Đơn vị", width=24),
    Column("system", "Hệ thống", width=16),
    Column("what", "Số liệu", width=17),
    Column("days", "Kỳ ghi trên biểu", width=21),
    *_FORM,
    Column("source", "Tệp", width=26),
)


def aggregates(material: Material) -> tuple[Section, ...]:
    """The sheet; none where no such table was sent."""
    if not material.aggregates:
        return ()
    rows = tuple(row for number, each in enumerate(material.aggregates, 1) for row in _rows(number, each, material))
    table = Table(
        id="aggregates",
        title="",
        columns=_COLUMNS,
        rows=rows,
        notes=(
            "Biểu đã gửi: tổng số được cộng lại từ các dòng lĩnh vực; không cộng vào số liệu nào khác của báo cáo.",
            "Hệ thống của các Bộ: mã hồ sơ có 6–7 chữ số sau ngày; các mã khác là của hệ thống tỉnh.",
            "Chênh lệch = biểu trừ danh sách hồ sơ; chỉ tính khi biểu ghi đúng kỳ báo cáo.",
        ),
        figures=shown(_FORM),
    )
    start, end = (official_date(day) for day in (material.period.start, material.period.as_of))
    return (
        Section(
            name="Biểu II.06a đã gửi",
            title="BIỂU II.06a CỦA CÁC HỆ THỐNG VÀ DANH SÁCH HỒ SƠ",
            subtitle=f"Kỳ báo cáo: từ ngày {start} đến ngày {end}",
            blocks=(table,),
            landscape=True,
        ),
    )


def _rows(number: int, each: Beside, material: Material) -> Iterator[Row]:
    days = each.given.days
    head: dict[str, Value] = {
        "no": number,
        "unit": each.unit or material.total.name,
        "system": SYSTEMS[each.given.system],
        "days": f"{official_date(days[0])} – {official_date(days[1])}" if days else "không ghi",
        "source": each.given.path,
    }
    given = {name: NO_DATA if value is None else value for name, value in each.given.counts.items()}
    yield Row({**head, "what": "Biểu đã gửi", **given})
    own = filled(_FORM, {"now": each.own})
    yield Row({**dict.fromkeys(head), "what": "Danh sách hồ sơ", **own}, about=Address(scope=each.scope))
    if each.alike:
        yield Row({**dict.fromkeys(head), "what": "Chênh lệch", **each.differences})
