"""The weekly report for the chair, due every Friday (letter, clause 2.3 d)."""

from bsreform.periods import WEEK
from bsreform.report_model import Section
from bsreform.reports.composing import Contents, ReportSpec
from bsreform.reports.papers.weekly import weekly_paper
from bsreform.reports.sentences.conclusions import conclusions
from bsreform.reports.shared import (
    aggregate_sheet,
    check_sheets,
    data_with,
    dossier_sheets,
    figures_sheet,
    page_one,
    source_sheet,
)
from bsreform.reports.sheets.screen import screen

KIND = WEEK


_SUBJECT = "Kết quả số hóa hồ sơ, kết quả giải quyết thủ tục hành chính và thực hiện dịch vụ công trực tuyến {}"


def _title(told: Contents) -> str:
    number, year = int(told.material.period.id.partition("-W")[2]), told.material.period.id[:4]
    return f"Báo cáo tuần {number}/{year} về thực hiện dịch vụ công trực tuyến, số hóa hồ sơ"


def _document(told: Contents) -> Section:
    material = told.material
    return weekly_paper(material, _SUBJECT.format(material.names.now))


SPEC = ReportSpec(
    title=_title,
    sentences=lambda told: (conclusions(told.material),),
    document=_document,
    sheets=(
        page_one,
        dossier_sheets,
        aggregate_sheet,
        data_with(lambda _: (), lambda _: ()),
        figures_sheet,
        check_sheets,
        source_sheet,
    ),
    screen=lambda told: screen(told.material),
    form=False,
)
