"""Sheets and sentences that several reports have: on dossiers, on what the report checks, on its sources."""

from collections.abc import Callable

from msgspec.structs import replace

from bsreform.material.self_checks import SelfChecks
from bsreform.report_model import Paragraphs, Section, Table
from bsreform.reports.composing import Contents, Sheets
from bsreform.reports.figure_tables.all_figures import all_figures
from bsreform.reports.figure_tables.by_unit import by_unit
from bsreform.reports.figure_tables.essential import essential
from bsreform.reports.figure_tables.progress import progress
from bsreform.reports.figure_tables.year import year_so_far
from bsreform.reports.page_one.front import front
from bsreform.reports.sentences.conclusions import conclusions
from bsreform.reports.sheets.aggregates import aggregates
from bsreform.reports.sheets.checks import checks_of
from bsreform.reports.sheets.data import data_sheet
from bsreform.reports.sheets.form_06a import form_06a
from bsreform.reports.sheets.one_stop import one_stop
from bsreform.reports.sheets.overdue import overdue
from bsreform.reports.sheets.quality import accounting, dossier_rows, left_out
from bsreform.reports.sheets.sources import sources
from bsreform.reports.sheets.trend import trend
from bsreform.reports.sheets.unit_overview import unit_overview

ToldTables = Callable[[Contents], tuple[Table, ...]]
Settings = Callable[[Contents], tuple[str, ...]]
"""Settings of a kind of report, in words."""


def page_one(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    """How are we, whom to call."""
    return (front(told.material, told.task_material),)


def dossier_sheets(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    """The units, the overdue dossiers, the one-stop shops, the last periods where there are enough of them."""
    material = told.material
    if not told.has_dossiers:
        return ()
    late = (overdue(material),) if material.overdue else ()
    return (unit_overview(material), *late, one_stop(material), *trend(material))


def form_sheet(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    """The form II.06a, where any dossier was read."""
    return (form_06a(told.material),) if told.has_dossiers else ()


def aggregate_sheet(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    """The tables of form II.06a that were sent, where there are any."""
    return aggregates(told.material)


def figures_sheet(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    """Every figure of every unit: the period's ledger and rates, the essential services, the year so far."""
    material = told.material
    tables = (
        ("TRONG KỲ: TIẾN ĐỘ", progress(material)),
        ("TRONG KỲ: CHỈ TIÊU", by_unit(material)),
        *(("DỊCH VỤ CÔNG THIẾT YẾU", each) for each in essential(material)),
        ("LŨY KẾ NĂM", year_so_far(material)),
    )
    return (all_figures(material, tables),) if told.has_dossiers else ()


def data_with(accounts: ToldTables, lists: ToldTables) -> Sheets:
    """“Dữ liệu”: the accounting of the rows, every fault by kind and one by one, the `lists` of what is left out."""

    def sheets(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
        of_dossiers = accounting("accounting", "Số dòng hồ sơ đã đọc", dossier_rows(told.material))
        known = (*((of_dossiers,) if told.has_dossiers else ()), *accounts(told))
        left = (left_out(told.material), *lists(told))
        return (data_sheet(told.material, known, told.problems, told.fault_titles, left),)

    return sheets


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
    if told.material.aggregates:
        return ("Hồ sơ thủ tục hành chính: chỉ có biểu tổng hợp II.06a, chưa có danh sách hồ sơ nên không tính tỷ lệ.",)
    folder = told.material.config.folders.dossiers
    return (f"Không có số liệu hồ sơ thủ tục hành chính: thư mục “{folder}” chưa có tệp nào đọc được.",)
