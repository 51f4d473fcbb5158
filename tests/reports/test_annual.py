"""The annual proposal: figures of one unit worked out by hand, what counts, what is said, and the merger of 2025."""

import json
from datetime import date, datetime
from io import BytesIO

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from bsreform.figures.grading import grade
from bsreform.material.annual_parts import Proposals, cases, parts
from bsreform.material.dossiers import compile_material
from bsreform.material.outline import outline_of
from bsreform.material.tasks import compile_tasks
from bsreform.measures import Ratio
from bsreform.model import CannotRun
from bsreform.organisation.config import Config
from bsreform.periods import YEAR
from bsreform.records.dossiers import dossiers
from bsreform.report_model import Report, front_page
from bsreform.reports import annual
from bsreform.reports.composing import Contents, compose
from bsreform.reports.page_one.annual import heights
from bsreform.spec import spans_of
from bsreform.subjects import subject_with_id
from bsreform.subjects.subject import judge
from bsreform.writing.as_json import report_json
from bsreform.writing.workbook import write_workbook
from month_sample import sheet, table
from oracle import File, Row
from raw_tables import context_of, raw, rows, settings
from task_tables import dataset, export, records, tasks

# The year is 15/12/2023–14/12/2024. Bình Chánh by hand:
#   tasks: 12 on time, 25 late, 15 overdue, 20 still in term, 21 without a deadline → 1 of 3 that fell due
TASKS = """
| source | document_no | document_date | title           | due_on     | status | completed_on |
| 1      | 12/KH-UBND  | 10/01/2024    | Kế hoạch năm    | 20/02/2024 | done   | 19/02/2024   |
| 1      | 25/CV-UBND  | 05/02/2024    | Báo cáo thu     | 25/02/2024 | done   | 01/03/2024   |
| 1      | 15/CV-UBND  | 16/02/2024    | Rà soát thủ tục | 05/03/2024 | open   |              |
| 1      | 20/CV-UBND  | 01/11/2024    | Sửa đường thôn  | 31/12/2024 | open   |              |
| 1      | 21/CV-UBND  | 01/02/2024    | Tuyên truyền    | -          | open   |              |
"""
#   dossiers: 4 closed, 3 of them in time; 5 received, 3 of them online; 4 of 5 and 2 of 4 results digitised
DOSSIERS = """
| received | due   | finished | channel | components | result |
| 10/02    | 20/02 | 19/02    | online  | x          | x      |
| 20/02    | 28/02 | 28/02    | online  | x          | x      |
| 21/02    | 01/03 | 05/03    |         | x          | -      |
| 01/03    | 20/03 | 18/03    | online  | x          | -      |
| 02/12    | 20/12 |          |         | -          | -      |
"""


def year_report(given, dossier_rows=(), id_: str = "2024", trackers: int = 0, chosen: dict | None = None) -> Report:
    """The report on a year from these tasks of the software and these dossiers, as `annual` makes it of files.

    Three tasks that fell due are enough to be graded by.
    """
    config = Config.model_validate({"annual": {"min_tasks": 3, **(chosen or {})}})
    period = YEAR.period(id_, None, config.periods)
    context = replace(context_of(settings(), period.as_of), config=config)
    spans = spans_of(YEAR, period, config.periods)
    checked = judge(subject_with_id("tasks"), given, context)
    own = judge(subject_with_id("dossiers"), dossiers(raw(dossier_rows), config, context.registry), context)
    material = compile_material(own, outline_of(annual.KIND, period, config.periods), others=(checked.ready,))
    made = compile_tasks(checked, material.units, spans, None)
    groups = [[unit.id for unit in material.members(group.id)] for group in material.groups]
    sent = {each.id: Ratio(None, None) for each in (*material.units, *material.groups, material.total)}
    graded = grade(parts(material, made, sent), groups, config.annual, cases(material))
    proposals = Proposals(graded, trackers)
    told = Contents(material, "bao-cao/2024/nam-2024.xlsx", task_material=made, graded=proposals)
    return compose(annual.KIND.report, annual.SPEC, told)


