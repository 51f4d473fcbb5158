"""The annual proposal of grades, for Phòng Nội vụ to advise UBND on with the software's figures (letter, 2.1 d)."""

from bsreform.material.self_checks import SelfChecks
from bsreform.periods import YEAR
from bsreform.report_model import Section
from bsreform.reports.composing import Contents, ReportSpec
from bsreform.reports.sentences.annual_conclusions import annual_conclusions
from bsreform.reports.shared import check_sheets, source_sheet_with
from bsreform.reports.sheets.essential import essential
from bsreform.reports.sheets.form_06a import form_06a
from bsreform.reports.sheets.grades import basis, grades_screen, grades_summary, points
from bsreform.reports.sheets.month_quality import month_quality
from bsreform.reports.sheets.one_stop import apology_letters, one_stop
from bsreform.reports.sheets.task_units import task_units
from bsreform.reports.sheets.year import year_so_far

KIND = YEAR
ID = KIND.report


def _grades(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    material, proposals = told.material, told.proposals
    subject = f"Đề xuất xếp loại mức độ hoàn thành nhiệm vụ của các cơ quan, đơn vị {material.names.now}"
    return (
        grades_summary(material, proposals, subject, told.sentences[0]),
        points(material, proposals),
        basis(material, proposals),
    )


def _tasks(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    return (task_units(told.material, told.tasks),) if told.has_tasks else ()


def _dossiers(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    if not told.has_dossiers:
        return ()
    material = told.material
    return (
        year_so_far(material),
        essential(material),
        one_stop(material),
        apology_letters(material),
        form_06a(material),
    )


def _quality(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    return month_quality(told.material, told.tasks)


def _settings(told: Contents) -> tuple[str, ...]:
    decree = told.material.config.periods.mode == "decree"
    kind = "chốt ngày 14/12 theo Nghị định số 09/2019/NĐ-CP" if decree else "theo năm dương lịch"
    return (f"- Năm báo cáo: {kind}.", "- Nhiệm vụ: chỉ tính theo tệp xuất của Phần mềm.")


SPEC = ReportSpec(
    title=lambda told: f"Báo cáo {told.material.names.now}: đề xuất xếp loại mức độ hoàn thành nhiệm vụ",
    sentences=lambda told: (annual_conclusions(told.material, told.tasks, told.proposals),),
    sheets=(
        _grades,
        _tasks,
        _dossiers,
        _quality,
        check_sheets,
        source_sheet_with("Thiết lập về báo cáo năm", _settings),
    ),
    screen=lambda told: grades_screen(told.material, told.proposals),
)
