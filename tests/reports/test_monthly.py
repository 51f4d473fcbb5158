"""The monthly report: figures of one unit worked out by hand, what it says of what is missing, what has changed."""

import json
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bsreform.model import CannotRun
from bsreform.organisation.config import Config
from bsreform.organisation.due_days import monthly_due, session
from bsreform.organisation.working_days import load_calendar
from bsreform.periods import MONTH
from bsreform.spec import spans_of
from bsreform.writing.as_json import report_json
from bsreform.writing.workbook import write_workbook
from earlier_tasks import earlier
from month_sample import figures, month_report, sheet, table
from oracle import File
from raw_tables import rows
from task_tables import dataset, records, tasks

pytestmark = pytest.mark.slow

# The month is 15/02–14/3/2024. Bình Chánh by hand:
#   carried (assigned before 15/02): 12, 20, 21, 25 → 4; received: 15, 18 → 2; in all 6
#   closed: 12 early (19/02 < 20/02), 25 late (01/3 > 25/02) → 2
#   open: 15 overdue (05/3, 9 days), 18 in term and due soon (15/3), 20 in term (31/3), 21 without a deadline → 4
OFFICE = "noi-vu"
TASKS = """
| document_no | document_date | title             | due_on     | status | completed_on | updated_on |
| 12/KH-UBND  | 10/01/2024    | Kế hoạch năm      | 20/02/2024 | done   | 19/02/2024   | 19/02/2024 |
| 15/CV-UBND  | 16/02/2024    | Rà soát thủ tục   | 05/03/2024 | open   |              | 12/03/2024 |
| 18/CV-UBND  | 20/02/2024    | Danh sách hộ      | 15/03/2024 | open   |              | 12/03/2024 |
| 20/CV-UBND  | 01/11/2023    | Sửa đường thôn    | 31/03/2024 | open   |              | 05/01/2024 |
| 21/CV-UBND  | 01/02/2024    | Tuyên truyền      | -          | open   |              | 12/03/2024 |
| 25/CV-UBND  | 05/02/2024    | Báo cáo thu       | 25/02/2024 | done   | 01/03/2024   | 01/03/2024 |
"""
DOSSIERS = """
| received | due   | finished | channel |
| 10/02    | 20/02 | 19/02    | online  |
| 20/02    | 28/02 | 28/02    | online  |
| 21/02    | 01/03 | 05/03    |         |
| 01/03    | 20/03 |          | online  |
| 02/03    | 12/03 |          |         |
"""


def test_the_figures_of_a_unit_are_those_worked_out_by_hand():
    found = figures(month_report(tasks(TASKS)), "binh-chanh").tasks
    assert found.ledger == {
        "carried": 4,
        "received": 2,
        "closed": 2,
        "early": 1,
        "on_day": 0,
        "late": 1,
        "closed_no_deadline": 0,
        "open": 4,
        "open_in_term": 2,
        "open_overdue": 1,
        "open_no_deadline": 1,
    }
    assert [found.numbers[name] for name in ("closed", "on_time", "late", "due_soon")] == [2, 1, 1, 1]
    assert found.ageing == {"1-7": 0, "8-30": 1, "31-90": 0, ">90": 0}
    assert found.sources == {"software": 0, "tracker": 6}
    assert (found.quality.counted, found.quality.out_of) == (6, 6)


def test_groups_and_total_are_the_sums_of_their_units():
    two = TASKS + "| 30/KH-UBND | 01/03/2024 | Nội vụ | 08/03/2024 | done | 08/03/2024 | 08/03/2024 |"
    given = records(two)
    given[-1]["unit"] = OFFICE
    report = month_report(dataset(given))
    agency, commune, total = (figures(report, id_).tasks for id_ in ("agency", "commune", "total"))
    assert (agency.ledger["received"], commune.ledger["received"], total.ledger["received"]) == (1, 2, 3)
    assert (agency.numbers["on_time"], total.numbers["on_time"], total.numbers["closed"]) == (1, 2, 3)


def test_the_official_split_adds_up():
    cells = {row.cells["no"]: row.cells["now"] for row in table(month_report(tasks(TASKS)), "task_split").rows}
    # total, completed, on time, late, not completed, in term, overdue, no deadline, closed, open without
    assert list(cells.values()) == [6, 2, 1, 1, 3, 2, 1, 1, 0, 1]
    assert cells["(1)"] == cells["(2)"] + cells["(5)"] + cells["(8)"]