def of(report: Report, id_: str = "binh-chanh"):
    return next(each for each in (*report.units, *report.groups, report.total) if each.id == id_)


def test_the_score_of_a_unit_is_that_worked_out_by_hand():
    own = of(year_report(tasks(TASKS), rows(DOSSIERS))).grading
    counts = {name: (ratio.counted, ratio.out_of) for name, ratio in own.parts.items()}
    assert counts == {
        "tasks": (1, 3),
        "on_time": (3, 4),
        "digitisation": (6, 9),
        "online": (3, 5),
        "payment": (None, None),
        "quality": (10, 10),
        "punctuality": (None, None),
    }
    # 13.33 + 15 + 10 + 6 + 5 of 90: payment has no data.
    assert own.points == {"tasks": 13.33, "on_time": 15.0, "digitisation": 10.0, "online": 6.0, "quality": 5.0}
    assert (own.weight, own.score, own.grade, own.rank) == (90.0, 54.81, "completed", 1)


def test_without_the_software_tasks_are_no_part_of_the_score():
    report = year_report(dataset([]), rows(DOSSIERS), trackers=3)
    own = of(report).grading
    assert "tasks" not in own.points
    assert own.weight == 50.0
    assert any(told.startswith("Không có số liệu nhiệm vụ") for told in report.conclusions)
    assert any("“theo-doi” không được tính (03 tệp)" in told for told in report.conclusions)


def test_every_sheet_of_grades_says_that_people_decide():
    report = year_report(tasks(TASKS), rows(DOSSIERS))
    assert any("người có thẩm quyền quyết định" in told for told in report.conclusions)
    assert "người có thẩm quyền quyết định" in table(report, "ranking_commune").notes[0]
    assert "người có thẩm quyền quyết định" in sheet(report, "Xếp loại").blocks[-1].lines[0]


def test_weights_and_thresholds_are_settings_and_are_printed():
    chosen = {"weights": {"tasks": 0.0, "online": 35.5}, "thresholds": {"good": 60.0}, "excellent_share": 15.0}
    report = year_report(tasks(TASKS), rows(DOSSIERS), chosen={**chosen, "min_dossiers": 5})
    assert "tasks" not in of(report).grading.points
    told = "\n".join(sheet(report, "Xếp loại").blocks[-1].lines)
    assert "Hồ sơ trực tuyến (tối đa 35,50 điểm)" in told
    assert "Hoàn thành tốt nhiệm vụ từ 60 điểm" in told
    assert "không quá 15% số đơn vị" in told
    assert "Nhiệm vụ hoàn thành đúng hạn" not in told


def test_page_one_draws_every_score_hollow_where_the_evidence_is_thin():
    report = year_report(tasks(TASKS), rows(DOSSIERS), chosen={"min_tasks": 4, "min_dossiers": 6})
    (strip,) = [bars for bars in front_page(report.sections[0]).bars if bars.kind == "strip"]
    assert strip.table.title == (
        "3. ĐIỂM THEO ĐƠN VỊ: UBND xã, thị trấn, 01 đơn vị có điểm, 01 chưa đủ căn cứ (chấm nhạt)"
    )
    assert [(row.cells["unit"], row.cells["score"]) for row in strip.table.rows] == [("Bình Chánh", 54.81)]
    assert [(row.cells["score"], row.cells["thin"]) for row in strip.drawn.rows] == [("", 54.81)]
    assert strip.drawn == table(report, "drawn_scores_commune")
    assert strip.says.endswith("Bình Chánh 54,8 (chưa đủ căn cứ).")


def test_dots_that_would_hide_one_another_stand_above_each_other():
    assert heights([90.0, 89.0, 88.5, 87.0, 60.0, 60.0, 60.0]) == [1, 2, 3, 1, 1, 2, 3]


