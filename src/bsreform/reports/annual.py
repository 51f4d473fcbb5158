"""The annual proposal of grades, for Phòng Nội vụ to advise UBND on with the software's figures (letter, 2.1 d)."""

from bsreform.material.self_checks import SelfChecks
from bsreform.periods import YEAR
from bsreform.report_model import Section
from bsreform.reports.composing import Contents, ReportSpec
from bsreform.reports.page_one.annual import drawn_scores, score_strips
from bsreform.reports.page_one.front import front
from bsreform.reports.papers.annual import annual_paper
from bsreform.reports.sentences.annual_conclusions import annual_conclusions
from bsreform.reports.sentences.data_day import notices
from bsreform.reports.shared import (
    aggregate_sheet,
    check_sheets,
    data_with,
    dossier_sheets,
    figures_sheet,
    form_sheet,
    source_sheet_with,
)
from bsreform.reports.sheets.grades import basis, grades_screen, points, ranked
from bsreform.reports.sheets.month_data import task_accounts, task_lists_of_data
from bsreform.reports.sheets.task_units import task_units

KIND = YEAR


def _document(told: Contents) -> Section:
    subject = f"Đề xuất xếp loại mức độ hoàn thành nhiệm vụ của các cơ quan, đơn vị {told.material.names.now}"
    return annual_paper(told.material, told.tasks, told.proposals, subject)


def _page_one(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    material, tasks = told.material, told.tasks
    warned = bool(notices(material.data, tasks.data, material.short_names))
    return (front(material, tasks, lower=score_strips(material, told.proposals, warned)),)


def _grades(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    known = (told.material, told.proposals)
    return (ranked(*known), *points(*known), basis(*known))


def _scores(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    return drawn_scores(told.material, told.proposals)


def _tasks(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    return (task_units(told.material, told.tasks),) if told.has_tasks else ()


def _settings(told: Contents) -> tuple[str, ...]:
    decree = told.material.config.periods.mode == "decree"
    kind = "chốt ngày 14/12 theo Nghị định số 09/2019/NĐ-CP" if decree else "theo năm dương lịch"
    return (f"- Năm báo cáo: {kind}.", "- Nhiệm vụ: chỉ tính theo tệp xuất của Phần mềm.")


SPEC = ReportSpec(
    title=lambda told: f"Báo cáo {told.material.names.now}: đề xuất xếp loại mức độ hoàn thành nhiệm vụ",
    sentences=lambda told: (annual_conclusions(told.material, told.tasks, told.proposals),),
    document=_document,
    sheets=(
        _page_one,
        dossier_sheets,
        _grades,
        _tasks,
        form_sheet,
        aggregate_sheet,
        data_with(task_accounts, task_lists_of_data),
        figures_sheet,
        _scores,
        check_sheets,
        source_sheet_with("Thiết lập về báo cáo năm", _settings),
    ),
    screen=lambda told: grades_screen(told.material, told.proposals),
)
