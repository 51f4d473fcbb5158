"""The weekly report for the chair, due every Friday (letter, clause 2.3 d)."""

from datetime import date, timedelta

from bsreform.language.wording import official_date
from bsreform.material.values import Material, Names
from bsreform.model import CannotRun, Period
from bsreform.organisation.config import Config
from bsreform.periods import week, week_id, year_start
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
from bsreform.spec import TREND, Spans

ID = "weekly"
TEMPLATE = "bao-cao-tuan.docx"
"""The covering report in Word: in the folder of forms of the workspace, else in templates/."""


def spans(period: Period, config: Config) -> Spans:
    """The week up to the day it is seen from, the year so far, and the whole weeks before."""
    year = year_start(period.as_of, config.periods.year_starts)

    def before(k: int) -> tuple[date, date]:
        return period.start - timedelta(weeks=k), period.start - timedelta(days=1 + 7 * (k - 1))

    return Spans((period.start, period.as_of), (year, period.as_of), before)


def names(period: Period) -> Names:
    """What the report calls this week."""
    year, _, number = period.id.partition("-W")
    return Names(f"tuần {int(number)} năm {year}", "tuần trước")


def trend_labels(period: Period, config: Config) -> tuple[str, ...]:
    """“Tuần 10”, oldest first."""
    starts = (period.start - timedelta(weeks=k) for k in range(TREND - 1, -1, -1))
    return tuple(f"Tuần {int(week_id(start, config.periods.week_ends_on).partition('-W')[2])}" for start in starts)


def period(id_: str, as_of: date | None, config: Config) -> Period:
    """The week `id_` ("2024-W10") seen at the end of `as_of`, or of its last day if that is earlier or None.

    CannotRun if the week begins after `as_of`: nothing of it has happened yet.
    """
    start, end = week(id_, config.periods.week_ends_on)
    if as_of and as_of < start:
        raise CannotRun(f"Chưa đến tuần {id_}: bắt đầu ngày {official_date(start)}, sau ngày {official_date(as_of)}.")
    return Period(id_.strip().upper(), start, end, min(as_of or end, end))


def file_name(period: Period) -> str:
    """Where the workbook goes below the folder of reports."""
    return f"{period.id[:4]}/tuan-{period.id}.xlsx"


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