def test_units_without_data_are_listed_but_not_ranked():
    report = year_report(tasks(TASKS), rows(DOSSIERS))
    ranking = table(report, "ranking_commune").rows
    assert [ranking[0].cells[name] for name in ("rank", "unit", "score", "grade")] == [
        1,
        "UBND xã Bình Chánh",
        54.81,
        "Hoàn thành nhiệm vụ",
    ]
    assert {(row.cells["rank"], row.cells["grade"]) for row in ranking[1:]} == {(None, "Chưa đủ căn cứ")}
    assert len(ranking) == 22


def test_the_counts_behind_the_score_are_on_a_sheet():
    cells = next(
        row.cells
        for row in table(year_report(tasks(TASKS), rows(DOSSIERS)), "grading_basis").rows
        if row.cells["unit"] == "UBND xã Bình Chánh"
    )
    assert [cells[f"tasks.{name}"] for name in ("counted", "out_of", "percent", "points")] == [1, 3, 33.33, 13.33]


def test_json_has_score_grade_and_rank_of_every_unit():
    document = json.loads(report_json(year_report(tasks(TASKS), rows(DOSSIERS))))
    assert document["report"] == "annual"
    assert document["period"] == {
        "id": "2024",
        "start": "2023-12-15",
        "end": "2024-12-14",
        "as_of": "2024-12-14",
    }
    for unit in document["units"]:
        assert {"score", "grade", "rank"} <= set(unit)
    chanh = next(unit for unit in document["units"] if unit["id"] == "binh-chanh")
    assert (chanh["score"], chanh["grade"], chanh["rank"]) == (54.81, "completed", 1)
    assert chanh["parts"]["on_time"] == {"counted": 3, "out_of": 4, "percent": 75.0, "points": 15.0}


def test_the_workbook_can_be_read_again_and_is_the_same_each_time():
    def written() -> bytes:
        stream = BytesIO()
        write_workbook(year_report(tasks(TASKS), rows(DOSSIERS)), stream)
        return stream.getvalue()

    content = written()
    assert written() == content
    assert load_workbook(BytesIO(content)).sheetnames == [
        "Trang nhất",
        "Các đơn vị",
        "Quá hạn",
        "Một cửa",
        "Xếp loại",
        "Bảng điểm",
        "Căn cứ chấm điểm",
        "Nhiệm vụ theo đơn vị",
        "Biểu II.06a",
        "Dữ liệu",
        "Số liệu",
        "Điểm từng đơn vị",
        "Kiểm tra số liệu",
        "Nguồn số liệu",
        "Tra cứu",
    ]


def test_a_year_that_has_not_begun_is_refused():
    with pytest.raises(CannotRun):
        YEAR.period("2024", date(2023, 12, 14), Config().periods)


def test_in_the_year_of_the_merger_successors_have_the_figures_of_their_predecessors():
    file = File("tep.xlsx", datetime(2025, 12, 14, 8))
    given = [
        Row(file, 2, "H48.53-250301-0001", "Châu Ổ", date(2025, 3, 3), date(2025, 3, 20), finished=date(2025, 3, 19)),
        Row(
            file, 3, "H48.53-250301-0002", "Bình Chánh", date(2025, 3, 3), date(2025, 3, 20), finished=date(2025, 4, 1)
        ),
        Row(file, 4, "H48.53-250801-0003", "Bình Sơn", date(2025, 8, 4), date(2025, 8, 20), finished=date(2025, 8, 8)),
    ]
    assigned = """
    | source | unit          | document_date | due_on     | status | completed_on |
    | 1      | chau-o        | 03/03/2025    | 31/03/2025 | done   | 28/03/2025   |
    | 1      | binh-son-2025 | 04/08/2025    | 29/08/2025 | open   |              |
    """
    report = year_report(
        dataset(records(assigned), sources=(export("a.xlsx"), export(exported_at=datetime(2025, 12, 15)))),
        given,
        id_="2025",
    )
    ids = {unit.id for unit in report.units}
    assert "chau-o" not in ids and "binh-chanh" not in ids
    own = of(report, "binh-son-2025").grading.parts
    assert (own["on_time"].counted, own["on_time"].out_of) == (2, 3)
    assert (own["tasks"].counted, own["tasks"].out_of) == (1, 2)
