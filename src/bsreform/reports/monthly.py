"""The monthly report that the office brings to the chair one day before the session of UBND (letter, clause 2.1 a)."""

from bsreform.material.self_checks import SelfChecks
from bsreform.periods import MONTH
from bsreform.report_model import Section, Table
from bsreform.reports.composing import Contents, ReportSpec
from bsreform.reports.papers.monthly import monthly_paper
from bsreform.reports.sentences.task_conclusions import task_conclusions
from bsreform.reports.shared import (
    aggregate_sheet,
    check_sheets,
    data_with,
    dossier_sheets,
    figures_sheet,
    form_sheet,
    on_procedures,
    page_one,
    source_sheet_with,
)
from bsreform.reports.sheets.joined import joined
from bsreform.reports.sheets.month_data import task_accounts, task_lists_of_data
from bsreform.reports.sheets.screen import screen
from bsreform.reports.sheets.task_changes import task_changes
from bsreform.reports.sheets.task_lists import task_lists
from bsreform.reports.sheets.task_screen import task_screen
from bsreform.reports.sheets.task_units import task_units
from bsreform.reports.sheets.tracker_state import differences, tracker_state

KIND = MONTH


def _title(told: Contents) -> str:
    number, year = int(told.material.period.id[5:]), told.material.period.id[:4]
    return f"Báo cáo tháng {number}/{year} về thực hiện nhiệm vụ được giao và giải quyết thủ tục hành chính"


def _document(told: Contents) -> Section:
    material = told.material
    subject = (
        f"Kết quả thực hiện nhiệm vụ do UBND, Chủ tịch UBND {material.level} giao và kết quả giải quyết "
        f"thủ tục hành chính {material.names.now}"
    )
    assert told.due
    return monthly_paper(material, told.tasks, subject, told.due[1])


def _task_sheets(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    if not told.has_tasks:
        return ()
    material, tasks = told.material, told.tasks
    following = (
        tracker_state(material, tasks),
        *((differences(material, tasks),) if tasks.differences else ()),
        task_changes(material, tasks),
    )
    return (task_units(material, tasks), task_lists(material, tasks), joined("Theo dõi nhiệm vụ", following))


def _on_tasks(told: Contents) -> tuple[str, ...]:
    if told.has_tasks:
        return task_conclusions(told.material, told.tasks)
    folders = told.material.config.folders
    return (
        f"Không có số liệu nhiệm vụ: các thư mục “{folders.tasks}” và “{folders.trackers}” chưa có tệp nào đọc được.",
    )


def _settings(told: Contents) -> tuple[str, ...]:
    config = told.material.config
    kind = (
        "chốt ngày 14 theo Nghị định số 09/2019/NĐ-CP" if config.periods.mode == "decree" else "theo tháng dương lịch"
    )
    return (
        f"- Tháng báo cáo: {kind}.",
        f"- Nhiệm vụ sắp đến hạn: còn không quá {config.tasks.due_soon_days:02} ngày làm việc.",
        f"- Bảng theo dõi chậm cập nhật: từ {config.tasks.stale_after_days:02} ngày trở lên.",
        "- Nhiệm vụ có cả trong phần mềm và bảng theo dõi: tính theo phần mềm.",
    )


def _screen(told: Contents) -> tuple[Table, ...]:
    on_dossiers = screen(told.material) if told.has_dossiers else ()
    return (*task_screen(told.material, told.tasks), *on_dossiers)


SPEC = ReportSpec(
    title=_title,
    sentences=lambda told: (_on_tasks(told), on_procedures(told)),
    document=_document,
    sheets=(
        page_one,
        dossier_sheets,
        _task_sheets,
        form_sheet,
        aggregate_sheet,
        data_with(task_accounts, task_lists_of_data),
        figures_sheet,
        check_sheets,
        source_sheet_with("Thiết lập về nhiệm vụ", _settings),
    ),
    screen=_screen,
)