def test_rates_print_numerator_and_denominator():
    rates = table(month_report(tasks(TASKS)), "task_rates")
    first = rates.rows[0].cells
    assert (first["label"], first["counted"], first["out_of"], first["percent"]) == ("Hoàn thành đúng hạn", 1, 2, 50.0)
    assert first["formula"] == "(3)/(2)"


def test_overdue_and_due_soon_tasks_are_listed_with_their_days():
    report = month_report(tasks(TASKS))
    late, soon = table(report, "task_lists").rows
    assert (late.cells["state"], soon.cells["state"]) == ("Quá hạn", "Sắp đến hạn")
    assert late.cells["document_no"] == "15/CV-UBND"
    assert late.cells["unit"] == "UBND xã Bình Chánh"
    # 06/3 to 14/3: seven working days, nine calendar days.
    assert (late.cells["working_days"], late.cells["calendar_days"]) == (7, 9)
    assert (soon.cells["document_no"], soon.cells["working_days"], soon.cells["calendar_days"]) == ("18/CV-UBND", 1, 1)


def test_an_old_month_is_seen_as_it_was():
    early = figures(month_report(tasks(TASKS), as_of=date(2024, 2, 19)), "binh-chanh").tasks
    # 25 is not done yet, 18 not assigned yet.
    assert (early.ledger["received"], early.ledger["closed"], early.ledger["open"]) == (1, 1, 4)


def test_trackers_say_how_fresh_they_are():
    (cells,) = (row.cells for row in table(month_report(tasks(TASKS)), "trackers").rows)
    assert (cells["path"], cells["tasks"], cells["open"], cells["stale"]) == ("theo-doi/binh-chanh.xlsx", 6, 4, 1)
    assert cells["updated"] == date(2024, 3, 12)


def test_the_software_counts_where_it_differs_from_a_tracker():
    both = """
    | source | row | document_no | title          | due_on     |
    | 0      | 7   | 40/KH-UBND  | Chính quyền số | 31/03/2024 |
    | 1      | 9   | 40/KH-UBND  | Chính quyền số | 20/03/2024 |
    """
    report = month_report(tasks(both))
    assert figures(report, "binh-chanh").tasks.sources == {"software": 1, "tracker": 0}
    assert report.task_rows.superseded == 1
    (difference,) = table(report, "differences").rows
    assert difference.cells["place"].startswith("theo-doi/binh-chanh.xlsx")


def test_what_changed_since_the_run_before_is_listed():
    before = earlier("""
    | document_no | title           | due        | done | ended      |
    | 15/CV-UBND  | Rà soát thủ tục | 28/02/2024 |      | -          |
    | 18/CV-UBND  | Danh sách hộ    | 15/03/2024 | x    | 01/03/2024 |
    | 99/CV-UBND  | Việc đã mất     | 10/03/2024 |      | -          |
    """)
    report = month_report(tasks(TASKS), before=before)
    told = [
        [row.cells[name] for name in ("kind", "document_no", "before", "after")]
        for row in table(report, "task_changes").rows
    ]
    assert told == [
        ["Điều chỉnh thời hạn", "15/CV-UBND", "28/02/2024", "05/3/2024"],
        ["Không còn trong số liệu", "99/CV-UBND", "Thời hạn: 10/3/2024", "Không còn"],
        ["Rút kết quả hoàn thành", "18/CV-UBND", "Hoàn thành 01/3/2024", "Chưa hoàn thành"],
    ]
    assert any("04 nhiệm vụ mới; 01 nhiệm vụ được dời thời hạn" in sentence for sentence in report.conclusions)


def test_a_task_that_vanished_is_not_named_where_it_may_be_secret_by_now():
    given = [*records(TASKS), {"secret": "x", "unit": "binh-chanh"}]
    before = earlier("""
    | document_no | title        | due        |
    | 99/CV-UBND  | Việc đã mất  | 10/03/2024 |
    """)
    report = month_report(dataset(given), before=before)
    (gone,) = table(report, "task_changes").rows
    assert gone.cells["document_no"] == ""
    assert "Việc đã mất" not in str(report)


def test_the_first_run_says_that_there_is_nothing_to_compare_with():
    text = sheet(month_report(tasks(TASKS)), "Theo dõi nhiệm vụ").blocks[-1]
    assert text.lines[0].startswith("Chưa có báo cáo tháng nào đã phát hành để so sánh")


