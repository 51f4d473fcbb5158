"""The annual proposal of grades, for Phòng Nội vụ to advise UBND on with the software's figures (letter, 2.1 d)."""

from collections.abc import Mapping
from dataclasses import replace

from bsreform.material.annual_parts import Proposals
from bsreform.material.task_values import TaskMaterial
from bsreform.material.values import Material
from bsreform.model import Figures
from bsreform.periods import YEAR
from bsreform.report_model import Paragraphs, Report, Section
from bsreform.reports.sentences.annual_conclusions import annual_conclusions
from bsreform.reports.sheets.checks import with_checks
from bsreform.reports.sheets.essential import essential
from bsreform.reports.sheets.form_06a import form_06a
from bsreform.reports.sheets.grades import basis, grades_screen, grades_summary, points
from bsreform.reports.sheets.month_quality import month_quality
from bsreform.reports.sheets.one_stop import apology_letters, one_stop
from bsreform.reports.sheets.sources import sources
from bsreform.reports.sheets.task_units import task_units
from bsreform.reports.sheets.year import year_so_far

KIND = YEAR
ID = KIND.report


def report(
    material: Material, tasks: TaskMaterial, proposals: Proposals, file: str, fault_titles: Mapping[str, str]
) -> Report:
    """The report as a value, for every writer. `tasks` are those of the software alone."""
    sentences = annual_conclusions(material, tasks, proposals)
    subject = f"Đề xuất xếp loại mức độ hoàn thành nhiệm vụ của các cơ quan, đơn vị {material.names.now}"
    read = replace(material, sources=(*material.sources, *tasks.sources))

    def graded(figures: Figures) -> Figures:
        has_data = figures.has_data or tasks.has_tasks(figures)
        return replace(figures, tasks=tasks.of(figures), grading=proposals.of(figures), has_data=has_data)

    made = Report(
        kind=ID,
        title=f"Báo cáo {material.names.now}: đề xuất xếp loại mức độ hoàn thành nhiệm vụ",
        period=material.period,
        file=file,
        units=tuple(map(graded, material.units)),
        groups=tuple(map(graded, material.groups)),
        total=graded(material.total),
        low_units=material.low_units,
        rows=material.rows,
        task_rows=tasks.rows,
        sources=read.sources,
        problems=(*material.problems, *tasks.problems),
        conclusions=sentences,
        sections=(
            grades_summary(material, proposals, subject, sentences),
            points(material, proposals),
            basis(material, proposals),
            *((task_units(material, tasks),) if tasks.rows.read else ()),
            *(_dossier_sections(material) if material.rows.read else ()),
            *month_quality(material, tasks),
            _sources(read, fault_titles),
        ),
        screen=grades_screen(material, proposals),
    )
    return with_checks(made, material, material.fields, tasks.history)


def _dossier_sections(material: Material) -> tuple[Section, ...]:
    return (
        year_so_far(material),
        essential(material),
        one_stop(material),
        apology_letters(material),
        form_06a(material),
    )


def _sources(material: Material, fault_titles: Mapping[str, str]) -> Section:
    plain = sources(material, dict(fault_titles))
    decree = material.config.periods.mode == "decree"
    kind = "chốt ngày 14/12 theo Nghị định số 09/2019/NĐ-CP" if decree else "theo năm dương lịch"
    told = (f"- Năm báo cáo: {kind}.", "- Nhiệm vụ: chỉ tính theo tệp xuất của Phần mềm.")
    return replace(plain, blocks=(Paragraphs(told, heading="Thiết lập về báo cáo năm"), *plain.blocks))
