"""The weekly report to the chair, as it is signed (letter, clause 2.3 d)."""

from bsreform.material.values import Material
from bsreform.periods import WEEK
from bsreform.report_model import Section
from bsreform.reports.papers.parts import Parts, Told, ahead, asked, calls, causes, dated, next_report, paper, rates
from bsreform.reports.sentences import on_paper


def weekly_paper(material: Material, subject: str) -> Section:
    """Results, what is lacking and why, what comes next, what the chair is asked for."""
    coming = ahead(material, WEEK)
    lacking: tuple[Told, ...] = (*on_paper.lacking(material), *calls(material))
    parts: Parts = (
        ("Kết quả", (*dated(material), *on_paper.found(material), *rates(material))),
        ("Tồn tại, hạn chế và nguyên nhân", causes(lacking)),
        ("Nhiệm vụ tuần tới", (next_report(material, coming),)),
        ("Kiến nghị", asked(material, (*on_paper.asks(material, coming.until),))),
    )
    return paper(material, subject, parts)