def test_without_dossiers_the_report_says_so_and_shows_no_zeros():
    report = month_report(tasks(TASKS))
    assert any(sentence.startswith("Không có số liệu hồ sơ thủ tục hành chính") for sentence in report.conclusions)
    names = [section.name for section in report.sections]
    assert "Số liệu" not in names
    assert "Biểu II.06a" not in names


def test_without_tasks_the_report_says_so_and_shows_no_zeros():
    report = month_report(dataset([]), rows(DOSSIERS))
    assert report.conclusions[0].startswith("Không có số liệu nhiệm vụ")
    assert "Nhiệm vụ theo đơn vị" not in [section.name for section in report.sections]
    assert figures(report, "binh-chanh").ledger["received"] == 4


def test_the_month_has_its_dossiers_too():
    ledger = figures(month_report(tasks(TASKS), rows(DOSSIERS)), "binh-chanh").ledger
    assert ledger == {
        "carried": 1,
        "received": 4,
        "closed": 3,
        "early": 1,
        "on_day": 1,
        "late": 1,
        "open": 2,
        "open_in_term": 1,
        "open_overdue": 1,
    }


@pytest.mark.parametrize(
    ("month", "due"),
    [
        ("2024-03", date(2024, 3, 27)),
        ("2024-04", date(2024, 4, 26)),  # the session is on a Sunday, the day before a Saturday
        ("2024-06", date(2024, 6, 27)),
        ("2024-07", date(2024, 7, 26)),
    ],
)
def test_the_report_is_due_on_the_working_day_before_the_session(month, due):
    assert monthly_due(month, Config(), load_calendar(None)) == due


def test_sessions_are_settings():
    periods = {"session_day": 31, "sessions": {"2024-03": date(2024, 3, 20)}}
    config = Config.model_validate({"periods": periods})
    assert session("2024-03", config) == date(2024, 3, 20)
    assert session("2024-02", config) == date(2024, 2, 29)
    assert monthly_due("2024-03", config, load_calendar(None)) == date(2024, 3, 19)


def test_months_before_cross_the_year():
    cut = Config().periods
    spans = spans_of(MONTH, MONTH.period("2024-02", None, cut), cut)
    assert spans.now == (date(2024, 1, 15), date(2024, 2, 14))
    assert spans.before(1) == (date(2023, 12, 15), date(2024, 1, 14))
    assert spans.before(2) == (date(2023, 11, 15), date(2023, 12, 14))
    cut = Config.model_validate({"periods": {"mode": "calendar"}}).periods
    assert spans_of(MONTH, MONTH.period("2024-02", None, cut), cut).now[1] == date(2024, 2, 29)


def test_a_month_that_has_not_begun_is_refused():
    with pytest.raises(CannotRun):
        MONTH.period("2024-03", date(2024, 2, 14), Config().periods)


def test_json_has_the_tasks_of_every_unit_group_and_the_total():
    document = json.loads(report_json(month_report(tasks(TASKS), rows(DOSSIERS))))
    assert document["report"] == "monthly"
    assert document["task_rows"] == {"read": 6, "used": 6, "superseded": 0, "excluded": 0, "not_accepted": 0}
    for each in (*document["units"], *document["groups"], document["total"]):
        assert {"ledger", "due_soon", "completed", "completed_on_time", "completed_late", "sources"} <= set(
            each["tasks"]
        )
    assert document["total"]["tasks"]["ledger"]["open_no_deadline"] == 1
    assert {source["layout"] for source in document["sources"]} == {
        "dossier_export",
        "task_tracker",
        "task_export",
    }


def test_problems_of_dossiers_and_of_tasks_are_one_list():
    report = month_report(tasks(TASKS), rows(DOSSIERS))
    assert {"stale_tracker", "unit_without_data"} <= {problem.rule for problem in report.problems}


def test_the_quality_score_counts_rows_without_an_error():
    broken = records(TASKS)
    broken[0]["completed_on"] = "01/10/2023"  # before it was assigned
    broken[1] |= {"status": "done", "updated_on": "-"}  # done, nobody knows when
    found = figures(month_report(dataset(broken)), "binh-chanh").tasks.quality
    assert (found.counted, found.out_of) == (4, 6)


def written(report):
    stream = BytesIO()
    write_workbook(report, stream)
    return stream.getvalue()


