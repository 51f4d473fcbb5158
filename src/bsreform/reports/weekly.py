"""The weekly report for the chair, due every Friday (letter, clause 2.3 d)."""

from bsreform.material.self_checks import SelfChecks
from bsreform.periods import WEEK
from bsreform.report_model import Section
from bsreform.reports.composing import Contents, ReportSpec
from bsreform.reports.sentences.conclusions import conclusions
from bsreform.reports.shared import check_sheets, dossier_sheets, source_sheet
from bsreform.reports.sheets.quality import excluded, quality
from bsreform.reports.sheets.screen import screen
from bsreform.reports.sheets.summary import summary

KIND = WEEK
ID = KIND.report


_SUBJECT = "Kết quả số hóa hồ sơ, kết quả giải quyết thủ tục hành chính và thực hiện dịch vụ công trực tuyến {}"


def _title(told: Contents) -> str:
    number, year = int(told.material.period.id.partition("-W")[2]), told.material.period.id[:4]
    return f"Báo cáo tuần {number}/{year} về thực hiện dịch vụ công trực tuyến, số hóa hồ sơ"


def _summary(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    material = told.material
    return (summary(material, "BÁO CÁO", _SUBJECT.format(material.names.now), told.sentences[0]),)


def _quality(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    return quality(told.material), excluded(told.material)


SPEC = ReportSpec(
    title=_title,
    sentences=lambda told: (conclusions(told.material),),
    sheets=(_summary, dossier_sheets, _quality, check_sheets, source_sheet),
    screen=lambda told: screen(told.material),
    form=False,
)
