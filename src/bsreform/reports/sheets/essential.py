"""“DVC thiết yếu”: the rates of the essential services (letter, clause 2.3 e)."""

from bsreform.language.wording import official_date
from bsreform.material.values import Material
from bsreform.measures import Figures, Verdict
from bsreform.model import Value
from bsreform.report_model import Column, Paragraphs, Section, Table
from bsreform.reports.sheets.addresses import rates, value
from bsreform.reports.sheets.layout import NAMES, rate_cells, rate_columns, silent_note, unit_rows


def essential(material: Material) -> Section:
    """The sheet; without a catalogue that flags the essential services it says so instead of showing zeros."""
    chosen = tuple(each for each in material.indicators if each.id.startswith("essential_"))
    measurable = any(each.id in material.measurable for each in chosen)

    def cells(figures: Figures) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for each in chosen:
            measure = figures.indicators[each.id]
            found |= {**rate_cells(each.id, measure.now), f"{each.id}.year": measure.year.percent}
        return found

    def verdicts(figures: Figures) -> dict[str, Verdict]:
        return {f"{each.id}.percent": found for each in chosen if (found := figures.indicators[each.id].verdict)}

    columns = [*NAMES]
    for each in chosen:
        rate = rate_columns(material, each, each.label.partition(": ")[2].capitalize(), starts_page=False)
        columns += [*rate, Column(f"{each.id}.year", "Lũy kế năm", "percent", rate[0].band, 9)]
    table = Table(
        id="essential",
        title="",
        columns=tuple(columns),
        rows=unit_rows(material, cells, verdicts),
        notes=silent_note(material),
        numbered=True,
        figures={
            **rates(each.id for each in chosen),
            **{f"{each.id}.year": value(each.id, "year") for each in chosen},
        },
    )
    return Section(
        name="DVC thiết yếu",
        title="DỊCH VỤ CÔNG THIẾT YẾU (ĐỀ ÁN 06, QUYẾT ĐỊNH SỐ 422/QĐ-TTg)",
        subtitle=f"Từ ngày {official_date(material.period.start)} đến ngày {official_date(material.period.as_of)}",
        blocks=(table,) if measurable else (Paragraphs((_why_not(material),)),),
    )


def _why_not(material: Material) -> str:
    if not material.has_catalogue:
        return (
            "Không có số liệu: chưa có danh mục thủ tục hành chính. Để có số liệu, điền tệp procedures.xlsx trong "
            "thư mục làm việc, đánh dấu “Có” ở cột “DVC thiết yếu” cho các thủ tục thuộc Đề án 06 và Quyết định số "
            "422/QĐ-TTg, rồi chạy lại."
        )
    return (
        "Không có số liệu: danh mục procedures.xlsx chưa đánh dấu thủ tục nào ở cột “DVC thiết yếu”, "
        "hoặc các tệp nguồn không có cột hình thức nộp, thanh toán, số hóa."
    )
