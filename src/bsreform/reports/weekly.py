"""The weekly report for the chair, due every Friday (letter, clause 2.3 d)."""

from bsreform.material.values import Material
from bsreform.periods import WEEK
from bsreform.report_model import Report
from bsreform.reports.sentences.conclusions import conclusions
from bsreform.reports.sheets.by_unit import by_unit
from bsreform.reports.sheets.checks import with_checks
from bsreform.reports.sheets.essential import essential
from bsreform.reports.sheets.one_stop import apology_letters, one_stop
from bsreform.reports.sheets.overdue import overdue
from bsreform.reports.sheets.progress import progress
from bsreform.reports.sheets.quality import excluded, quality
from bsreform.reports.sheets.screen import screen
from bsreform.reports.sheets.sources import sources
from bsreform.reports.sheets.summary import summary
from bsreform.reports.sheets.trend import trend
from bsreform.reports.sheets.year import year_so_far

KIND = WEEK
ID = KIND.report


def report(material: Material, file: str, fault_titles: dict[str, str]) -> Report:
    """The report as a value, for every writer."""
    sentences = conclusions(material)
    number = int(material.period.id.partition("-W")[2])
    subject = (
        "Kết quả số hóa hồ sơ, kết quả giải quyết thủ tục hành chính và thực hiện dịch vụ công trực tuyến "
        + material.names.now
    )
    made = Report(
        kind=ID,
        title=f"Báo cáo tuần {number}/{material.period.id[:4]} về thực hiện dịch vụ công trực tuyến, số hóa hồ sơ",
        period=material.period,
        file=file,
        units=material.units,
        groups=material.groups,
        total=material.total,
        low_units=material.low_units,
        rows=material.rows,
        sources=material.sources,
        problems=material.problems,
        conclusions=sentences,
        sections=(
            summary(material, "BÁO CÁO", subject, sentences),
            by_unit(material),
            progress(material),
            year_so_far(material),
            essential(material),
            overdue(material),
            one_stop(material),
            apology_letters(material),
            trend(material),
            quality(material),
            excluded(material),
            sources(material, fault_titles),
        ),
        screen=screen(material),
    )
    return with_checks(made, material)
