"""A state is known only as long as somebody looked (DOMAIN §3): what is open is judged on the day of its export."""

from datetime import date, datetime

import numpy as np
import pytest

from bsreform.records.exported import newest_export, seen
from bsreform.report_model import front_page
from bsreform.reports import weekly
from bsreform.reports.composing import Contents, compose
from bsreform.reports.page_one.words import headline
from bsreform.reports.sentences import on_paper
from bsreform.writing.as_json import data_json
from month_sample import month_report, table
from oracle import File
from raw_tables import WEEK, report, rows, settings
from task_tables import export, tasks, tracker

OPEN = """
| code               | handling   | received | due   | status     |
| H48.53-240226-0001 | Bình Chánh | 26/02    | 04/03 | Đang xử lý |
| H48.53-240226-0002 | Bình Chánh | 26/02    | 05/03 | Đang xử lý |
| H48.53-240226-0003 | Bình Chánh | 26/02    | 07/03 | Đang xử lý |
"""


def made_of(material):
    return compose("weekly", weekly.SPEC, Contents(material, "x.xlsx"))


def exported(day: int, month: int = 3, name: str = "tep.xlsx") -> File:
    return File(name, datetime(2024, month, day, 15))


@pytest.mark.parametrize(
    ("day", "overdue"),
    [(4, 0), (5, 1), (6, 2), (8, 3), (20, 3)],
)
def test_only_what_fell_due_before_the_export_is_overdue(day, overdue):
    ledger = report(rows(OPEN, exported(day)), settings(), WEEK).total.ledger
    assert (ledger["open_overdue"], ledger["open_in_term"]) == (overdue, 3 - overdue)


def test_days_late_are_counted_to_the_day_of_the_export():
    made = report(rows(OPEN, exported(6)), settings(), WEEK)
    assert [(each.code[-1], each.days) for each in made.overdue] == [("1", 2), ("2", 1)]


def test_each_row_is_judged_by_the_export_that_it_stands_in():
    new = rows(OPEN.replace("-000", "-100").replace("Bình Chánh", "Bình An    "), exported(9, name="khac.xlsx"))
    made = report([*rows(OPEN, exported(5)), *new], settings(), WEEK)
    assert {unit.id: unit.ledger["open_overdue"] for unit in made.units if unit.has_data} == {
        "binh-chanh": 1,
        "binh-an": 3,
    }
    assert made.data.stale_units == ("binh-chanh",)
    assert (made.data.first, made.data.last) == (date(2024, 3, 5), date(2024, 3, 9))
    assert not made.data.complete


def test_of_exports_older_than_the_period_nothing_is_overdue_and_an_error_says_so():
    made = report(rows(OPEN.replace("04/03", "27/02"), exported(1)), settings(), WEEK)
    assert made.total.ledger["open_overdue"] == 0
    (stale,) = (each for each in made.problems if each.rule == "stale_export")
    assert (stale.severity, stale.message[:42]) == ("error", "Tệp hồ sơ mới nhất xuất ngày 01/03/2024, t")
    assert made.data.stale
    fresh = report(rows(OPEN.replace("04/03", "27/02"), exported(2)), settings(), WEEK)
    assert fresh.total.ledger["open_overdue"] == 1
    assert "stale_export" not in [each.rule for each in fresh.problems]


def test_a_supplement_asked_for_after_the_period_has_not_been_asked_for_yet():
    table = """
        | received | due   | status      | asked |
        | 26/02    | 05/03 | Chờ bổ sung | 11/03 |
        | 26/02    | 05/03 | Chờ bổ sung | 08/03 |
        | 26/02    | 05/03 | Chờ bổ sung |       |
    """
    made = report(rows(table, exported(12)), settings(), WEEK)
    assert made.total.ledger["open_overdue"] == 1
    assert made.shops[0].number("waiting") == 2


# --- what is said of it ---------------------------------------------------------------------


def test_the_first_line_says_up_to_which_day_the_data_go():
    made = made_of(report(rows(OPEN, exported(6)), settings(), WEEK))
    told = "Số liệu xuất đến ngày 06/3/2024, chưa đủ đến hết kỳ (ngày 08/3/2024)."
    assert made.notice == made.conclusions[0] == told
    assert data_json(made.data) == {
        "first_export": "2024-03-06",
        "last_export": "2024-03-06",
        "complete": False,
        "stale_units": [],
        "stale": False,
    }


def test_nothing_is_said_of_data_that_reach_the_end():
    made = made_of(report(rows(OPEN, exported(8)), settings(), WEEK))
    assert made.notice == "" and made.data.complete


def test_units_whose_data_are_older_still_are_named():
    other = rows(OPEN.replace("-000", "-100").replace("Bình Chánh", "Bình An    "), exported(7, name="khac.xlsx"))
    made = made_of(report([*rows(OPEN, exported(5)), *other], settings(), WEEK))
    assert made.notice == (
        "Số liệu xuất đến ngày 07/3/2024, chưa đủ đến hết kỳ (ngày 08/3/2024); cũ hơn nữa là số liệu của 01 đơn vị: "
        "Bình Chánh (từ ngày 05/3/2024)."
    )


