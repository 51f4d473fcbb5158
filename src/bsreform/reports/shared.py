"""Sheets and sentences that several reports have: on dossiers, on what the report checks, on its sources."""

from collections.abc import Callable
from dataclasses import replace

from bsreform.material.self_checks import SelfChecks
from bsreform.report_model import Paragraphs, Section
from bsreform.reports.composing import Contents, Sheets
from bsreform.reports.sentences.conclusions import conclusions
from bsreform.reports.sheets.by_unit import by_unit
from bsreform.reports.sheets.checks import checks_of
from bsreform.reports.sheets.essential import essential
from bsreform.reports.sheets.form_06a import form_06a
from bsreform.reports.sheets.one_stop import apology_letters, one_stop
from bsreform.reports.sheets.overdue import overdue
from bsreform.reports.sheets.progress import progress
from bsreform.reports.sheets.sources import sources
from bsreform.reports.sheets.trend import trend
from bsreform.reports.sheets.year import year_so_far

Settings = Callable[[Contents], tuple[str, ...]]
"""Settings of a kind of report, in words."""


def dossier_sheets(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    """What the weekly report shows of dossiers, without the quality of the data."""
    material = told.material
    return (
        by_unit(material),
        progress(material),
        year_so_far(material),
        essential(material),
        overdue(material),
        one_stop(material),
        apology_letters(material),
        trend(material),
    )


def dossier_sheets_with_form(told: Contents, checks: SelfChecks) -> tuple[Section, ...]:
    """The same and the form II.06a, where any dossier was read."""
    return (*dossier_sheets(told, checks), form_06a(told.material)) if told.has_dossiers else ()


def check_sheets(told: Contents, checks: SelfChecks) -> tuple[Section, ...]:
    """What the report checks of itself."""
    return checks_of(told.material, checks)


def source_sheet(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    """Every file that was read."""
    return (sources(told.material, told.sources, told.fault_titles),)


def source_sheet_with(heading: str, settings: Settings) -> Sheets:
    """The same, the settings of the report first."""

    def sheets(told: Contents, checks: SelfChecks) -> tuple[Section, ...]:
        (plain,) = source_sheet(told, checks)
        return (replace(plain, blocks=(Paragraphs(settings(told), heading=heading), *plain.blocks)),)

    return sheets


def on_procedures(told: Contents) -> tuple[str, ...]:
    """What is concluded of dossiers, or that there are none."""
    if told.has_dossiers:
        return conclusions(told.material)
    folder = told.material.config.folders.dossiers
    return (f"Không có số liệu hồ sơ thủ tục hành chính: thư mục “{folder}” chưa có tệp nào đọc được.",)