def test_the_same_inputs_give_the_same_workbook():
    assert written(month_report(tasks(TASKS), rows(DOSSIERS))) == written(month_report(tasks(TASKS), rows(DOSSIERS)))


def test_the_workbook_can_be_read_again():
    book = load_workbook(BytesIO(written(month_report(tasks(TASKS), rows(DOSSIERS)))))
    assert book.sheetnames == [
        "Trang nhất",
        "Các đơn vị",
        "Quá hạn",
        "Một cửa",
        "Nhiệm vụ theo đơn vị",
        "Quá hạn, sắp hạn",
        "Theo dõi nhiệm vụ",
        "Biểu II.06a",
        "Dữ liệu",
        "Số liệu",
        "Kiểm tra số liệu",
        "Nguồn số liệu",
        "Tra cứu",
    ]


def test_a_unit_of_tasks_alone_is_in_the_report():
    ended = [unit for unit in figures_of_2025() if unit.id == OFFICE]
    assert ended
    assert ended[0].tasks.ledger["open_overdue"] == 1


def figures_of_2025():
    """The district's offices ended on 30/6/2025; a task of theirs that is still open keeps them listed."""
    open_task = {"document_date": "01/06/2025", "due_on": "20/06/2025", "unit": OFFICE}
    return month_report(dataset([open_task]), id_="2025-08").units


def test_has_data_means_that_the_unit_sent_anything():
    report = month_report(tasks(TASKS))
    assert figures(report, "binh-chanh").has_data
    assert not figures(report, "binh-an").has_data


def test_a_month_across_the_merger_shows_successors_with_the_figures_of_their_predecessors():
    """15/6–14/7/2025: what Châu Ổ and Bình Chánh had received until 30/6 is Bình Sơn's at the end of the month."""
    given = rows(
        """
        | handling   | receiving  | received   | due        | finished   |
        | Châu Ổ     | Châu Ổ     | 10/06/2025 | 10/07/2025 | 20/06/2025 |
        | Bình Chánh | Bình Chánh | 16/06/2025 | 30/06/2025 |            |
        | Bình Sơn   | Bình Sơn   | 02/07/2025 | 20/07/2025 | 10/07/2025 |
        | Bình Châu  | Bình Châu  | 20/06/2025 | 25/07/2025 |            |
        """,
        File("tep.xlsx", datetime(2025, 7, 14, 15)),
    )
    assigned = """
    | unit          | document_date | due_on     | status | completed_on |
    | chau-o        | 16/06/2025    | 30/06/2025 | open   |              |
    | binh-son-2025 | 02/07/2025    | 10/07/2025 | done   | 09/07/2025   |
    """
    report = month_report(tasks(assigned), given, id_="2025-07")
    communes = {unit.id: unit for unit in report.units if unit.group == "commune"}
    assert list(communes) == ["binh-son-2025", "van-tuong-2025", "binh-minh-2025", "binh-chuong-2025", "dong-son-2025"]
    ledger = communes["binh-son-2025"].ledger
    assert [ledger[name] for name in ("carried", "received", "closed", "early", "open_overdue")] == [1, 2, 2, 2, 1]
    assert communes["dong-son-2025"].ledger["open_in_term"] == 1
    own = communes["binh-son-2025"].tasks
    assert (own.numbers["on_time"], own.ledger["open_overdue"]) == (1, 1)
    assert figures(report, "total").ledger["received"] == 3
    assert [row.cells["shop"] for row in table(report, "one_stop").rows] == [
        "Toàn huyện",
        "UBND xã Bình Sơn",
        "UBND xã Đông Sơn",
    ]


def test_whoever_has_overdue_tasks_is_urged_first_in_the_sentences_too():
    """One order of calls: tasks, then dossiers, then what lacks; Bình An lacks most and has no task."""
    lines = [
        f"| {unit} | 20/02 | 28/02 | 05/03 |"
        for unit, count in (("Bình An", 30), ("Bình Chánh", 12))
        for _ in range(count)
    ]
    made = month_report(tasks(TASKS), rows("\n".join(("| handling | received | due | finished |", *lines))))
    assert [each.unit for each in made.low_units] == ["binh-chanh", "binh-an"]
    (told,) = (each for each in made.conclusions if "cần đôn đốc trước" in each)
    assert told.index("Bình Chánh") < told.index("Bình An")