def test_an_export_of_many_units_speaks_for_those_that_have_nothing_in_it():
    first = OPEN.replace("-0003 | Bình Chánh", "-0003 | Bình Long ")
    new = rows(
        """
        | code               | handling  |
        | H48.53-240304-0011 | Bình An   |
        | H48.53-240304-0012 | Bình Long |
        """,
        exported(8, name="moi.xlsx"),
    )
    assert report([*rows(first, exported(1)), *new], settings(), WEEK).data.stale_units == ()


def test_an_export_of_many_units_does_not_speak_for_one_that_sends_files_of_its_own():
    new = rows(
        """
        | code               | handling  |
        | H48.53-240304-0011 | Bình An   |
        | H48.53-240304-0012 | Bình Long |
        """,
        exported(8, name="moi.xlsx"),
    )
    made = made_of(report([*rows(OPEN, exported(4, name="binh-chanh.csv")), *new], settings(), WEEK))
    assert made.notice == (
        "Số liệu xuất đến ngày 08/3/2024; riêng số liệu của 01 đơn vị: Bình Chánh (từ ngày 04/3/2024) "
        "chưa đủ đến hết kỳ (ngày 08/3/2024)."
    )


# --- tasks ----------------------------------------------------------------------------------

TASK = """
| source | assigned_on | due_on     | updated_on |
| {}     | 20/02/2024  | 05/03/2024 | 01/03/2024 |
"""


@pytest.mark.parametrize(("source", "overdue"), [(1, 0), (0, 1)])
def test_a_task_of_the_software_is_judged_when_it_was_exported_and_that_of_a_tracker_at_the_end(source, overdue):
    old = datetime(2024, 3, 1, 8)
    made = month_report(tasks(TASK.format(source), sources=(tracker(exported_at=old), export(exported_at=old))))
    assert made.total.tasks.ledger["open_overdue"] == overdue
    assert made.total.tasks.numbers["due_soon"] == 0
    assert made.task_data.last == date(2024, 3, 1)
    assert made.notice == (
        "Nhiệm vụ theo phần mềm: số liệu xuất đến ngày 01/3/2024, chưa đủ đến hết kỳ (ngày 14/3/2024)."
    )


def test_what_is_left_until_a_deadline_is_counted_from_the_day_of_the_report():
    soon = tasks(
        TASK.format(0).replace("05/03/2024", "18/03/2024"), sources=(export(exported_at=datetime(2024, 3, 8)),)
    )
    (row,) = table(month_report(soon), "task_lists").rows
    assert row.cells["working_days"] == 2


def test_the_list_says_that_a_tracker_was_not_updated_since_the_deadline():
    (row,) = table(month_report(tasks(TASK.format(0))), "task_lists").rows
    assert row.cells["note"] == "quá hạn theo bảng chưa cập nhật từ 01/3/2024"


def test_the_day_on_which_a_row_is_judged():
    told = (export(exported_at=datetime(2024, 3, 1)), tracker(exported_at=datetime(2024, 3, 1)))
    first, last = date(2024, 3, 2), date(2024, 3, 8)
    assert newest_export(told) == date(2024, 3, 1)

    def judged(number: int, start: date | None, span: tuple[date, date]) -> str:
        return str(seen(told, np.array([number]), start).judged(np.array([0]), *span)[0])

    assert judged(0, None, (first, last)) == "2024-03-01"
    assert judged(0, date(2024, 3, 1), (first, last)) == "2024-03-01"
    assert judged(0, first, (first, last)) == judged(0, first, (date(2024, 1, 1), last)) == "0001-01-01"
    assert judged(0, first, (date(2024, 2, 24), date(2024, 3, 1))) == "2024-03-01", "the week before was seen"
    assert judged(1, first, (first, last)) == "2024-03-08", "a tracker is judged at the end"


def test_files_that_begin_after_the_period_or_end_before_it_tell_nothing_of_it():
    late = report(rows(OPEN.replace("26/02", "11/03").replace("/03 ", "/04 "), exported(20)), settings(), WEEK)
    old = report(rows(OPEN, exported(1)), settings(), WEEK)
    for material in (late, old):
        assert headline(material, None) == "Chưa có số liệu trong kỳ."
        assert not list(on_paper.found(material))
        assert next(on_paper.lacking(material)) == "Chưa có số liệu hồ sơ thủ tục hành chính của kỳ này."


def test_where_no_rate_has_a_verdict_page_one_counts_none_that_fails():
    front = front_page(made_of(report(rows(OPEN, exported(8)), settings(), WEEK)).sections[0])
    (boxes,) = front.boxes.rows
    assert (boxes.cells["low"], boxes.cells["received"]) == (None, 0)
    assert front.boxes.columns[-1].label == "chỉ tiêu không đạt (chưa chỉ tiêu nào đủ căn cứ)"
