"""The annual proposal of grades, as it is signed (letter, clause 2.1 d): for each group one table."""

from collections.abc import Iterator

from msgspec.structs import replace

from bsreform.language.wording import listed, official_count
from bsreform.material.annual_parts import Proposals
from bsreform.material.task_values import TaskMaterial
from bsreform.material.values import Material
from bsreform.periods import YEAR
from bsreform.report_model import Section, Table
from bsreform.reports.page_one.words import furthest
from bsreform.reports.papers.parts import Parts, Told, ahead, asked, causes, dated, next_report, paper, rates
from bsreform.reports.sentences import on_paper
from bsreform.reports.sentences.annual_conclusions import DECIDES, best, compiler, grades, held_back, ungraded
from bsreform.reports.sentences.conclusions import inside
from bsreform.reports.sheets.grades import rankings


def annual_paper(material: Material, tasks: TaskMaterial, proposals: Proposals, subject: str) -> Section:
    """The proposals, what they lack, what comes next, what the chair is asked to decide."""
    coming = ahead(material, YEAR)
    results: tuple[Told, ...] = (
        *dated(material, tasks),
        *grades(material, proposals),
        DECIDES,
        *best(material, proposals),
        *_rankings(material, proposals),
    )
    lacking: tuple[Told, ...] = (
        *held_back(material, proposals),
        *ungraded(material, proposals),
        *compiler(material, proposals),
        *_grounds(tasks),
        *on_paper.lacking(material),
    )
    parts: Parts = (
        ("Kết quả và đề xuất xếp loại", (*results, *rates(material))),
        ("Tồn tại, hạn chế và nguyên nhân", causes(lacking)),
        ("Nhiệm vụ năm tới", (*_targets(material), next_report(material, coming))),
        ("Kiến nghị", asked(material, (*_decide(material, proposals), *on_paper.asks(material, coming.until)))),
    )
    return paper(material, subject, parts)


def _rankings(material: Material, proposals: Proposals) -> Iterator[Table]:
    for group, table in zip(material.groups, rankings(material, proposals), strict=False):
        if table.rows:
            yield replace(table, title=group.name, notes=("Điểm bằng nhau thì cùng hạng.",))


def _grounds(tasks: TaskMaterial) -> Iterator[str]:
    if not tasks.rows.read:
        yield "Chưa có số liệu nhiệm vụ từ Phần mềm theo dõi nhiệm vụ; bảng theo dõi của các đơn vị không được tính."


def _targets(material: Material) -> Iterator[str]:
    """The rates to work on."""
    judged = [each for each in material.main_indicators if material.total.indicators[each.id].verdict]
    if below := furthest(material, judged):
        yield f"Tập trung các chỉ tiêu chưa đạt: {listed([inside(each.label) for each in below])}."


def _decide(material: Material, proposals: Proposals) -> Iterator[str]:
    yield "Quyết định việc đánh giá, xếp loại các cơ quan, đơn vị theo đề xuất tại mục I."
    if missing := proposals.ungraded(material):
        yield (
            f"Xem xét {official_count(len(missing))} đơn vị chưa đủ căn cứ theo báo cáo tự đánh giá của từng đơn vị."
        )
