"""The monthly report that the office brings to the chair one day before the session of UBND (letter, clause 2.1 a)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bsreform.material.task_values import TaskMaterial
from bsreform.material.values import Material
from bsreform.model import Figures
from bsreform.periods import MONTH
from bsreform.report_model import Paragraphs, Report, Section
from bsreform.reports.sentences.conclusions import conclusions
from bsreform.reports.sentences.task_conclusions import task_conclusions
from bsreform.reports.sheets.by_unit import by_unit
from bsreform.reports.sheets.checks import with_checks
from bsreform.reports.sheets.essential import essential
from bsreform.reports.sheets.form_06a import form_06a
from bsreform.reports.sheets.month_quality import month_quality
from bsreform.reports.sheets.month_summary import month_summary
from bsreform.reports.sheets.one_stop import apology_letters, one_stop
from bsreform.reports.sheets.overdue import overdue
from bsreform.reports.sheets.progress import progress
from bsreform.reports.sheets.screen import screen
from bsreform.reports.sheets.sources import sources
from bsreform.reports.sheets.task_changes import task_changes
from bsreform.reports.sheets.task_lists import task_lists
from bsreform.reports.sheets.task_screen import task_screen
from bsreform.reports.sheets.task_units import task_units
from bsreform.reports.sheets.tracker_state import differences, tracker_state
from bsreform.reports.sheets.trend import trend
from bsreform.reports.sheets.year import year_so_far

KIND = MONTH
ID = KIND.report


def report(
    material: Material, tasks: TaskMaterial, due: tuple[date, date], file: str, fault_titles: Mapping[str, str]
) -> Report:
    """The report as a value, for every writer. `due` are the day on which it is due and the day of the session."""
    told = (_on_tasks(material, tasks), _on_procedures(material))
    number, year = int(material.period.id[5:]), material.period.id[:4]
    subject = (
        f"Kết quả thực hiện nhiệm vụ do UBND, Chủ tịch UBND {material.level} giao và kết quả giải quyết "
        f"thủ tục hành chính {material.names.now}"
    )
    read = replace(material, sources=(*material.sources, *tasks.sources))
    made = Report(
        kind=ID,
        title=f"Báo cáo tháng {number}/{year} về thực hiện nhiệm vụ được giao và giải quyết thủ tục hành chính",
        period=material.period,
        file=file,
        units=tuple(_with_tasks(unit, tasks) for unit in material.units),
        groups=tuple(_with_tasks(group, tasks) for group in material.groups),
        total=_with_tasks(material.total, tasks),
        low_units=material.low_units,
        rows=material.rows,
        task_rows=tasks.rows,
        sources=read.sources,
        problems=(*material.problems, *tasks.problems),
        conclusions=(*told[0], *told[1]),
        sections=(
            month_summary(material, tasks, subject, told, due),
            *(_task_sections(material, tasks) if tasks.rows.read else ()),
            *(dossier_sections(material) if material.rows.read else ()),
            *month_quality(material, tasks),
            _sources(read, dict(fault_titles)),
        ),
        screen=(*task_screen(material, tasks), *(screen(material) if material.rows.read else ())),
    )
    return with_checks(made, material, material.fields, tasks.history)


def _task_sections(material: Material, tasks: TaskMaterial) -> tuple[Section, ...]:
    return (
        task_units(material, tasks),
        task_lists(material, tasks),
        task_changes(material, tasks),
        tracker_state(material, tasks),
        *((differences(material, tasks),) if tasks.differences else ()),
    )


def dossier_sections(material: Material) -> tuple[Section, ...]:
    """The sheets on dossiers that monthly and quarterly reports share."""
    return (
        by_unit(material),
        progress(material),
        year_so_far(material),
        essential(material),
        overdue(material),
        one_stop(material),
        apology_letters(material),
        trend(material),
        form_06a(material),
    )


def _on_tasks(material: Material, tasks: TaskMaterial) -> tuple[str, ...]:
    if tasks.rows.read:
        return task_conclusions(material, tasks)
    folders = material.config.folders
    return (
        f"Không có số liệu nhiệm vụ: các thư mục “{folders.tasks}” và “{folders.trackers}” chưa có tệp nào đọc được.",
    )


def _on_procedures(material: Material) -> tuple[str, ...]:
    if material.rows.read:
        return conclusions(material)
    folder = material.config.folders.dossiers
    return (f"Không có số liệu hồ sơ thủ tục hành chính: thư mục “{folder}” chưa có tệp nào đọc được.",)


def _with_tasks(figures: Figures, tasks: TaskMaterial) -> Figures:
    return replace(figures, tasks=tasks.of(figures), has_data=figures.has_data or tasks.has_tasks(figures))


def _sources(material: Material, fault_titles: dict[str, str]) -> Section:
    plain = sources(material, fault_titles)
    config = material.config
    kind = (
        "chốt ngày 14 theo Nghị định số 09/2019/NĐ-CP" if config.periods.mode == "decree" else "theo tháng dương lịch"
    )
    told = (
        f"- Tháng báo cáo: {kind}.",
        f"- Nhiệm vụ sắp đến hạn: còn không quá {config.tasks.due_soon_days:02} ngày làm việc.",
        f"- Bảng theo dõi chậm cập nhật: từ {config.tasks.stale_after_days:02} ngày trở lên.",
        "- Nhiệm vụ có cả trong phần mềm và bảng theo dõi: tính theo phần mềm.",
    )
    return replace(plain, blocks=(Paragraphs(told, heading="Thiết lập về nhiệm vụ"), *plain.blocks))
